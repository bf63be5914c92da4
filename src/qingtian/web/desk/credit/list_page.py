"""The list of violators on the desk: what waits, what is due to be published or taken down, repair applications."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from qingtian.apps.credit.levels import level_named, source
from qingtian.apps.credit.models import ListEntry
from qingtian.apps.credit.queries import (
    BEFORE_LISTING,
    IN_PUBLICATION,
    past_their_last_day,
    repair_applications,
    seen_by,
    to_publish,
    to_take_down,
)
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.queries import procedure_of
from qingtian.language import Text
from qingtian.law import load_law
from qingtian.procedures.who import Actor
from qingtian.web.access import PAGES
from qingtian.web.desk.clock_views import SHORT_UNITS as UNITS
from qingtian.web.desk.enforcement.seats import ENFORCING, only
from qingtian.web.desk.seat import DeskRequest, officer

PAGE = 30
#: lines of each short list above the table
SHOWN = 50
#: times of this chapter, shown with their basis and certainty below the list
TIMES = (
    "publication.decision",
    "publication.take_down",
    "credit.defence",
    "credit.repair_decision",
    "credit.minor_longest",
    "credit.ordinary_shortest",
    "credit.ordinary_longest",
    "credit.serious_shortest",
    "credit.serious_longest",
)
Narrow = Callable[[Actor, date], QuerySet[ListEntry]]
LISTS: Mapping[str, tuple[Text, Narrow]] = {
    "": (Text("全部", "All"), lambda actor, day: seen_by(actor)),
    "before": (
        Text("列入以前", "Before listing"),
        lambda actor, day: seen_by(actor).filter(proceeding__state__in=BEFORE_LISTING),
    ),
    "shown": (
        Text("公示中", "In publication"),
        lambda actor, day: seen_by(actor).filter(
            proceeding__state__in=IN_PUBLICATION, last_day__gte=day, hidden_from=None
        ),
    ),
    "repair": (Text("修复申请", "Repair applications"), lambda actor, day: repair_applications(actor)),
    "over": (Text("公示期过了，待办结", "Time over, to be ended"), past_their_last_day),
    "ended": (Text("已结", "Ended"), lambda actor, day: seen_by(actor).filter(proceeding__ended_on__isnull=False)),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One entry as the list shows it."""

    entry: ListEntry
    state: Text
    level: Text
    due: date | None
    late: bool


@dataclass(frozen=True, slots=True)
class Due:
    """Something to publish or to take down: with its last day, and whether that is over."""

    matter: Proceeding
    due: date | None
    late: bool
    href: str


@officer
@require_safe
@only(ENFORCING)
def violators(request: DeskRequest) -> HttpResponse:
    """``?list=`` of ``LISTS``; above it what is due to be published and taken down."""
    which = request.GET.get("list", "")
    which = which if which in LISTS else ""
    title, narrow = LISTS[which]
    page = Paginator(narrow(request.actor, request.as_of), PAGE).get_page(request.GET.get("page"))
    context = {
        "which": which,
        "title": title,
        "lists": [(code, words) for code, (words, _) in LISTS.items()],
        "page": page,
        "rows": [_row(one, request.as_of) for one in page.object_list],
        "publish": _publish(request),
        "take_down": _take_down(request),
        "may_propose": bool(PAGES["desk:new_listing"].roles & request.actor.roles),
        "may_draft": bool(PAGES["desk:new_publication"].roles & request.actor.roles),
        "times": _times(request.as_of),
        "levels_from": _levels_from(),
        "nav_current": "desk:enforcement",
    }
    return render(request, "desk/credit/list.html", context)


def _row(entry: ListEntry, day: date) -> Row:
    matter = entry.proceeding
    due = matter.next_due
    state = procedure_of(matter).states[matter.state].title
    return Row(entry, state, level_named(entry.level).title, due, due is not None and due < day)


def _publish(request: DeskRequest) -> list[Due]:
    """Each with the form of a publication already about it."""
    return [
        Due(
            one.matter,
            one.due,
            one.late,
            f"{reverse('desk:new_publication')}?f_kind={one.kind}&f_source={one.matter.number}"
            f"&f_formed_on={one.decision.decided_on}",
        )
        for one in to_publish(request.actor, request.as_of)[:SHOWN]
    ]


def _take_down(request: DeskRequest) -> list[Due]:
    def line(matter: Proceeding) -> Due:
        due = matter.next_due
        late = due is not None and due < request.as_of
        return Due(matter, due, late, reverse("desk:proceeding", args=[matter.number]))

    return [line(matter) for matter in to_take_down(request.actor)[:SHOWN]]


def _times(on: date) -> list[dict[str, Any]]:
    law = load_law()
    return [
        {
            "title": one.title,
            "length": Text(f"{one.value} {UNITS[one.unit].zh}", f"{one.value} {UNITS[one.unit].en}"),
            "basis": law.cite(one.basis, short=True),
            "certainty": one.certainty,
        }
        for one in (law.limit(key, on=on) for key in _known(TIMES, on))
    ]


def _known(keys: Iterable[str], on: date) -> list[str]:
    """Those that the law has on that day."""
    law = load_law()
    return [key for key in keys if law.parameter(key).editions[0].from_day <= on]


def _levels_from() -> dict[str, Any]:
    basis, certainty = source()
    return {"basis": load_law().cite(basis, short=True), "certainty": certainty}
