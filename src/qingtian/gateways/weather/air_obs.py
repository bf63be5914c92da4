"""Our air as air-obs/1 (空气数据送气象部门): the lake's hours in the agreed row form. Stations of the air alone.

Value, coverage, quality and state of ``PM2_5, PM10, SO2, NO2, CO, O3, O3_8h, AQI``; no company is read here.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from qingtian.apps.air.lake import city_lake, local_stations
from qingtian.apps.air.standards import held_rules
from qingtian.apps.places.models import Station
from qingtian.measurements.items import COLUMNS, ITEMS
from qingtian.measurements.lake import Flag, State
from qingtian.measurements.lake.engine import connect
from qingtian.measurements.scale import SCALE
from qingtian.measurements.weather.joining import of_air
from qingtian.measurements.weather.periods import HOUR, Period, ending, written
from qingtian.standards.air import NOT_MONITORED, hourly_index
from qingtian.standards.air.limits import rounded
from qingtian.standards.air.pollutants import Concentration

SCHEMA = "air-obs/1"
VARIABLES = (*ITEMS, "O3_8h", "AQI")
UNITS = {**{item: "mg/m3" if item == "CO" else "ug/m3" for item in ITEMS}, "O3_8h": "ug/m3", "AQI": "1"}
#: hours of a running mean of ozone, and the fewest that make one (GB 3095: at least 6 of 8)
OZONE_HOURS, OZONE_LEAST = 8, 6
REASONS = {
    State.NOT_MONITORED: "not_monitored",
    State.MISSING: "missing",
    State.LOST: "lost",
    State.INVALID: "invalid",
    None: "unheard",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """One item of one hour: thousandths, why there are none, what was noticed, whether somebody reviewed it."""

    value: int | None
    state: State | None
    flags: Flag
    reviewed: bool


NOTHING = Cell(None, None, Flag(0), False)
Hours = Mapping[tuple[str, Period], Sequence[Cell]]


def air_rows(
    first: datetime, last: datetime, variables: Iterable[str] = VARIABLES
) -> dict[Period, list[dict[str, Any]]]:
    """Rows of every hour that ends from ``first`` to ``last``, every station and variable, in that order."""
    wanted = [name for name in VARIABLES if name in set(variables)]
    held = _hours(first, last)
    stations = list(Station.objects.order_by("code").values_list("code", flat=True))
    found: dict[Period, list[dict[str, Any]]] = {}
    end = first
    while end <= last:
        period = ending(end)
        found[period] = [row for code in stations for row in _of_station(code, period, held, wanted)]
        end += HOUR
    return found


def _hours(first: datetime, last: datetime) -> Hours:
    """The lake's cells, and those of the hours before that a running mean needs."""
    lake, begin = city_lake(), ending(first - (OZONE_HOURS - 1) * HOUR)
    if not lake.snapshot().number:
        return {}
    hourly = lake.hourly(None, begin.natural[0], ending(last).natural[0], local=local_stations())
    columns = ", ".join(f"{name}, {name}_state, {name}_flags" for name in COLUMNS)
    connection = connect(lake.root / "work")
    try:
        rows = connection.execute(f"SELECT station, day, hour, dust, {columns} FROM ({hourly.sql})").fetchall()  # noqa: S608 - our own SQL
    finally:
        connection.close()
    return {(station, of_air(day, hour)): _cells(dust, cells) for station, day, hour, dust, *cells in rows}


def _cells(dust: int, cells: Sequence[int | None]) -> list[Cell]:
    found = []
    for bit, start in enumerate(range(0, len(cells), 3)):
        value, state, flags = cells[start : start + 3]
        known = None if state is None else State(state)
        reviewed = known is State.INVALID or bool(dust & (1 << bit))
        found.append(Cell(value, known, Flag(flags or 0), reviewed))
    return found


def _of_station(code: str, period: Period, held: Hours, wanted: Sequence[str]) -> Iterator[dict[str, Any]]:
    cells = dict(zip(ITEMS, held.get((code, period), [NOTHING] * len(ITEMS)), strict=True))
    for name in wanted:
        if name == "O3_8h":
            yield _row(code, name, _ozone_period(period), **_ozone(code, period, held))
        elif name == "AQI":
            yield _row(code, name, period, **_index(cells, period))
        else:
            yield _row(code, name, period, **_plain(cells[name]))


