"""What is asked of the records of water: sections, the months there are, lists of exceedance, what stays worse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Max, Min

from qingtian.apps.water.evaluating import Standing, standings
from qingtian.apps.water.models import Section, WaterValue
from qingtian.standards.periods import Period, month_of, year_before
from qingtian.standards.water import CLASSES

WORSE_THAN_FIVE = CLASSES[-1]
#: from this class on a section that was better the month before is news (新出现 V 类)
FIFTH = CLASSES.index("V")


def sections(kind: str | None = Section.Kind.SECTION) -> list[Section]:
    """Sections and lake points with basin and area, in their order; None: the drinking-water sources too."""
    rows = Section.objects.select_related("basin", "area")
    return list(rows.filter(kind=kind) if kind else rows)


def span_of_values() -> tuple[date, date] | None:
    """The first and the last day anything is held of."""
    found = WaterValue.objects.filter(latest=True).aggregate(first=Min("period_start"), last=Max("period_end"))
    return (found["first"], found["last"]) if found["first"] else None


def last_month(on: date) -> Period:
    """The latest month that had ended before ``on`` and of which anything is held; the month before where none is."""
    before = month_of(on.replace(day=1) - timedelta(days=1))
    held = WaterValue.objects.filter(latest=True, period_end__lte=before.last).aggregate(last=Max("period_end"))["last"]
    return month_of(held) if held else before


def month_before(of: Period) -> Period:
    """The calendar month before one."""
    return month_of(of.first - timedelta(days=1))


def revised_since(of: Sequence[tuple[Period, int]]) -> list[bool]:
    """For each (month, last import a publication saw): whether a value of the month, or of the same a year before, was
    revised after it. One query."""
    revised = WaterValue.objects.filter(revision__gt=1).values_list("period_start", "brought_by")
    held = list(revised)
    found = []
    for period, upto in of:
        months = (period, year_before(period))
        found.append(any(by > upto and one.first <= start <= one.last for start, by in held for one in months))
    return found


@dataclass(frozen=True, slots=True)
class Concern:
    """A section somebody should look into: ``why`` is ``worse_twice`` (worse than its target two months running) or
    ``new_fifth`` (class V or worse, better the month before)."""

    why: str
    now: Standing
    before: Standing


def concerns(of: Period, within: Sequence[Section] | None = None) -> list[Concern]:
    """What the month ``of`` adds to the problems, by the month before; a section is named once. Three queries."""
    before = month_before(of)
    held = sections() if within is None else within
    found = standings(held, [of, before])
    told = []
    for section in held:
        now, then = found.get((section.pk, of.id)), found.get((section.pk, before.id))
        if now is None or then is None or now.grade is None or then.grade is None:
            continue
        if now.meets is False and then.meets is False:
            told.append(Concern("worse_twice", now, then))
        elif CLASSES.index(now.grade) >= FIFTH > CLASSES.index(then.grade):
            told.append(Concern("new_fifth", now, then))
    return told
