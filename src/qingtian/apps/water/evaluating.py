"""How sections stand in periods (评价): means of the values, class, target, index, from one query for all of them.

A month is the mean of its values; a quarter or a year is the mean of its months. A class is judged by the exact mean
(全数值比较法, GB/T 8170), which is rounded only where it is printed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache

from qingtian.apps.water.models import Section, SectionTarget, WaterValue
from qingtian.standards.periods import Period
from qingtian.standards.water import CLASSES, Judged, Measured, average, evaluation_on, judged, rounded
from qingtian.standards.water.means import Mean
from qingtian.standards.water.measured import of_item


@dataclass(frozen=True, slots=True)
class Standing:
    """A section in a period. ``means`` by item; ``target`` None where no class was set for the year."""

    section: Section
    period: Period
    means: Mapping[str, Mean]
    judged: Judged
    target: str | None = None

    @property
    def grade(self) -> str | None:
        """The class; None where nothing of it was measured."""
        return self.judged.classified.grade

    @property
    def deciding(self) -> tuple[str, ...]:
        """The items that decide a class worse than I; in class I every item does."""
        found = self.judged.classified
        return found.worst if found.place else ()

    @property
    def meets(self) -> bool | None:
        """Whether the class is the target or better; None without one of them."""
        if self.grade is None or self.target is None:
            return None
        return CLASSES.index(self.grade) <= CLASSES.index(self.target)

    def counted(self) -> dict[str, Fraction]:
        """What every item counts, exactly."""
        return {code: mean.value for code, mean in self.means.items()}

    def printed(self, code: str) -> str:
        """The mean as printed; ``<`` before it where nothing was ever found, empty where nothing was measured."""
        mean = self.means.get(code)
        if mean is None:
            return ""
        rule = evaluation_on(self.period.last)
        if mean.all_below:
            return f"<{rounded(mean.value / rule.below_detection.value, _decimals(code, self.period.last) + 1):f}"
        return f"{mean.printed(code, rule):f}"


def _decimals(code: str, day: date) -> int:
    return evaluation_on(day).mean_decimals.value.get(code, 3)


Standings = dict[tuple[int, str], Standing]


def standings(sections: Sequence[Section], periods: Iterable[Period], upto: int | None = None) -> Standings:
    """(pk of section, id of period) → how it stood; what was not measured is not there. Two queries.

    ``upto``: as the values were after that import.
    """
    wanted = list(periods)
    if not wanted or not sections:
        return {}
    months = _months(sections, min(one.first for one in wanted), max(one.last for one in wanted), upto)
    targets = targets_of(sections, {one.last.year for one in wanted})
    found: Standings = {}
    for section in sections:
        for period in wanted:
            means = _means(months.get(section.pk, {}), period)
            if means:
                values = {code: Measured(mean.value) for code, mean in means.items()}
                verdict = judged(values, section.waterbody, period.last)  # type: ignore[arg-type]
                target = targets.get((section.pk, period.last.year))
                found[section.pk, period.id] = Standing(section, period, means, verdict, target)
    return found


def targets_of(sections: Sequence[Section], years: Iterable[int]) -> dict[tuple[int, int], str]:
    """(pk of section, year) → class; the target entered last prevails. One query."""
    rows = SectionTarget.objects.filter(section__in=sections, year__in=list(years)).order_by("pk")
    return {(pk, year): grade for pk, year, grade in rows.values_list("section", "year", "grade")}


#: section → item → first day of the month → values of it
_Months = dict[int, dict[str, dict[date, list[Measured]]]]


def _months(sections: Sequence[Section], first: date, last: date, upto: int | None) -> _Months:
    rows = values_upto(upto).filter(section__in=sections, period_start__gte=first, period_end__lte=last)
    found: _Months = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
    for section, item, start, text in rows.values_list("section", "item", "period_start", "text"):
        if value := _read(item, text):
            found[section][item][start.replace(day=1)].append(value)
    return found


def values_upto(upto: int | None):  # type: ignore[no-untyped-def]
    """The valid values that stood after import ``upto``, the latest of all where it is None."""
    if upto is None:
        return WaterValue.objects.filter(latest=True, state=WaterValue.State.VALID)
    from django.db.models import OuterRef, Subquery

    of_same = WaterValue.objects.filter(
        section=OuterRef("section"),
        item=OuterRef("item"),
        period_start=OuterRef("period_start"),
        period_end=OuterRef("period_end"),
        brought_by__lte=upto,
    )
    last = Subquery(of_same.order_by("-revision").values("pk")[:1])
    return WaterValue.objects.filter(brought_by__lte=upto, state=WaterValue.State.VALID, pk=last)


@lru_cache(maxsize=20_000)
def _read(item: str, text: str) -> Measured | None:
    return of_item(item, text)


def _means(items: Mapping[str, Mapping[date, list[Measured]]], period: Period) -> dict[str, Mean]:
    rule = evaluation_on(period.last)
    part = rule.below_detection.value
    found = {}
    for code, by_month in items.items():
        inside = [values for first, values in sorted(by_month.items()) if period.first <= first <= period.last]
        if not inside:
            continue
        of_months = [average(code, [value.counted(part) for value in values]) for values in inside]
        every = [value for values in inside for value in values]
        found[code] = Mean(average(code, of_months), len(every), sum(value.below for value in every))
    return found
