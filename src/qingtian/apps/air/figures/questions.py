"""Named questions about the air of record: days, periods, rankings, calendars of the city's places.

Every one takes codes of places (``apps.air.places``), asks the lake as it stands and the rules in force, and says on
what the answer rests. Pages and papers ask the same questions, so that no figure is computed in two ways. ``edition``
None computes each day by the edition of that day; a comparison across editions names one (``edition_on``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from qingtian.apps.air.figures.answers import Days, PeriodFigures, Ranking
from qingtian.apps.air.figures.asking import Asked, ask
from qingtian.apps.air.figures.basis import basis_of
from qingtian.apps.air.places import CITY, STATION, WHOLE_CITY, Place, ranked_regions
from qingtian.apps.air.rules import DAYS, PERIODS, RANKS
from qingtian.apps.air.standards import held_rules
from qingtian.measurements.statistics.results import DayIndex, DayValue, Figure, PeriodIndex, Ranked
from qingtian.standards.periods import Period, span, year_before

_Days = tuple[tuple[DayValue, ...], tuple[DayIndex, ...]]
_Periods = tuple[tuple[Figure, ...], tuple[PeriodIndex, ...]]


def edition_on(day: date) -> str:
    """The id of the edition that holds for data of that day."""
    return held_rules().on(day).id


def days_of(codes: Sequence[str], first: date, last: date, edition: str | None = None) -> Days:
    """Every day of the places from ``first`` to ``last``: six items, the index, its level and what leads."""
    asked = ask(codes, edition)
    values, indices = asked.kept(f"days {first} {last}", lambda: _days(asked, first, last))
    by_item = {(each.place, each.day, each.item): each for each in values}
    by_day = {(each.place, each.day): each for each in indices}
    return Days(by_item, by_day, first, last, basis_of(asked, first, last, DAYS))  # type: ignore[arg-type]


def _days(asked: Asked, first: date, last: date) -> _Days:
    """Of a station its own day, which counts hours, not the day of a place with one station."""
    with asked.statistics([span(first, last)]) as statistics:
        values = {(each.place, each.day, each.item): each for each in statistics.place_days(first, last)}
        if any(member.place.startswith(STATION) for member in asked.members):
            own = (replace(each, place=f"{STATION}{each.place}") for each in statistics.station_days(first, last))
            values |= {key: each for each in own if (key := (each.place, each.day, each.item)) in values}
        return tuple(values.values()), tuple(statistics.day_indices(first, last))


def figures_of(codes: Sequence[str], periods: Sequence[Period], edition: str | None = None) -> PeriodFigures:
    """Means, percentiles, days over, attainment, levels and the composite index of the places in the periods."""
    asked = ask(codes, edition)
    question = f"periods {[(each.id, each.first, each.last) for each in periods]}"
    figures, indices = asked.kept(question, lambda: _figures(asked, periods))
    first, last = min(each.first for each in periods), max(each.last for each in periods)
    return _held(figures, indices, basis=basis_of(asked, first, last, PERIODS))


def _figures(asked: Asked, periods: Sequence[Period]) -> _Periods:
    with asked.statistics(periods) as statistics:
        return tuple(statistics.figures(periods)), tuple(statistics.indices(periods))


def _held(figures: Sequence[Figure], indices: Sequence[PeriodIndex], **more: object) -> PeriodFigures:
    by_name = {(each.place, each.period, each.item, each.statistic): each for each in figures}
    return PeriodFigures(by_name, {(each.place, each.period): each for each in indices}, **more)  # type: ignore[arg-type]


def ranking_of(period: Period, places: Sequence[Place] | None = None) -> Ranking:
    """The ranked regions in their groups and the whole city, with the same period a year before, under one edition."""
    ranked = ranked_regions() if places is None else list(places)
    city, earlier, edition = Place(CITY, WHOLE_CITY, "city"), year_before(period), edition_on(period.last)
    asked = ask([*(place.code for place in ranked), CITY], edition)
    groups: dict[str, list[str]] = {}
    for place in ranked:
        groups.setdefault(place.group, []).append(place.code)
    question = f"ranking {period.id} {period.first} {groups}"
    figures, indices, ranks, days = asked.kept(question, lambda: _ranking(asked, period, groups))
    basis = basis_of(asked, earlier.first, period.last, RANKS)
    limit = asked.held.named(edition).limits.grade_2["PM10"].day
    return Ranking(
        period, earlier, ranked, city, _held(figures, indices, basis=basis), days, int(limit * 1000),
        len({member.station for member in asked.members if member.place == CITY}),
        {(each.place, each.period): each for each in ranks},
    )  # fmt: skip


def _ranking(
    asked: Asked, period: Period, groups: dict[str, list[str]]
) -> tuple[tuple[Figure, ...], tuple[PeriodIndex, ...], tuple[Ranked, ...], tuple[DayValue, ...]]:
    both = (period, year_before(period))
    with asked.statistics(both) as statistics:
        figures, indices = tuple(statistics.figures(both)), tuple(statistics.indices(both))
        ranks = (*statistics.ranking(both[1], groups), *statistics.change_ranking(period, groups))
        days = statistics.place_days(period.first, period.last)
    return figures, indices, ranks, tuple(each for each in days if each.place == CITY and each.item == "PM10")
