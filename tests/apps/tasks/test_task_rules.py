"""A task is over when another unit has verified it and its setter closed it out; its deadline moves once, in time."""

from datetime import date, timedelta

import pytest

from qingtian.apps.proceedings.models import Link, Proceeding
from qingtian.apps.tasks.actions import open_task
from qingtian.apps.tasks.models import TrackedTask
from qingtian.apps.tasks.queries import figures, overdue_first
from qingtian.errors import Refused
from qingtian.procedures import Actor
from tests.apps.proceedings.driving import MONDAY, Drive, case
from tests.conftest import at

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
DUE = MONDAY + timedelta(days=60)


def task(city, **more):
    given = {"verifier": "wangxi-government", "item": "三", "area": "wangxi", **more}
    matter = open_task(
        "action_plan",
        "工地出入口冲洗设施全部到位",
        "wangxi-town",
        given.pop("deadline", DUE),
        by=city.actor("inspector", MONDAY),
        on=MONDAY,
        now=at(MONDAY),
        **given,
    )
    return Drive(city, matter)


def row(drive):
    return TrackedTask.objects.get(proceeding=drive.matter)


def test_a_task_starts_its_deadline_and_the_first_report(city):
    drive = task(city)
    assert drive.due("tasks.deadline") == DUE
    assert drive.due("tasks.progress_report") == date(2026, 7, 1)
    held = row(drive)
    assert (held.organ.code, held.area.code, held.deadline, held.progress) == ("wangxi-town", "wangxi", DUE, None)
    drive.holds()


def test_a_task_is_linked_to_what_gave_rise_to_it(city):
    source = case(city)
    drive = task(city, link_to=source.matter)
    link = Link.objects.get(target=drive.matter)
    assert (link.source, link.kind, row(drive).source) == (source.matter, "gave_rise_to", source.matter)


def test_the_same_token_opens_one_task(city):
    assert task(city, once="t-1").matter == task(city, once="t-1").matter
    assert TrackedTask.objects.count() == 1


def test_the_system_says_who_sets_the_task(city):
    made = open_task(
        "inquiry",
        "年底前公布名单",
        "wangxi-town",
        DUE,
        by=Actor(kind="system"),
        on=MONDAY,
        now=at(MONDAY),
        setter="office",
    )
    assert Drive(city, made).projection.organ("verifier") == "office"


def test_the_responsible_unit_does_not_verify_itself(city):
    with pytest.raises(Refused) as refused:
        task(city, verifier="wangxi-town")
    assert refused.value.code == "act.guard"
    assert not Proceeding.objects.filter(procedure="tracked_task").exists()


def test_a_milestone_may_fall_on_the_deadline_and_not_a_day_later(city):
    task(city, milestones=[(DUE, "完成")])
    with pytest.raises(Refused):
        task(city, milestones=[(DUE + timedelta(days=1), "完成")])


def test_progress_is_said_by_the_unit_and_stays_a_percentage(city):
    drive = task(city)
    for wrong in ("-1", "101"):
        with pytest.raises(Refused):
            drive.do("report_progress", "town", fields={"progress": wrong})
    drive.day = MONDAY + timedelta(days=10)
    act = drive.do("report_progress", "town", fields={"progress": "40"})
    assert row(drive).progress == 40
    assert drive.due("tasks.progress_report") == date(2026, 7, 11)
    drive.do("correct", "town", fields={"number": act.seq})
    assert row(drive).progress is None


def test_only_the_responsible_unit_reports(city):
    drive = task(city)
    for other in ("inspector", "clerk", "handler", "acceptor"):
        with pytest.raises(Refused) as refused:
            drive.do("report_progress", other, fields={"progress": "10"})
        assert refused.value.code == "act.not_you"


def test_it_is_extended_on_the_last_day_not_after_and_once(city):
    drive = task(city)
    drive.day = DUE + timedelta(days=1)
    with pytest.raises(Refused):
        drive.do("extend", "inspector", fields={"deadline": str(DUE + timedelta(days=30))})
    drive.day = DUE
    with pytest.raises(Refused):
        drive.do("extend", "inspector", fields={"deadline": str(DUE)})
    drive.do("extend", "inspector", fields={"deadline": str(DUE + timedelta(days=30))})
    assert row(drive).deadline == drive.due("tasks.deadline") == DUE + timedelta(days=30)
    with pytest.raises(Refused):
        drive.do("extend", "inspector", fields={"deadline": str(DUE + timedelta(days=60))})


@pytest.mark.parametrize("result", ["incomplete", "false_rectification", "surface_rectification", "blanket_measure"])
def test_what_is_returned_goes_on_under_a_new_deadline(city, result):
    drive = task(city).step("report_done", "town")
    with pytest.raises(Refused):
        drive.do("verify", "clerk", fields={"result": result})
    with pytest.raises(Refused):
        drive.do("verify", "clerk", fields={"result": result, "deadline": str(drive.day)})
    drive.do("verify", "clerk", fields={"result": result, "deadline": str(drive.day + timedelta(days=1))})
    assert drive.state == "underway"
    assert row(drive).deadline == drive.due("tasks.deadline") == drive.day + timedelta(days=1)


def test_only_the_verifying_unit_verifies_and_the_setter_closes_out(city):
    drive = task(city).step("report_done", "town")
    assert (drive.clock("tasks.deadline").status, drive.clock("tasks.verification").status) == ("stopped", "running")
    for other in ("town", "inspector", "acceptor"):
        with pytest.raises(Refused):
            drive.do("verify", other, fields={"result": "passed"})
    drive.do("verify", "clerk", fields={"result": "passed"})
    with pytest.raises(Refused):
        drive.do("close", "clerk")
    drive.do("close", "inspector")
    assert drive.state == "closed"
    drive.holds()


def test_a_task_is_cancelled_with_a_reason_that_is_coded(city):
    drive = task(city)
    with pytest.raises(Refused):
        drive.do("cancel", "inspector", fields={"ground": ""})
    drive.do("cancel", "inspector", fields={"ground": "merged"})
    assert drive.state == "cancelled"
    drive.holds()


def test_overdue_ones_come_first_and_are_counted_from_the_day_after(city):
    late = task(city, deadline=DUE - timedelta(days=1))
    soon = task(city)
    done = task(city, deadline=DUE - timedelta(days=9)).step("report_done", "town")
    assert figures(TrackedTask.objects.all(), DUE).overdue == 1
    assert figures(TrackedTask.objects.all(), DUE - timedelta(days=1)).overdue == 0
    counted = figures(TrackedTask.objects.all(), DUE)
    assert (counted.whole, counted.open, counted.waiting, counted.closed) == (3, 3, 1, 0)
    order = [one.proceeding_id for one in overdue_first(TrackedTask.objects.all(), DUE)]
    assert order == [late.matter.pk, done.matter.pk, soon.matter.pk]
