"""Days of stations and places, and their index, against the rules in exact fractions."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qingtian.measurements.statistics import Membership
from qingtian.standards.air.index import daily_index
from qingtian.standards.air.rule_tables import rule_tables
from tests.measurements.statistics import oracle
from tests.measurements.statistics.build import of_hours

pytestmark = pytest.mark.once

RULES = rule_tables()
OLD, NEW, LEAP = date(2025, 7, 1), date(2026, 7, 1), date(2024, 2, 29)
FEW = settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))

#: hours as they come: near limits, equal, with halves to round, missing
value = st.one_of(
    st.sampled_from([0, 500, 1_000, 1_500, 2_500, 35_000, 35_001, 75_000, 75_500, 160_000, 160_500, 160_001, 800_500]),
    st.integers(0, 900_000),
)
alike = value.map(lambda one: [one] * 24)
hour_values = st.one_of(alike, st.lists(value, min_size=24, max_size=24))
gaps = st.one_of(
    st.just(frozenset()),
    st.sets(st.integers(1, 24), min_size=3, max_size=6).map(frozenset),
    st.sets(st.integers(1, 24)).map(frozenset),
    st.just(frozenset(range(1, 25))),
    st.integers(1, 24).map(lambda hour: frozenset(range(1, 25)) - {hour}),
)


@st.composite
def item_day(draw):
    hours, missing = draw(hour_values), draw(gaps)
    return {hour: None if hour in missing else hours[hour - 1] for hour in range(1, 25)}


#: three stations of a place, with six items each
place_days = st.lists(
    st.tuples(st.sampled_from([OLD, NEW, LEAP]), st.lists(item_day(), min_size=6, max_size=6)), min_size=3, max_size=45
)


def _rows(stations):
    return [
        (f"s{n:03}", day, hour, *(item[hour] for item in items))
        for n, (day, items) in enumerate(stations)
        for hour in range(1, 25)
        if any(item[hour] is not None for item in items) or hour % 2
    ]


def _item(items, item: str):
    return items[
        ("PM2_5", "PM10", "SO2", "NO2", "O3", "CO").index(item.split("_")[0] if item.startswith("O3") else item)
    ]


@FEW
@given(place_days)
def test_a_stations_day_is_what_the_rules_say(stations) -> None:
    members = [Membership(f"s{n:03}", f"s{n:03}") for n in range(len(stations))]
    air = of_hours(_rows(stations), members, RULES)
    found = {
        (v.place, v.item): (v.value, v.valid)
        for day in (OLD, NEW, LEAP)
        for v in air.station_days(day, day)
        if day == stations[int(v.place[1:])][0]
    }
    expected = {
        (f"s{n:03}", item): oracle.station_day(RULES, day, item, _item(items, item))
        for n, (day, items) in enumerate(stations)
        for item in oracle.ITEMS
    }
    assert found == expected


@FEW
@given(place_days)
def test_a_places_day_and_its_index_follow_from_its_stations(stations) -> None:
    places = [f"p{n // 4}" for n in range(len(stations))]
    members = [Membership(place, f"s{n:03}") for n, place in enumerate(places)]
    air = of_hours(_rows([(OLD if n % 8 < 4 else NEW, items) for n, (_, items) in enumerate(stations)]), members, RULES)
    for day, which in ((OLD, 0), (NEW, 1)):
        found = {(v.place, v.item): v for v in air.place_days(day, day)}
        indices = {index.place: index for index in air.day_indices(day, day)}
        for place in sorted({p for n, p in enumerate(places) if n % 8 // 4 == which}):
            own = [items for n, (_, items) in enumerate(stations) if places[n] == place]
            values = {}
            for item in oracle.ITEMS:
                of_stations = [oracle.station_day(RULES, day, item, _item(items, item))[0] for items in own]
                values[item] = oracle.place_day(RULES, day, item, of_stations)
                one = found[place, item]
                counts = (sum(value is not None for value in of_stations), len(own))
                assert (one.value, (one.valid, one.expected)) == (values[item], counts)
            expected = daily_index({i: None if v is None else Decimal(v) / 1000 for i, v in values.items()}, day)
            index = indices[place]
            assert (index.aqi, index.primary, index.level) == (expected.aqi, expected.primary, expected.level)


@pytest.mark.parametrize(("hours", "expected"), [(19, None), (20, 10_000), (24, 10_000)])
def test_a_station_day_needs_twenty_hours(hours: int, expected: int | None) -> None:
    rows = [("s", OLD, hour, 10_000, None, None, None, None, None) for hour in range(1, hours + 1)]
    found = {v.item: v for v in of_hours(rows, [Membership("p", "s")], RULES).station_days(OLD, OLD)}
    assert (found["PM2_5"].value, found["PM2_5"].valid, found["PM2_5"].expected) == (expected, hours, 24)
    assert (found["PM10"].value, found["PM10"].valid) == (None, 0)


@pytest.mark.parametrize(
    ("first_hour", "value", "windows", "expected", "rule"),
    [
        (6, 160_000, 14, 160_000, "ozone_windows"),  # the first window with six hours ends at 11
        (7, 160_000, 13, None, "ozone_windows"),
        (7, 160_500, 13, None, "ozone_windows"),  # rounds to the limit, half to even, and is not above it
        (7, 160_501, 13, 161_000, "ozone_above_limit"),
        (7, 161_000, 13, 161_000, "ozone_above_limit"),
    ],
)
def test_ozone_needs_fourteen_windows_or_a_value_above_the_limit(first_hour, value, windows, expected, rule) -> None:
    rows = [("s", OLD, hour, None, None, None, None, value, None) for hour in range(first_hour, 25)]
    (found,) = [v for v in of_hours(rows, [Membership("p", "s")], RULES).station_days(OLD, OLD) if v.item == "O3_8h"]
    assert (found.valid, found.value, found.rule) == (windows, expected, rule)
    assert found.expected == 17


@pytest.mark.parametrize(("valid", "expected"), [(2, None), (3, 20_000), (4, 20_000)])
def test_a_place_needs_three_quarters_of_its_stations(valid: int, expected: int | None) -> None:
    rows = [(f"s{n}", OLD, hour, 20_000, None, None, None, None, None) for n in range(valid) for hour in range(1, 25)]
    members = [Membership("p", f"s{n}") for n in range(4)]
    (found,) = [v for v in of_hours(rows, members, RULES).place_days(OLD, OLD) if v.item == "PM2_5"]
    assert (found.value, found.valid, found.expected) == (expected, valid, 4)


def test_a_station_counts_only_on_its_days_and_a_day_without_hours_is_still_a_day() -> None:
    first, last = date(2025, 7, 1), date(2025, 7, 3)
    rows = [
        (s, d, h, v, *[None] * 5)
        for s, v in (("a", 10_000), ("b", 30_000))
        for d in (first, last)
        for h in range(1, 25)
    ]
    members = [Membership("p", "a"), Membership("p", "b", last, last), Membership("q", "b", last)]
    found = {(v.place, v.day): v for v in of_hours(rows, members, RULES).place_days(first, last) if v.item == "PM2_5"}
    assert {key: (v.value, v.valid, v.expected) for key, v in found.items()} == {
        ("p", first): (10_000, 1, 1),
        ("p", date(2025, 7, 2)): (None, 0, 1),
        ("p", last): (20_000, 2, 2),
        ("q", last): (30_000, 1, 1),
    }


def test_hours_may_be_averaged_before_days_where_the_rule_says_so() -> None:
    """Two stations with half a day each: no station day, but a day of the place's own hours."""
    rules = {
        **RULES,
        "rule_place": [
            {**r, "order_of_averaging": "place_hours", "share_num": 1, "share_den": 2} for r in RULES["rule_place"]
        ],
    }
    rows = [
        ("a" if h <= 12 else "b", OLD, h, 10_000 if h <= 12 else 20_000, *[None] * 3, 100_000, None)
        for h in range(1, 25)
    ]
    air = of_hours(rows, [Membership("p", "a"), Membership("p", "b")], rules)
    found = {v.item: (v.value, v.valid, v.expected) for v in air.place_days(OLD, OLD)}
    assert found["PM2_5"] == (15_000, 24, 24)
    assert found["O3_8h"] == (100_000, 17, 17)
    assert found["PM10"] == (None, 0, 24)
