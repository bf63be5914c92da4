"""The first rows of a sheet as they were understood (头几行): what the preview shows beside its counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from qingtian.language import Text
from qingtian.ledgers.importing import Report
from qingtian.tables import Column
from qingtian.tables.columns import Value

SEALED = Text("（密封）", "(sealed)")
YES, NO = Text("是", "yes"), Text("否", "no")
LONGEST = 40


@dataclass(frozen=True, slots=True)
class Sample:
    """Titles of the mapped columns, and each row's number with its cells in words."""

    titles: list[Text]
    rows: list[tuple[int, list[Text]]]


def sample_of(report: Report | None) -> Sample | None:
    """None where there is nothing to show. A private cell only says that it holds something."""
    if report is None or not report.sample:
        return None
    columns = [column for column in report.kind.columns if column.name in report.mapping]
    rows = [(one.number, [_words(column, one.values[column.name]) for column in columns]) for one in report.sample]
    return Sample([column.title for column in columns], rows)


def _words(column: Column, value: Value) -> Text:
    if value is None:
        return Text("—", "—")
    if column.private:
        return SEALED
    if isinstance(value, bool):
        return YES if value else NO
    for choice in column.choices:
        if choice.code == value:
            return choice.title
    written = value.isoformat() if isinstance(value, date) else str(value)
    short = written if len(written) <= LONGEST else f"{written[:LONGEST]}…"
    return Text(short, short)
