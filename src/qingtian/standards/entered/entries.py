"""What was entered: which entry of a table holds on a day, and the refusal where none does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from qingtian.errors import Refused
from qingtian.language import Text
from qingtian.standards.declared import CERTAINTIES, Basis
from qingtian.standards.entered.shapes import shape_named

LINE = Text(
    "{title}（本局录入第 {number} 号；依据 {instrument} {clause}；{certainty}）",
    "{title} (entered here, no. {number}; after {instrument} {clause}; {certainty})",
)
TO_ENTER = Text(
    "由管理员在“自行录入的表”里录入，写明出处、条款和适用日期。",
    "An administrator enters it among the tables the office enters, with source, article and days in force.",
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One table as entered. ``values``: row → column → text as typed; ``number`` counts entries, a later one prevails.

    ``last_day`` None: until another prevails. ``source``: where it was read, in the words of whoever entered it.
    """

    table: str
    number: int
    first_day: date
    last_day: date | None
    values: Mapping[str, Mapping[str, str]]
    basis: Basis
    source: str = ""

    def covers(self, on: date) -> bool:
        """Whether it holds on that day; both ends belong to it."""
        return self.first_day <= on and (self.last_day is None or on <= self.last_day)

    def text(self, row: str, column: str) -> str:
        """What was entered there; empty where nothing was."""
        return self.values.get(row, {}).get(column, "")

    def number_at(self, row: str, column: str) -> Decimal | None:
        """The number entered there, exactly; None where nothing was: nothing is not zero."""
        written = self.text(row, column)
        return Decimal(written) if written else None

    def line(self) -> Text:
        """A sentence for a page: which entry, after what, how sure."""
        return LINE.format(
            title=shape_named(self.table).title,
            number=self.number,
            instrument=self.basis.instrument,
            clause=self.basis.clause,
            certainty=CERTAINTIES[self.basis.certainty],
        )


def entry_on(entries: Iterable[Entry], table: str, on: date) -> Entry | None:
    """The entry of ``table`` in force on ``on``; of several, the one entered last."""
    holding = [entry for entry in entries if entry.table == table and entry.covers(on)]
    return max(holding, key=lambda entry: entry.number, default=None)


def needed(entries: Iterable[Entry], table: str, on: date) -> Entry:
    """The entry in force on ``on``. Raises Refused ``standards.not_entered``, naming the table and what lacks it."""
    found = entry_on(entries, table, on)
    if found is not None:
        return found
    shape = shape_named(table)
    raise Refused(
        "standards.not_entered",
        Text(
            "没有录入“{title}”在 {day} 适用的数，{for_what}不作判断。",
            "No “{title}” in force on {day} was entered: {for_what} is not judged.",
        ).format(title=shape.title, day=on.isoformat(), for_what=shape.needed_for),
        where=table,
        remedy=TO_ENTER,
    )
