"""Health says what is so and what to do; the short answer tells nothing else."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client

from qingtian.apps.operations import health
from qingtian.apps.operations.actions.enqueue_due import ensure_rows
from qingtian.apps.operations.backup import keys_apart
from qingtian.apps.operations.health import State, examine, worst
from qingtian.apps.operations.models import BackupRun, Schedule
from tests.apps.proceedings.driving import petition
from tests.conftest import SHANGHAI, TODAY, at

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
NOW = datetime(2026, 11, 25, 9, 0, tzinfo=SHANGHAI)


@pytest.fixture(autouse=True)
def keys(settings, tmp_path: Path) -> Path:
    settings.KEYS = tmp_path / "keys"
    settings.KEYS.mkdir(mode=0o700)
    (settings.KEYS / "django.secret").touch(mode=0o600)
    return settings.KEYS


def found(code: str, now: datetime = NOW) -> health.Finding:
    return next(one for one in examine(now, NOW) if one.code == code)


def backed_up(age: timedelta, **more: object) -> BackupRun:
    values = {"at": NOW - age, "place": "/disk", "matters": 3, "heads": "0" * 64, "bytes": 10, "seconds": 1}
    return BackupRun.objects.create(**{**values, **more})


@pytest.mark.parametrize(
    ("age", "state"),
    [
        (timedelta(hours=49), State.WELL),
        (timedelta(hours=51), State.LOOK),
        (timedelta(days=8, minutes=-1), State.LOOK),
        (timedelta(days=8, minutes=1), State.WRONG),
    ],
)
def test_a_backup_grows_old(age: timedelta, state: State) -> None:
    backed_up(age)
    assert found("backup").state == state


def test_no_backup_at_all_wants_a_look_and_says_how() -> None:
    one = found("backup")
    assert one.state == State.LOOK
    assert "qingtian backup" in one.remedy.en


def test_keys_changed_since_they_were_copied_want_copying_again(keys: Path) -> None:
    backed_up(timedelta(hours=1), keys=keys_apart.name_of(keys))
    assert found("keys.copied").state == State.WELL
    (keys / "master-20261125-aaaaaaaa.key").touch(mode=0o600)
    assert found("keys.copied").state == State.LOOK


def test_a_key_others_can_read_is_wrong_and_named(keys: Path) -> None:
    os.chmod(keys / "django.secret", 0o644)
    one = found("keys")
    assert one.state == State.WRONG
    assert "django.secret" in one.said.en


def test_a_clock_that_went_back_is_found_by_the_latest_act(city) -> None:
    drive = petition(city)
    recorded = drive.matter.acts.order_by("-pk")[0].recorded_at
    assert found("clock", recorded - timedelta(minutes=4)).state == State.WELL
    assert found("clock", recorded - timedelta(minutes=6)).state == State.WRONG
    assert found("clock", recorded).state == State.WELL


def test_a_schedule_nobody_takes_up_says_that_nobody_works() -> None:
    ensure_rows(NOW)
    assert found("work").state == State.WELL
    Schedule.objects.filter(code="backup").update(next_run=NOW - timedelta(minutes=21))
    assert found("work").state == State.WRONG


def test_a_trail_that_did_not_hold_last_night_is_wrong() -> None:
    ensure_rows(NOW)
    Schedule.objects.filter(code="checkpoint").update(outcome="failed", error="checkpoint.not_proved")
    assert found("checkpoint").state == State.WRONG
    assert worst(examine(NOW, NOW)) == State.WRONG


def test_little_room_wants_a_look_and_none_is_wrong(monkeypatch) -> None:
    for free, state in ((1_999_999_999, State.LOOK), (199_999_999, State.WRONG), (2_000_000_000, State.WELL)):
        monkeypatch.setattr(health, "free_bytes", lambda free=free: (free, 10_000_000_000))
        assert found("disk").state == state


def test_the_short_answer_tells_nothing_but_ok() -> None:
    answer = Client().get("/health/")
    assert (answer.status_code, answer.content) == (200, b"ok\n")


def test_the_short_answer_degrades_without_room_and_says_no_more(monkeypatch) -> None:
    monkeypatch.setattr(health, "free_bytes", lambda: (1, 2))
    answer = Client().get("/health/")
    assert (answer.status_code, answer.content) == (503, b"degraded\n")


def test_the_page_asks_few_questions(django_assert_max_num_queries) -> None:
    ensure_rows(NOW)
    with django_assert_max_num_queries(24):
        examine(at(TODAY), NOW)
