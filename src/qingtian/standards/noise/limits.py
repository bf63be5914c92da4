"""The declared limits, the night, the rule of coverage and the rounding, by the day they hold on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Literal, Self

from pydantic import model_validator

from qingtian.errors import Refused
from qingtian.language import Text
from qingtian.standards.declared import Basis, Bilingual, Declared, package_data, read
from qingtian.standards.entered import Entry, entry_on, needed

#: where a level was measured: in a zone (功能区), at the boundary of a plant (厂界), of a construction site (施工场界)
Place = Literal["zone", "boundary", "construction"]
PLACES: dict[Place, Text] = {
    "zone": Text("声环境功能区", "zone"),
    "boundary": Text("工业企业厂界", "boundary of a plant"),
    "construction": Text("建筑施工场界", "construction site"),
}


class DayNight(Declared):
    """A limit by day and by night, dB(A)."""

    day: Decimal
    night: Decimal


class Burst(Declared):
    """How far a single burst at night (夜间突发噪声) may exceed the night limit."""

    above: Decimal
    basis: Basis


class Standard(Declared):
    """One standard for one sort of place. ``entered`` names the table its numbers are in where they were not read."""

    id: str
    place: Place
    title: Bilingual
    first_day: date
    last_day: date | None
    basis: Basis
    limits: dict[str, DayNight] = {}
    burst: Burst | None = None
    entered: str = ""

    def covers(self, on: date) -> bool:
        """Whether a level of that day is compared with it."""
        return self.first_day <= on and (self.last_day is None or on <= self.last_day)

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if bool(self.limits) == bool(self.entered):
            raise ValueError(f"{self.id}: either limits or the table they are entered in")
        return self


class Night(Declared):
    begins: int
    hours: int
    basis: Basis


class Coverage(Declared):
    day: int
    night: int
    basis: Basis


class Rounding(Declared):
    decimals: int
    basis: Basis


class _Declared(Declared):
    zones: dict[str, Bilingual]
    standards: tuple[Standard, ...]
    night: Night
    coverage: Coverage
    rounding: Rounding


@dataclass(frozen=True, slots=True)
class Limits:
    """What a level is compared with: edition, day, night, a burst at night, and where they stand."""

    edition: str
    day: Decimal
    night: Decimal
    burst: Decimal | None
    basis: Basis
    entered: Entry | None = None


@cache
def declared() -> _Declared:
    """Everything as declared."""
    return read(_Declared, package_data("qingtian.standards.noise", "limits.yaml"))


def zones(place: Place | None = None) -> dict[str, Text]:
    """Classes by code; of one sort of place where it is given."""
    found = declared()
    if place is None:
        return dict(found.zones)
    codes = {code for standard in found.standards if standard.place == place for code in standard.limits}
    return {code: words for code, words in found.zones.items() if code in codes}


def limits_on(place: Place, zone: str, on: date, entries: Sequence[Entry] = ()) -> Limits:
    """The limits of a class on a day. Refused: ``noise.zone``, ``noise.no_edition``, ``standards.not_entered``."""
    if zone not in zones(place):
        known = ", ".join(zones(place))
        words = Text("{place}没有“{zone}”这一类。", "There is no class “{zone}” of a {place}.")
        remedy = Text("写其中一个：{known}。", "Write one of: {known}.").format(known=known)
        raise Refused("noise.zone", words.format(zone=zone or "–", place=PLACES[place]), where="zone", remedy=remedy)
    standard = next((one for one in declared().standards if one.place == place and one.covers(on)), None)
    if standard is None:
        words = Text("{day} 没有可用的标准版本。", "No edition is held for {day}.").format(day=on.isoformat())
        raise Refused("noise.no_edition", words, where="date")
    if standard.entered:
        return _entered(standard, zone, needed(entries, standard.entered, on))
    pair = standard.limits[zone]
    burst = pair.night + standard.burst.above if standard.burst else None
    return Limits(standard.id, pair.day, pair.night, burst, standard.basis)


def _entered(standard: Standard, zone: str, entry: Entry) -> Limits:
    day, night = entry.number_at(zone, "day"), entry.number_at(zone, "night")
    if day is None or night is None:
        raise Refused(
            "noise.zone", Text("录入的表里没有这一类。", "The entered table has no such class."), where=entry.table
        )
    return Limits(standard.id, day, night, None, entry.basis, entry)


@dataclass(frozen=True, slots=True)
class Spans:
    """How a day is parted: the hour the night begins at, and the least valid hours of day and night."""

    night_begins: int
    least_day: int
    least_night: int
    bases: tuple[Basis, ...]

    @property
    def day_begins(self) -> int:
        """The hour the day begins at: where the night of eight hours ends."""
        return (self.night_begins + 8) % 24


def spans_on(on: date, entries: Sequence[Entry] = ()) -> Spans:
    """Night 22:00–06:00 and the default coverage, or what the office entered for that day."""
    night, coverage = entry_on(entries, "noise.night", on), entry_on(entries, "noise.coverage", on)
    plain = declared()
    begins = int(night.text("night", "begins")) if night else plain.night.begins
    least = (
        (int(coverage.text("day", "hours")), int(coverage.text("night", "hours")))
        if coverage
        else (plain.coverage.day, plain.coverage.night)
    )
    bases = (night.basis if night else plain.night.basis, coverage.basis if coverage else plain.coverage.basis)
    return Spans(begins, *least, bases)
