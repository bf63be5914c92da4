"""Converted values of stack gas (折算): what was measured, at the reference oxygen. Its constants are entered data."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from qingtian.standards.entered import Entry
from qingtian.standards.sources.scale import SCALE

TABLE = "sources.conversion"
ROW = "oxygen"


def converted(measured: int, oxygen: int, reference: Decimal, entry: Entry) -> int | None:
    """``measured × (a − reference) ÷ (a − oxygen)`` in millionths, half to even.

    ``oxygen`` is the measured oxygen in millionths of a per cent, ``entry`` the table ``sources.conversion`` in force.
    None where the gas is as thin as air or thinner than the entry allows: such an hour has no converted value.
    """
    ambient, highest = entry.number_at(ROW, "ambient"), entry.number_at(ROW, "highest")
    assert ambient is not None  # a required column
    held = Fraction(oxygen, SCALE)
    if held >= Fraction(ambient) or (highest is not None and held > Fraction(highest)):
        return None
    return round(measured * (Fraction(ambient) - Fraction(reference)) / (Fraction(ambient) - held))
