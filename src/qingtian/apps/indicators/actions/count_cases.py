"""Make the marks of cases (计数): after every committed act, and by the schedule whatever that missed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict

from django.db import transaction
from django.db.models import F

from qingtian.apps.indicators.marking import marks_of
from qingtian.apps.indicators.models import CaseMark, CountedCase
from qingtian.apps.proceedings.chapters import Performed
from qingtian.apps.proceedings.models import ActContent, Proceeding
from qingtian.procedures.projection import from_json

CASE = "five_ones_case"
BATCH = 500


def count_after(performed: Performed) -> None:
    """The listener: the case an act was about."""
    if performed.proceeding.procedure == CASE:
        count([performed.proceeding.pk])


def catch_up(limit: int = 100_000) -> int:
    """Mark every case whose marks are missing or older than its last act; at most ``limit``. Gives how many."""
    stale = Proceeding.objects.filter(procedure=CASE, opened_on__isnull=False).exclude(marks_counted__seq=F("seq"))
    keys = list(stale.order_by("pk").values_list("pk", flat=True)[:limit])
    for start in range(0, len(keys), BATCH):
        count(keys[start : start + BATCH])
    return len(keys)


@transaction.atomic
def count(keys: Iterable[int]) -> None:
    """Make the marks of these cases again. A case whose content was erased keeps the marks it had."""
    matters = list(Proceeding.objects.filter(pk__in=list(keys), procedure=CASE, erased_on__isnull=True))
    records = _records([matter.pk for matter in matters])
    CaseMark.objects.filter(proceeding__in=matters).delete()
    CaseMark.objects.bulk_create(
        [
            CaseMark(proceeding=matter, area_id=matter.area_id, **asdict(mark))
            for matter in matters
            for mark in marks_of(records[matter.pk], from_json(matter.projection))
        ],
        batch_size=BATCH,
    )
    CountedCase.objects.bulk_create(
        [CountedCase(proceeding=matter, seq=matter.seq) for matter in matters],
        update_conflicts=True,
        unique_fields=["proceeding"],
        update_fields=["seq"],
    )


def _records(keys: list[int]) -> dict[int, list[dict[str, object]]]:
    found: dict[int, list[dict[str, object]]] = defaultdict(list)
    rows = ActContent.objects.filter(act__proceeding__in=keys).order_by("act__proceeding", "act__seq")
    for key, content in rows.values_list("act__proceeding", "content"):
        if content:
            found[key].append(content)
    return found
