"""The wide export (宽表): one column an element, names as MUSIC writes them, 999999 for missing, times in UTC."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.measurements.weather.elements import elements_on, named
from qingtian.measurements.weather.music import read_wide
from qingtian.measurements.weather.rows import Delivered, Fault, Row
from qingtian.measurements.weather.value import Family
from qingtian.tables.source import encoding_of, opened

NO_ELEMENT = Text("表头里没有认识的气象要素。", "No column of the heading is a known element.")
NO_NAMES = Text("表头里没有站号或观测时间。", "The heading has no station number or no observation time.")
TOO_WIDE = Text("这一行比表头多列。", "This row has more cells than the heading.")
NARROW = Text("这一行比表头少列。", "This row has fewer cells than the heading.")
TIMES = ({"datetime"}, {"year", "mon", "day", "hour"})


def is_wide(heading: Sequence[str]) -> bool:
    """Whether a heading names a station as MUSIC does."""
    return bool({name.strip().casefold() for name in heading} & {"station_id_c", "station_id_d"})


def read_wide_file(path: Path, source: str, now: datetime, family: Family = "music") -> Delivered:
    """A wide CSV, plain or gzip, UTF-8 or GB18030. UnusableInput ``weather.heading``, ``weather.unreadable_file``."""
    rows: list[Row] = []
    lines = csv_lines(path)
    heading = [name.strip().casefold() for name in next(lines, [])]
    columns, units = _columns(heading, now)
    for cells in lines:
        if not any(cell.strip() for cell in cells):
            continue
        number = len(rows) + 1
        if len(cells) != len(heading):
            words = TOO_WIDE if len(cells) > len(heading) else NARROW
            raw = {"line": ",".join(cells)[:400]}
            rows.append(Row(number, raw, faults=(Fault("weather.columns", "", words),)))
            continue
        rows += read_wide(number, dict(zip(columns, cells, strict=True)), units, now, family)
    return Delivered(source, tuple(rows), numbered=False)


def csv_lines(path: Path) -> Iterator[list[str]]:
    """The lines of a CSV file. UnusableInput ``weather.unreadable_file``, ``weather.encoding``."""
    encoding = encoding_of(path, "weather")
    with opened(path, "weather") as stream, io.TextIOWrapper(stream, encoding=encoding, newline="") as text:
        try:
            yield from csv.reader(text)
        except csv.Error as error:
            words = Text("CSV 读不出来：{why}。", "The CSV cannot be read: {why}.").format(why=error)
            raise UnusableInput("weather.unreadable_file", words, where=path.name) from None


def _columns(heading: Sequence[str], now: datetime) -> tuple[list[str], dict[str, str]]:
    """Column names without the unit some write after them (``TEM(degC)``), and those units."""
    columns: list[str] = []
    units: dict[str, str] = {}
    for name in heading:
        bare, _, told = name.replace("（", "(").replace("）", ")").partition("(")
        columns.append(bare.strip())
        if told:
            units[bare.strip()] = told.rstrip(")").strip()
    known = [name for name in columns if named(name, now.date())]
    if not known or not elements_on(now.date()):
        raise UnusableInput("weather.heading", NO_ELEMENT)
    if not is_wide(columns) or not any(wanted <= set(columns) for wanted in TIMES):
        raise UnusableInput("weather.heading", NO_NAMES)
    return columns, units
