"""One cell at the door (入口换码): a number inside its range, or nothing with the reason; the raw text is kept.

Special numbers are translated here and nowhere else, so that 999999 can reach no average.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Literal

from pydantic import Field, model_validator

from qingtian.language import Text
from qingtian.measurements.scale import SCALE, scaled
from qingtian.measurements.weather.elements import PACKAGE, Element
from qingtian.standards.declared import Basis, Bilingual, Declared, package_data, read

Means = Literal["missing", "no_task", "trace", "composite", "compass", "calm"]
#: which special numbers a file may hold: the climate daily sets write tenths, and codes of their own
Family = Literal["music", "climate_daily"]
REASONS: Mapping[str, Text] = {
    "missing": Text("缺测", "missing"),
    "no_task": Text("无此观测任务", "no such task"),
    "trace": Text("微量", "trace"),
    "composite": Text("复合天气现象码", "composite code"),
    "compass": Text("由方位换成度数", "degrees of a compass point"),
    "calm": Text("静风", "calm"),
    "out_of_range": Text("超出物理范围", "outside the physical range"),
    "unreadable": Text("不是数", "no number"),
}
MISSING_QUALITY, WRONG_QUALITY, UNCHECKED = 8, 2, 9
LONGEST_RAW = 40
#: a plain decimal: no signs but one, no words, no exponents beyond two digits
_LONGEST_NUMBER = 24


class Special(Declared):
    """Numbers that mean something else: listed, or from one to another; ``only`` for rain or wind directions."""

    numbers: tuple[Decimal, ...] = ()
    first: Decimal | None = Field(None, alias="from")
    last: Decimal | None = Field(None, alias="to")
    only: Literal["", "rain", "direction"] = ""
    family: Family | None = None
    means: Means
    basis: Basis

    @model_validator(mode="after")
    def _holds(self) -> Special:
        if bool(self.numbers) == (self.first is not None and self.last is not None):
            raise ValueError("either numbers, or from and to")
        return self

    def covers(self, number: Decimal, element: Element, family: Family) -> bool:
        """Whether this number of this element means what this line says."""
        if self.family not in (None, family):
            return False
        if (self.only == "rain" and not element.rain) or (self.only == "direction" and not element.direction_of):
            return False
        if self.first is not None and self.last is not None:
            return self.first <= number <= self.last
        return number in self.numbers


class Words(Declared):
    """Texts that mean a value is missing."""

    texts: tuple[str, ...]
    means: Means
    basis: Basis


class QualityCode(Declared):
    """A quality code (质量码): whether a value that bears it may be averaged."""

    title: Bilingual
    usable: bool


class QualityCodes(Declared):
    basis: Basis
    codes: Mapping[int, QualityCode]


class Codes(Declared):
    """Special values and quality codes of the days ``first_day`` to ``last_day``."""

    first_day: date | None
    last_day: date | None
    special: tuple[Special, ...]
    words: Words
    trace: Decimal
    quality: QualityCodes

    def usable(self, quality: int) -> bool:
        """Whether values of that quality may be averaged; an unknown code may not."""
        return quality in self.quality.codes and self.quality.codes[quality].usable


class _Editions(Declared):
    editions: tuple[Codes, ...]


@cache
def _editions() -> tuple[Codes, ...]:
    return read(_Editions, package_data(PACKAGE, "codes.yaml")).editions


def codes_on(day: date) -> Codes:
    """The codes in force on ``day``."""
    return next(
        one
        for one in _editions()
        if (one.first_day is None or one.first_day <= day) and (one.last_day is None or day <= one.last_day)
    )


@dataclass(frozen=True, slots=True)
class Value:
    """A value in thousandths of the element's unit, or None with its reason. ``looks_like`` names a doubtful unit."""

    thousandths: int | None
    quality: int
    reason: str = ""
    raw: str = ""
    looks_like: str = ""

    @property
    def decimal(self) -> Decimal | None:
        """The value in its unit."""
        return None if self.thousandths is None else Decimal(self.thousandths) / SCALE


def read_value(
    raw: object, element: Element, day: date, *, quality: int | None = None, family: Family = "music"
) -> Value:
    """What a cell of ``element`` says. ``quality`` is the sender's own code, None where it gave none."""
    text = "" if raw is None else str(raw).strip()
    codes, kept = codes_on(day), storable(text)[:LONGEST_RAW]
    if unicodedata.normalize("NFKC", text).casefold() in codes.words.texts or text in codes.words.texts:
        return Value(None, MISSING_QUALITY, codes.words.means, kept)
    number = _number(text)
    if number is None:
        return Value(None, WRONG_QUALITY, "unreadable", kept)
    special = next((one for one in codes.special if one.covers(number, element, family)), None)
    if special is not None:
        return replace(_told(special, number, element, codes, quality), raw=kept)
    if family == "climate_daily":
        number /= 10
    if not element.holds(number):
        return Value(None, WRONG_QUALITY, "out_of_range", kept, element.unit_it_looks_like(number))
    if quality == MISSING_QUALITY:
        return Value(None, MISSING_QUALITY, "missing", kept)
    return Value(scaled(number), UNCHECKED if quality is None else quality, "", kept)


def storable(text: str) -> str:
    """A text every database takes: lone surrogates and NUL are replaced, which no honest value holds."""
    return text.encode("utf-8", "replace").decode().replace("\x00", "\ufffd")


def _told(special: Special, number: Decimal, element: Element, codes: Codes, quality: int | None) -> Value:
    own = UNCHECKED if quality in (None, MISSING_QUALITY) else quality
    assert own is not None
    if special.means == "trace":
        return Value(scaled(codes.trace), own, "trace")
    if special.means == "calm":
        return Value(0, own, "calm")
    if special.means == "compass" and special.first is not None:
        points = number - special.first
        return Value(scaled(points * Decimal("22.5") or Decimal(360)), own, "compass")
    return Value(None, MISSING_QUALITY, special.means)


def _number(text: str) -> Decimal | None:
    """A finite decimal of ordinary length; None for anything else."""
    if not text or len(text) > _LONGEST_NUMBER or not text.isascii() or "_" in text:
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number.adjusted()) < 12 else None
