"""Publishing (公开): what waits for which reading, what is public now and by what decision, what is withheld."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from qingtian.apps.people.models import Person
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.policy import visible
from qingtian.apps.proceedings.queries import procedure_of, projection_of
from qingtian.apps.publishing.gate import REGULATIONS
from qingtian.apps.publishing.kinds import BY_ITSELF, kinds
from qingtian.apps.publishing.models import Publication
from qingtian.apps.publishing.queries import once_published, papers_before_the_gate, standing
from qingtian.language import Text
from qingtian.procedures import Procedure, Projection, load_procedures
from qingtian.procedures.guards import GUARDS, GuardContext
from qingtian.web.access import PAGES
from qingtian.web.desk.matter_page import head
from qingtian.web.desk.seat import DeskRequest, matter, officer

#: what takes a text on from each state
NEXT = {
    "drafted": "read_1",
    "read_once": "read_2",
    "read_twice": "read_3",
    "read_thrice": "review",
    "reviewed": "approve",
    "approved": "publish",
}
#: who it waits for, in few words; the declaration's own words stand on the page of the act
WHO = {
    "read_1": Text("本单位或上级的另一人", "Somebody else of the organ or one above"),
    "read_2": Text("本单位或上级的另一人", "Somebody else of the organ or one above"),
    "read_3": Text("另一位负责人", "Another head or chief"),
    "review": Text("保密审查人员", "Confidentiality reviewer"),
    "approve": Text("负责人", "Head of the organ"),
    "publish": Text("本单位", "The organ itself"),
    "put_in_force": Text("负责人", "Head of the organ"),
}
STEPS = ("draft", "amend", "revise", "read_1", "read_2", "read_3", "review", "approve")
SHOWN = 50


@dataclass(frozen=True, slots=True)
class Waiting:
    """One text on its way: what it waits for, from whom, and who has been through it."""

    matter: Proceeding
    kind: Text
    state: Text
    step: Text
    who: Text
    been: Text | str
    mine: bool


@dataclass(frozen=True, slots=True)
class Decision:
    """One standing decision: its number, the kinds it admits, since when, until when, and its state."""

    matter: Proceeding
    title: str
    admits: list[Text]
    until: date | None
    state: Text
    open: bool
    in_sight: bool


def _choice(procedure: Procedure, field: str, value: str) -> Text:
    declared = procedure.transitions_from("start")[0].field(field)
    return (declared.choices.get(value) if declared else None) or Text(value, value)


def _names(rows: Iterable[Publication]) -> dict[str, str]:
    """Officials of these texts in Latin letters, by the Chinese name the acts froze; one query."""
    done = [projection_of(row.proceeding).done for row in rows]
    named = {m["by"].get("person") for marks in done for act in STEPS for m in marks.get(act, ())} - {None}
    return dict(Person.objects.filter(name_zh__in=named).exclude(name_en="").values_list("name_zh", "name_en"))


def _been(procedure: Procedure, projection: Projection, latin: Mapping[str, str]) -> Text | str:
    """Who did which step, in the order of the acts."""
    marks = [(m["seq"], act, m["by"].get("person") or "—") for act in STEPS for m in projection.done.get(act, ())]
    said = [(procedure.named(act), person) for _, act, person in sorted(marks)]
    words = [Text(f"{t.title.zh} {who}", f"{t.title.en}: {latin.get(who, who)}") for t, who in said if t]
    return Text("，".join(w.zh for w in words), "; ".join(w.en for w in words)) if words else ""


def _barred(request: DeskRequest, projection: Projection, act: str) -> bool:
    """Whether this person had an earlier step of the text, so that the next is somebody else's."""
    guard = {"approve": "approver_neither_drafted_nor_reviewed", "publish": "", "put_in_force": ""}
    name = guard.get(act, "another_person")
    transition = load_procedures().editions("publication")[-1].named(act)
    if not name or transition is None:
        return False
    context = GuardContext(projection, transition, {}, request.as_of, request.actor, {})
    return GUARDS[name].check(context) is not None


