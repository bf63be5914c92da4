"""Periods of places: figures, indices and ranks, against the rules in exact fractions."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qingtian.measurements.statistics import Membership
from qingtian.standards.air.rule_tables import rule_tables
from qingtian.standards.periods import period, span, year_before
from tests.measurements.statistics import oracle
from tests.measurements.statistics.build import days, of_days

pytestmark = pytest.mark.once

RULES = rule_tables()
#: a leap year, and the turn of the editions
WANTED = [
    period(text)
    for text in ("2024", "2024-02", "2024-04", "2024-Q1", "2024-W09", "2024-02 下旬", "2024-spring", "2024-07-04")
] + [span(date(2024, 1, 1), date(2024, 11, 3)), period("2026-02"), period("2026-03"), period("2026-Q1")]
DAYS = days(date(2024, 1, 1), date(2024, 12, 31)) + days(date(2026, 1, 1), date(2026, 3, 31))
#: what a place's days are like, for all its items: how many of a hundred are missing, and from which few values
KINDS = [(0, 900), (0, 3), (7, 60), (11, 900), (30, 5), (100, 9)]
#: a place opens and closes on days of the year
OPEN = [(date.min, date.max), (date(2024, 2, 15), date.max), (date.min, date(2024, 11, 20))]


def _series(rng: Random, missing: int, many: int) -> dict[date, list[int | None]]:
    """Day values near the limits, in whole units and (CO) tenths, so that ties, halves and thresholds come up."""
    near = (75, 150, 150, 80, 160, 4)
    return {
        day: [
            None
            if rng.randrange(100) < missing
            else 1000 * max(0, limit + rng.randrange(-many, many + 1) // 3)
            if limit > 4
            else None
            if rng.randrange(100) < missing
            else 100 * rng.randrange(1, 60)
            for limit in near
        ]
        for day in DAYS
    }


def _city(seed: int):
    rng = Random(seed)
    series, members = {}, []
    for n, (missing, many) in enumerate(KINDS):
        first, last = OPEN[n % 3] if n else OPEN[0]
        series[f"p{n}"] = {day: values for day, values in _series(rng, missing, many).items() if first <= day <= last}
        members.append(Membership(f"p{n}", f"p{n}", first, last))
    series["like p1"], place = dict(series["p1"]), members[1]
    members.append(Membership("like p1", "like p1", place.first_day, place.last_day))
    rows = [(place, day, *values) for place, found in series.items() for day, values in found.items()]
    return series, of_days(rows, members, RULES)


def _items(series):
    """Place → item → day → value; ozone of alike hours is the same by 8 hours and by 1."""
    names = ("PM2_5", "PM10", "SO2", "NO2", "O3_8h", "CO")
    found = {
        place: {item: {day: values[n] for day, values in held.items()} for n, item in enumerate(names)}
        for place, held in series.items()
    }
    return {place: items | {"O3_1h": items["O3_8h"]} for place, items in found.items()}


@settings(max_examples=2, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 10**6))
def test_figures_indices_and_ranks_are_what_the_rules_say(seed: int) -> None:
    series, air = _city(seed)
    items, figures = _items(series), air.figures(WANTED)
    there = {
        (f.place, f.period, f.item, f.statistic): f
        for f in figures
        if f.item != "AQI" and f.statistic != "days_leading"
    }
    indices = {(index.place, index.period): index for index in air.indices(WANTED)}
    for wanted in WANTED:
        composites = {}
        for place, held in items.items():
            on_days = [day for day in oracle.days_of(wanted) if day in series[place]]
            if not on_days:
                continue
            for item in oracle.ITEMS:
                expected = oracle.figures(RULES, wanted, item, held[item])
                found = {s: f for (p, i, it, s), f in there.items() if (p, i, it) == (place, wanted.id, item)}
                kept = {s: f.value for s, f in found.items() if s in expected or s != "mean"}
                assert kept == expected, (place, wanted.id, item)
                valid = sum(held[item][day] is not None for day in on_days)
                assert {(f.valid, f.expected) for f in found.values()} == {(valid, len(on_days))}
            composites[place] = oracle.composite(RULES, wanted, held)[0]
            assert indices[place, wanted.id].composite == composites[place]
            leading = {i.split("_8h")[0] for i in oracle.composite(RULES, wanted, held)[1]}
            assert set(indices[place, wanted.id].primary) == leading
        ranked = {r.place: r for r in air.ranking(wanted, {"g": list(items)})}
        assert [ranked[p].rank for p in composites] == oracle.ranks(list(composites.values()))


def test_a_change_compares_both_years_under_one_edition() -> None:
    """May 2026 under the transitional limits, May 2025 too, though GB 3095-2012 was in force then."""
    may, before = period("2026-05"), year_before(period("2026-05"))
    rng = Random(7)
    rows, values = [], {}
    for place in ("a", "b", "c", "d"):
        for one in (may, before):
            for day in oracle.days_of(one):
                cells = [1000 * rng.randrange(10, 60) for _ in range(5)] + [100 * rng.randrange(3, 20)]
                values[place, day] = cells
                rows.append((place, day, *cells))
    air = of_days(rows, [Membership(p, p) for p in "abcd"], RULES)
    pinned = rule_tables("GB3095-2026-transitional")
    names = ("PM2_5", "PM10", "SO2", "NO2", "O3_8h", "CO")
    held = {p: {i: {d: v[n] for (q, d), v in values.items() if q == p} for n, i in enumerate(names)} for p in "abcd"}
    now, then = ({p: oracle.composite(pinned, one, held[p])[0] for p in "abcd"} for one in (may, before))
    expected = {p: oracle.rounded(oracle.Fraction(100_000 * (now[p] - then[p]), then[p]), 1) for p in "abcd"}
    found = {r.place: r for r in air.change_ranking(may, {"g": list("abcd")})}
    assert {p: r.change for p, r in found.items()} == expected
    assert [found[p].change_rank for p in "abcd"] == oracle.ranks([expected[p] for p in "abcd"])
    assert air.ranking(may, {"g": list("abcd")})[0].composite == min(now.values())
    one_day = date(2025, 5, 1)
    assert {index.edition for index in air.day_indices(one_day, one_day)} == {"GB3095-2012"}, (
        "the rules in force are back"
    )


@pytest.mark.parametrize(("days_with_value", "expected"), [(26, None), (27, 10_000)])
def test_a_month_needs_twenty_seven_days(days_with_value: int, expected: int | None) -> None:
    month = oracle.days_of(period("2025-05"))
    rows = [("p", day, 10_000, *[None] * 5) for day in month[:days_with_value]]
    (found,) = [
        f
        for f in of_days(rows, [Membership("p", "p")], RULES).figures([period("2025-05")])
        if (f.item, f.statistic) == ("PM2_5", "mean")
    ]
    assert (found.value, found.valid, found.expected, found.rule) == (expected, days_with_value, 31, "least_month_days")


@pytest.mark.parametrize(("february", "expected"), [(24, None), (25, 10_000)])
def test_february_needs_twenty_five_days_in_a_leap_year_too(february: int, expected: int | None) -> None:
    rows = [("p", day, 10_000, *[None] * 5) for day in oracle.days_of(period("2024-02"))[:february]]
    air = of_days(rows, [Membership("p", "p")], RULES)
    assert [f.value for f in air.figures([period("2024-02")]) if (f.item, f.statistic) == ("PM2_5", "mean")] == [
        expected
    ]


@pytest.mark.parametrize(("missing", "expected"), [(42, None), (41, 10_000)])
def test_a_year_needs_324_days(missing: int, expected: int | None) -> None:
    """Of 365, 41 may be missing, if no month has fewer than 27: at most three or four in each."""
    rows, left = [], missing
    for month in range(1, 13):
        of_month = oracle.days_of(period(f"2025-{month:02}"))
        away = min(len(of_month) - (25 if month == 2 else 27), left)
        rows += [("p", day, 10_000, *[None] * 5) for day in of_month[away:]]
        left -= away
    (found,) = [
        f
        for f in of_days(rows, [Membership("p", "p")], RULES).figures([period("2025")])
        if (f.item, f.statistic) == ("PM2_5", "mean")
    ]
    assert (found.value, found.valid) == (expected, 365 - missing + left)


def test_equal_places_share_a_rank_and_the_next_is_skipped_shown_by_pm10() -> None:
    """b and c have one index, c less PM10: shown first; d is fourth."""
    month = oracle.days_of(period("2025-05"))
    cells = {"a": (10, 20), "b": (20, 70), "c": (35, 40), "d": (40, 90)}
    cells["b"], cells["c"] = (17.5, 70), (35, 35)
    rows = [
        (p, day, int(pm25 * 1000), int(pm10 * 1000), 6_000, 8_000, 80_000, 400)
        for p, (pm25, pm10) in cells.items()
        for day in month
    ]
    rules = {**RULES, "rule_day": [{**r, "station_decimals": 1, "place_decimals": 1} for r in RULES["rule_day"]]}
    rules["rule_statistic"] = [{**r, "index_input_decimals": 1} for r in RULES["rule_statistic"]]
    found = of_days(rows, [Membership(p, p) for p in cells], rules).ranking(period("2025-05"), {"g": list(cells)})
    assert [(r.place, r.rank, r.shown) for r in found] == [("a", 1, 1), ("c", 2, 2), ("b", 2, 3), ("d", 4, 4)]
