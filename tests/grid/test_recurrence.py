"""The same hazard at the same object within the window has come back; the border day counts."""

from __future__ import annotations

from datetime import date

import pytest

from qingtian.grid.hazards import GRADES, MEASURES, first_day_of, recurs

ON = date(2026, 5, 3)


@pytest.mark.parametrize(
    ("earlier", "back"),
    [(date(2025, 5, 3), True), (date(2025, 5, 2), False), (ON, True), (date(2026, 5, 4), False)],
)
def test_twelve_months_back_to_the_same_day(earlier, back):
    assert recurs(earlier, ON, 12) is back


def test_a_window_ends_on_the_last_day_of_a_shorter_month():
    assert first_day_of(12, date(2024, 2, 29)) == date(2023, 2, 28)
    assert first_day_of(1, date(2026, 3, 31)) == date(2026, 2, 28)
    assert first_day_of(12, date(2026, 12, 31)) == date(2025, 12, 31)


def test_every_grade_has_its_measure():
    assert list(GRADES) == list(MEASURES) == ["general", "larger", "major"]
