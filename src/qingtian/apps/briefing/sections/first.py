"""Where to look first, and why (先看哪里): the plan of visits in hand, hidden hazards and events nobody has settled."""

from __future__ import annotations

from qingtian.apps.briefing.matters import line_of, matters, state_of, with_last_time
from qingtian.apps.briefing.parts import MOST, Asked, LastTime, Line, Part
from qingtian.apps.inspections.models import Visit
from qingtian.apps.parties.models import Party
from qingtian.apps.proceedings.policy import visible
from qingtian.apps.targeting.models import RankedObject
from qingtian.apps.targeting.queries import events_named, first_objects
from qingtian.apps.targeting.registry import kind_words
from qingtian.apps.targeting.telling import in_line
from qingtian.language import Text

TITLE = Text("先看哪里，为什么", "Where to look first, and why")
NOTHING = Text("没有在办的检查计划和隐患，也没有排序。", "No plan of visits, no hazard and no ranking is in hand.")
OPEN = ("visit_plan", "hidden_hazard", "grid_event", "data_finding")
UNIT = Text("{unit}：第 {place} 位", "{unit}: place {place} in the ranking")
LONG_AGO = Text("没有近期线索，很久没有去过", "No recent event, not visited for long")
UNITS, EVENTS = 3, 2


def first(asked: Asked) -> Part:
    """A reason to look and never a verdict; units, never persons. The order of units for those who may see it."""
    ranked = _ranked(asked) if asked.ranked else []
    rows = matters(asked, *OPEN).filter(ended_on=None).order_by("next_due", "pk")[: MOST - len(ranked)]
    lines = with_last_time(asked, [(line_of(one), one) for one in rows])
    return Part("first", TITLE, (*ranked, *lines), NOTHING, "desk:targeting")


def _ranked(asked: Asked) -> list[Line]:
    """The first units of the latest ranking in the reader's area, each with its weightiest events and last visit."""
    rows = first_objects(asked.area, asked.monday, UNITS)
    codes = [row.party for row in rows]
    names = dict(Party.objects.filter(number__in=codes, kind=Party.Kind.UNIT).values_list("number", "name"))
    events = events_named([one["event"] for row in rows for one in _events(row)])
    visits = _last_visits(asked, codes)
    found = []
    for row in rows:
        if row.party in names:
            told = [
                (kind_words(event.source, event.kind, event.detail), event.began, one["share"])
                for one in _events(row)
                if (event := events.get(one["event"]))
            ]
            what = UNIT.format(unit=names[row.party], place=row.place)
            found.append(Line(what, in_line(told) if told else LONG_AGO, "", visits.get(row.party)))
    return found


def _events(row: RankedObject) -> list[dict[str, int]]:
    return list(row.reasons.get("events", ()))[:EVENTS]


def _last_visits(asked: Asked, parties: list[str]) -> dict[str, LastTime]:
    """By unit the last visit before Monday which the reader may see."""
    rows = Visit.objects.filter(party__in=parties, planned_on__lt=asked.monday, made=True)
    rows = rows.filter(proceeding__in=visible(asked.actor).values("pk")).select_related("proceeding")
    found = {}
    for row in rows.order_by("planned_on", "pk"):
        matter = row.proceeding
        found[row.party] = LastTime(matter.number, matter.title, state_of(matter), row.planned_on)
    return found
