"""Matters the reader may see in the own area, and of each the like one that ended last (上次怎么办的)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet

from qingtian.apps.briefing.parts import Asked, LastTime, Line
from qingtian.apps.places.models import Area
from qingtian.apps.places.within import within
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.policy import visible
from qingtian.language import Text
from qingtian.procedures import load_procedures

#: ended matters looked through for the like ones
LOOKED_BACK = 400


def matters(asked: Asked, *procedures: str) -> QuerySet[Proceeding]:
    """Of these procedures, in the reader's sight and area, those without an area too."""
    inside = Area.objects.filter(within(asked.area, of=""))
    rows = visible(asked.actor).filter(procedure__in=procedures)
    return rows.filter(area__in=inside) | rows.filter(area=None)


def state_of(matter: Proceeding) -> Text:
    """The state as its procedure calls it."""
    return load_procedures().edition(matter.procedure, matter.edition).states[matter.state].title


def with_last_time(asked: Asked, lines: Sequence[tuple[Line, Proceeding]]) -> list[Line]:
    """Each line beside the matter of the same procedure about the same unit, or else area, that ended last; one query.

    Only matters the reader may see.
    """
    if not lines:
        return []
    kinds = {matter.procedure for _, matter in lines}
    ended = visible(asked.actor).filter(procedure__in=kinds, ended_on__lt=asked.monday).order_by("-ended_on", "-pk")
    past = list(
        ended.only("number", "title", "procedure", "edition", "state", "area", "party", "ended_on")[:LOOKED_BACK]
    )
    return [Line(line.what, line.why, line.number, _last(matter, past)) for line, matter in lines]


def _last(matter: Proceeding, past: Iterable[Proceeding]) -> LastTime | None:
    for one in past:
        same = one.party == matter.party if matter.party else one.area_id == matter.area_id and not one.party
        if one.procedure == matter.procedure and same and one.pk != matter.pk and one.ended_on:
            return LastTime(one.number, one.title, state_of(one), one.ended_on)
    return None


def line_of(matter: Proceeding) -> Line:
    """A matter by its title, with its state and the day its earliest clock runs out."""
    state = state_of(matter)
    due = matter.next_due
    why = Text(f"{state.zh}，{due} 到期", f"{state.en}, due {due}") if due else state
    return Line(Text(matter.title, matter.title), why, matter.number)
