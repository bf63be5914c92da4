"""Run a hotline's export (导入工单): rehearsed and rolled back, or taken for good row by row, rejects kept apart."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from qingtian.errors import QingtianError
from qingtian.gateways.hotlines.actions.take import Setting, claim_all, take
from qingtian.gateways.hotlines.codes import Codes
from qingtian.gateways.hotlines.models import HotlineImport
from qingtian.gateways.hotlines.sheets import COLUMNS, order_of
from qingtian.gateways.hotlines.systems import hotline_of
from qingtian.procedures.decide import FieldsRefused
from qingtian.tables import Fault, Mapping, Record, Reject, Table, checked, guess, read_table, rows_of
from qingtian.trail import sm3

#: rows a rehearsal shows as it read them
SAMPLE = 5


@dataclass
class Run:
    """What became of the rows of a sheet."""

    table: Table
    mapping: Mapping
    counts: Counter[str] = field(default_factory=Counter)
    rejects: list[Reject] = field(default_factory=list)
    sample: list[Record] = field(default_factory=list)
    record: HotlineImport | None = None


@dataclass(frozen=True, slots=True)
class Doing:
    """Who imports, for which office, when. ``prefix`` begins receipt numbers."""

    by: str
    organ: str
    receiver: str
    prefix: str
    on: date
    now: datetime


class _Rehearsed(Exception):
    """Ends a rehearsal: nothing of it stays."""


def suggested(system: str, table: Table) -> Mapping:
    """What was chosen the last time for this hotline, where this sheet has the same headings; else guessed."""
    last = HotlineImport.objects.filter(system=system).first()
    found = guess(COLUMNS, table.headings)
    if last is not None and last.mapping and set(last.mapping.values()) <= set(table.headings):
        taken = set(last.mapping.values())
        return {**{name: head for name, head in found.items() if head not in taken}, **last.mapping}
    return found


@sensitive_variables()
def run_sheet(
    system: str, path: Path, doing: Doing, *, mapping: Mapping | None = None, rehearsal: bool = False, name: str = ""
) -> Run:
    """Take every row of a sheet, or say what taking it would do. A row that cannot be taken stops no other.

    Raises UnusableInput where the file or the mapping as a whole cannot be used.
    """
    hotline_of(system)
    table = read_table(path, COLUMNS)
    chosen = checked(suggested(system, table) if mapping is None else mapping, COLUMNS, table.headings, path.name)
    run = Run(table, chosen)
    setting = Setting(Codes(system, doing.now), "import", doing.receiver, doing.prefix, doing.on, doing.now,
                      rehearsal=rehearsal)  # fmt: skip
    if rehearsal:
        _rehearse(system, run, setting)
        return run
    run.record = HotlineImport.objects.create(
        system=system, file_name=(name or path.name)[:200], digest=sm3(path.read_bytes()), mapping=chosen,
        organ=doing.organ, by=doing.by[:160], at=doing.now,
    )  # fmt: skip
    setting.arrived, setting.source = run.record, f"import-{run.record.pk}"
    for row in rows_of(table, COLUMNS, chosen):
        _row(system, row, run, setting)
        claim_all(setting)
    run.record.counts, run.record.rejected = dict(run.counts), len(run.rejects)
    run.record.save(update_fields=["counts", "rejected"])
    return run


@sensitive_variables()
def _rehearse(system: str, run: Run, setting: Setting) -> None:
    try:
        with transaction.atomic():
            for row in rows_of(run.table, COLUMNS, run.mapping):
                if isinstance(row, Record) and len(run.sample) < SAMPLE:
                    run.sample.append(row)
                _row(system, row, run, setting)
            raise _Rehearsed
    except _Rehearsed:
        setting.unclaimed.clear()


@sensitive_variables()
def _row(system: str, row: Record | Reject, run: Run, setting: Setting) -> None:
    if isinstance(row, Reject):
        run.rejects.append(row)
        return
    try:
        with transaction.atomic():
            run.counts[take(order_of(system, row, run.table), setting).outcome] += 1
    except FieldsRefused as refused:
        faults = tuple(Fault(row.number, None, why) for why in refused.faults.values())
        run.rejects.append(Reject(row.number, faults, row.cells))
    except QingtianError as refused:
        column = next((column for column in COLUMNS if column.name == refused.where), None)
        run.rejects.append(Reject.of(row, refused.message, column))
    else:
        return
    setting.unclaimed.clear()  # the record was not made: its seal is an orphan, which is swept
