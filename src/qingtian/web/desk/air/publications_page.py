"""Publications of air at the desk: the list, a new one from preview to draft, one with its files and correction."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from qingtian.apps.air.actions.draft_publication import correct_publication, draft_publication
from qingtian.apps.air.models import AirPublication
from qingtian.apps.air.places import regions
from qingtian.apps.air.publications.composing import compose
from qingtian.apps.air.publications.kinds import KINDS, last_complete
from qingtian.apps.air.publications.opening import Opened, open_issue
from qingtian.apps.air.publications.targets import targets_of
from qingtian.apps.installation.kind import DEMONSTRATION
from qingtian.apps.installation.kind import kind as kind_of_installation
from qingtian.apps.people.models import Organ
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.policy import visible
from qingtian.apps.proceedings.queries import procedure_of
from qingtian.config.city import city
from qingtian.errors import QingtianError
from qingtian.language import Text
from qingtian.procedures import load_procedures
from qingtian.procedures.who import describe_all
from qingtian.web.access import PAGES
from qingtian.web.air_papers.files import FORMATS, file_name, file_of, fonts
from qingtian.web.air_papers.page import notes_of, shown_parts
from qingtian.web.desk.papers import attachment
from qingtian.web.desk.seat import DeskRequest, matter, officer
from qingtian.web.publication_versions import at_office, issue, public_versions, published_acts, versions
from qingtian.web.templatetags.words import page_language, say

SHOWN = 100
DRAFTED = Text("已拟稿 {number}，等一审。", "Drafted {number}; it awaits the first reading.")
CORRECTED = Text(
    "更正稿第 {version} 版已拟好，等一审。", "Correction drafted as version {version}; it awaits the first reading."
)


@dataclass(frozen=True, slots=True)
class Row:
    """One publication in the list: its matter, latest version, kind, state, and whether the public sees it."""

    matter: Proceeding
    record: AirPublication
    kind: Text
    state: Text


@officer
@require_safe
def publications(request: DeskRequest) -> HttpResponse:
    """Every publication of air in sight, the latest first, and where a new one begins."""
    seen = visible(request.actor).filter(air_publications__version=1).order_by("-pk")[:SHOWN]
    latest: dict[int, AirPublication] = {}
    for record in AirPublication.objects.filter(proceeding__in=list(seen)).defer("figures"):
        latest[record.proceeding_id] = record
    rows = [
        Row(one, latest[one.pk], KINDS[latest[one.pk].kind].title, procedure_of(one).states[one.state].title)
        for one in seen
    ]
    context = {"rows": rows, "may_draft": _may_draft(request), **_choices(request)}
    return render(request, "desk/air/publications.html", context)


def _may_draft(request: DeskRequest) -> bool:
    return bool(PAGES["desk:air_publication_draft"].roles & request.actor.roles)


def _choices(request: DeskRequest) -> dict[str, object]:
    """What the form offers: kinds with the last period that has ended, regions, organs that may review."""
    kinds = [(kind, last_complete(kind.id, request.as_of).id) for kind in KINDS.values()]
    organs = Organ.objects.filter(code__in=request.actor.organ_chain).order_by("-pk")
    return {"kinds": kinds, "regions": regions(), "organs": organs, "above": _above(request)}


def _above(request: DeskRequest) -> str:
    """The organ next above, which usually reviews; one's own where there is none."""
    chain = request.actor.organ_chain
    return chain[-2] if len(chain) > 1 else (request.actor.organ or "")


