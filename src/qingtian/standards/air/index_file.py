"""A table of printed concentrations in, the same table with composite index, primary pollutant and rank out.

The file is read twice: first for the indices of each period and group, which the ranks need, then to write. Memory
holds what is ranked, not the rows.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property, lru_cache
from pathlib import Path

from qingtian.standards.air.composite import Composite, composite_index
from qingtian.standards.air.conversion import REJECTS_HEADING, rejects_beside, unwritable, whole
from qingtian.standards.air.feed import Unreadable
from qingtian.standards.air.held import Held, InForce
from qingtian.standards.air.printed import GAPS, ITEMS, Printed, printed_columns, printed_number, printed_period
from qingtian.standards.air.records import Record, records
from qingtian.tables.source import Encoding, encoding_of, lines_of
from qingtian.tables.whole_file import WholeFile
from qingtian.tables.writing import CsvRows

ADDED = ("composite_index", "primary", "rank")
#: what is ranked together: the id of a period, and a group
List = tuple[str, str]


@dataclass(slots=True)
class IndexTally:
    """What became of the rows: ``rows`` = ``indexed`` + ``blank`` + all ``rejected``. ``missing`` counts by item."""

    encoding: Encoding
    rows: int = 0
    indexed: int = 0
    blank: int = 0
    missing: Counter[str] = field(default_factory=Counter)
    rejected: Counter[str] = field(default_factory=Counter)
    editions: Counter[str] = field(default_factory=Counter)
    renamed: tuple[str, ...] = ()
    """Columns of the input named as one that is added; they are kept as ``given_…``."""


@dataclass(frozen=True)
class _Reading:
    """How a row becomes an index. ``edition``: of the limits, whatever the period, or None."""

    columns: Printed
    held: Held
    edition: InForce | None

    @cached_property
    def computed(self) -> Callable[[str, tuple[Decimal | None, ...]], Composite]:
        """The index of an edition's id and values in the order of ITEMS, kept for the second reading of the file."""

        @lru_cache(maxsize=65536)
        def compute(edition: str, values: tuple[Decimal | None, ...]) -> Composite:
            given = dict(zip(ITEMS.values(), values, strict=True))
            return composite_index(given, self.held.named(edition), self.held)

        return compute

    def index(self, record: Record) -> tuple[List, Composite]:
        """The list a row is ranked in and its index; Unreadable if a cell it needs cannot be read."""
        cells = whole(record, self.columns.width)
        if not cells[self.columns.place].strip():
            raise Unreadable("no_place", "place")
        when = printed_period(cells[self.columns.period])
        run = self.edition or self.held.on(when.last)
        given = {
            item: printed_number(cells[self.columns.items[item]], name, _most(run, item))
            for name, item in ITEMS.items()
        }
        group = "" if self.columns.group is None else cells[self.columns.group].strip()
        return (when.id, group), self.computed(run.id, tuple(given.values()))


def _most(run: InForce, item: str) -> Decimal | None:
    """CO above the top breakpoint of its day is CO in µg/m³: told by the unit that other sources use."""
    return run.index.tables["CO_24h"].concentrations[-1] if item == "CO" else None


def convert_printed(source: Path, out: Path, held: Held, edition: str | None = None) -> IndexTally:
    """Write every readable row of ``source`` with its index to ``out``, in order, and the rest beside it.

    Raises UnusableInput, with both outputs untouched, if the file cannot be read as such a table, there is no such
    ``edition`` or the outputs cannot be written.
    """
    tally = IndexTally(encoding_of(source, "air"))
    only = None if edition is None else held.named(edition)
    ranked: dict[List, Counter[Decimal]] = defaultdict(Counter)
    with lines_of(source, tally.encoding, "air") as lines:
        reading = _Reading(printed_columns(next(lines, ""), source.name), held, only)
        for record in records(lines, reading.columns.width):
            _count(record, reading, tally, ranked)
    ranks = {name: _ranks(indices) for name, indices in ranked.items()}
    with lines_of(source, tally.encoding, "air") as lines:
        next(lines, "")
        try:
            _write(lines, reading, ranks, out, tally)
        except OSError as error:
            raise unwritable(out, error) from error
    return tally


def _count(record: Record, reading: _Reading, tally: IndexTally, ranked: dict[List, Counter[Decimal]]) -> None:
    tally.rows += 1
    try:
        name, composite = reading.index(record)
    except Unreadable as fault:
        tally.rejected[fault.reason] += 1
        return
    tally.editions[composite.edition] += 1
    tally.missing.update(composite.missing)
    if composite.index is None:
        tally.blank += 1
    else:
        tally.indexed += 1
        ranked[name][composite.index] += 1


def _ranks(indices: Counter[Decimal]) -> dict[Decimal, int]:
    """Less is better; equal indices share a rank and the next is skipped: 1, 2, 2, 4."""
    ranks, before = {}, 0
    for index in sorted(indices):
        ranks[index] = before + 1
        before += indices[index]
    return ranks


def _write(
    lines: Iterator[str], reading: _Reading, ranks: dict[List, dict[Decimal, int]], out: Path, tally: IndexTally
) -> None:
    rejects_path, columns = rejects_beside(out), reading.columns
    tally.renamed = tuple(name for name in columns.headings if name in ADDED)
    with WholeFile(out) as table, WholeFile(rejects_path) as rejects:
        rows, rejected = CsvRows(table.text, "\n", GAPS), CsvRows(rejects.text, "\n")
        rows.write((*(f"given_{name}" if name in ADDED else name for name in columns.headings), *ADDED))
        rejected.write(REJECTS_HEADING)
        for record in records(lines, columns.width):
            try:
                name, composite = reading.index(record)
            except Unreadable as fault:
                rejected.write((record.number, record.line, fault.reason, fault.column, record.text))
                continue
            rows.write((*(record.cells or ())[: columns.width], *_added(composite, ranks.get(name, {}))))
        if tally.rejected:
            rejects.commit()
        else:
            rejects_path.unlink(missing_ok=True)
        table.commit()


def _added(composite: Composite, ranks: dict[Decimal, int]) -> tuple[str, str, int | str]:
    if composite.index is None:
        return "", "", ""
    return f"{composite.index:f}", ";".join(composite.primary), ranks[composite.index]
