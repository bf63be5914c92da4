"""Rows of a list, each fact fetched once for the whole page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, QuerySet, Subquery

from qingtian.apps.people.models import Organ, Post
from qingtian.apps.proceedings.models import Act, Clock, Proceeding
from qingtian.language import Text
from qingtian.procedures import load_procedures
from qingtian.web.design.shapes import ClockView
from qingtian.web.desk.clock_views import row_clock
from qingtian.web.desk.list_figures import group_of
from qingtian.web.desk.reporting import Behind, behind


@dataclass(frozen=True, slots=True)
class MatterRow:
    """One matter as a list shows it."""

    matter: Proceeding
    clock: ClockView | None
    behind: Behind | None
    organ: Organ | None
    post: Post | None
    state: Text
    act: Text
    group: str


def with_last_act(matters: QuerySet[Proceeding]) -> QuerySet[Proceeding]:
    """Rows with their area and the code of their last act, without the heavy projection."""
    last = Act.objects.filter(proceeding=OuterRef("pk")).order_by("-seq").values("act")[:1]
    return matters.select_related("area").annotate(last_act=Subquery(last)).defer("projection")


def rows_of(matters: Sequence[Proceeding], as_of: date) -> list[MatterRow]:
    """In the order given; five queries however many rows."""
    clocks = _clocks(matters)
    reported = behind(matters)
    organs = {o.code: o for o in Organ.objects.filter(code__in={m.owner_organ for m in matters if m.owner_organ})}
    posts = {p.code: p for p in Post.objects.filter(code__in={m.owner_post for m in matters if m.owner_post})}
    return [
        MatterRow(
            matter=m,
            clock=row_clock(clocks[m.pk][0], clocks[m.pk][1:], as_of) if clocks[m.pk] else None,
            behind=reported.get(m.pk),
            organ=organs.get(m.owner_organ),
            post=posts.get(m.owner_post),
            state=_state(m),
            act=_act(m),
            group=group_of(m.next_due, as_of),
        )
        for m in matters
    ]


def _clocks(matters: Sequence[Proceeding]) -> dict[int, list[Clock]]:
    found: dict[int, list[Clock]] = defaultdict(list)
    running = Clock.objects.filter(proceeding__in=[m.pk for m in matters], status=Clock.Status.RUNNING)
    for clock in running.order_by("due", "key"):
        found[clock.proceeding_id].append(clock)
    return found


def _state(matter: Proceeding) -> Text:
    return load_procedures().edition(matter.procedure, matter.edition).states[matter.state].title


def _act(matter: Proceeding) -> Text:
    act: str = matter.last_act or "—"  # type: ignore[attr-defined]
    named = load_procedures().edition(matter.procedure, matter.edition).named(act)
    return named.title if named else Text(act, act)
