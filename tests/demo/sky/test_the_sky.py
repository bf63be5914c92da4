"""The invented sky: any hour alone, the same in any order, and shaped like weather and air."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from statistics import mean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qingtian.demo.sky import SKY, Weather, reading, weather
from qingtian.demo.sky.air import ITEMS, Reported, Site, in_the_air
from qingtian.demo.sky.episodes import DUST, OZONE, STAGNATION, episodes
from qingtian.demo.sky.gaps import fault_of, gap_at
from qingtian.demo.sky.hours import HOUR, SHANGHAI, clock, full_hour
from qingtian.demo.sky.noise import _knot
from qingtian.demo.sky.sites import sites

BEGIN = datetime(2025, 11, 23, 1, tzinfo=SHANGHAI)
#: every seventh hour of a year: all hours of the day and all days of the week occur
YEAR = [BEGIN + hours * HOUR for hours in range(0, 8760, 7)]
TOWN, LAKE = sites()[0], sites()[15]
HOURS = st.integers(0, 8759)


@pytest.fixture(scope="module")
def year() -> list[Weather]:
    return [weather(SKY, hour) for hour in YEAR]


@pytest.fixture(scope="module")
def town() -> list[tuple[datetime, Reported]]:
    return [(hour, found) for hour in YEAR if (found := reading(SKY, TOWN, hour)) is not None]


@settings(max_examples=25, deadline=None)
@given(st.lists(HOURS, min_size=2, max_size=6), st.sampled_from(sites()))
def test_an_hour_is_the_same_in_whatever_order_it_is_asked_for(hours: list[int], site: Site) -> None:
    asked = {hour: reading(SKY, site, BEGIN + hour * HOUR) for hour in hours}
    for cached in (weather, clock, _knot, episodes):
        cached.cache_clear()
    assert {hour: reading(SKY, site, BEGIN + hour * HOUR) for hour in sorted(hours, reverse=True)} == asked


def test_another_seed_is_another_sky() -> None:
    assert [reading(1, TOWN, hour) for hour in YEAR[:20]] != [reading(2, TOWN, hour) for hour in YEAR[:20]]


def test_an_hour_has_one_number_whatever_the_offset_it_is_written_with() -> None:
    utc = BEGIN.astimezone(UTC)
    assert clock(utc).number == clock(BEGIN).number
    assert full_hour(BEGIN + timedelta(minutes=59, seconds=59)) == BEGIN
    numbers = [clock(BEGIN + hours * HOUR).number for hours in range(8760)]
    assert all(after == before + 1 for before, after in pairwise(numbers))


def test_the_weather_lies_within_what_a_plateau_city_has(year: list[Weather]) -> None:
    bounds = {
        "temperature": (-6, 33), "dew_point": (-22, 26), "humidity": (9, 100), "pressure": (800, 820),
        "wind": (0, 14), "direction": (0, 360), "rain": (0, 60), "cloud": (0, 1), "mixing": (60, 3200),
        "visibility": (150, 30_000),
    }  # fmt: skip
    for name, (least, most) in bounds.items():
        values = [getattr(hour, name) for hour in year]
        assert least <= min(values) < max(values) <= most, name
    assert all(hour.dew_point <= hour.temperature + 0.05 for hour in year)
    assert all((hour.direction == 0) == (hour.wind < 0.3) for hour in year)


def _months(year: list[Weather], name: str, months: tuple[int, ...]) -> list[float]:
    return [getattr(found, name) for hour, found in zip(YEAR, year, strict=True) if hour.month in months]


def _at(year: list[Weather], name: str, hours: tuple[int, ...]) -> float:
    return mean(getattr(found, name) for hour, found in zip(YEAR, year, strict=True) if hour.hour in hours)


def test_seasons_and_days_have_their_shape(year: list[Weather]) -> None:
    assert mean(_months(year, "temperature", (7,))) > mean(_months(year, "temperature", (1,))) + 8
    assert sum(_months(year, "rain", (6, 7, 8, 9))) > 6 * sum(_months(year, "rain", (12, 1, 2, 3)))
    assert mean(_months(year, "wind", (3, 4))) > mean(_months(year, "wind", (9, 10)))
    assert _at(year, "temperature", (15, 16)) > _at(year, "temperature", (5, 6)) + 4
    assert _at(year, "mixing", (15, 16)) > 3 * _at(year, "mixing", (4, 5))


def test_every_kind_of_episode_comes_in_its_season_and_leaves_its_mark() -> None:
    hours = {kind: [_hour(e.begins + (e.ends - e.begins) // 2) for e in episodes(SKY, kind, 2026)]
             for kind in (DUST, STAGNATION, OZONE)}  # fmt: skip
    assert {hour.month for hour in hours[DUST]} <= {3, 4, 5}
    assert {hour.month for hour in hours[STAGNATION]} <= {1, 2, 11, 12}
    assert max(in_the_air(SKY, TOWN, hour)["pm10"] for hour in hours[DUST]) > 200
    assert all(weather(SKY, hour).mixing < 1600 for hour in hours[STAGNATION])
    afternoons = [hour.replace(hour=15) for hour in hours[OZONE]]
    assert max(in_the_air(SKY, TOWN, hour)["o3"] for hour in afternoons) > 160


def _hour(number: int) -> datetime:
    return datetime(2000, 1, 1, tzinfo=SHANGHAI) + number * HOUR


def test_concentrations_are_those_of_the_feed_and_never_nought(town: list[tuple[datetime, Reported]]) -> None:
    bounds = {"pm2_5": 400, "pm10": 1200, "so2": 150, "no2": 200, "o3": 400, "co": 6}
    for item, most in bounds.items():
        values = [found[item] for _, found in town if found[item] is not None]
        assert 0 < min(values) < max(values) < most, item
        assert {value.as_tuple().exponent for value in values} == {-ITEMS[item]}


def test_the_air_has_its_seasons_and_hours(town: list[tuple[datetime, Reported]]) -> None:
    def of(
        item: str, months: tuple[int, ...] = tuple(range(1, 13)), hours: tuple[int, ...] = tuple(range(24))
    ) -> float:
        return mean(float(f[item]) for h, f in town if f[item] and h.month in months and h.hour in hours)

    assert of("pm2_5", (12, 1)) > 1.3 * of("pm2_5", (7, 8))
    assert of("o3", (4, 5)) > 1.3 * of("o3", (10, 11))
    assert of("o3", hours=(15, 16)) > 2 * of("o3", hours=(6, 7))
    assert of("no2", hours=(8, 9)) > 1.2 * of("no2", hours=(14, 15))


def test_the_control_point_at_the_lake_is_cleaner() -> None:
    assert in_the_air(SKY, LAKE, YEAR[0])["pm2_5"] < in_the_air(SKY, TOWN, YEAR[0])["pm2_5"]


def test_rain_washes_particles_out() -> None:
    rainy = [(hour, hour - 6 * HOUR) for hour in YEAR if weather(SKY, hour).rain > 3]
    pairs = [(hour, before) for hour, before in rainy if not weather(SKY, before).rain]
    assert len(pairs) > 5
    after, before = (mean(in_the_air(SKY, TOWN, each[part])["pm2_5"] for each in pairs) for part in (0, 1))
    assert after < 0.8 * before


def test_hours_are_missing_in_spells_and_gases_at_calibration(town: list[tuple[datetime, Reported]]) -> None:
    first = clock(BEGIN).number
    gaps = [gap_at(SKY, TOWN.code, first + hour) for hour in range(8760)]
    assert 20 < gaps.count("silent") < 400
    assert 20 < gaps.count("blank") < 400
    monday = next(BEGIN + n * HOUR for n in range(2000) if _calibrates(BEGIN + n * HOUR) and not gaps[n])
    found = reading(SKY, TOWN, monday)
    assert found is not None
    assert [item for item, value in found.items() if value is None][:4] == ["so2", "no2", "o3", "co"]


def _calibrates(hour: datetime) -> bool:
    return hour.hour == 3 and hour.weekday() == TOWN.place % 7


@pytest.mark.parametrize("period", [156, 157])
def test_a_broken_instrument_is_stuck_or_measures_more_fine_dust_than_dust(period: int) -> None:
    fault = fault_of(SKY, period)
    site = sites()[fault.place]
    found = [reading(SKY, site, fault.first + hour * HOUR) for hour in range(fault.hours)]
    told = [each for each in found if each and each["pm2_5"] and each["pm10"]]
    assert len(told) > 4
    if fault.kind == "stuck":
        assert len({each["pm2_5"] for each in told}) == 1
    else:
        assert all(each["pm2_5"] > each["pm10"] for each in told)
