"""Rows of the engine as the value objects of ``results``. Orders are fixed here, so that no engine decides them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from qingtian.measurements.statistics.engines import Engine
from qingtian.measurements.statistics.results import ITEMS, DayIndex, DayValue, Figure, PeriodIndex, Ranked
from qingtian.standards.air.pollutants import pollutants

_LEVELS = range(1, 7)
_COUNT = 1000


def day_values(engine: Engine, relation: str, who: str, first: date, last: date) -> list[DayValue]:
    """Rows of ``station_item_day`` or ``place_day`` between two days."""
    rows = engine.rows(
        f"SELECT {who}, day, item, value, decimals, valid, expected, edition, rule FROM {relation} "
        f"WHERE day BETWEEN DATE '{first}' AND DATE '{last}'"
    )
    return sorted((DayValue(*_any(row)) for row in rows), key=lambda v: (v.place, v.day, ITEMS.index(v.item)))


def day_indices(engine: Engine, first: date, last: date) -> list[DayIndex]:
    """Rows of ``day_index`` between two days."""
    codes = tuple(pollutants())
    rows = engine.rows(
        f"SELECT place, day, aqi, level, edition, rule, {', '.join(codes)} FROM day_index "
        f"WHERE day BETWEEN DATE '{first}' AND DATE '{last}'"
    )
    found = []
    for row in rows:
        place, on, aqi, level, edition, rule, *leads = _any(row)
        primary = tuple(code for code, leading in zip(codes, leads, strict=True) if leading)
        found.append(DayIndex(place, on, aqi, level, primary, edition, rule))
    return sorted(found, key=lambda index: (index.place, index.day))


def figures(engine: Engine) -> list[Figure]:
    """All statistics of the periods asked for."""
    found = [*_statistics(engine), *_rates(engine), *_limits(engine), *_levels(engine)]
    order = {item: n for n, item in enumerate((*ITEMS, "AQI"))}
    return sorted(found, key=lambda f: (f.place, f.period, order[f.item]))


def _statistics(engine: Engine) -> Iterator[Figure]:
    rows = engine.rows(
        "SELECT place, period, item, statistic, value, decimals, valid, expected, edition, rule FROM period_statistic"
    )
    return (Figure(*_any(row)) for row in sorted(rows, key=lambda row: (str(row[0]), str(row[1]), str(row[3]))))


def _rates(engine: Engine) -> Iterator[Figure]:
    rows = engine.rows(
        "SELECT place, period, item, greatest, day_decimals, over, rate, rate_decimals, valid, expected, edition, rule "
        "FROM period_rate"
    )
    for row in rows:
        place, period, item, greatest, decimals, over, rate, rate_decimals, *rest = _any(row)
        who = place, period, item
        yield Figure(*who, "maximum", greatest, decimals, *rest)
        yield Figure(*who, "days_over", None if over is None else over * _COUNT, 0, *rest)
        yield Figure(*who, "attainment_rate", rate, rate_decimals, *rest)


def _limits(engine: Engine) -> Iterator[Figure]:
    rows = engine.rows(
        "SELECT place, period, item, factor, factor_decimals, attained, valid, expected, edition, rule "
        "FROM period_limit"
    )
    for row in rows:
        place, period, item, factor, decimals, attained, *rest = _any(row)
        yield Figure(place, period, item, "attained", None if attained is None else attained * _COUNT, 0, *rest)
        if factor is not None:
            yield Figure(place, period, item, "exceedance_factor", factor, decimals, *rest)


def _levels(engine: Engine) -> Iterator[Figure]:
    codes, levels = tuple(pollutants()), ", ".join(f"level_{n}" for n in _LEVELS)
    rows = engine.rows(
        f"SELECT place, period, valid, expected, edition, good, good_rate, rate_decimals, {levels}, {', '.join(codes)} "
        "FROM period_levels"
    )
    for row in rows:
        place, period, valid, expected, edition, good, rate, decimals, *counts = _any(row)
        rest = valid, expected, edition, "days_with_index"
        yield Figure(place, period, "AQI", "good_days", good * _COUNT, 0, *rest)
        yield Figure(place, period, "AQI", "good_day_rate", rate, decimals, *rest)
        for level, count in zip(_LEVELS, counts, strict=False):
            yield Figure(place, period, "AQI", f"days_level_{level}", count * _COUNT, 0, *rest)
        for code, count in zip(codes, counts[len(_LEVELS) :], strict=True):
            yield Figure(place, period, _day_item(code), "days_leading", count * _COUNT, 0, *rest)


def indices(engine: Engine) -> list[PeriodIndex]:
    """The composite indices of the periods asked for, with their single indices."""
    singles: dict[tuple[str, str], dict[str, tuple[int | None, int | None]]] = {}
    for row in engine.rows("SELECT place, period, item, single, ratio FROM single_index"):
        place, period, item, single, ratio = _any(row)
        singles.setdefault((place, period), {})[item] = (single, ratio)
    rows = engine.rows(
        "SELECT place, period, composite, greatest, valid, expected, edition, coalesce(refused_by, rule) AS rule "
        "FROM composite_index"
    )
    return sorted((_index(_any(row), singles) for row in rows), key=lambda index: (index.place, index.period))


def _index(
    row: tuple[Any, ...], singles: dict[tuple[str, str], dict[str, tuple[int | None, int | None]]]
) -> PeriodIndex:
    place, period, composite, greatest, *rest = row
    held = singles[place, period]
    shown: dict[str, int | None] = {item: held[item][0] for item in ITEMS if item in held}
    leading = [] if composite is None else [item for item in shown if held[item][1] == greatest]
    leads = tuple(code for code in pollutants() if _day_item(code) in leading)
    return PeriodIndex(place, period, composite, shown, leads, *rest)


def ranked(engine: Engine, relation: str) -> list[Ranked]:
    """Rows of ``ranking`` or ``change_ranking``, group by group in the order shown."""
    change = "change, change_rank" if relation == "change_ranking" else "NULL AS change, NULL AS change_rank"
    rows = engine.rows(f"SELECT ranking_group, place, period, place_rank, shown, composite, {change} FROM {relation}")
    return sorted((Ranked(*_any(row)) for row in rows), key=lambda r: (r.period, r.group, r.shown))


def _day_item(code: str) -> str:
    """The item of the day that stands for a pollutant."""
    return "O3_8h" if code == "O3" else code


def _any(row: tuple[object, ...]) -> tuple[Any, ...]:
    return tuple(row)
