"""A whole file: rehearsed (everything is done and rolled back) or imported for good, with a report row by row.

Base ledgers are one transaction a file; matters are committed in batches (``Kind.batch``), each whole. A run killed in
the middle leaves whole batches, and the same file again goes on behind them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path

from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from qingtian.apps.identities.vault import claim
from qingtian.apps.installation.kind import DEMONSTRATION
from qingtian.apps.installation.kind import kind as installation_kind
from qingtian.errors import QingtianError, Refused
from qingtian.language import Text
from qingtian.ledgers.kinds import Kind, RejectedRow, Setting
from qingtian.ledgers.models import LedgerImport
from qingtian.procedures.decide import FieldsRefused
from qingtian.tables import Column, Fault, Mapping, Record, Reject, Table, checked, guess, read_table, rows_of
from qingtian.tables.table import RawRow
from qingtian.trail import sm3

#: rows a rehearsal shows as it read them
SAMPLE = 5
#: whose example rows are never imported
EXAMPLE = "示例"
ORIGIN = "台账导入，文件 SM3 {digest}"


@dataclass
class Report:
    """What became of the rows. ``example`` rows of a template are passed over; ``sample`` is of a rehearsal only."""

    kind: Kind
    table: Table
    mapping: Mapping
    digest: str
    rehearsal: bool
    counts: Counter[str] = field(default_factory=Counter)
    rejects: list[Reject] = field(default_factory=list)
    sample: list[Record] = field(default_factory=list)
    record: LedgerImport | None = None

    @property
    def rejected(self) -> int:
        return len(self.rejects)

    def number_of(self, outcome: str) -> int:
        return self.counts[outcome]


class _Rehearsed(Exception):
    """Ends a rehearsal: nothing of it stays."""


def table_of(kind: Kind, path: Path) -> Table:
    """The sheet less the columns its kind drops. Raises UnusableInput."""
    table = read_table(path, kind.columns)
    if kind.dropped is None:
        return table
    kept = [place for place, heading in enumerate(table.headings) if not kind.dropped(heading)]
    width = len(table.headings)
    rows = tuple(
        RawRow(row.number, tuple(row.cells[place] for place in kept if place < len(row.cells)))
        for row in table.rows
        if not any(row.cells[width:])
    )
    return Table(table.where, tuple(table.headings[place] for place in kept), table.heading_row, rows)


def opened(kind: Kind, path: Path, mapping: Mapping | None = None) -> tuple[Table, Mapping]:
    """The table of a file and the mapping to read it by: the one given, else guessed. Raises UnusableInput."""
    table = table_of(kind, path)
    chosen = guess(kind.columns, table.headings) if mapping is None else mapping
    return table, checked(chosen, kind.columns, table.headings, path.name)


def import_ledger(
    kind: Kind,
    path: Path,
    *,
    by: str,
    now: datetime,
    mapping: Mapping | None = None,
    rehearsal: bool = False,
    file_name: str = "",
) -> Report:
    """Import ``path``, or with ``rehearsal`` say what importing it would do. ``by`` names who does it.

    Raises UnusableInput when the file as a whole cannot be read and Refused in the demonstration; a row that cannot
    be taken is rejected with its reason and stops no other.
    """
    if installation_kind() == DEMONSTRATION:
        words = Text("这里是演示，不导入真实台账。", "This is the demonstration; no real ledger is imported.")
        raise Refused("ledger.demonstration", words)
    table, chosen = opened(kind, path, mapping)
    report = Report(kind, table, chosen, sm3(path.read_bytes()), rehearsal)
    if not rehearsal:
        report.record = _record(report, by, now, file_name or path.name)
    setting = Setting(now, ORIGIN.format(digest=report.digest[:16]), rehearsal)
    for batch in _batches(rows_of(table, kind.columns, chosen), 0 if rehearsal else kind.batch):
        _run(kind, batch, setting, report)
    return report


def _record(report: Report, by: str, now: datetime, name: str) -> LedgerImport:
    """Written before the first row: an import that was killed is known as one that did not finish."""
    return LedgerImport.objects.create(
        kind=report.kind.code,
        file_name=name[:200],
        digest=report.digest,
        mapping=report.mapping,
        by=by[:160],
        at=now,
        created=0,
        changed=0,
        unchanged=0,
        rejected=0,
    )


def _batches(rows: Iterable[Record | Reject], size: int) -> Iterator[Sequence[Record | Reject]]:
    if not size:
        yield list(rows)
        return
    rows = iter(rows)
    while batch := list(islice(rows, size)):
        yield batch


@sensitive_variables()
def _run(kind: Kind, batch: Sequence[Record | Reject], setting: Setting, report: Report) -> None:
    try:
        with transaction.atomic():
            for row in batch:
                _row(kind, row, setting, report)
            if setting.rehearsal:
                raise _Rehearsed
            _note(report)
    except _Rehearsed:
        return
    # only now do the petitions stand; a kill before this leaves seals that their petitions hold
    for token in setting.unclaimed:
        claim(token, now=setting.now)
    setting.unclaimed.clear()


def _note(report: Report) -> None:
    """The event tells after every batch how far it came, in the batch's own transaction."""
    record = report.record
    assert record is not None
    for name in ("created", "changed", "unchanged"):
        setattr(record, name, report.counts[name])
    done = sum(report.counts.values()) + report.rejected
    record.rejected, record.finished = report.rejected, done == len(report.table.rows)
    record.save()


@sensitive_variables()
def _row(kind: Kind, row: Record | Reject, setting: Setting, report: Report) -> None:
    if _is_example(row):
        report.counts["example"] += 1
        return
    if isinstance(row, Reject):
        report.rejects.append(row)
        return
    if setting.rehearsal and len(report.sample) < SAMPLE:
        report.sample.append(row)
    before = len(setting.unclaimed)
    try:
        with transaction.atomic():
            report.counts[kind.take(row.values, setting)] += 1
    except RejectedRow as rejected:
        report.rejects.append(Reject.of(row, rejected.why, _column(kind, rejected.column)))
    except FieldsRefused as refused:
        faults = tuple(Fault(row.number, _column(kind, name), why) for name, why in refused.faults.items())
        report.rejects.append(Reject(row.number, faults, row.cells))
    except QingtianError as refused:
        report.rejects.append(Reject.of(row, refused.message))
    else:
        return
    del setting.unclaimed[before:]  # the record was not made: its seal is an orphan, which is swept


def _is_example(row: Record | Reject) -> bool:
    """The example row of a template, left in by mistake."""
    return any(cell.startswith(EXAMPLE) for cell in row.cells[:3])


def _column(kind: Kind, name: str) -> Column | None:
    return next((column for column in kind.columns if column.name == name), None)
