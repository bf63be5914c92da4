"""Undo an import as far as the law allows (撤销导入): petitions nobody has registered yet end by an act."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from qingtian.apps.proceedings.actions.perform import perform
from qingtian.apps.proceedings.models import Proceeding
from qingtian.errors import QingtianError
from qingtian.gateways.hotlines.models import HotlineImport, HotlineOrder
from qingtian.procedures.who import Actor


@dataclass(frozen=True, slots=True)
class Undone:
    """How many were undone, and the numbers of those that stay because somebody acted on them."""

    undone: int
    staying: tuple[str, ...]


def undo_import(kept: HotlineImport, *, by: Actor, on: date, now: datetime, why: str) -> Undone:
    """Undo what this import received and nothing touched since. Orders it only renewed keep their newer version."""
    undone, staying = 0, []
    for row in _received_by(kept):
        matter = Proceeding.objects.get(pk=row.proceeding_id)
        try:
            with transaction.atomic():
                last = max(on, matter.last_on or on)
                perform(matter, "undo_import", by=by, on=last, now=now, fields={"why": why}, expected_seq=matter.seq)
                HotlineOrder.objects.filter(pk=row.pk).update(undone_at=now)
                undone += 1
        except QingtianError:
            staying.append(matter.number)
    kept.undone_at = now
    kept.save(update_fields=["undone_at"])
    return Undone(undone, tuple(staying))


def _received_by(kept: HotlineImport) -> list[HotlineOrder]:
    """Orders whose first version came with this import and that are not undone."""
    rows = HotlineOrder.objects.filter(versions__arrived=kept, undone_at=None).distinct()
    return [row for row in rows if _first_of_round(row) == kept.pk]


def _first_of_round(row: HotlineOrder) -> int | None:
    """The import its present round began with."""
    return row.versions.filter(round=row.round).values_list("arrived", flat=True).first()