def _row(code: str, variable: str, period: Period, **told: Any) -> dict[str, Any]:
    start, end = written(period.start), written(period.end)
    return {"station_id": code, "period_start": start, "period_end": end, "variable": variable, **told}


def _plain(cell: Cell) -> dict[str, Any]:
    """``coverage`` of an hour is null: the minutes behind it are the station's, and it does not hand them over."""
    state = "reviewed" if cell.reviewed else "auto"
    if cell.value is None:
        quality = "invalid" if cell.state is State.INVALID else "missing"
        reason = REASONS.get(cell.state, "missing")
        return {"value": None, "coverage": None, "quality": quality, "reason": reason, "state": state}
    number = float(Decimal(cell.value) / SCALE)
    quality = "suspect" if cell.flags else "valid"
    return {"value": number, "coverage": None, "quality": quality, "reason": None, "state": state}


def _ozone_period(period: Period) -> Period:
    return ending(period.end, OZONE_HOURS * HOUR)


def _ozone(code: str, period: Period, held: Hours) -> dict[str, Any]:
    """The running 8-hour mean that ends with the hour; ``coverage`` is the share of its hours that have a value."""
    place = ITEMS.index("O3")
    hours = [ending(period.end - number * HOUR) for number in range(OZONE_HOURS)]
    cells = [held[code, hour][place] for hour in hours if (code, hour) in held]
    values = [cell.value for cell in cells if cell.value is not None]
    coverage = round(len(values) / OZONE_HOURS, 3)
    state = "reviewed" if any(cell.reviewed for cell in cells) else "auto"
    if len(values) < OZONE_LEAST:
        return {"value": None, "coverage": coverage, "quality": "missing", "reason": "too_few_hours", "state": state}
    mean = rounded("O3", Fraction(sum(values), SCALE * len(values)))
    quality = "suspect" if any(cell.flags for cell in cells) else "valid"
    return {"value": float(mean), "coverage": coverage, "quality": quality, "reason": None, "state": state}


def _index(cells: Mapping[str, Cell], period: Period) -> dict[str, Any]:
    given: dict[str, Concentration] = {}
    for item, cell in cells.items():
        if cell.state is State.NOT_MONITORED:
            given[item] = NOT_MONITORED
        elif cell.value is not None:
            given[item] = Decimal(max(cell.value, 0)) / SCALE
    index = hourly_index(given, period.natural[0], held_rules())
    state = "reviewed" if any(cell.reviewed for cell in cells.values()) else "auto"
    if index.aqi is None:
        return {"value": None, "coverage": None, "quality": "missing", "reason": "missing", "state": state}
    quality = "suspect" if any(cell.flags for cell in cells.values()) else "valid"
    return {"value": index.aqi, "coverage": None, "quality": quality, "reason": None, "state": state}


def batch(
    source: str, rows: Sequence[Mapping[str, Any]], issued: datetime, *, revision: int = 0, backfill: bool = False
) -> dict[str, Any]:
    """A whole air-obs/1 batch."""
    names = {str(row["variable"]) for row in rows}
    return {
        "schema": SCHEMA,
        "source": source,
        "issued": written(issued),
        "revision": revision,
        "backfill": backfill,
        "units": {name: UNITS[name] for name in VARIABLES if name in names},
        "rows": list(rows),
    }


def digest(rows: Sequence[Mapping[str, Any]]) -> str:
    """What tells one content of an hour from another."""
    return hashlib.sha256(json.dumps(list(rows), sort_keys=True).encode()).hexdigest()


def full_hour(now: datetime) -> datetime:
    """The end of the last hour that is over, in Shanghai time."""
    return ending(now).end.replace(minute=0, second=0, microsecond=0)


def heard_of(rows: Iterable[Mapping[str, Any]]) -> bool:
    """Whether anything at all was said of an hour."""
    return any(row["value"] is not None or row["reason"] not in ("unheard", "too_few_hours", "missing") for row in rows)
