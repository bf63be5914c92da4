"""Concentration limits of GB 3095 (浓度限值) by the day of the data, and how a mean is rounded before it is shown."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import pairwise
from typing import Self

from pydantic import model_validator

from qingtian.standards.air.pollutants import pollutants
from qingtian.standards.declared import Basis, Bilingual, Declared, package_data, read


class ItemLimits(Declared):
    """Limits of one pollutant, µg/m³ (CO mg/m³); ``None`` where the standard sets none. ``day`` of O3: greatest 8 h."""

    year: Decimal | None = None
    day: Decimal
    hour: Decimal | None = None


class LeastHours(Declared):
    """How many hourly means an average needs to be valid (数据统计的有效性)."""

    day: int
    eight_hours: int


class OtherLimits(Declared):
    """Limits of an item of Table 2 (TSP, NOx, Pb, BaP), µg/m³, alike in form but measured where a city chooses to."""

    year: Decimal | None = None
    season: Decimal | None = None
    day: Decimal | None = None
    hour: Decimal | None = None


class Others(Declared):
    """Table 2 of an edition."""

    basis: Basis
    grade_1: dict[str, OtherLimits]
    grade_2: dict[str, OtherLimits]

    @model_validator(mode="after")
    def _alike(self) -> Self:
        if set(self.grade_1) != set(self.grade_2):
            raise ValueError("both grades limit the same items")
        return self


class LeastOthers(Declared):
    """Least evenly spread days of TSP, BaP and Pb: in a year and each of its months, in a season and its months."""

    year: int
    season: int
    month: int
    basis: Basis


class OtherItem(Declared):
    """An item of Table 2: its name and unit."""

    name: Bilingual
    unit: str


class LimitEdition(Declared):
    """The limits in force for data of the days from ``first_day`` to ``last_day``, both included."""

    id: str
    title: Bilingual
    first_day: date | None
    last_day: date | None
    basis: Basis
    grade_1: dict[str, ItemLimits]
    grade_2: dict[str, ItemLimits]
    others: Others
    least_others: LeastOthers
    least_hours: LeastHours
    least_hours_basis: Basis

    def covers(self, day: date) -> bool:
        """Whether data of ``day`` are compared with these limits."""
        return (self.first_day is None or self.first_day <= day) and (self.last_day is None or day <= self.last_day)

    @property
    def starts(self) -> date | None:
        """Its first day; None where it is open before."""
        return self.first_day

    @model_validator(mode="after")
    def _whole(self) -> Self:
        for grade in (self.grade_1, self.grade_2):
            if set(grade) != set(pollutants()):
                raise ValueError(f"{self.id}: limits for {sorted(grade)}, wanted {sorted(pollutants())}")
        return self


class _Limits(Declared):
    other_items: dict[str, OtherItem]
    editions: tuple[LimitEdition, ...]
    decimals: dict[str, int]
    decimals_basis: Basis

    @model_validator(mode="after")
    def _follow_each_other(self) -> Self:
        for before, after in pairwise(self.editions):
            joined = before.last_day and after.first_day and (after.first_day - before.last_day).days == 1
            if not joined:
                raise ValueError(f"{after.id} does not begin on the day after {before.id}")
        for edition in self.editions:
            if set(edition.others.grade_2) != set(self.other_items):
                raise ValueError(f"{edition.id}: Table 2 has {sorted(self.other_items)}")
        if self.editions[0].first_day or self.editions[-1].last_day:
            raise ValueError("the first edition must be open before, the last one after")
        return self


def limit_editions() -> tuple[LimitEdition, ...]:
    """Every edition of the limits that comes with the program, oldest first; together they cover every day once."""
    return _limits().editions


def other_items() -> dict[str, OtherItem]:
    """The items of Table 2 by code."""
    return dict(_limits().other_items)


@cache
def _limits() -> _Limits:
    return read(_Limits, package_data("qingtian.standards.air", "limits.yaml"))


def limits_on(on: date) -> LimitEdition:
    """The limits for data of the natural day ``on``: GB 3095-2012 to 2026-02-28, then GB 3095-2026 in two phases."""
    return next(edition for edition in _limits().editions if edition.covers(on))


def rounded(pollutant: str, concentration: Fraction) -> Decimal:
    """A concentration as it is shown: integers, CO one decimal, half to even (GB/T 8170)."""
    decimals = _limits().decimals[pollutant]
    return Decimal(round(concentration * 10**decimals)).scaleb(-decimals)
