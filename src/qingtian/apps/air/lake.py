"""The city's lake: where it lies, which of its stations are the city's own, and one station's day in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings

from qingtian.apps.places.models import Station
from qingtian.measurements.items import COLUMNS, ITEMS
from qingtian.measurements.lake import Flag, Lake, Snapshot, State
from qingtian.measurements.lake.engine import connect

HOURS = range(1, 25)
_FLAGS = tuple(Flag)


@dataclass(frozen=True, slots=True)
class Held:
    """One item of one hour: the value in thousandths (None: none usable), why, what was noticed.

    ``state`` None: never heard of.
    """

    value: int | None
    state: State | None
    flags: Flag


@dataclass(frozen=True, slots=True)
class HourRow:
    """An hour of a station, 1 to 24; items by code."""

    hour: int
    items: Mapping[str, Held]


def city_lake() -> Lake:
    """The lake of this installation, in the data folder; it need not exist yet."""
    return Lake(Path(settings.DATA) / "lake")


def local_stations() -> frozenset[str]:
    """Stations whose review is the city's (provincial, city, township): one query."""
    return frozenset(Station.objects.exclude(level=Station.Level.NATIONAL).values_list("code", flat=True))


def station_day(snapshot: Snapshot, station: str, day: date) -> list[HourRow]:
    """The 24 hours of a station's natural day with states and flags, those nobody ever gave among them."""
    lake = city_lake()
    hourly = lake.hourly(snapshot, day, day, [station], local=local_stations())
    columns = ", ".join(f"{name}, {name}_state, {name}_flags" for name in COLUMNS)
    connection = connect(lake.root)
    try:
        found = connection.execute(f"SELECT hour, {columns} FROM ({hourly.sql})").fetchall()  # noqa: S608 - our SQL
    finally:
        connection.close()
    by_hour = {row[0]: _row(row) for row in found}
    return [by_hour.get(hour) or HourRow(hour, dict.fromkeys(ITEMS, Held(None, None, Flag(0)))) for hour in HOURS]


def _row(row: tuple[int | None, ...]) -> HourRow:
    hour, *cells = row
    triples = zip(cells[::3], cells[1::3], cells[2::3], strict=True)
    items = {
        item: Held(value, None if state is None else State(state), Flag(flags or 0))
        for item, (value, state, flags) in zip(ITEMS, triples, strict=True)
    }
    return HourRow(hour or 0, items)


def flags_of(flags: Flag) -> tuple[Flag, ...]:
    """The single flags in a set of them, in their order."""
    return tuple(flag for flag in _FLAGS if flag in flags)
