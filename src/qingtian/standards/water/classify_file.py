"""A table of sections in, the same table with class, items, exceedance and indices out; no row is lost.

The file is read twice: first to know whether an ``error`` column is needed, then to write. Memory holds one row.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.standards.air.records import Record, records
from qingtian.standards.water.columns import Columns, columns_of
from qingtian.standards.water.measured import GAPS
from qingtian.standards.water.reading import ADDED, BadRow, judged, read_row, readable_period
from qingtian.tables.source import Encoding, encoding_of, lines_of
from qingtian.tables.whole_file import WholeFile
from qingtian.tables.writing import CsvRows

ERROR = "error"
FAMILY = "water"


@dataclass(slots=True)
class Tally:
    """What became of the rows: ``rows`` = all of ``classes`` + ``blank`` + ``faulty``."""

    encoding: Encoding
    rows: int = 0
    blank: int = 0
    faulty: int = 0
    incomplete: int = 0
    classes: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    faults: list[tuple[int, str]] = field(default_factory=list)
    """Number of the row under the heading and its faults as ``reason:heading`` joined by ``;``."""
    unclear: Counter[str] = field(default_factory=Counter)
    strange: tuple[str, ...] = ()
    periods: Counter[str] = field(default_factory=Counter)
    """Periods as written that were not understood."""


def classify_file(source: Path, out: Path) -> Tally:
    """Write every row of ``source`` with its results to ``out``, in order.

    Raises UnusableInput, with ``out`` untouched, if the file cannot be read as such a table or nothing can be written.
    """
    tally = Tally(encoding_of(source, FAMILY))
    with lines_of(source, tally.encoding, FAMILY) as lines:
        columns = columns_of(next(lines, ""), source.name)
        tally.strange = columns.strange
        for record in records(lines, len(columns.headings)):
            _count(record, columns, tally)
    with lines_of(source, tally.encoding, FAMILY) as lines:
        next(lines, "")
        try:
            _write(lines, columns, out, bool(tally.faulty))
        except OSError as error:
            raise _unwritable(out, error) from error
    return tally


def _count(record: Record, columns: Columns, tally: Tally) -> None:
    tally.rows += 1
    try:
        cells = _whole(record, columns)
        values, waterbody, day = read_row(cells, columns)
    except BadRow as bad:
        tally.faulty += 1
        tally.reasons.update(reason for reason, _ in bad.faults)
        tally.faults.append((record.number, _told(bad)))
        return
    if not readable_period(cells[columns.period]):
        tally.periods[cells[columns.period].strip()] += 1
    found = judged(values, waterbody, day)
    tally.unclear.update(found.classified.unclear)
    tally.incomplete += found.index.index is None
    if found.classified.grade is None:
        tally.blank += 1
    else:
        tally.classes[found.classified.grade] += 1


def _write(lines: Iterator[str], columns: Columns, out: Path, faulty: bool) -> None:
    added = (*ADDED, ERROR) if faulty else ADDED
    with WholeFile(out) as table:
        rows = CsvRows(table.text, "\n", GAPS)
        rows.write((*(f"given_{name}" if name in added else name for name in columns.headings), *added))
        for record in records(lines, len(columns.headings)):
            rows.write(_row(record, columns, faulty))
        table.commit()


def _row(record: Record, columns: Columns, faulty: bool) -> tuple[str, ...]:
    try:
        cells = _whole(record, columns)
        found = judged(*read_row(cells, columns)).cells()
        return (*cells, *found, "") if faulty else (*cells, *found)
    except BadRow as bad:
        width = len(columns.headings)
        given = record.cells if record.cells is not None else (record.text,)
        kept = (*given[:width], *([""] * (width - len(given))))
        return (*kept, *([""] * len(ADDED)), _told(bad))


def _whole(record: Record, columns: Columns) -> tuple[str, ...]:
    """The cells of a row; BadRow: too few may end in half a number, too many are displaced."""
    width = len(columns.headings)
    if record.cells is None:
        raise BadRow((("bad_csv", ""),))
    if len(record.cells) < width:
        raise BadRow((("too_few_fields", ""),))
    if any(cell.strip() for cell in record.cells[width:]):
        raise BadRow((("too_many_fields", ""),))
    return record.cells[:width]


def _told(bad: BadRow) -> str:
    return ";".join(f"{reason}:{heading}" if heading else reason for reason, heading in bad.faults)


def _unwritable(out: Path, error: OSError) -> UnusableInput:
    return UnusableInput(
        "water.output",
        Text("写不了输出文件：{why}。", "the output cannot be written: {why}.").format(why=error.strerror or error),
        where=out.name,
        remedy=Text(
            "检查文件夹是否存在、可写、有空间。", "Check that its folder exists, may be written to and has room."
        ),
    )
