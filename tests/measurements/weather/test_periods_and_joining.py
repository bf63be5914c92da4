"""No off-by-one: air labels the end, weather the end in UTC, HJ 212 the start; at midnight and at the month's end."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from qingtian.measurements.weather.delays import Arrival, ranked, timeliness
from qingtian.measurements.weather.joining import joined, of_air, of_hj212, of_weather
from qingtian.measurements.weather.periods import SHANGHAI, label_24, music_moment, utc_moment


def at(day: int, hour: int, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=SHANGHAI)


def test_air_16_weather_16_and_hj212_15_are_one_period() -> None:
    wanted = (at(23, 15), at(23, 16))
    for period in (of_air(date(2026, 11, 23), 16), of_weather(at(23, 16)), of_hj212(at(23, 15))):
        assert (period.start, period.end) == wanted
    assert of_weather(music_moment("20261123080000") or at(1, 1)).end == at(23, 16)


@pytest.mark.parametrize(
    ("label", "ends"),
    [
        ((date(2026, 11, 23), 24), at(24, 0)),
        ((date(2026, 11, 24), 0), at(24, 0)),
        ((date(2026, 11, 24), 1), at(24, 1)),
        ((date(2026, 11, 30), 24), at(1, 0, 12)),
    ],
)
def test_midnight_24_and_the_end_of_a_month(label: tuple[date, int], ends: datetime) -> None:
    assert label_24(*label).end == ends


def test_the_hour_that_ends_at_midnight_is_the_24th_of_the_day_before() -> None:
    assert of_weather(at(1, 0, 12)).natural == (date(2026, 11, 30), 24)
    assert of_air(date(2026, 11, 30), 24) == of_weather(at(1, 0, 12)) == of_hj212(at(30, 23))
    assert of_weather(at(1, 1, 12)).natural == (date(2026, 12, 1), 1)
    assert utc_moment(2026, 11, 30, 16) == at(1, 0, 12), "16:00 UTC of the last day is the next month here"
    assert utc_moment(2026, 11, 23, 24) == utc_moment(2026, 11, 24, 0)


@pytest.mark.parametrize("hour", [0, 25])
def test_there_is_no_hour_0_or_25_of_a_natural_day(hour: int) -> None:
    with pytest.raises(ValueError, match="1 to 24"):
        of_air(date(2026, 11, 23), hour)


def test_every_hour_of_a_month_finds_its_own_weather_and_no_neighbour() -> None:
    hours = [at(1, 1) + timedelta(hours=number) for number in range(30 * 24)]
    weather = [(of_weather(hour), hour) for hour in reversed(hours)]
    air = [(of_air(*of_weather(hour).natural), hour) for hour in hours]
    assert all(one.left == one.right for one in joined(air, weather))
    shifted = joined([(of_hj212(hour), hour) for hour in hours], weather)
    assert [one.right for one in shifted[:-1]] == hours[1:], "a start read as an end would be an hour off"
    assert shifted[-1].right is None


def test_two_of_one_period_are_refused() -> None:
    with pytest.raises(ValueError, match="two values"):
        joined([], [(of_weather(at(1, 1)), 1), (of_weather(at(1, 1)), 2)])


def arrival(minutes: int, *, usable: bool = True, backfill: bool = False) -> Arrival:
    return Arrival(at(23, 16), at(23, 16) + timedelta(minutes=minutes), usable, backfill)


def test_late_is_after_the_agreed_minute_and_a_backfill_is_counted_apart() -> None:
    found = timeliness(
        [arrival(8), arrival(10), arrival(11, usable=False), arrival(3000, backfill=True)], 6, timedelta(minutes=10)
    )
    assert (found.expected, found.came, found.missing, found.usable, found.late, found.backfilled) == (6, 4, 2, 3, 1, 1)
    assert (found.median, found.longest) == (timedelta(minutes=10), timedelta(minutes=11))


def test_ranks_are_nearest_ranks() -> None:
    ten = [timedelta(minutes=number) for number in range(1, 11)]
    assert (ranked(ten, 50), ranked(ten, 90), ranked(ten[:1], 90), ranked([], 50)) == (ten[4], ten[8], ten[0], None)
