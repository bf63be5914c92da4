"""What runs by itself: at its hour, once, whoever looks; what failed is kept as a code and tried again."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, time, timedelta

import pytest
from django.db import connection, connections
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from qingtian.apps.operations import jobs
from qingtian.apps.operations.actions.enqueue_due import enqueue_due, ensure_rows, run_now
from qingtian.apps.operations.models import Schedule
from qingtian.apps.operations.schedules import SCHEDULES, SHANGHAI, Declared
from qingtian.apps.operations.tasks import PATIENCE
from qingtian.apps.operations.worker import Worker, give_up_lost
from qingtian.errors import UnusableInput
from qingtian.language import Text

NIGHT = Declared("backup", Text("备份", "Backup"), at=time(2, 0))
NOW = datetime(2026, 11, 25, 1, 30, tzinfo=SHANGHAI)
SECRET = "田密封 13800138000"


@pytest.mark.parametrize(
    ("moment", "due"),
    [
        (datetime(2026, 11, 25, 1, 59, tzinfo=SHANGHAI), datetime(2026, 11, 25, 2, 0, tzinfo=SHANGHAI)),
        (datetime(2026, 11, 25, 2, 0, tzinfo=SHANGHAI), datetime(2026, 11, 26, 2, 0, tzinfo=SHANGHAI)),
        (datetime(2026, 11, 24, 18, 30, tzinfo=UTC), datetime(2026, 11, 26, 2, 0, tzinfo=SHANGHAI)),
        (datetime(2026, 11, 24, 17, 30, tzinfo=UTC), datetime(2026, 11, 25, 2, 0, tzinfo=SHANGHAI)),
    ],
)
def test_a_daily_hour_is_shanghai_time_and_strictly_after(moment: datetime, due: datetime) -> None:
    assert NIGHT.after(moment) == due


def test_every_declared_schedule_has_a_job_and_one_rhythm() -> None:
    for each in SCHEDULES:
        assert each.code in jobs.JOBS
        assert (each.at is None) != (each.every is None)
    assert len({each.code for each in SCHEDULES}) == len(SCHEDULES)


@pytest.mark.django_db
def test_a_new_installation_waits_for_the_hour() -> None:
    ensure_rows(NOW)
    assert enqueue_due(NOW) == []
    assert Schedule.objects.get(code="backup").next_run == datetime(2026, 11, 25, 2, 0, tzinfo=SHANGHAI)


@pytest.mark.django_db
def test_a_machine_that_was_off_for_days_runs_each_job_once() -> None:
    ensure_rows(NOW)
    later = NOW + timedelta(days=8)  # more than the week between the rarest
    assert sorted(enqueue_due(later)) == sorted(each.code for each in SCHEDULES)
    assert enqueue_due(later) == []
    assert DBTaskResult.objects.count() == len(SCHEDULES)
    assert all(row.next_run > later for row in Schedule.objects.all())


@pytest.mark.django_db
def test_a_paused_schedule_is_not_enqueued() -> None:
    ensure_rows(NOW)
    Schedule.objects.filter(code="backup").update(paused=True)
    assert "backup" not in enqueue_due(NOW + timedelta(days=1))


@pytest.mark.postgres  # the SQLite of tests lies in memory and knows no waiting; test_running has two real processes
@pytest.mark.django_db(transaction=True)
def test_of_many_instances_that_look_at_once_one_enqueues() -> None:
    ensure_rows(NOW)
    later, found, ready = NOW + timedelta(days=8), [], threading.Barrier(4)

    def look() -> None:
        ready.wait()
        try:
            found.extend(enqueue_due(later))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=look) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sorted(found) == sorted(each.code for each in SCHEDULES)
    assert DBTaskResult.objects.count() == len(SCHEDULES)


@pytest.fixture
def job(monkeypatch: pytest.MonkeyPatch):
    """Put another job in the place of the backup."""

    def put(run) -> None:
        monkeypatch.setitem(jobs.JOBS, "backup", jobs.Job("backup", run))

    return put


@pytest.mark.django_db(transaction=True)
def test_a_job_that_is_done_leaves_its_counts(job, monkeypatch) -> None:
    job(lambda now: {"matters": 3})
    ensure_rows(timezone.now())
    run_now("backup", NOW)
    assert Worker().drain() >= 1
    row = Schedule.objects.get(code="backup")
    assert (row.outcome, row.error, row.result) == ("done", "", {"matters": 3})
    assert row.finished_at >= row.started_at


@pytest.mark.django_db(transaction=True)
def test_of_a_job_that_fails_only_a_code_is_kept_and_it_is_tried_again(job) -> None:
    def fails(now: datetime) -> None:
        raise UnusableInput("backup.not_written", Text(SECRET, SECRET)) from ValueError(SECRET)

    job(fails)
    ensure_rows(timezone.now())
    run_now("backup", NOW)
    Worker().drain()
    row = Schedule.objects.get(code="backup")
    assert (row.outcome, row.error, row.attempts) == ("failed", "backup.not_written", 1)
    kept = DBTaskResult.objects.failed().get()
    assert "backup.not_written" in kept.traceback
    assert SECRET not in repr([vars(each) for each in (*DBTaskResult.objects.all(), *Schedule.objects.all())])
    assert DBTaskResult.objects.filter(status="READY").count() == 1, "the next try waits in the queue"


@pytest.mark.django_db(transaction=True)
def test_after_the_last_try_a_job_waits_for_its_own_hour(job) -> None:
    def fails(now: datetime) -> None:
        raise OSError(28, SECRET)

    job(fails)
    ensure_rows(timezone.now())
    run_now("backup", NOW)
    tries = 0
    while Worker().step(NOW) and tries < 10:
        tries += 1
        DBTaskResult.objects.filter(status="READY").update(run_after=NOW - timedelta(days=1))
    assert tries == 1 + len(PATIENCE)
    assert Schedule.objects.get(code="backup").error == "builtins.OSError"


@pytest.mark.django_db(transaction=True)
def test_a_task_whose_worker_was_killed_is_given_up_and_seen() -> None:
    ensure_rows(timezone.now())
    run_now("backup", NOW)
    task = DBTaskResult.objects.get()
    task.claim("killed")
    Schedule.objects.filter(code="backup").update(started_at=task.started_at, finished_at=None)
    assert give_up_lost(task.started_at + timedelta(hours=5)) == 0
    assert give_up_lost(task.started_at + timedelta(hours=7)) == 1
    assert Schedule.objects.get(code="backup").outcome == "lost"


@pytest.mark.django_db(transaction=True)
def test_a_worker_told_to_stop_finishes_its_task_and_takes_no_other(job) -> None:
    mine = Worker(interval=0)
    job(lambda now: mine.stop() or {"matters": 1})
    ensure_rows(timezone.now())
    run_now("backup", NOW)
    run_now("backup", NOW)
    mine.run()
    assert Schedule.objects.get(code="backup").outcome == "done"
    assert DBTaskResult.objects.filter(status="READY").count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_worker_grown_too_large_ends_after_its_task() -> None:
    Worker(interval=0, most_memory=1).run()  # comes back by itself


@pytest.mark.django_db
def test_looking_for_work_costs_few_queries_and_no_write(django_assert_max_num_queries) -> None:
    ensure_rows(timezone.now())
    with django_assert_max_num_queries(6) as asked:
        assert Worker().step(NOW) is False
    written = [q["sql"] for q in asked if q["sql"].startswith(("INSERT", "DELETE")) or "EXCLUSIVE" in q["sql"]]
    assert written == [], connection.vendor