def _waiting(request: DeskRequest, rows: Iterable[Publication]) -> list[Waiting]:
    rows, found = list(rows), []
    latin = _names(rows)
    for row in rows:
        procedure, projection = procedure_of(row.proceeding), projection_of(row.proceeding)
        act = NEXT[row.proceeding.state]
        if act == "publish" and row.kind == "standing":
            act = "put_in_force"
        transition = procedure.named(act)
        assert transition is not None
        found.append(
            Waiting(
                row.proceeding,
                _choice(procedure, "kind", row.kind),
                procedure.states[row.proceeding.state].title,
                transition.title,
                WHO[act],
                _been(procedure, projection, latin),
                _barred(request, projection, act),
            )
        )
    return found


def _decisions(request: DeskRequest) -> list[Decision]:
    rows = list(standing().filter(proceeding__state__in=("in_force", "suspended")))
    seen = set(visible(request.actor).filter(pk__in=[row.proceeding_id for row in rows]).values_list("pk", flat=True))
    return [
        Decision(
            row.proceeding,
            row.title,
            [kinds()[kind].title for kind in row.kinds if kind in kinds()],
            row.until,
            procedure_of(row.proceeding).states[row.proceeding.state].title,
            row.proceeding.state == "in_force" and (row.until is None or row.until >= request.as_of),
            row.proceeding_id in seen,
        )
        for row in rows
    ]


def _withheld(publication: Publication) -> Text:
    """The recorded ground of a decision to withhold."""
    procedure = procedure_of(publication.proceeding)
    ground = publication.proceeding.projection["facts"].get("ground", "")
    transition = procedure.named("withhold")
    declared = transition.field("ground") if transition else None
    return (declared.choices.get(ground) if declared else None) or Text("没有写依据", "no ground given")


@officer
@require_safe
def publishing(request: DeskRequest) -> HttpResponse:
    """The page of everything on its way to the public, before it, and kept from it."""
    own = Publication.objects.filter(proceeding__in=visible(request.actor)).select_related("proceeding")
    waiting = own.filter(proceeding__state__in=NEXT).order_by("proceeding__next_due", "pk")[:SHOWN]
    decisions = _decisions(request)
    admitted = {kind for row in decisions if row.open for kind in row.admits}
    routine = [kind for kind in kinds().values() if kind.id not in BY_ITSELF]
    context = {
        "may_draft": bool(PAGES["desk:new_publication"].roles & request.actor.roles),
        "waiting": _waiting(request, waiting),
        "decisions": decisions,
        "published": once_published().filter(proceeding__state="published")[:SHOWN],
        "withheld": [(row, _withheld(row)) for row in own.filter(proceeding__state="withheld").order_by("-pk")[:SHOWN]],
        "before_gate": papers_before_the_gate().filter(proceeding__in=visible(request.actor))[:SHOWN],
        "closed": [kind.title for kind in routine if kind.title not in admitted],
        "never": [
            (kind.title, field.why, REGULATIONS.format(article=field.article), field.publicity)
            for kind in kinds().values()
            for field in kind.fields.values()
            if field.publicity != "public"
        ],
    }
    return render(request, "desk/publishing.html", context)


def compared(before: str, after: str) -> SafeString:
    """The later text with what went and what came marked, both kept readable."""
    pieces = []
    for how, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if how == "equal":
            pieces.append(("{}", after[c:d]))
            continue
        if b > a:
            pieces.append(("<del>{}</del>", before[a:b]))
        if d > c:
            pieces.append(("<ins>{}</ins>", after[c:d]))
    return format_html_join("", "{}", ((format_html(shape, text),) for shape, text in pieces))


@officer
@require_safe
def texts(request: DeskRequest, number: str) -> HttpResponse:
    """Every wording of one publication, each against the one before, and the words to be masked."""
    found = matter(request, number)
    publication = Publication.objects.filter(proceeding=found).first()
    if publication is None:
        raise Http404
    procedure = procedure_of(found)
    wordings = list(publication.texts.all())
    rows = [
        (w, getattr(procedure.named(w.act), "title", w.act), compared(wordings[n - 1].text, w.text) if n else w.text)
        for n, w in enumerate(wordings)
    ]
    context = head(found, procedure, projection_of(found), request) | {
        "publication": publication,
        "rows": rows[::-1],
        "versions": publication.versions.order_by("-version"),
    }
    return render(request, "desk/publication_texts.html", context)
