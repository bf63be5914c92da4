"""Somebody on every leaf on every date; patrols owed by the terms in force, of a part of a month its share."""

from __future__ import annotations

from datetime import date

import pytest

from qingtian.grid.covering import Span, uncovered, without
from qingtian.grid.owing import Rate, owed, owed_from

FIRST, LAST = date(2026, 3, 1), date(2026, 3, 31)


def day(n, month=3):
    return date(2026, month, n)


@pytest.mark.parametrize(
    ("spans", "gaps"),
    [
        ([], [Span(FIRST, LAST)]),
        ([Span(day(1))], []),
        ([Span(day(1), day(31))], []),
        ([Span(day(2))], [Span(day(1), day(1))]),
        ([Span(day(1), day(30))], [Span(day(31), day(31))]),
        ([Span(day(1), day(9)), Span(day(10))], []),  # handed over without a day between
        ([Span(day(1), day(9)), Span(day(11))], [Span(day(10), day(10))]),
        ([Span(day(1), day(20)), Span(day(5), day(9))], [Span(day(21), day(31))]),
        ([Span(day(1, 4))], [Span(FIRST, LAST)]),
        ([Span(day(1, 1), day(1, 2))], [Span(FIRST, LAST)]),
    ],
)
def test_days_on_which_nobody_is_there(spans, gaps):
    assert uncovered(spans, FIRST, LAST) == gaps
    assert uncovered(spans[::-1], FIRST, LAST) == gaps


@pytest.mark.parametrize(
    ("away", "left"),
    [
        ([], [Span(day(1), day(20))]),
        ([Span(day(5), day(7))], [Span(day(1), day(4)), Span(day(8), day(20))]),
        ([Span(day(1), day(1))], [Span(day(2), day(20))]),
        ([Span(day(20), day(25))], [Span(day(1), day(19))]),
        ([Span(day(1), day(31))], []),
        ([Span(day(3)), Span(day(1), day(1))], [Span(day(2), day(2))]),
    ],
)
def test_a_tenure_less_absences_nobody_stands_in_for(away, left):
    assert without(Span(day(1), day(20)), away) == left


@pytest.mark.parametrize(
    ("first", "last", "count"),
    [(FIRST, LAST, 2), (FIRST, day(15), 0), (FIRST, day(16), 1), (FIRST, day(30), 1), (date(2026, 1, 1), LAST, 6)],
)
def test_two_a_month_are_owed_once_their_share_of_the_month_has_passed(first, last, count):
    assert owed([Rate(Span(date(2020, 1, 1)), 2)], first, last) == count


def test_terms_that_change_in_the_middle_count_each_for_its_days():
    rates = [Rate(Span(day(1), day(15)), 0), Rate(Span(day(16)), 31)]
    assert owed(rates, FIRST, LAST) == 16
    assert owed([], FIRST, LAST) == 0
    assert owed(rates, LAST, FIRST) == 0


def test_the_nearest_terms_count_then_those_above_then_the_usual_rate():
    own = [Rate(Span(day(16)), 31)]
    above = [Rate(Span(day(1), day(20)), 0)]
    assert owed_from([own, above], 31, FIRST, LAST) == 16
    assert owed_from([[], above], 31, FIRST, LAST) == 11
    assert owed_from([[], []], 2, FIRST, LAST) == 2
    assert owed_from([own], 2, LAST, FIRST) == 0
