"""Trophic level index of a lake (综合营养状态指数 TLI), with the formulae and weights used for Dianchi (滇池)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Context, Decimal
from fractions import Fraction
from functools import cache
from typing import Self

from pydantic import model_validator

from qingtian.standards.declared import Basis, Bilingual, Declared, package_data, read
from qingtian.standards.water import rules
from qingtian.standards.water.items import PACKAGE, items
from qingtian.standards.water.rules import Dated, Exact

#: logarithms to so many digits, correctly rounded, so that every machine says the same
DIGITS = 40


class Formula(Declared):
    """``10 × (constant + slope × ln value)``, and what it weighs in the index."""

    constant: Exact
    slope: Exact
    weight: Exact


class Level(Declared):
    """A trophic level: below ``under``, or up to and with ``to``; neither: above all others."""

    id: str
    words: Bilingual
    under: int | None = None
    to: int | None = None


class TrophicEdition(Dated):
    """Formulae, weights and levels in force for data of its days."""

    basis: Basis
    items: dict[str, Formula]
    levels: tuple[Level, ...]

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if set(self.items) - set(items()):
            raise ValueError(f"{self.id} names an item that is none")
        if sum(formula.weight for formula in self.items.values()) != 1:
            raise ValueError(f"{self.id}: the weights must make 1")
        return self

    def level(self, index: Decimal) -> Level:
        """The level of an index that was not rounded."""
        for level in self.levels:
            if (level.under is not None and index < level.under) or (level.to is not None and index <= level.to):
                return level
        return self.levels[-1]


@dataclass(frozen=True, slots=True)
class Trophic:
    """``index`` not rounded, None where an item is missing or zero; ``singles`` of the items there are."""

    index: Decimal | None
    level: Level | None
    singles: Mapping[str, Decimal]
    missing: tuple[str, ...]


def trophic(counted: Mapping[str, Fraction], edition: TrophicEdition) -> Trophic:
    """The index of a lake from what its values count: all five items, or none. A logarithm of 0 does not exist."""
    exact = Context(prec=DIGITS)
    singles = {
        code: _single(counted[code], formula, exact)
        for code, formula in edition.items.items()
        if counted.get(code, Fraction(0)) > 0
    }
    missing = tuple(code for code in edition.items if code not in singles)
    if missing:
        return Trophic(None, None, singles, missing)
    index = Decimal(0)
    for code, formula in edition.items.items():
        index = exact.fma(_decimal(formula.weight, exact), singles[code], index)
    return Trophic(index, edition.level(index), singles, ())


def _single(value: Fraction, formula: Formula, exact: Context) -> Decimal:
    logarithm = exact.ln(_decimal(value, exact))
    inner = exact.fma(_decimal(formula.slope, exact), logarithm, _decimal(formula.constant, exact))
    return exact.multiply(Decimal(10), inner)


def _decimal(value: Fraction, exact: Context) -> Decimal:
    return exact.divide(Decimal(value.numerator), Decimal(value.denominator))


class _Trophic(Declared):
    editions: tuple[TrophicEdition, ...]

    @model_validator(mode="after")
    def _follow_each_other(self) -> Self:
        rules.succeeding(self.editions)
        return self


@cache
def trophic_editions() -> tuple[TrophicEdition, ...]:
    """Every edition held, oldest first."""
    return read(_Trophic, package_data(PACKAGE, "trophic.yaml")).editions


def trophic_on(day: date) -> TrophicEdition:
    """The edition for data of that day."""
    return rules.on(trophic_editions(), day)
