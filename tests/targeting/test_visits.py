"""Only the random visits say what is found where nobody pointed; few visits have wide intervals, none have none."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingtian.targeting.visits import (
    Rate,
    Visit,
    by_area,
    by_size,
    calibration,
    drift,
    random_share,
    targeted_and_random,
    wilson,
)

DAY = date(2026, 3, 1)


def visit(found, *, targeted=True, predicted=None, area="A", size="small", day=DAY):
    return Visit("U", day, found, targeted, area, size, predicted)


def test_the_published_interval_of_wilson():
    # R. G. Newcombe, Statistics in Medicine 17 (1998) 857-872: 81 of 263, score method without continuity correction
    assert [round(edge, 4) for edge in wilson(81, 263)] == [0.2553, 0.3662]
    assert [round(edge, 4) for edge in wilson(0, 20)] == [0.0, 0.1611]
    assert [round(edge, 4) for edge in wilson(1, 29)] == [0.0061, 0.1718]


@given(st.integers(1, 400).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_the_interval_holds_the_share_and_lies_between_nothing_and_one(drawn):
    hits, of = drawn
    low, high = wilson(hits, of)
    assert 0 <= low <= hits / of + 1e-12
    assert hits / of - 1e-12 <= high <= 1


def test_where_nobody_went_there_is_no_rate_and_never_a_zero():
    assert (Rate(0, 0).share, Rate(0, 0).interval) == (None, None)
    assert random_share([]) is None
    assert Rate(3, 0).share == 0


def test_targeted_and_random_visits_are_counted_apart():
    visits = [visit(True), visit(False), visit(True, targeted=False)]
    assert targeted_and_random(visits) == (Rate(2, 1), Rate(1, 1))
    assert random_share(visits) == pytest.approx(1 / 3)


def test_bias_shows_by_area_and_by_size():
    visits = [visit(True), visit(False, area="B", size="large", targeted=False)]
    assert by_area(visits) == {"A": (Rate(1, 1), Rate(0, 0)), "B": (Rate(0, 0), Rate(1, 0))}
    assert list(by_size(visits)) == ["large", "small"]


def test_a_band_begins_with_its_lower_edge_and_the_last_holds_certainty():
    visits = [visit(False, predicted=p) for p in (0.0, 0.2, 0.39, 0.4, 1.0)]
    assert [(round(one.low, 1), one.rate.visits) for one in calibration(visits)] == [
        (0, 1),
        (0.2, 2),
        (0.4, 1),
        (0.8, 1),
    ]
    assert calibration([visit(True)]) == []


def test_drift_sets_what_was_predicted_beside_what_was_found_month_by_month():
    april = date(2026, 4, 1)
    visits = [
        visit(True, predicted=0.2),
        visit(False, predicted=0.4),
        visit(True, predicted=0.5, day=april),
        visit(True),
    ]
    found = drift(visits)
    assert found["2026-03"] == (pytest.approx(0.3), Rate(2, 1))
    assert found["2026-04"] == (0.5, Rate(1, 1))
