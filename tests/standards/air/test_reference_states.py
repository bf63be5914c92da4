"""Gases are counted at 273.15 K up to 2018-08-31 and at 298.15 K from the next day; the way between is exact."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from qingtian.standards.air.reference_states import converted, reference_state_on

pytestmark = pytest.mark.once
OLD, NEW = Decimal("273.15"), Decimal("298.15")


@pytest.mark.parametrize(
    ("day", "kelvin"),
    [(date(2013, 1, 1), OLD), (date(2018, 8, 31), OLD), (date(2018, 9, 1), NEW), (date(2031, 1, 1), NEW)],
)
def test_the_state_changes_on_its_day(day, kelvin):
    assert reference_state_on(day).kelvin == kelvin


def test_a_gas_is_carried_over_exactly_and_back():
    carried = converted("SO2", Decimal(60), OLD, date(2018, 9, 1))
    assert carried == Fraction(60) * Fraction(27315, 29815)
    assert round(float(carried / 60), 4) == 0.9161
    assert converted("SO2", carried, NEW, date(2018, 8, 31)) == 60


def test_a_gas_already_at_the_state_of_the_day_and_particulates_stay():
    assert converted("CO", Decimal("1.2"), NEW, date(2020, 1, 1)) == Fraction(6, 5)
    assert converted("PM2_5", Decimal(35), OLD, date(2020, 1, 1)) == 35
