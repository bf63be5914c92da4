"""What a forecast says of day values, and how it is judged."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from qingtian.foresight.without_model import without_model
from qingtian.foresight.wording import Observed, RangeRule, judged, levels, said

RULE = RangeRule(20, 30, 100)
BEFORE, AFTER = date(2026, 2, 28), date(2026, 3, 1)
CLEAN = {"PM2_5": 10.0, "PM10": 20.0, "O3_8h": 40.0, "NO2": 10.0, "SO2": 5.0, "CO": 0.4}


def test_the_index_is_that_of_the_edition_in_force_on_the_target_day() -> None:
    dusty = CLEAN | {"PM10": 130.0}
    before, after = (said(dusty, {}, {}, day, RULE, widened=False) for day in (BEFORE, AFTER))
    assert before is not None
    assert after is not None
    assert (before.aqi, after.aqi) == (90, 104)


@pytest.mark.parametrize(("pm10", "width"), [(120.0, 20), (121.0, 30), (130.0, 30)])
def test_the_range_is_wider_above_an_index_of_100(pm10: float, width: int) -> None:
    told = said(CLEAN | {"PM10": pm10}, {}, {}, AFTER, RULE, widened=False)
    assert told is not None
    assert told.high - told.low == width


def test_the_range_does_not_leave_the_scale() -> None:
    low, high = (said({"PM10": value}, {}, {}, AFTER, RULE, widened=True) for value in (1.0, 5000.0))
    assert low is not None
    assert high is not None
    assert (low.low, low.high) == (0, 30)
    assert (high.low, high.high) == (470, 500)


def test_no_pollutant_is_named_up_to_an_index_of_50() -> None:
    told = said(CLEAN, {}, {}, AFTER, RULE, widened=False)
    assert told is not None
    assert (told.aqi <= 50, told.primary) == (True, ())


def test_two_pollutants_are_named_where_both_reach_the_range_never_three() -> None:
    told = said(CLEAN | {"PM10": 100.0, "PM2_5": 48.0, "O3_8h": 130.0}, {}, {}, AFTER, RULE, widened=True)
    assert told is not None
    assert len(told.primary) == 2


def test_a_missing_item_is_named_and_is_no_zero() -> None:
    told = said({"PM10": 80.0, "CO": float("nan")}, {}, {}, AFTER, RULE, widened=False)
    assert told is not None
    assert "CO" in told.missing
    assert said({"CO": float("nan")}, {}, {}, AFTER, RULE, widened=False) is None


def test_the_interval_of_the_index_takes_the_ends_of_all_items() -> None:
    told = said({"PM10": 80.0}, {"PM10": 50.0}, {"PM10": 120.0}, AFTER, RULE, widened=False)
    assert told is not None
    assert told.interval[0] <= 50 <= told.aqi <= 100 == told.interval[1]


@pytest.mark.parametrize(
    ("low", "high", "expected"), [(20, 50, [1]), (40, 60, [1, 2]), (51, 100, [2]), (95, 125, [2, 3])]
)
def test_the_levels_follow_from_the_range(low: int, high: int, expected: list[int]) -> None:
    assert [one.level for one in levels(low, high, AFTER)] == expected


@pytest.mark.parametrize(
    ("aqi", "hit", "too_high", "too_low"),
    [(79, False, True, False), (80, True, False, False), (110, True, False, False), (111, False, False, True)],
)
def test_both_ends_of_the_range_count(aqi: int, hit: bool, too_high: bool, too_low: bool) -> None:
    one = judged(80, 110, ["PM10"], Observed(aqi, 2 if aqi <= 100 else 3, ("PM10",)), AFTER)
    assert (one.range_hit, one.too_high, one.too_low) == (hit, too_high, too_low)


def test_the_primary_pollutant_counts_only_above_50_and_one_of_two_is_enough() -> None:
    clean = judged(30, 60, ["PM10"], Observed(50, 1, ()), AFTER)
    one_of_two = judged(60, 90, ["PM10", "O3"], Observed(70, 2, ("O3",)), AFTER)
    neither = judged(60, 90, ["PM10", "PM2_5"], Observed(70, 2, ("O3",)), AFTER)
    assert (clean.primary_hit, one_of_two.primary_hit, neither.primary_hit) == (None, True, False)


def test_the_error_is_the_middle_of_the_range_minus_what_came() -> None:
    assert judged(80, 105, [], Observed(90, 2, ("PM10",)), AFTER).error == 2.5


def _past(days: int) -> tuple[np.ndarray, date]:
    first = date(2025, 1, 1)
    return np.arange(days, dtype=float)[None, :], first


def test_the_median_is_that_of_the_month_in_earlier_years() -> None:
    values, first = _past(500)
    told = without_model(values, first, date(2026, 3, 9), date(2026, 3, 10))[0]
    assert (told.way, told.predicted) == ("month_median", 59 + 15)


def test_what_lies_after_the_origin_changes_nothing() -> None:
    values, first = _past(500)
    changed = values.copy()
    changed[:, 433:] = 1e6
    origin, target = date(2026, 3, 9), date(2026, 3, 10)
    assert (origin - first).days == 432
    assert without_model(values, first, origin, target) == without_model(changed, first, origin, target)


def test_too_short_a_past_gives_the_last_days_and_names_them() -> None:
    values, first = _past(40)
    assert without_model(values, first, date(2025, 2, 9), date(2025, 2, 10))[0].way == "recent_median"


def test_almost_no_past_says_nothing() -> None:
    values, first = _past(6)
    told = without_model(values, first, date(2025, 1, 6), date(2025, 1, 7))[0]
    assert (told.predicted, told.way) == (None, "")
