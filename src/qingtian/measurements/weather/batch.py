"""met-obs/1 as JSON (气象批次): the head checked as a whole, every row for itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.measurements.weather.elements import named
from qingtian.measurements.weather.periods import iso_moment
from qingtian.measurements.weather.rows import Around, Delivered, read_row

SCHEMA = "met-obs/1"
#: a row takes some 200 bytes; 5 MB hold fewer
MOST_ROWS = 40_000
BAD_SCHEMA = Text("schema 应是 {wanted}。", "The schema must be {wanted}.")
NO_ROWS = Text("rows 要是一个列表，1 到 {most} 行。", "rows must be a list of 1 to {most}.")
NO_UNITS = Text("units 要是一个对象：要素 → 单位。", "units must be an object: variable → unit.")
NO_SOURCE = Text("没有写 source。", "There is no source.")
NO_ISSUED = Text("issued 要写带时区的 ISO 8601 时间。", "issued must be an ISO 8601 time with its offset.")
BAD_REVISION = Text("revision 要是 0 或以上的整数。", "revision must be a whole number, 0 or more.")
BAD_BACKFILL = Text("backfill 要是 true 或 false。", "backfill must be true or false.")


def read_batch(sent: Mapping[str, Any], now: datetime) -> Delivered:
    """A batch. UnusableInput ``weather.…`` where its head cannot be used; faults of rows are theirs."""
    _check(sent.get("schema") == SCHEMA, "schema", BAD_SCHEMA.format(wanted=SCHEMA))
    source = sent.get("source")
    _check(isinstance(source, str) and 0 < len(source) <= 60, "source", NO_SOURCE)
    issued = iso_moment(sent.get("issued"))
    _check(issued is not None, "issued", NO_ISSUED)
    units, rows = sent.get("units"), sent.get("rows")
    _check(isinstance(units, dict) and all(isinstance(one, str) for one in units.values()), "units", NO_UNITS)
    _check(isinstance(rows, list) and 0 < len(rows) <= MOST_ROWS, "rows", NO_ROWS.format(most=MOST_ROWS))
    revision, backfill = sent.get("revision", 0), sent.get("backfill", False)
    _check(type(revision) is int and 0 <= revision <= 10_000, "revision", BAD_REVISION)
    _check(isinstance(backfill, bool), "backfill", BAD_BACKFILL)
    assert isinstance(units, dict)
    assert isinstance(rows, list)
    assert isinstance(source, str)
    day = (issued or now).date()
    known = {code: unit for name, unit in units.items() if (code := named(str(name), day))}
    around = Around(now, known, revision)
    found = tuple(read_row(number, row, around) for number, row in enumerate(rows, 1))
    return Delivered(source, found, issued, bool(backfill))


def _check(holds: bool, where: str, words: Text) -> None:
    if not holds:
        raise UnusableInput(f"weather.{where}", words, where=where)
