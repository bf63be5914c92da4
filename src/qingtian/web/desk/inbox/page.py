"""The inbox page: the list on the left, one petition on the right, what may be done for several above."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from qingtian.apps.places.models import Area
from qingtian.language import Text
from qingtian.procedures import load_procedures
from qingtian.web.design.fields import Choice as Option
from qingtian.web.design.shapes import FacetGroup, Link
from qingtian.web.desk.inbox.beside import Beside, beside
from qingtian.web.desk.inbox.choice import InboxChoice
from qingtian.web.desk.inbox.rows import InboxRow, inbox_rows
from qingtian.web.desk.inbox.steps import STEPS, TOGETHER
from qingtian.web.desk.list_choice import PAGE, Choice, cut
from qingtian.web.desk.list_rows import with_last_act
from qingtian.web.desk.reporting import channels
from qingtian.web.desk.saved_filters import SavedFilters, saved_filters
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.web.templatetags.words import name

PAGE_NAME = "inbox"


@officer
def inbox(request: DeskRequest) -> HttpResponse:
    """One page of the inbox; with htmx only the petition beside the list."""
    choice = InboxChoice.of(request.GET)
    shown = beside(request, choice.show) if choice.show else None
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "desk/inbox/beside.html", {"beside": shown})
    parts = [with_last_act(part) for part in choice.parts(request.actor, request.as_of)]
    page = cut(parts, Choice(after=choice.after))
    rows = inbox_rows(page.rows, request.actor, request.as_of)
    if shown is None and rows and not choice.show:
        shown = beside(request, rows[0].row.matter.number)
    return render(request, "desk/inbox/inbox.html", _context(request, choice, rows, page.next, shown))


def _context(
    request: DeskRequest, choice: InboxChoice, rows: list[InboxRow], following: str, shown: Beside | None
) -> dict[str, object]:
    counted, saved = choice.counted(request.actor), saved_filters(request, PAGE_NAME)
    return {
        "choice": choice,
        "rows": [(each, choice.query(show=each.row.matter.number)) for each in rows],
        "beside": shown,
        "total": counted[choice.step] if choice.step else sum(counted.values()),
        "facets": _facets(choice, counted, saved),
        "areas": [Option(area.code, name(area)) for area in Area.objects.exclude(kind=Area.Kind.CITY).order_by("path")],
        "channels": [Option(code, title) for code, title in channels().items()],
        "together": _together(choice, request),
        "next": choice.query(after=following, skipped=choice.skipped + PAGE, show="") if following else "",
        "start": choice.query(after="", skipped=0, show="") if choice.after else "",
        "page_name": PAGE_NAME,
        "saved": saved.rows,
        "saves": choice.query(show="", after="", skipped=0),
        "may_register": "petition_officer" in request.actor.roles,
    }


def _facets(choice: InboxChoice, counted: dict[str, int], saved: SavedFilters) -> list[FacetGroup]:
    """Whose, the steps with their counts, and the filters this officer keeps."""
    whose = [
        Link(Text("等我们办的", "Waiting for us"), choice.query(whose="mine"), None, choice.whose == "mine"),
        Link(Text("看得到的全部", "All I can see"), choice.query(whose="all"), None, choice.whose == "all"),
    ]
    every = Link(Text("全部", "All"), choice.query(step=""), sum(counted.values()), not choice.step)
    steps = [
        Link(step.title, choice.query(step=step.code), counted[step.code], step.code == choice.step)
        for step in STEPS
        if counted[step.code] or step.code == choice.step
    ]
    groups = [
        FacetGroup(Text("谁的", "Whose"), whose),
        FacetGroup(Text("等哪一步", "Waiting for"), [every, *steps]),
    ]
    return groups + saved.as_group()


def _together(choice: InboxChoice, request: DeskRequest) -> list[tuple[str, Text]]:
    """Acts several of the matters shown may share, where this actor's role may do them at all."""
    edition = load_procedures().on("petition", request.as_of)
    acts = choice.chosen.together if choice.chosen else tuple(TOGETHER)
    found = []
    for act in acts:
        transition = edition.named(act)
        if transition and any(who.role in request.actor.roles for who in transition.by):
            found.append((act, transition.title))
    return found
