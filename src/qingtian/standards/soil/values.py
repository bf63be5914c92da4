"""The declared values: which edition holds on a day, and the screening and intervention value of an item on a land."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from typing import Self

from pydantic import model_validator

from qingtian.errors import Refused
from qingtian.language import Text
from qingtian.standards.declared import Basis, Bilingual, Declared, package_data, read
from qingtian.standards.soil.levels import Kind


class LandUse(Declared):
    """A use of land (用途): of several ``columns`` the strictest value counts."""

    kind: Kind
    columns: tuple[str, ...]
    title: Bilingual


class Background(Declared):
    """Items that at or below the local background are no pollution of the land, and where that stands."""

    items: frozenset[str]
    basis: Basis


class Edition(Declared):
    """What the values of one standard share: the days they hold for, and their basis."""

    id: str
    title: Bilingual
    first_day: date
    last_day: date | None
    basis: Basis

    def covers(self, on: date) -> bool:
        """Whether a sample of that day is compared with these values."""
        return self.first_day <= on and (self.last_day is None or on <= self.last_day)


class Construction(Edition):
    """GB 36600: item → class of land → value."""

    screening: dict[str, dict[str, Decimal]]
    control: dict[str, dict[str, Decimal]]
    background: Background


class Farmland(Edition):
    """GB 15618: item → column → a value a band of pH; the control values hold for every use."""

    ph_up_to: tuple[Decimal, ...]
    screening: dict[str, dict[str, tuple[Decimal, ...]]]
    control: dict[str, tuple[Decimal, ...]]

    def band(self, ph: Decimal) -> int:
        """The place of a pH among the bands; the border belongs to the lower one: 5.5 is "≤5.5", 7.5 "6.5–7.5"."""
        return next((place for place, top in enumerate(self.ph_up_to) if ph <= top), len(self.ph_up_to))

    @model_validator(mode="after")
    def _whole(self) -> Self:
        bands = len(self.ph_up_to) + 1
        rows = [row for columns in self.screening.values() for row in columns.values()] + list(self.control.values())
        if any(len(row) != bands for row in rows) or any("other" not in row for row in self.screening.values()):
            raise ValueError(f"{self.id}: every row has {bands} values, every item a column other")
        return self


class _Values(Declared):
    items: dict[str, Bilingual]
    land_uses: dict[str, LandUse]
    construction: tuple[Construction, ...]
    farmland: tuple[Farmland, ...]
    border_basis: Basis


@cache
def _values() -> _Values:
    return read(_Values, package_data("qingtian.standards.soil", "values.yaml"))


def items() -> dict[str, Text]:
    """Code → name of every item, in the order they are named."""
    return dict(_values().items)


def land_uses() -> dict[str, LandUse]:
    """Every use of land by code."""
    return dict(_values().land_uses)


def border_basis() -> Basis:
    """Where it stands that a value equal to a limit is not above it."""
    return _values().border_basis


def editions(kind: Kind) -> tuple[Construction | Farmland, ...]:
    """The editions of a kind of land, oldest first."""
    return _values().construction if kind == "construction" else _values().farmland


def edition_on(kind: Kind, on: date) -> Construction | Farmland:
    """The edition for a sample of that day. Raises Refused ``soil.no_edition`` before the first one held."""
    for edition in editions(kind):
        if edition.covers(on):
            return edition
    raise Refused(
        "soil.no_edition",
        Text("{day} 采的样品没有可用的标准版本。", "No edition is held for a sample of {day}.").format(
            day=on.isoformat()
        ),
        where="sampled_on",
        remedy=Text("只有 {first} 起的版本。", "Editions are held from {first} on.").format(
            first=editions(kind)[0].first_day.isoformat()
        ),
    )
