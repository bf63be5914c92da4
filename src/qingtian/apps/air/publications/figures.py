"""The figures of one issue and their canonical file (规范数据文件): what is compared byte for byte years later."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, fields
from itertools import zip_longest

from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.trail import sm3

UNREADABLE = Text("这份数据文件读不了：第 {line} 行。", "This file of figures cannot be read: line {line}.")
#: how an absent figure is written on paper: a value that may not be published, never a zero
GAP = "NA"


@dataclass(frozen=True, slots=True, order=True)
class Row:
    """One figure: of a place (or station) in a period, an item and a statistic; ``value`` as printed, empty if refused.

    ``valid`` and ``expected`` count what it rests on, ``edition`` the limits it was taken by, ``rule`` what admitted or
    refused it. Signs are ASCII here; the paper prints U+2212.
    """

    place: str
    period: str
    item: str
    statistic: str
    value: str
    valid: int
    expected: int
    edition: str
    rule: str


HEADINGS = tuple(field.name for field in fields(Row))


class Figures:
    """All figures of one issue, to be asked by place, period, item and statistic."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.rows: tuple[Row, ...] = tuple(sorted(set(rows)))
        self._by = {(row.place, row.period, row.item, row.statistic): row for row in self.rows}
        if len(self._by) != len(self.rows):
            raise ValueError("two figures with one name")

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def row(self, place: str, period: str, item: str, statistic: str) -> Row | None:
        """The figure with its counts, or None where this issue has none of that name."""
        return self._by.get((place, period, item, statistic))

    def value(self, place: str, period: str, item: str, statistic: str) -> str:
        """As written in the canonical file; empty where refused or absent."""
        found = self.row(place, period, item, statistic)
        return found.value if found else ""

    def printed(self, place: str, period: str, item: str, statistic: str) -> str:
        """As printed: U+2212 for minus, ``NA`` for a figure that may not be published, — where there is none."""
        found = self.row(place, period, item, statistic)
        return "—" if found is None else found.value.replace("-", "\u2212") or GAP

    @property
    def editions(self) -> tuple[str, ...]:
        """Every edition of the limits these figures were taken by."""
        return tuple(sorted({row.edition for row in self.rows if row.edition}))


def canonical(figures: Figures) -> str:
    """CSV in UTF-8 with LF, sorted by its columns, without a byte-order mark: equal figures give equal bytes."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADINGS)
    writer.writerows(astuple(row) for row in figures)
    return out.getvalue()


def read(text: str) -> Figures:
    """The figures of a canonical file. Raises UnusableInput ``air.figures_unreadable`` with the line."""
    lines = csv.reader(io.StringIO(text))
    if tuple(next(lines, ())) != HEADINGS:
        raise UnusableInput("air.figures_unreadable", UNREADABLE.format(line=1))
    rows = []
    for line, cells in enumerate(lines, 2):
        try:
            place, period, item, statistic, value, valid, expected, edition, rule = cells
            rows.append(Row(place, period, item, statistic, value, int(valid), int(expected), edition, rule))
        except ValueError as error:
            raise UnusableInput("air.figures_unreadable", UNREADABLE.format(line=line)) from error
    return Figures(rows)


def digest(text: str) -> str:
    """SM3 of the canonical file."""
    return sm3(text.encode())


@dataclass(frozen=True, slots=True)
class Difference:
    """The first line in which two canonical files differ; a side that has ended is empty."""

    line: int
    kept: str
    now: str


def first_difference(kept: str, now: str) -> Difference | None:
    """None where the files are equal byte for byte."""
    if kept == now:
        return None
    pairs = zip_longest(kept.splitlines(keepends=True), now.splitlines(keepends=True), fillvalue="")
    found = next((n, a, b) for n, (a, b) in enumerate(pairs, 1) if a != b)
    return Difference(found[0], found[1].rstrip("\n"), found[2].rstrip("\n"))


@dataclass(frozen=True, slots=True)
class Change:
    """One figure a correction changed: what it was and what it is, each as written; empty where there was none."""

    place: str
    period: str
    item: str
    statistic: str
    old: str
    new: str


def changes(old: Figures, new: Figures) -> list[Change]:
    """Every figure whose value differs, in the order of the file; counts and rules alone are no change of a figure."""
    names = sorted({(r.place, r.period, r.item, r.statistic) for r in (*old, *new)})
    pairs = ((name, old.value(*name), new.value(*name)) for name in names)
    return [Change(*name, before, after) for name, before, after in pairs if before != after]
