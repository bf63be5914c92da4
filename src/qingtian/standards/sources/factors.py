"""Factors of source monitors (监测因子): their names and how their figures are shown."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from functools import cache

import yaml

from qingtian.language import Text
from qingtian.standards.declared import Bilingual, Declared, package_data
from qingtian.standards.sources.scale import SCALE

#: oxygen of stack gas, and the flow a waste-water mean may be weighted by
OXYGEN, WATER_FLOW = "a19001", "w00000"
#: figures of a factor nobody declared
_DECIMALS = 2


class Factor(Declared):
    """One factor."""

    title: Bilingual
    unit: str
    decimals: int


@cache
def factors() -> dict[str, Factor]:
    """The usual factors by code, in the order pages show them."""
    held = package_data("qingtian.standards.sources", "factors.yaml").read_text(encoding="utf-8")
    return {code: Factor.model_validate(one) for code, one in yaml.safe_load(held).items()}


def factor_title(code: str) -> Text:
    """Its name; the code itself where it has none here."""
    return factors()[code].title if code in factors() else Text(code, code)


def shown(code: str, value: int | Fraction) -> str:
    """A value in millionths with the decimals of its factor, half to even (GB/T 8170).

    >>> shown("a21026", 12_250_000), shown("a21026", 12_350_000)
    ('12.2', '12.4')
    """
    decimals = factors()[code].decimals if code in factors() else _DECIMALS
    return written(Fraction(value, SCALE), decimals)


def written(value: Fraction, decimals: int) -> str:
    """An exact number with so many decimals, half to even."""
    whole = round(value * 10**decimals)
    return str(Decimal(whole).scaleb(-decimals).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_EVEN))
