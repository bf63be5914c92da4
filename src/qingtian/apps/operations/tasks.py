"""The one task of this app: run the job of a schedule, remember how it went, try again a few times."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django_tasks import task

from qingtian.apps.operations.jobs import JOBS
from qingtian.apps.operations.models import Schedule
from qingtian.errors import QingtianError

#: waits between one try and the next; after the last the schedule waits for its own hour
PATIENCE = (timedelta(minutes=2), timedelta(minutes=15), timedelta(hours=1))


class JobFailed(Exception):
    """A job failed. The only word in it is a code: the message of what failed may hold somebody's words."""


def code_of(error: BaseException) -> str:
    """A stable name for what went wrong, without a word of what it said."""
    if isinstance(error, QingtianError):
        return error.code
    return f"{type(error).__module__}.{type(error).__qualname__}"[:80]


@task()
def run_schedule(code: str) -> dict[str, Any]:
    """Run the job ``code`` at this moment. Raises JobFailed, which carries a code and no context."""
    row = Schedule.objects.get(code=code)
    row.started_at, row.finished_at, row.attempts = timezone.now(), None, row.attempts + 1
    row.save(update_fields=["started_at", "finished_at", "attempts"])
    try:
        result = dict(JOBS[code].run(timezone.localtime()))
    except Exception as error:
        failed = code_of(error)
    else:
        _finish(row, Schedule.Outcome.DONE, "", result)
        return result
    _finish(row, Schedule.Outcome.FAILED, failed, {})
    _again(row, timezone.now())
    raise JobFailed(failed)


def _finish(row: Schedule, outcome: str, error: str, result: dict[str, Any]) -> None:
    row.finished_at, row.outcome, row.error, row.result = timezone.now(), outcome, error, result
    row.save(update_fields=["finished_at", "outcome", "error", "result"])


def _again(row: Schedule, now: datetime) -> None:
    if row.attempts <= len(PATIENCE):
        run_schedule.using(run_after=now + PATIENCE[row.attempts - 1]).enqueue(row.code)
