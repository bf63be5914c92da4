"""Elements (要素) with unit and physical range, the agreement's times, and units as people write them."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Literal

from pydantic import Field

from qingtian.standards.declared import Basis, Bilingual, Declared, package_data, read

PACKAGE = "qingtian.measurements.weather"
_SPELLINGS = {
    "hpa": "hPa", "百帕": "hPa", "mb": "hPa", "mbar": "hPa", "pa": "Pa", "帕": "Pa", "kpa": "kPa", "千帕": "kPa",
    "mmhg": "mmHg", "degc": "degC", "°c": "degC", "摄氏度": "degC", "c": "degC",
    "k": "K", "开尔文": "K", "degf": "degF", "°f": "degF", "%": "%", "百分比": "%", "百分率": "%", "1": "1",
    "m/s": "m/s", "米/秒": "m/s", "ms-1": "m/s", "km/h": "km/h", "千米/时": "km/h", "公里/小时": "km/h", "kn": "kn",
    "knot": "kn", "knots": "kn", "degree": "degree", "deg": "degree", "°": "degree", "度": "degree",
    "mm": "mm", "毫米": "mm", "cm": "cm", "厘米": "cm", "0.1mm": "0.1mm", "m": "m", "米": "m", "km": "km",
    "千米": "km", "公里": "km",
}  # fmt: skip


class Element(Declared):
    """One element: its unit is fixed by the agreement; ``hours`` is the length of its period."""

    title: Bilingual
    unit: str
    low: Decimal
    high: Decimal
    kind: Literal["mean", "instant", "extreme", "sum"]
    hours: int = 1
    step: Decimal | None = None
    stuck: int | None = None
    rain: bool = False
    direction_of: str = ""
    looks_like: Mapping[str, tuple[Decimal, Decimal]] = Field(default_factory=dict)

    @property
    def length(self) -> timedelta:
        """How long its period is."""
        return timedelta(hours=self.hours)

    def holds(self, number: Decimal) -> bool:
        """Whether the number is physically possible, the borders included."""
        return self.low <= number <= self.high

    def unit_it_looks_like(self, number: Decimal) -> str:
        """The unit a number outside the range may have been written in; empty where none comes to mind."""
        return next((unit for unit, (low, high) in self.looks_like.items() if low <= number <= high), "")


class Elements(Declared):
    """The elements of the days ``first_day`` to ``last_day`` (None: open)."""

    first_day: date | None
    last_day: date | None
    basis: Basis
    elements: Mapping[str, Element]


class Agreement(Declared):
    """What the two bureaus agreed about times and checks."""

    first_day: date | None
    last_day: date | None
    basis: Basis
    weather_minutes: int
    air_minutes: int
    ahead_minutes: int
    sea_level_hpa: Decimal
    sea_level_hpa_per_km: Decimal
    rain_mm: Decimal
    backfill_hours: int


class _ElementEditions(Declared):
    editions: tuple[Elements, ...]


class _AgreementEditions(Declared):
    editions: tuple[Agreement, ...]


@cache
def _elements() -> tuple[Elements, ...]:
    return read(_ElementEditions, package_data(PACKAGE, "elements.yaml")).editions


@cache
def _agreements() -> tuple[Agreement, ...]:
    return read(_AgreementEditions, package_data(PACKAGE, "agreement.yaml")).editions


def covers(edition: Elements | Agreement, day: date) -> bool:
    """Whether an edition holds on ``day``, its first and last day included."""
    return (edition.first_day is None or edition.first_day <= day) and (
        edition.last_day is None or day <= edition.last_day
    )


def elements_on(day: date) -> Elements:
    """The elements in force on ``day``; the declared editions leave no day out."""
    return next(one for one in _elements() if covers(one, day))


def agreement_on(day: date) -> Agreement:
    """The agreement in force on ``day``."""
    return next(one for one in _agreements() if covers(one, day))


@cache
def _names(edition: int) -> Mapping[str, str]:
    return {code.casefold(): code for code in _elements()[edition].elements}


def named(text: str, day: date) -> str | None:
    """The element's own spelling, whatever case it came in; None for what is no element of the day."""
    edition = next(number for number, one in enumerate(_elements()) if covers(one, day))
    return _names(edition).get(text.strip().casefold())


def element(code: str, day: date) -> Element:
    """The element of that code, as ``named`` gives it. KeyError for another."""
    return elements_on(day).elements[code]


def unit_of(text: str) -> str:
    """A unit as we write it, also out of ``摄氏度(℃)``; what nobody knows comes back as it was."""
    plain = unicodedata.normalize("NFKC", text).strip().replace(" ", "")
    outside, _, inside = plain.rstrip(")").partition("(")
    for part in (plain, inside, outside):
        if found := _SPELLINGS.get(part.casefold()):
            return found
    return plain
