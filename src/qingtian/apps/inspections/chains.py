"""A phone's chain as it came in (取证链): whole or not, and where it ends."""

from __future__ import annotations

from qingtian.apps.inspections.models import FieldEvidence
from qingtian.apps.proceedings.models import Proceeding
from qingtian.enforcement.field_seal import chain_faults


def chain_of(matter: Proceeding, chain: str) -> list[FieldEvidence]:
    """Everything announced of one chain of a visit, in its order."""
    rows = FieldEvidence.objects.filter(visit__proceeding=matter, chain=chain).select_related("visit__proceeding")
    return list(rows.order_by("n"))


def end_of(matter: Proceeding, chain: str) -> tuple[int, str] | None:
    """How many items it has and its last seal; None while anything of it is missing or does not join."""
    rows = chain_of(matter, chain)
    if not rows or any(row.received_at is None for row in rows) or chain_faults(row.capture() for row in rows):
        return None
    return len(rows), rows[-1].seal