@officer
def draft(request: DeskRequest) -> HttpResponse:
    """GET the preview of a kind and period (``?kind=&period=&region=``), POST the same to draft it.

    403 for a post that may not draft.
    """
    if not _may_draft(request):
        procedure = load_procedures().on("publication", request.as_of)
        context = {"who": describe_all(procedure.transitions_from("start")[0], procedure)}
        return render(request, "desk/publication_not_yours.html", context, status=403)
    asked = request.POST if request.method == "POST" else request.GET
    kind, text = asked.get("kind", ""), asked.get("period", "")
    if kind not in KINDS:
        return redirect("desk:air_publications")
    text = text.strip() or last_complete(kind, request.as_of).id
    try:
        opened = _open(request, kind, text, asked.get("region", ""), asked.get("target", ""), asked.get("basis", ""))
        if request.method == "POST":
            return _drafted(request, opened)
    except QingtianError as refused:
        context = {"refused": refused, "chosen": asked, **_choices(request), "may_draft": True, "rows": []}
        return render(request, "desk/air/publications.html", context, status=422)
    document = compose(opened.issue, _language())
    context = {
        "document": document,
        "parts": shown_parts(document, fonts()),
        "notes": notes_of(document),
        "chosen": {**asked.dict(), "period": text},
        "kind": KINDS[kind],
        **_choices(request),
    }
    return render(request, "desk/air/publication_draft.html", context)


def _open(request: DeskRequest, kind: str, text: str, region: str, target: str, basis: str) -> Opened:
    place = city()
    return open_issue(
        kind,
        text,
        on=request.as_of,
        organ=place.bureau,
        city=place.name,
        about_region=region,
        targets=targets_of(target, basis),
        generated=_generated(),
    )


def _generated() -> bool:
    return kind_of_installation() == DEMONSTRATION


def _drafted(request: DeskRequest, opened: Opened) -> HttpResponse:
    made = draft_publication(
        opened,
        by=request.actor,
        on=request.as_of,
        now=request.now,
        reviewing=request.POST.get("reviewing", ""),
        once=request.POST.get("once", "")[:64] or None,
        generated=_generated(),
    )
    messages.success(request, say(DRAFTED.format(number=made.number)))
    return redirect("desk:air_publication", made.number)


def _language() -> str:
    return "en" if page_language() == "en" else "zh"


@officer
@require_safe
def publication(request: DeskRequest, number: str) -> HttpResponse:
    """One publication as it is composed, its files, its versions, and the form to correct it once it is published."""
    found = matter(request, number)
    held = versions(found)
    if not held:
        raise Http404
    public = public_versions(held, published_acts(found))
    latest = held[-1]
    document = compose(issue(latest, held, public=latest in public), _language())
    context = {
        "matter": found,
        "state": procedure_of(found).states[found.state].title,
        "kind": KINDS[latest.kind],
        "latest": latest,
        "versions": [(record, record in public) for record in reversed(held)],
        "document": document,
        "parts": shown_parts(document, fonts()),
        "notes": notes_of(document),
        "formats": FORMATS.values(),
        "may_correct": found.state == "published" and at_office(request.actor, found),
    }
    return render(request, "desk/air/publication.html", context)


@officer
@require_safe
def publication_file(request: DeskRequest, number: str, version: int, suffix: str) -> HttpResponse:
    """One file of one version; a page that says why where it cannot be made."""
    found = matter(request, number)
    held = versions(found)
    record = next((one for one in held if one.version == version), None)
    if record is None or suffix not in FORMATS:
        raise Http404
    public = record in public_versions(held, published_acts(found))
    of = issue(record, held, public=public)
    try:
        content = file_of(of, suffix, _language())
    except QingtianError as refused:
        return render(request, "desk/no_index.html", {"refused": refused, "matter": found}, status=503)
    return attachment(content, file_name(of, suffix), FORMATS[suffix].media_type, inline=suffix == "pdf")


@officer
@require_POST
def correct(request: DeskRequest, number: str) -> HttpResponse:
    """Compute the issue anew from the lake as it stands and amend what was published; it takes the road again."""
    found = matter(request, number)
    held = versions(found)
    if not held:
        raise Http404
    latest = held[-1]
    target = next((one for one in latest.targets if one[1] == "AQI"), None)
    try:
        opened = _open(request, latest.kind, latest.period, latest.about_region, *(target[3:] if target else ("", "")))
        correct_publication(
            found,
            opened,
            why=request.POST.get("why", "").strip(),
            by=request.actor,
            on=request.as_of,
            now=request.now,
            expected_seq=int(request.POST.get("seq") or 0),
        )
    except QingtianError as refused:
        messages.error(request, say(refused.message))
        return redirect("desk:air_publication", number)
    messages.success(request, say(CORRECTED.format(version=latest.version + 1)))
    return redirect("desk:air_publication", number)
