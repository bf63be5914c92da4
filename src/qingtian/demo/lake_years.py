"""Two years of invented air in the lake: a month a piece, drawn by several processes, committed as one import.

What is drawn is the sky of ``demo.sky``, so that any hour is the same here, on the board of eight days and in the feed
files. An hour in which a station sent nothing has no row; one without a value is missing at the source.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date, datetime, time, timedelta
from multiprocessing import get_context
from pathlib import Path

import duckdb

from qingtian.apps.air.lake_mark import writable_lake
from qingtian.demo.sky.hours import HOUR, SHANGHAI, full_hour
from qingtian.demo.sky.months import Piece, draw
from qingtian.measurements.items import COLUMNS, UNITS, column
from qingtian.measurements.lake import Added, Incoming, Lake, Source, State
from qingtian.measurements.lake.catalogue import load
from qingtian.measurements.lake.engine import connect, first, quoted
from qingtian.measurements.lake.invented import mark_invented
from qingtian.measurements.lake.schema import STAGED

#: months before the present one
MONTHS = 24
#: fewer are drawn in this very process: another one takes longer to begin
ALONE = 4
SOURCE = Source("demonstration")


def fill_lake(until: datetime, months: int = MONTHS) -> Added:
    """Draw every hour from the first of the month so many months ago up to ``until`` into the lake.

    Drawn again they are the same, so an hour is never doubled. Raises Refused where the lake holds real air.
    """
    begin = first_day(full_hour(until).date(), months)
    return _put(datetime.combine(begin, time.min, tzinfo=SHANGHAI), until)


def first_day(today: date, months: int) -> date:
    """The first day of the month so many months before that of ``today``."""
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    return date(year, month + 1, 1)


def continue_lake(until: datetime) -> Added:
    """Draw the hours that ended since the lake was last written; all of them where there is no lake yet."""
    latest = latest_hour(writable_lake(), until)
    return fill_lake(until) if latest is None else _put(latest, until)


def latest_hour(lake: Lake, until: datetime) -> datetime | None:
    """The end of the latest hour the lake holds anything of, not after ``until``; None for an empty one."""
    months = sorted(load(lake.root).touched)
    if not months:
        return None
    begin = date.fromisoformat(f"{months[-1]}-01")
    hourly = lake.hourly(None, begin, max(begin, until.date()))
    with connect(lake.root / "work") as connection:
        sql = f"SELECT day, hour FROM ({hourly.sql}) ORDER BY day DESC, hour DESC LIMIT 1"  # noqa: S608 - our own SQL
        day, hour = first(connection, sql)
    return datetime.combine(day, time.min, SHANGHAI) + int(hour) * HOUR


def _put(after: datetime, until: datetime) -> Added:
    lake = writable_lake()
    mark_invented(lake.root)
    with lake.importing() as (connection, work):
        staged = {piece.month: [_stage(connection, path)] for piece, path in _drawn(_pieces(after, until), work)}
        return lake.commit(connection, work, Incoming(staged, {1: SOURCE}), until)


def _pieces(after: datetime, until: datetime) -> list[Piece]:
    """The hours after ``after``, a piece a month; the hour that ends at midnight of the first closes a month."""
    last, found = full_hour(until), []
    while after < last:
        following = (after.replace(day=1, hour=0) + timedelta(days=32)).replace(day=1)
        found.append(Piece(f"{after:%Y-%m}", after + HOUR, min(following, last)))
        after = following
    return found


def _drawn(pieces: list[Piece], work: Path) -> Iterator[tuple[Piece, Path]]:
    paths = [work / f"{piece.month}.csv" for piece in pieces]
    if len(pieces) < ALONE:
        yield from ((piece, draw(piece, path)) for piece, path in zip(pieces, paths, strict=True))
        return
    # a fresh interpreter each: nothing of this one's connections and threads comes along
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as several:
        yield from zip(pieces, several.map(draw, pieces, paths), strict=True)


def _stage(connection: duckdb.DuckDBPyConnection, path: Path) -> Path:
    """The rows as the lake stages them."""
    staged = path.with_suffix(".staged.parquet")
    given = {"station": "VARCHAR", "day": "DATE", "hour": "TINYINT", **dict.fromkeys(COLUMNS, "INTEGER")}
    shape = ", ".join(f"'{name}': '{kind}'" for name, kind in given.items())
    units = {column(item): unit for item, unit in UNITS.items()}
    made = {"line": "row_number() OVER ()", "file_no": "1"}
    for name in COLUMNS:
        made[f"{name}_state"] = f"CASE WHEN {name} IS NULL THEN {State.MISSING:d} ELSE {State.VALID:d} END"
        made[f"{name}_flags"] = "0"
        made[f"{name}_unit"] = quoted(units[name])
    columns = ", ".join(f"({made.get(name, name)})::{kind} AS {name}" for name, kind in STAGED)
    source = f"read_csv({quoted(path)}, header=false, auto_detect=false, columns={{{shape}}})"
    rows = f"SELECT {columns} FROM {source}"  # noqa: S608 - our own names
    connection.execute(f"COPY ({rows}) TO {quoted(staged)} (FORMAT parquet)")
    return staged
