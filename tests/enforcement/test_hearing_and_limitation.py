"""When a hearing is owed, and when an act is out of time: the borders to the fen and the day."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from qingtian.enforcement.hearing import SEVERE, doubt, hearing_owed, is_doubtful
from qingtian.enforcement.limitation import limitation
from qingtian.law import load_law

LAW = load_law()
UNIT, PERSON = (
    Decimal(LAW.figure(f"penalty.hearing_threshold_{kind}", on=date(2026, 9, 1)).value) for kind in ("unit", "person")
)


@pytest.mark.parametrize(
    ("sums", "owed", "doubtful"),
    [
        (["199999.99"], False, False),
        (["200000"], True, True),
        (["200000.01"], True, False),
        (["150000", "200000"], True, True),
        (["150000", "60000"], False, False),
        ([], False, False),
    ],
)
def test_a_large_sum_earns_a_unit_a_hearing_and_the_figure_itself_with_doubt(sums, owed, doubtful) -> None:
    given = [Decimal(one) for one in sums]
    assert hearing_owed(["fine"], given, UNIT) is owed
    assert is_doubtful(["fine"], given, UNIT) is doubtful


def test_a_person_earns_it_at_a_smaller_sum() -> None:
    assert not hearing_owed(["fine"], [PERSON - Decimal("0.01")], PERSON)
    assert hearing_owed(["fine"], [PERSON], PERSON)
    assert "5,000" in doubt(PERSON).zh


@pytest.mark.parametrize("kind", sorted(SEVERE))
def test_a_severe_kind_earns_it_whatever_the_sum(kind) -> None:
    assert hearing_owed([kind], [], UNIT)
    assert not is_doubtful([kind, "fine"], [UNIT], UNIT), "the kind earns it, the figure is beside the point"


@pytest.mark.parametrize(
    ("act_on", "harm", "last_day"),
    [
        (date(2026, 8, 14), "none", date(2028, 8, 14)),
        (date(2026, 8, 14), "consequences", date(2028, 8, 14)),  # the Penalty Law asks for harm to life or health
        (date(2026, 8, 14), "life_or_health", date(2031, 8, 14)),
        (date(2026, 8, 15), "consequences", date(2031, 8, 15)),  # the Code: any harmful consequence
        (date(2026, 8, 15), "slight", date(2028, 8, 15)),
        (date(2024, 2, 29), "none", date(2026, 2, 28)),
        (date(2021, 7, 14), "life_or_health", date(2023, 7, 14)),  # the five years began the day after
        (date(2021, 7, 15), "life_or_health", date(2026, 7, 15)),
        (date(1999, 12, 31), "none", date(2001, 12, 31)),
    ],
)
def test_an_act_is_out_of_time_by_the_law_of_its_own_day(act_on, harm, last_day) -> None:
    assert limitation(act_on, harm, LAW).last_day == last_day
