"""Two periods are compared under one edition, and it is said which and why."""

import pytest

from qingtian.standards.air.comparison import edition_for_comparison
from qingtian.standards.periods import period, year_before

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("later", "edition", "across"),
    [
        ("2025-10", "GB3095-2012", False),
        ("2026-02", "GB3095-2012", False),
        ("2026-03", "GB3095-2026-transitional", True),
        ("2026-02-01..2026-03-01", "GB3095-2026-transitional", True),
        ("2026", "GB3095-2026-transitional", True),
        ("2027-02", "GB3095-2026-transitional", True),
        ("2027-03", "GB3095-2026-transitional", False),
        ("2031-01", "GB3095-2026", True),
        ("2032-01", "GB3095-2026", False),
    ],
)
def test_year_on_year_is_computed_under_the_edition_of_the_later_side(later, edition, across):
    now = period(later)
    found = edition_for_comparison(now, year_before(now))
    assert (found.edition, found.across) == (edition, across)
    assert edition_for_comparison(year_before(now), now) == found
    assert edition in found.why.zh
    assert edition in found.why.en


def test_it_says_what_each_side_was_under():
    why = edition_for_comparison(period("2026-10"), period("2025-10")).why
    assert why.en.startswith("2025-10 is under GB3095-2012, 2026-10 under GB3095-2026-transitional;")
    assert why.zh.startswith("2025-10 适用 GB3095-2012，2026-10 适用 GB3095-2026-transitional；")
