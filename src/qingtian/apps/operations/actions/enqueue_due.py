"""Enqueue what is due (到点排队), once, however many instances look at the same moment."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from qingtian.apps.operations.models import Schedule
from qingtian.apps.operations.schedules import SCHEDULES, Declared


def ensure_rows(now: datetime) -> None:
    """A row for every declared schedule; a new one waits for its own hour."""
    there = set(Schedule.objects.values_list("code", flat=True))
    new = [Schedule(code=each.code, next_run=each.after(now)) for each in SCHEDULES if each.code not in there]
    Schedule.objects.bulk_create(new, ignore_conflicts=True)  # another instance may be as quick


def enqueue_due(now: datetime) -> list[str]:
    """Enqueue every schedule whose time has come; the codes that this call enqueued."""
    due = set(Schedule.objects.filter(next_run__lte=now, paused=False).values_list("code", flat=True))
    return [each.code for each in SCHEDULES if each.code in due and _enqueue(each, now)]


@transaction.atomic
def _enqueue(declared: Declared, now: datetime) -> bool:
    """Look again under the row's lock: whoever held it before has moved the hour on."""
    row = Schedule.objects.select_for_update().filter(code=declared.code, next_run__lte=now, paused=False).first()
    if row is None:
        return False
    row.next_run, row.enqueued_at, row.attempts = declared.after(now), now, 0
    row.save(update_fields=["next_run", "enqueued_at", "attempts"])
    _send(declared.code)
    return True


def run_now(code: str, now: datetime) -> None:
    """Enqueue a schedule out of its turn."""
    with transaction.atomic():
        Schedule.objects.select_for_update().filter(code=code).update(enqueued_at=now, attempts=0)
        _send(code)


def _send(code: str) -> None:
    from qingtian.apps.operations.tasks import run_schedule

    run_schedule.enqueue(code)
