"""Reports and rankings of water at the desk: the list, a new one from preview to draft, one with its correction."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from qingtian.apps.installation.kind import DEMONSTRATION
from qingtian.apps.installation.kind import kind as kind_of_installation
from qingtian.apps.people.models import Organ
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.policy import visible
from qingtian.apps.proceedings.queries import procedure_of
from qingtian.apps.water.actions.draft_publication import correct_publication, draft_publication
from qingtian.apps.water.models import WaterPublication
from qingtian.apps.water.publications.composing import compose
from qingtian.apps.water.publications.issue import Issue
from qingtian.apps.water.publications.kinds import KINDS
from qingtian.apps.water.publications.opening import fewer_of, open_issue
from qingtian.apps.water.publications.record import issue, versions
from qingtian.apps.water.queries import last_month, revised_since
from qingtian.config.city import city
from qingtian.errors import QingtianError
from qingtian.language import Text
from qingtian.procedures import load_procedures
from qingtian.procedures.who import describe_all
from qingtian.standards.periods import period
from qingtian.web.access import PAGES
from qingtian.web.air_papers.files import FORMATS, fonts
from qingtian.web.air_papers.page import notes_of, shown_parts
from qingtian.web.desk.papers import attachment
from qingtian.web.desk.seat import DeskRequest, matter, officer
from qingtian.web.publication_versions import at_office, public_versions, published_acts
from qingtian.web.templatetags.words import page_language, say
from qingtian.web.water_papers.files import file_name, file_of

SHOWN = 100
NAV = "desk:monitoring"
DRAFTED = Text("已拟稿 {number}，等一审。", "Drafted {number}; it awaits the first reading.")
CORRECTED = Text(
    "更正稿第 {version} 版已拟好，等一审。", "Correction drafted as version {version}; it awaits the first reading."
)


@dataclass(frozen=True, slots=True)
class Row:
    """One publication in the list: its matter, latest version, kind and state."""

    matter: Proceeding
    record: WaterPublication
    kind: Text
    state: Text
    outdated: bool


@officer
@require_safe
def reports(request: DeskRequest) -> HttpResponse:
    """Every publication of water in sight, the latest first, and where a new one begins."""
    seen = visible(request.actor).filter(water_publications__version=1).order_by("-pk")[:SHOWN]
    latest: dict[int, WaterPublication] = {}
    for record in WaterPublication.objects.filter(proceeding__in=list(seen)).defer("figures"):
        latest[record.proceeding_id] = record
    outdated = revised_since([(period(latest[one.pk].period), latest[one.pk].imports_upto) for one in seen])
    rows = [
        Row(one, latest[one.pk], KINDS[latest[one.pk].kind].title, procedure_of(one).states[one.state].title, old)
        for one, old in zip(seen, outdated, strict=True)
    ]
    context = {"rows": rows, "may_draft": _may_draft(request), **_choices(request)}
    return render(request, "desk/water/reports.html", context)


def _may_draft(request: DeskRequest) -> bool:
    return bool(PAGES["desk:water_report_draft"].roles & request.actor.roles)


def _choices(request: DeskRequest) -> dict[str, object]:
    """What the form offers: kinds, the last month, organs that may review."""
    organs = Organ.objects.filter(code__in=request.actor.organ_chain).order_by("-pk")
    chain = request.actor.organ_chain
    above = chain[-2] if len(chain) > 1 else (request.actor.organ or "")
    last = last_month(request.as_of).id
    return {"kinds": KINDS.values(), "last": last, "organs": organs, "above": above, "nav_current": NAV}


@officer
def draft(request: DeskRequest) -> HttpResponse:
    """GET the preview of a kind and month (``?kind=&period=``), POST the same to draft it; 403 for other posts."""
    if not _may_draft(request):
        procedure = load_procedures().on("publication", request.as_of)
        context = {"who": describe_all(procedure.transitions_from("start")[0], procedure)}
        return render(request, "desk/publication_not_yours.html", context, status=403)
    asked = request.POST if request.method == "POST" else request.GET
    kind = asked.get("kind", "")
    if kind not in KINDS:
        return redirect("desk:water_reports")
    text = asked.get("period", "").strip() or last_month(request.as_of).id
    try:
        opened = _open(request, kind, text, asked.get("items", ""), asked.get("basis", ""))
        if request.method == "POST":
            return _drafted(request, opened)
    except QingtianError as refused:
        context = {"refused": refused, "chosen": asked, "rows": [], "may_draft": True, **_choices(request)}
        return render(request, "desk/water/reports.html", context, status=422)
    document = compose(opened, _language())
    context = {
        "document": document,
        "parts": shown_parts(document, fonts()),
        "notes": notes_of(document),
        "chosen": {**asked.dict(), "period": text},
        "kind": KINDS[kind],
        **_choices(request),
    }
    return render(request, "desk/water/report_draft.html", context)


def _open(request: DeskRequest, kind: str, text: str, items: str, basis: str) -> Issue:
    place = city()
    return open_issue(
        kind,
        text,
        on=request.as_of,
        organ=place.bureau,
        city=place.name,
        fewer=fewer_of(items, basis, request.as_of) if kind == "ranking" else None,
        generated=_generated(),
    )


def _generated() -> bool:
    return kind_of_installation() == DEMONSTRATION


def _drafted(request: DeskRequest, opened: Issue) -> HttpResponse:
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
    return redirect("desk:water_report", made.number)


def _language() -> str:
    return "en" if page_language() == "en" else "zh"


@officer
@require_safe
def report(request: DeskRequest, number: str) -> HttpResponse:
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
        "nav_current": NAV,
    }
    return render(request, "desk/water/report.html", context)


@officer
@require_safe
def report_file(request: DeskRequest, number: str, version: int, suffix: str) -> HttpResponse:
    """One file of one version; a page that says why where it cannot be made."""
    found = matter(request, number)
    held = versions(found)
    record = next((one for one in held if one.version == version), None)
    if record is None or suffix not in FORMATS:
        raise Http404
    of = issue(record, held, public=record in public_versions(held, published_acts(found)))
    try:
        content = file_of(of, suffix, _language())
    except QingtianError as refused:
        return render(request, "desk/no_index.html", {"refused": refused, "matter": found}, status=503)
    return attachment(content, file_name(of, suffix), FORMATS[suffix].media_type, inline=suffix == "pdf")


@officer
@require_POST
def correct(request: DeskRequest, number: str) -> HttpResponse:
    """Compute the issue anew from the values as they stand and amend what was published; it takes the road again."""
    found = matter(request, number)
    held = versions(found)
    if not held:
        raise Http404
    latest = held[-1]
    try:
        opened = _open(request, latest.kind, latest.period, ",".join(latest.fewer_items), latest.fewer_basis)
        correct_publication(
            found,
            opened,
            why=request.POST.get("why", "").strip(),
            by=request.actor,
            on=request.as_of,
            now=request.now,
            expected_seq=int(seq) if (seq := request.POST.get("seq", "")).isdecimal() else 0,
        )
    except QingtianError as refused:
        messages.error(request, say(refused.message))
        return redirect("desk:water_report", number)
    messages.success(request, say(CORRECTED.format(version=latest.version + 1)))
    return redirect("desk:water_report", number)
