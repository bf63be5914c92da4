"""One file of the national feed in, one table of indices out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.standards.air.columns import Columns, columns_of
from qingtian.standards.air.feed import Unreadable, concentration, national_feed, natural_day
from qingtian.standards.air.index import AirIndex, hourly_index
from qingtian.standards.air.pollutants import Concentration
from qingtian.standards.air.records import Record, records
from qingtian.tables.source import Encoding, encoding_of, lines_of
from qingtian.tables.whole_file import WholeFile
from qingtian.tables.writing import CsvRows

HEADING = ("station", "time", "aqi", "primary", "level")
REJECTS_HEADING = ("row", "line", "reason", "column", "text")


@dataclass(slots=True)
class Tally:
    """What became of the rows: ``rows`` = ``published`` + ``blank`` + all ``rejected``."""

    encoding: Encoding
    rows: int = 0
    published: int = 0
    blank: int = 0
    rejected: Counter[str] = field(default_factory=Counter)
    editions: Counter[str] = field(default_factory=Counter)


def rejects_beside(out: Path) -> Path:
    """Where rejected rows are kept: ``aqi.csv`` → ``aqi.rejects.csv``."""
    return out.with_name(f"{out.stem}.rejects.csv")


def convert(source: Path, out: Path) -> Tally:
    """Write the index of every readable row of ``source`` to ``out``, in order, and the rest beside it.

    Raises UnusableInput, with both outputs untouched, if the file cannot be read as a table of the feed or the
    outputs cannot be written. A rejects file of an earlier run is removed when nothing is rejected.
    """
    tally = Tally(encoding_of(source, "air"))
    with lines_of(source, tally.encoding, "air") as lines:
        columns = columns_of(next(lines, ""), source.name)
        try:
            _write(lines, columns, out, tally)
        except OSError as error:
            raise unwritable(out, error) from error
    return tally


def _write(lines: Iterator[str], columns: Columns, out: Path, tally: Tally) -> None:
    rejects_path = rejects_beside(out)
    with WholeFile(out) as table, WholeFile(rejects_path) as rejects:
        rows, rejected = CsvRows(table.text, "\n"), CsvRows(rejects.text, "\n")
        rows.write(HEADING)
        rejected.write(REJECTS_HEADING)
        for record in records(lines, columns.width):
            tally.rows += 1
            try:
                rows.write(row_of(record, columns, tally))
            except Unreadable as fault:
                tally.rejected[fault.reason] += 1
                rejected.write((record.number, record.line, fault.reason, fault.column, record.text))
        if tally.rejected:
            rejects.commit()
        else:
            rejects_path.unlink(missing_ok=True)
        table.commit()


def unwritable(out: Path, error: OSError) -> UnusableInput:
    """What to raise where an output cannot be written."""
    return UnusableInput(
        "air.output",
        Text("写不了输出文件：{why}。", "the output cannot be written: {why}.").format(why=error.strerror or error),
        where=out.name,
        remedy=Text(
            "检查文件夹是否存在、可写、有空间。", "Check that its folder exists, may be written to and has room."
        ),
    )


def row_of(record: Record, columns: Columns, tally: Tally) -> tuple[str, str, int | str, str, int | str]:
    """The output row of one record; Unreadable if any cell it is computed from cannot be read."""
    cells = whole(record, columns.width)
    if not cells[columns.station].strip():
        raise Unreadable("no_station", national_feed().station)
    index = _index(cells, columns)
    tally.editions[index.edition] += 1
    if index.aqi is None or index.level is None:
        tally.blank += 1
        return cells[columns.station], cells[columns.time], "", "", ""
    tally.published += 1
    return cells[columns.station], cells[columns.time], index.aqi, ";".join(index.primary), index.level


def whole(record: Record, width: int) -> tuple[str, ...]:
    """The cells of a row of ``width``. Unreadable: too few may end in half a number, too many are displaced."""
    if record.cells is None:
        raise Unreadable("bad_csv")
    if len(record.cells) < width:
        raise Unreadable("too_few_fields")
    if any(cell.strip() for cell in record.cells[width:]):
        raise Unreadable("too_many_fields")
    return record.cells


def _index(cells: tuple[str, ...], columns: Columns) -> AirIndex:
    try:
        day = natural_day(cells[columns.time])
    except Unreadable as fault:
        raise Unreadable(fault.reason, national_feed().time) from None
    given = _concentrations(cells, columns.items)
    index = hourly_index(given, day)
    if columns.optional and _wants_another(index, given):
        index = hourly_index(given | _concentrations(cells, columns.optional), day)
    return index


def _concentrations(cells: tuple[str, ...], columns: tuple[tuple[str, str, int], ...]) -> dict[str, Concentration]:
    given: dict[str, Concentration] = {}
    for item, name, position in columns:
        try:
            given[item] = concentration(cells[position])
        except Unreadable as fault:
            raise Unreadable(fault.reason, name) from None
    return given


def _wants_another(index: AirIndex, given: dict[str, Concentration]) -> bool:
    """Whether some item has a value but no index, because the edition reports it by another average."""
    return any(value is None and isinstance(given[item], Decimal) for item, value in index.iaqi.items())
