"""Limits of the five classes of surface water (地表水环境质量标准), GB 3838-2002 Table 1, by the day of data."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from qingtian.standards.declared import Basis, Declared, package_data, read
from qingtian.standards.water import rules
from qingtian.standards.water.items import PACKAGE, items
from qingtian.standards.water.rules import Dated, Exact

#: a river, or a lake or reservoir (湖、库): total phosphorus has other limits there
Waterbody = Literal["river", "lake"]
#: the classes, best first; the last is what fails class V (劣Ⅴ类)
CLASSES = ("I", "II", "III", "IV", "V", "劣V")
THIRD = CLASSES.index("III")
Five = Annotated[tuple[Exact, ...], Field(min_length=5, max_length=5)]


class Full(Declared):
    """Oxygen in saturated water at T ℃: ``over / (plus + T)`` mg/L."""

    over: Exact
    plus: Exact


class Saturation(Declared):
    """The share of saturation, in per cent, that is class I whatever the concentration; ``at`` kPa if none is given."""

    least: Exact
    at: Exact
    basis: Basis
    full: Full
    full_basis: Basis


class LimitEdition(Dated):
    """The table in force for data of its days."""

    basis: Basis
    within: dict[str, tuple[Exact, Exact]]
    at_least: dict[str, Five]
    at_most: dict[str, Five]
    at_most_in_lakes: dict[str, Five]
    lakes_only: tuple[str, ...]
    saturation: Saturation

    @model_validator(mode="after")
    def _whole(self) -> Self:
        for code in (*self.within, *self.at_least, *self.at_most, *self.at_most_in_lakes, *self.lakes_only):
            if code not in items():
                raise ValueError(f"{self.id} limits {code}, which is no item")
        for five in (*self.at_most.values(), *self.at_most_in_lakes.values()):
            if list(five) != sorted(five):
                raise ValueError(f"{self.id}: limits must not fall from class I to V")
        for five in self.at_least.values():
            if list(five) != sorted(five, reverse=True):
                raise ValueError(f"{self.id}: limits must not rise from class I to V")
        return self

    def most(self, code: str, waterbody: Waterbody) -> tuple[Fraction, ...]:
        """The five limits a concentration may reach; empty for pH, DO and what the table does not limit there."""
        if waterbody == "lake" and code in self.at_most_in_lakes:
            return self.at_most_in_lakes[code]
        if waterbody == "river" and code in self.lakes_only:
            return ()
        return self.at_most.get(code, ())


class _Limits(Declared):
    editions: tuple[LimitEdition, ...]

    @model_validator(mode="after")
    def _follow_each_other(self) -> Self:
        rules.succeeding(self.editions)
        return self


@cache
def limit_editions() -> tuple[LimitEdition, ...]:
    """Every edition held, oldest first."""
    return read(_Limits, package_data(PACKAGE, "limits.yaml")).editions


def limits_on(day: date) -> LimitEdition:
    """The limits for data of that day."""
    return rules.on(limit_editions(), day)


def third(edition: LimitEdition, waterbody: Waterbody) -> Mapping[str, Fraction]:
    """The class III limit of every item with a limit one may not be above."""
    codes = (*edition.at_most, *edition.at_most_in_lakes)
    return {code: five[THIRD] for code in codes if (five := edition.most(code, waterbody))}
