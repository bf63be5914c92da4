"""Factor codes (因子编码): name, medium, default unit, decimals, the code of 2005; and the unit trap.

No message carries a unit. The standard's default for particulates is ng/m³ while stations send µg/m³: the profile of a
data logger says the unit, the default is only used with its warning beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Literal

from qingtian.hj212.declarations import Basis, Bilingual, Certainty, Declared, read
from qingtian.language import Text

Medium = Literal["water", "gas", "air", "weather", "noise"]
#: thousand to the power of the place, from mg/m³ down
_MASSES = ("mg/m³", "µg/m³", "ng/m³")


class Factor(Declared):
    """One code. ``usual`` is what devices send where the default unit is a trap; ``range`` is plausible in it."""

    code: str
    medium: Medium
    zh: str
    en: str
    old: str | None = None
    unit: str
    usual: str | None = None
    decimals: int
    range: tuple[Decimal, Decimal] | None = None
    certainty: Certainty = "sure"

    @property
    def name(self) -> Text:
        """The name in both languages."""
        return Text(self.zh, self.en)


class _Factors(Declared):
    basis: Basis
    usual_basis: Basis
    trap: Bilingual
    factors: tuple[Factor, ...]


_DECLARED = read(_Factors, "factors")
FACTORS: dict[str, Factor] = {factor.code: factor for factor in _DECLARED.factors}
BASIS = _DECLARED.basis
_BY_OLD = {factor.old: factor.code for factor in _DECLARED.factors if factor.old}


@dataclass(frozen=True, slots=True)
class SaidUnit:
    """The unit of a value: from the profile of the logger, or the standard's default with its warning."""

    unit: str | None
    settled: bool
    warning: Text | None = None


def current_code(code: str) -> str:
    """The six-character code of an old one; every other code stands for itself.

    >>> current_code("011"), current_code("a34004"), current_code("S01")
    ('w01018', 'a34004', 'a19001')
    """
    return _BY_OLD.get(code, code)


def factor_of(code: str) -> Factor | None:
    """What the table says of a code, old or new; None for a code of a vendor."""
    return FACTORS.get(current_code(code))


def unit_of(code: str, profile: str | None = None) -> SaidUnit:
    """The unit of ``code`` at a logger whose profile says ``profile``, or nothing."""
    if profile is not None:
        return SaidUnit(profile, settled=True)
    factor = factor_of(code)
    if factor is None:
        return SaidUnit(None, settled=False)
    warning = _DECLARED.trap.format(unit=factor.unit, usual=factor.usual) if factor.usual else None
    return SaidUnit(factor.unit, settled=False, warning=warning)


def likely_units(code: str, value: Decimal) -> tuple[str, ...]:
    """In which units a first value would be plausible, for the check before a unit is settled; empty: no range known.

    >>> likely_units("a34004", Decimal("35")), likely_units("a34004", Decimal("0.035"))
    (('µg/m³',), ('mg/m³',))
    """
    factor = factor_of(code)
    if factor is None or factor.range is None or factor.usual not in _MASSES:
        return ()
    low, high = factor.range
    own = _MASSES.index(factor.usual)
    return tuple(unit for place, unit in enumerate(_MASSES) if low <= value * Decimal(1000) ** (own - place) <= high)


def read_number(text: str) -> Decimal | None:
    """The exact number of a value as sent; None for an empty one, a range, a word. Missing is never zero."""
    try:
        number = Decimal(text.strip()) if text.isascii() and "_" not in text else None
    except InvalidOperation:
        return None
    return number if number is not None and number.is_finite() else None


def scaled(number: Decimal, decimals: int) -> tuple[int, bool]:
    """The integer of ``number`` in units of ``10^-decimals``, and whether that is exact; halves go to even.

    >>> scaled(Decimal("7.10"), 3), scaled(Decimal("0.00005"), 4)
    ((7100, True), (0, False))
    """
    shifted = number.scaleb(decimals)
    whole = int(shifted.to_integral_value(rounding="ROUND_HALF_EVEN"))
    return whole, Decimal(whole) == shifted
