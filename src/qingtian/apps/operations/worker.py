"""The worker: enqueues what is due, runs what is queued, one task after another, and stops politely.

It takes tasks of every app from the queue of django-tasks. What a failed task says is not kept: its class and the lines
it passed through are, its message, which may hold somebody's words, is not.
"""

from __future__ import annotations

import logging
import os
import resource
import secrets
import threading
import traceback
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import OperationalError, close_old_connections
from django.utils import timezone
from django_tasks import TaskContext, TaskResultStatus
from django_tasks_db.models import DBTaskResult
from django_tasks_db.utils import exclusive_transaction

from qingtian.apps.operations.actions.enqueue_due import enqueue_due, ensure_rows
from qingtian.apps.operations.models import Schedule
from qingtian.apps.operations.tasks import JobFailed, code_of

logger = logging.getLogger("qingtian.work")

INTERVAL = 5.0
#: past this a worker ends after its task and is started afresh; kilobytes of resident memory
MOST_MEMORY = 600_000
#: a task that has run this long without an end belonged to a worker that was killed
LOST_AFTER = timedelta(hours=6)


class Worker:
    """One worker. ``stop`` may be called from a signal: the task under way is finished first."""

    def __init__(self, *, interval: float = INTERVAL, most_memory: int = MOST_MEMORY) -> None:
        self.interval = interval
        self.most_memory = most_memory
        self.name = f"{os.getpid()}-{secrets.token_hex(4)}"
        self._stopped = threading.Event()

    def stop(self, *_: object) -> None:
        self._stopped.set()

    def run(self, *, still_wanted: Callable[[], bool] = lambda: True) -> None:
        """Work until told to stop, until nobody wants it any more, or until it has grown too large."""
        while not self._stopped.is_set() and still_wanted():
            close_old_connections()
            try:
                busy = self.step(timezone.now())
            except OperationalError as error:
                logger.warning("no database", extra={"data": {"error": code_of(error)}})
                busy = False
            if resource.getrusage(resource.RUSAGE_SELF).ru_maxrss > self.most_memory:
                logger.info("grown too large", extra={"data": {"worker": self.name}})
                return
            if not busy:
                self._stopped.wait(self.interval)

    def drain(self) -> int:
        """Enqueue what is due and run everything that is ready; how many tasks ran."""
        count = 0
        while not self._stopped.is_set() and self.step(timezone.now()):
            count += 1
        return count

    def step(self, now: datetime) -> bool:
        """Enqueue what is due, give up what was lost, run one task; False where there was none."""
        ensure_rows(now)
        enqueue_due(now)
        give_up_lost(now)
        claimed = self._claim()
        if claimed is None:
            return False
        self._run(claimed)
        return True

    def _claim(self) -> DBTaskResult | None:
        ready = DBTaskResult.objects.ready()
        if not ready.exists():  # the lock below keeps every writer of SQLite out: not every five seconds for nothing
            return None
        with exclusive_transaction(ready.db):
            found = ready.get_locked()
            if found is not None:
                found.claim(self.name)
        return found

    def _run(self, row: DBTaskResult) -> None:
        try:
            result = row.task_result
            arguments = (TaskContext(task_result=result),) if row.task.takes_context else ()
            row.set_successful(row.task.call(*arguments, *result.args, **result.kwargs))
        except Exception as error:
            row.set_failed(withheld(error))
            logger.error(
                "task failed", extra={"data": {"task": row.task_path, "error": str(withheld(error)).split()[0]}}
            )
        else:
            logger.info("task done", extra={"data": {"task": row.task_path}})


def withheld(error: BaseException) -> JobFailed:
    """What may be kept of a failure: its code and where it happened, never what it said."""
    code = str(error) if isinstance(error, JobFailed) else code_of(error)
    last = traceback.extract_tb(error.__traceback__)[-1:]
    where = "".join(f" at {frame.filename.rpartition('/')[2]}:{frame.lineno}" for frame in last)
    return JobFailed(code + where)


def give_up_lost(now: datetime) -> int:
    """Fail tasks whose worker was killed; their schedule says so and waits for its next hour."""
    lost = DBTaskResult.objects.running().filter(started_at__lt=now - LOST_AFTER)
    count = lost.update(status=TaskResultStatus.FAILED, finished_at=now, exception_class_path="task.lost", traceback="")
    if count:
        unfinished = Schedule.objects.filter(started_at__lt=now - LOST_AFTER, finished_at=None)
        unfinished.update(outcome=Schedule.Outcome.LOST, error="task.lost", finished_at=now)
    return count
