"""What was entered, for the pure rules."""

from __future__ import annotations

from qingtian.apps.entered.models import EnteredTable
from qingtian.language import Text
from qingtian.standards.declared import Basis
from qingtian.standards.entered import Entry


def entries(*tables: str) -> tuple[Entry, ...]:
    """Every entry of these tables, of all where none is named; one query. ``standards.entered.needed`` chooses."""
    rows = EnteredTable.objects.filter(table__in=tables) if tables else EnteredTable.objects.all()
    return tuple(entry_of(row) for row in rows)


def entry_of(row: EnteredTable) -> Entry:
    """One row as the rules know it."""
    basis = Basis(
        instrument=Text(row.instrument, row.instrument),
        clause=Text(row.clause, row.clause),
        certainty=row.certainty,  # type: ignore[arg-type]
    )
    return Entry(row.table, row.pk, row.first_day, row.last_day, row.values, basis, row.source)
