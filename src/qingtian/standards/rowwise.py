"""A person's table in, the same table with judged columns behind it out (``soil classify``, ``noise evaluate``).

Every row that can be read stands in the output, in order, with all its columns; a row that cannot be read is left out,
counted and kept beside the output with its reason.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import click

from qingtian.errors import UnusableInput
from qingtian.language import Text, terminal_language
from qingtian.standards.air.commands import REJECTED
from qingtian.standards.air.conversion import REJECTS_HEADING, rejects_beside, unwritable, whole
from qingtian.standards.air.feed import Unreadable
from qingtian.standards.air.printed import GAPS, plain
from qingtian.standards.air.records import records, split
from qingtian.tables.source import Encoding, encoding_of, lines_of
from qingtian.tables.whole_file import WholeFile
from qingtian.tables.writing import CsvRows

SUMMARY = Text(
    "共 {rows} 行：评价 {judged} 行，没有评价 {refused} 行，拒收 {rejected} 行（编码 {encoding}；版本 {editions}）",
    "{rows} rows: {judged} judged, {refused} not judged, {rejected} rejected (encoding {encoding}; {editions})",
)
REFUSED = Text("没有评价的原因：{reasons}", "not judged because: {reasons}")
#: cells of one row by the heading in small letters
Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Judged:
    """What is added to a row; ``refused`` names why there is no judgement, empty where there is one."""

    added: tuple[str, ...]
    edition: str
    refused: str = ""


@dataclass(frozen=True, slots=True)
class Columns:
    """What a file must have, may have, and what is added to it."""

    wanted: tuple[str, ...]
    optional: tuple[str, ...]
    added: tuple[str, ...]


@dataclass(slots=True)
class Tally:
    """What became of the rows: ``rows`` = ``judged`` + all ``refused`` + all ``rejected``."""

    encoding: Encoding
    rows: int = 0
    judged: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    rejected: Counter[str] = field(default_factory=Counter)
    editions: Counter[str] = field(default_factory=Counter)


def convert(source: Path, out: Path, columns: Columns, judge: Callable[[Cells], Judged], family: str) -> Tally:
    """Write every readable row with what ``judge`` adds to ``out``, and the rest beside it.

    ``judge`` raises Unreadable for a row that cannot be read. Raises UnusableInput, both outputs untouched.
    """
    tally = Tally(encoding_of(source, family))
    with lines_of(source, tally.encoding, family) as lines:
        headings = _headings(next(lines, ""), columns, source.name, family)
        try:
            _write(lines, headings, columns, judge, out, tally)
        except OSError as error:
            raise unwritable(out, error) from error
    return tally


def _headings(line: str, columns: Columns, where: str, family: str) -> tuple[str, ...]:
    found = tuple(cell.replace("\ufeff", "").strip() for cell in split(line) or ())
    names = [plain(cell).casefold() for cell in found]
    missing = [name for name in columns.wanted if name not in names]
    twice = [name for name in (*columns.wanted, *columns.optional) if names.count(name) > 1]
    if not missing and not twice:
        return found
    raise UnusableInput(
        f"{family}.columns",
        Text(
            "缺少的列：{missing}；重复的列：{twice}；需要的列：{wanted}。",
            "columns missing: {missing}; given twice: {twice}; wanted: {wanted}.",
        ).format(missing=", ".join(missing) or "–", twice=", ".join(twice) or "–", wanted=", ".join(columns.wanted)),
        where=where,
        remedy=Text(
            "第一行写列名；还可以有：{optional}。", "Name the columns in the first line; also known: {optional}."
        ).format(optional=", ".join(columns.optional) or "–"),
    )


def _write(
    lines: Iterator[str],
    headings: Sequence[str],
    columns: Columns,
    judge: Callable[[Cells], Judged],
    out: Path,
    tally: Tally,
) -> None:
    rejects_path, names = rejects_beside(out), [plain(cell).casefold() for cell in headings]
    with WholeFile(out) as table, WholeFile(rejects_path) as rejects:
        rows, rejected = CsvRows(table.text, "\n", GAPS), CsvRows(rejects.text, "\n")
        rows.write((*(f"given_{name}" if name in columns.added else name for name in headings), *columns.added))
        rejected.write(REJECTS_HEADING)
        for record in records(lines, len(headings)):
            tally.rows += 1
            try:
                cells = whole(record, len(headings))
                judged = judge(dict(zip(names, map(plain, cells), strict=False)))
            except Unreadable as fault:
                tally.rejected[fault.reason] += 1
                rejected.write((record.number, record.line, fault.reason, fault.column, record.text))
                continue
            _count(judged, tally)
            rows.write((*cells[: len(headings)], *judged.added))
        if tally.rejected:
            rejects.commit()
        else:
            rejects_path.unlink(missing_ok=True)
        table.commit()


def _count(judged: Judged, tally: Tally) -> None:
    if judged.refused:
        tally.refused[judged.refused] += 1
    else:
        tally.judged += 1
        tally.editions[judged.edition] += 1


def report(tally: Tally, out: Path) -> None:
    """The counts on standard error: one line, and one for each thing out of the ordinary."""
    words = {"rows": tally.rows, "judged": tally.judged, "refused": tally.refused.total(), "encoding": tally.encoding}
    lines = [SUMMARY.format(**words, rejected=tally.rejected.total(), editions=_counts(tally.editions) or "–")]
    if tally.refused:
        lines.append(REFUSED.format(reasons=_counts(tally.refused)))
    if tally.rejected:
        lines.append(REJECTED.format(reasons=_counts(tally.rejected), file=rejects_beside(out).name))
    for line in lines:
        click.echo(line.in_(terminal_language()), err=True)


def _counts(counted: Counter[str]) -> str:
    return ", ".join(f"{name} {count}" for name, count in sorted(counted.items()))


def as_dict(tally: Tally, out: Path) -> dict[str, object]:
    """The counts for programs."""
    return {
        "out": str(out),
        "rejects": str(rejects_beside(out)) if tally.rejected else None,
        "encoding": tally.encoding,
        "rows": tally.rows,
        "judged": tally.judged,
        "refused": dict(sorted(tally.refused.items())),
        "rejected": dict(sorted(tally.rejected.items())),
        "editions": dict(sorted(tally.editions.items())),
    }
