"""The page of operations: the administrator's alone; what runs by itself can be run, paused and let run again."""

from __future__ import annotations

import pytest
from django.test import Client
from django_tasks_db.models import DBTaskResult

from qingtian.apps.operations.actions.enqueue_due import ensure_rows
from qingtian.apps.operations.models import BackupRun, Schedule
from tests.conftest import TODAY, at

pytestmark = pytest.mark.django_db(databases=["default", "identity"])


def test_nobody_else_sees_it(sign_in, city) -> None:
    assert Client().get("/desk/operations/").status_code == 302
    for post in city.posts:
        expected = 200 if post == "administrator" else 403
        assert sign_in(post).get("/desk/operations/").status_code == expected, post


def test_nobody_else_runs_a_schedule(sign_in) -> None:
    assert sign_in("inspector").post("/desk/operations/backup/", {"do": "run"}).status_code == 403
    assert Client().post("/desk/operations/backup/", {"do": "run"}).status_code == 302
    assert not DBTaskResult.objects.exists()


@pytest.mark.parametrize(("prefix", "title"), [("", "运行状况"), ("/en", "Operations")])
def test_it_says_what_is_so_and_what_to_do(sign_in, prefix: str, title: str) -> None:
    BackupRun.objects.create(
        at=at(TODAY), place="/media/stick/x", matters=1234, heads="0" * 64, bytes=5_600_000, seconds=2
    )
    page = sign_in("administrator").get(f"{prefix}/desk/operations/").content.decode()
    assert f"<h1>{title}</h1>" in page
    assert "/media/stick/x" in page
    assert "5.6" in page


def test_a_failed_schedule_shows_its_code_in_red(sign_in) -> None:
    client = sign_in("administrator")
    ensure_rows(at(TODAY))
    failed = {"outcome": "failed", "error": "backup.not_written", "started_at": at(TODAY), "finished_at": at(TODAY)}
    Schedule.objects.filter(code="backup").update(**failed)
    page = client.get("/en/desk/operations/").content.decode()
    assert "<code>backup.not_written</code>" in page
    assert '<strong class="overdue">failed</strong>' in page


def test_a_schedule_can_be_run_out_of_turn_and_paused(sign_in) -> None:
    client = sign_in("administrator")
    assert client.post("/desk/operations/backup/", {"do": "run"}).status_code == 302
    assert DBTaskResult.objects.get().args_kwargs["args"] == ["backup"]
    client.post("/desk/operations/backup/", {"do": "pause"})
    assert Schedule.objects.get(code="backup").paused is True
    client.post("/desk/operations/backup/", {"do": "resume"})
    assert Schedule.objects.get(code="backup").paused is False
    assert client.post("/desk/operations/unknown/", {"do": "run"}).status_code == 404
    assert client.get("/desk/operations/backup/").status_code == 405


def test_the_page_costs_the_same_however_many_backups_there_are(sign_in, django_assert_max_num_queries) -> None:
    client = sign_in("administrator")
    client.get("/desk/operations/")
    for number in range(30):
        BackupRun.objects.create(at=at(TODAY), place=f"/disk/{number}", matters=1, heads="0", bytes=1, seconds=1)
    with django_assert_max_num_queries(40):
        assert client.get("/desk/operations/").content.decode().count("/disk/") <= 15
