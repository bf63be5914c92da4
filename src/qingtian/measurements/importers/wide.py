"""Tables of an office's own (宽表): a row a station-hour, CSV or Excel, columns by ``mapping``."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

from qingtian.measurements.importers.layout import ItemColumn, Layout, ReadStamp
from qingtian.measurements.importers.mapping import MappingFile, completed, headings, wrong
from qingtian.measurements.importers.units import factors, unit_of
from qingtian.measurements.items import UNITS
from qingtian.standards.air.feed import Unreadable, natural_hour
from qingtian.standards.air.records import split
from qingtian.tables.table import read_table

_MARKS = re.compile(r"[年月]")
_BARE_HOUR = re.compile(r"(\d{4}[-/]\d{1,2}[-/]\d{1,2})[ T]+(\d{1,2})(?:[时点:]?)", re.ASCII)
_TWO_PARTS = re.compile(
    r"(\d{4}[-/]\d{1,2}[-/]\d{1,2})(?:[ T]0?0:00(?::00)?)? (\d{1,2}(?::\d{2}(?::\d{2})?)?)", re.ASCII
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2}) ?(\d{2})", re.ASCII)
_ONE_HOUR = timedelta(hours=1)


def names_in(heading: str) -> tuple[list[str], str]:
    """The headings in a line, and what separates them: the commonest of comma, tab and semicolon."""
    delimiter = max((",", "\t", ";"), key=heading.count)
    line = heading if delimiter == "," else heading.replace(delimiter, ",")
    return [cell.strip() for cell in split(line) or ()], delimiter


def layout_of(names: Sequence[str], said: MappingFile, where: str, delimiter: str = ",") -> Layout:
    """Where things stand under those headings. UnusableInput ``air.columns``, ``air.mapping``."""
    found = completed(said, names, where)
    at = list(names).index
    stamp = (at(found.time),) if found.time else (at(found.date), at(found.hour))
    return Layout(
        feed="wide",
        width=len(names),
        station=at(found.station) if found.station else None,
        station_fixed=found.station_fixed,
        station_name=found.station,
        stamp=stamp,
        stamp_name=found.time or found.hour,
        read_stamp=reader(found.stamp),
        items=tuple(_item(item, found, at(one.column), where) for item, one in found.items.items()),
        gaps=headings().gaps if found.gaps is None else found.gaps,
        not_monitored=headings().not_monitored,
        delimiter=delimiter,
    )


def _item(item: str, found: MappingFile, position: int, where: str) -> ItemColumn:
    said = found.items[item]
    unit = unit_of(said.unit) or UNITS[item]
    ways = factors(item, unit, found.kelvin)
    if ways is None:
        raise wrong(where, f"{item}: {unit}")
    return ItemColumn(item, said.column, position, said.unit or unit, ways)


def reader(stamp: str) -> ReadStamp:
    """How stamps are read: the end of the hour, or its beginning."""
    return _end if stamp == "hour_end" else _begin


def _end(text: str) -> tuple[date, int]:
    """``2026-10-31 05:00``, ``2026年10月31日 5时``, ``2026103105`` → hour 5; hour 0 closes the day before."""
    return natural_hour(_plain(text))


def _begin(text: str) -> tuple[date, int]:
    day, hour = natural_hour(_plain(text))
    ends = datetime.combine(day, datetime.min.time()) + timedelta(hours=hour) + _ONE_HOUR
    before = ends - timedelta(seconds=1)
    return before.date(), ends.hour or 24


def _plain(text: str) -> str:
    plain = _MARKS.sub("-", text.strip()).replace("日", " ").replace("  ", " ")
    if match := _COMPACT.fullmatch(plain):
        return f"{match[1]}-{match[2]}-{match[3]} {match[4]}:00"
    if match := _BARE_HOUR.fullmatch(plain):
        return f"{match[1]} {match[2]}:00"
    if match := _TWO_PARTS.fullmatch(plain):
        return f"{match[1]} {match[2]}" if ":" in match[2] else f"{match[1]} {match[2]}:00"
    if len(plain) > 30:
        raise Unreadable("bad_time")
    return plain


def as_text(source: Path, work: Path) -> Path:
    """A workbook's first sheet as CSV with every row on the line of its number, the headings on the first."""
    table = read_table(source)
    path, line = work / f"{source.name}.sheet.csv", 1
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(table.headings)
        for row in table.rows:
            file.write("\n" * (row.number - line - 1))
            cells = [" ".join(cell.split()) for cell in row.cells]
            out.writerow(cells + [""] * (len(table.headings) - len(cells)))
            line = row.number
    return path
