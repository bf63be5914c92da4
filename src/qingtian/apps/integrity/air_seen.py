"""What the detectors see in the city's lake (数据湖): PM2.5 of every station of the city over some weeks."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

import numpy as np

from qingtian.apps.air.lake import city_lake
from qingtian.apps.integrity.seen import SHANGHAI, Seen
from qingtian.apps.places.models import Station
from qingtian.integrity.detectors import Evidence, Look, evidence_of
from qingtian.integrity.detectors.evidence import looks
from qingtian.integrity.grid import CO_POLLUTANTS, HOURS, Array, Grid
from qingtian.measurements.lake.engine import connect

#: days looked back over: long enough that a fortnight stands out against what is usual
DAYS: Final = 42
#: below this strength nobody is asked to look
LEAST: Final = 0.8
#: days drawn before and after the doubted hours, and the most that are drawn
AROUND: Final = 2
DRAWN: Final = 24 * HOURS


def grid_of(first: date, last: date) -> Grid | None:
    """The lake's hours of every station of the city, as they were received: review takes nothing out here."""
    stations = tuple(Station.objects.order_by("code").values_list("code", flat=True))
    lake = city_lake()
    columns = ("pm2_5", *(name.lower() for name in CO_POLLUTANTS))
    hourly = lake.hourly(None, first, last, stations)
    connection = connect(lake.root)
    try:
        rows = connection.execute(
            f"SELECT station, day, hour, {', '.join(columns)} FROM ({hourly.sql})"  # noqa: S608 - our SQL
        ).fetchall()
    finally:
        connection.close()
    known = sorted({row[0] for row in rows if row[3] is not None})
    if len(known) < 2:
        return None  # nothing to compare with
    at = {code: place for place, code in enumerate(known)}
    shape = (len(known), ((last - first).days + 1) * HOURS)
    arrays = [np.full(shape, np.nan) for _ in columns]
    for station, day, hour, *values in rows:
        if station in at:
            place = (day - first).days * HOURS + hour - 1
            for array, value in zip(arrays, values, strict=True):
                array[at[station], place] = np.nan if value is None else value / 1000
    return Grid(tuple(known), first, np.round(arrays[0], 3), dict(zip(CO_POLLUTANTS, arrays[1:], strict=True)))


def seen_in_the_air(last: date, *, days: int = DAYS, least: float = LEAST) -> list[Seen]:
    """Strong evidence in the weeks up to ``last``; of overlapping hours at a station the strongest alone."""
    first = last - timedelta(days=days - 1)
    grid = grid_of(first, last)
    return [] if grid is None else seen_in(grid, least)


def seen_in(grid: Grid, least: float = LEAST) -> list[Seen]:
    """The same of a grid that was read before."""
    rows = {station.code: station for station in Station.objects.select_related("area")}
    found = []
    for code, look in looks(grid):
        kept: list[Evidence] = []
        for one in evidence_of(look):
            if one.strength >= least and not any(one.overlaps(other) for other in kept):
                kept.append(one)
        found += [_seen(rows[code], look, one, grid) for one in kept if code in rows]
    return found


def _seen(station: Station, look: Look, one: Evidence, grid: Grid) -> Seen:
    begins, ends = (_moment(grid, hour) for hour in (one.start, one.end))
    national = station.level == Station.Level.NATIONAL
    return Seen(
        place_kind="national_station" if national else "city_station",
        place=station.code,
        name=station.name_zh,
        area=station.area.code,
        pattern=one.kind,
        begins_at=begins,
        ends_at=ends,
        strength=round(one.strength, 3),
        sentence=one.sentence,
        doubt=one.doubt,
        numbers={name: round(value, 4) for name, value in one.numbers.items()},
        hours=_drawn(look, one, grid),
        compared_with=one.partner,
    )


def _moment(grid: Grid, hour: int) -> datetime:
    """The beginning of an hour of the grid: its hour 0 is the one that ends at 01:00."""
    return datetime(grid.first.year, grid.first.month, grid.first.day, tzinfo=SHANGHAI) + timedelta(hours=hour)


def _drawn(look: Look, one: Evidence, grid: Grid) -> tuple[tuple[str, float | None, float | None], ...]:
    other: Array = look.others[one.partner] if one.partner else look.expected
    first = max(one.start - AROUND * HOURS, 0)
    last = min(one.end + AROUND * HOURS, len(look.values), first + DRAWN)
    moments = (f"{_moment(grid, hour):%Y-%m-%dT%H:%M}" for hour in range(first, last))
    return tuple(
        (moment, _plain(value), _plain(expected))
        for moment, value, expected in zip(moments, look.values[first:last], other[first:last], strict=True)
    )


def _plain(value: float) -> float | None:
    return round(float(value), 1) if np.isfinite(value) else None
