"""One paper: its steps, its versions, what happened to it, and how to have it as Word, as PDF or sealed."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from qingtian.apps.people.models import Person
from qingtian.apps.proceedings.actions.paper_life import lives_of
from qingtian.apps.proceedings.calendars import calendar
from qingtian.apps.proceedings.models import Paper
from qingtian.apps.proceedings.policy import may_see_file
from qingtian.apps.proceedings.queries import possible, procedure_of, projection_of, timeline
from qingtian.language import Text
from qingtian.procedures import Possibility, Projection
from qingtian.procedures.guards import GUARDS, GuardContext
from qingtian.procedures.paper_life import PAPER_ACTS, STEPS, PaperLife, Version
from qingtian.web.design.shapes import ActView, Fact
from qingtian.web.desk.acts_column import consequence
from qingtian.web.desk.citing import short
from qingtian.web.desk.matter_page import head
from qingtian.web.desk.paper_words import STEP_NAMES, WAITING
from qingtian.web.desk.seat import DeskRequest, matter, officer
from qingtian.web.desk.timeline_events import events

SERVED = Text("{done} / {copies} 处", "{done} of {copies}")
DONE, OPEN, NOT_ASKED = Text("已办", "done"), Text("还没有", "not yet"), Text("不要求", "not asked for")


@dataclass(frozen=True, slots=True)
class VersionRow:
    version: Version
    who: Text
    href: str
    in_force: bool


@officer
@require_safe
def paper_page(request: DeskRequest, number: str, seq: int) -> HttpResponse:
    """The page of one paper; 404 where its matter may not be seen or the act made none."""
    found = matter(request, number)
    kept = Paper.objects.filter(proceeding=found, act__seq=seq).select_related("file", "scan", "version").first()
    if kept is None or not may_see_file(request.actor, kept.text):
        raise Http404
    life = lives_of(found)[seq]
    procedure, projection = procedure_of(found), projection_of(found)
    working = calendar()
    entries = [e for e in timeline(found) if seq in (e.record["seq"], e.record["fields"].get("paper_of"))]
    offered = [p for p in possible(found, request.actor, request.as_of) if p.allowed and _fits(p, life, request)]
    context = head(found, procedure, projection, request) | {
        "paper": kept,
        "life": life,
        "waits": WAITING[life.waits_for],
        "facts": _facts(life),
        "versions": _versions(life, kept),
        "events": events(found, procedure, entries, request.actor),
        "acts": [
            ActView(
                name=p.transition.title,
                basis=short(p.transition.basis),
                consequence=consequence(p, projection, request.as_of, working),
                href=f"{reverse('desk:act', args=[found.number, p.transition.act])}?f_paper_of={seq}",
                primary=False,
            )
            for p in offered
        ],
    }
    return render(request, "desk/paper_page.html", context)


def _fits(offered: Possibility, life: PaperLife, request: DeskRequest) -> bool:
    """Whether an act offered for the matter is one for this paper as it stands."""
    transition = offered.transition
    if transition.act not in PAPER_ACTS:
        return False
    world = {"papers_waiting": [life.waits_for]}
    context = GuardContext(Projection(), transition, {}, request.as_of, request.actor, world)
    guards = [GUARDS[reference.name] for reference in transition.guards]
    return all(guard.needs_fields or guard.check(context) is None for guard in guards)


def _facts(life: PaperLife) -> list[Fact]:
    """Each step: taken, still to come, or not asked for with this kind of paper."""
    return [Fact(STEP_NAMES[step], [_said(life, step)]) for step in STEPS]


def _said(life: PaperLife, step: str) -> Text:
    if step == "number" and life.number:
        return Text(life.number, life.number)
    if step == "serve" and life.services:
        return SERVED.format(done=len(life.services), copies=life.copies)
    if step == "countersign" and life.unanswered:
        names = [Text.of(life.countersigners[code]["name"]) for code in life.unanswered]
        return Text("等" + "、".join(n.zh for n in names), "awaiting " + ", ".join(n.en for n in names))
    if not life.needs(step):
        return NOT_ASKED
    return DONE if life.done(step) else OPEN


def _versions(life: PaperLife, kept: Paper) -> list[VersionRow]:
    ids = {version.by.get("person_id") for version in life.versions} - {None}
    english = dict(Person.objects.filter(pk__in=ids).values_list("pk", "name_en"))
    return [
        VersionRow(
            version,
            Text(version.by.get("person") or "—", english.get(version.by.get("person_id") or 0) or "—"),
            reverse("desk:file", args=[version.file or kept.file_id]),
            version is life.version,
        )
        for version in reversed(life.versions)
    ]
