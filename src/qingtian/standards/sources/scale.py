"""Values of source monitors as scaled integers (定标整数): millionths of the unit the value was sent in.

HJ 212 sends N14.2, yet mercury is limited in hundred-thousandths of a milligram: one scale serves every factor.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_EVEN, Decimal

SCALE = 1_000_000
PLACES = 6
#: a larger value is a fault of the device: it keeps its text and gets no number
LARGEST = Decimal(1_000_000_000_000)
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)", re.ASCII)


def scaled(value: Decimal) -> int:
    """So many millionths, half to even where it has more than six decimals (GB/T 8170; HJ 212-2025)."""
    return int((value * SCALE).quantize(Decimal(1), rounding=ROUND_HALF_EVEN))


def read(text: str) -> int | None:
    """The millionths a text as sent says; None where it is empty, no number, a range, or beyond every instrument.

    >>> read("12.30"), read(" 0.00005 "), read("6.90-12.49"), read("")
    (12300000, 50, None, None)
    """
    plain = text.strip()
    if not _NUMBER.fullmatch(plain):
        return None
    value = Decimal(plain)
    return scaled(value) if abs(value) < LARGEST else None


def decimal_of(value: int) -> Decimal:
    """The exact number so many millionths are, without trailing zeros.

    >>> decimal_of(12_300_000), decimal_of(50_000_000)
    (Decimal('12.3'), Decimal('50'))
    """
    whole = Decimal(value).scaleb(-PLACES).normalize()
    return whole.quantize(Decimal(1)) if whole == whole.to_integral_value() else whole
