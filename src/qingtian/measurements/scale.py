"""Concentrations as scaled integers (定标整数): thousandths of the unit, so that no mean is a binary float."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal

#: µg/m³ × 1000; CO mg/m³ × 1000
SCALE = 1000
PLACES = 3
#: no air holds more: a larger value is a fault of the file, and sums of a century of hours still fit 64 bits
LARGEST = 2_000_000_000


def scaled(value: Decimal) -> int:
    """A concentration in thousandths of its unit, half to even where it has more than three decimals (GB/T 8170)."""
    return int((value * SCALE).quantize(Decimal(1), rounding=ROUND_HALF_EVEN))


def written(value: int, decimals: int) -> Decimal:
    """``value`` thousandths with so many decimals; it must already have been rounded to them.

    Raises ValueError where digits would be lost: rounding belongs to the statistics, once, at its prescribed step.
    """
    step = 10 ** (PLACES - decimals)
    if value % step:
        raise ValueError(f"{value} thousandths have more than {decimals} decimals")
    return Decimal(value // step).scaleb(-decimals)
