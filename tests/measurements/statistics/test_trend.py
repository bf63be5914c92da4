"""Trend over years: rank correlation and slope."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingtian.measurements.statistics.rules import critical_values
from qingtian.measurements.statistics.trend import slopes_left_out, spearman, theil_sen, trend
from qingtian.standards.air.rule_tables import rule_tables

pytestmark = pytest.mark.once

CRITICAL = critical_values(rule_tables(), "GB3095-2012")


def test_five_falling_years_are_a_falling_trend() -> None:
    found = trend("p", "PM2_5", "mean", {2020 + n: 40_000 - 1_500 * n for n in range(5)}, CRITICAL)
    assert (found.coefficient, found.critical, found.significant, found.direction) == (-1000, 900, True, "down")
    assert (found.slope, found.slope_low, found.slope_high) == (-1500, -1500, -1500)


def test_the_critical_value_itself_is_not_above_it() -> None:
    """One swap of neighbours in five years gives 0.900."""
    found = trend("p", "PM2_5", "mean", {2020: 1, 2021: 3, 2022: 2, 2023: 4, 2024: 5}, CRITICAL)
    assert (found.coefficient, found.significant, found.direction) == (900, False, "none")


@pytest.mark.parametrize("years", [0, 1, 4, 11])
def test_too_few_years_or_more_than_the_table_say_nothing(years: int) -> None:
    found = trend("p", "PM2_5", "mean", {2000 + n: n for n in range(years)}, CRITICAL)
    assert (found.critical, found.significant, found.direction) == (None, None, "none")


@given(st.lists(st.integers(0, 6), min_size=2, max_size=9))
def test_spearman_is_that_of_mean_ranks(series: list[int]) -> None:
    less = [sum(other < value for other in series) for value in series]
    equal = [series.count(value) for value in series]
    ranks = [low + Fraction(same + 1, 2) for low, same in zip(less, equal, strict=True)]
    n = len(series)
    squares = sum((rank - k) ** 2 for k, rank in enumerate(ranks, 1))
    assert spearman(series) == 1 - Fraction(6 * squares, n**3 - n)


@given(st.lists(st.integers(0, 50), min_size=2, max_size=8))
def test_the_slope_is_the_median_of_all_pairs_and_within_its_interval(series: list[int]) -> None:
    times = [2000 + n + n // 3 for n in range(len(series))]
    slopes = sorted(
        Fraction(series[j] - series[i], times[j] - times[i])
        for i in range(len(series))
        for j in range(i + 1, len(series))
    )
    middle, low, high = theil_sen(times, series)
    half = len(slopes) // 2
    assert middle == (slopes[half] if len(slopes) % 2 else (slopes[half - 1] + slopes[half]) / 2)
    assert (low is None) == (len(series) < 5)
    if low is not None:
        assert slopes[0] <= low <= middle <= high <= slopes[-1]


@pytest.mark.parametrize("n", [3, 4, 5, 6, 7])
def test_the_interval_holds_95_of_100_by_counting_every_order(n: int) -> None:
    """Of all n! orders, those with at most so many inversions are at most 2.5 per cent, one more would be too many."""
    inversions = sorted(sum(a > b for i, a in enumerate(o) for b in o[i + 1 :]) for o in permutations(range(n)))
    left_out, share = (
        slopes_left_out(n, Fraction(5, 100)),
        lambda m: Fraction(sum(k <= m for k in inversions), len(inversions)),
    )
    assert (
        share(-1 if left_out is None else left_out)
        <= Fraction(25, 1000)
        < share(0 if left_out is None else left_out + 1)
    )
