"""A matter names a duty of the list in force on the day of the act, or says that none was found, and why."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from qingtian.apps.people.duty_lists import duties_in_force, duty_reference, list_in_force
from qingtian.apps.people.models import Duty, DutyList
from qingtian.apps.proceedings.chapters import ERASERS
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.responsibility.actions.index_duty import forget_duty
from qingtian.apps.responsibility.models import MatterDuty
from qingtian.procedures import load_procedures
from qingtian.procedures.decide import FieldsRefused
from qingtian.procedures.duties import LONGEST_REASON
from tests.apps.oversight.walk import Walk
from tests.apps.proceedings.driving import case
from tests.apps.responsibility.lists import CHANGE, NEW, OLD, day_before, duty_lists
from tests.small_city import SmallCity

Visit = Callable[..., Walk]

pytestmark = pytest.mark.django_db(databases=["default", "identity"])


@pytest.fixture(autouse=True)
def lists(city: SmallCity) -> None:
    duty_lists()


@pytest.fixture
def visit(city: SmallCity, django_capture_on_commit_callbacks: Any) -> Visit:
    """Opens a visit that names this duty, and runs what listens."""

    def opened(duty: str, day: date = CHANGE) -> Walk:
        with django_capture_on_commit_callbacks(execute=True):
            return Walk(city, "visit", day=day, duty=duty, meeting_on=(day + timedelta(days=9)).isoformat())

    return opened


def refusal(visit: Visit, duty: str, day: date = CHANGE) -> str:
    with pytest.raises(FieldsRefused) as refused:
        visit(duty, day)
    return refused.value.faults["duty"].en


def test_a_version_holds_from_its_first_day_and_the_one_before_to_the_day_before():
    assert [list_in_force(day).version for day in (day_before(), CHANGE)] == [OLD, NEW]
    assert list_in_force(date(2024, 12, 31)) is None
    assert list_in_force(date(2025, 1, 1)).version == OLD
    DutyList.objects.filter(version=NEW).update(in_force_to=date(2026, 12, 31))
    assert list_in_force(date(2026, 12, 31)).version == NEW
    assert list_in_force(date(2027, 1, 1)) is None


def test_duties_stand_by_organ_and_by_number_as_it_is_read():
    Duty.objects.create(
        duty_list=DutyList.objects.get(version=NEW),
        number="9",
        organ=Duty.objects.get(number="10").organ,
        text_zh="另一条",
        text_en="Another",
        basis="三定规定",
    )
    assert [duty.number for duty in duties_in_force(CHANGE) if duty.organ.code == "branch"] == ["9", "10"]


def test_a_duty_of_another_day_is_refused_with_its_days(visit):
    said = refusal(visit, f"{OLD}#2")
    assert "no duty of the list in force on 2026-06-01" in said
    assert "list 2025, 2025-01-01 to replaced by a later version" in said
    assert "list 2026" in refusal(visit, f"{NEW}#2", day_before())
    assert visit(f"{OLD}#2", day_before()).matter.matter_duty.duty.duty_list.version == OLD


def test_an_unknown_duty_and_words_instead_of_one_are_refused(visit):
    for typed in (f"{NEW}#99", "管住扬尘", "2026", "#1", "noneXX"):
        assert "was not found" in refusal(visit, typed)


def test_none_found_wants_a_reason(visit):
    for typed in ("none", "none:", "none: \n "):
        assert "say why" in refusal(visit, typed)
    assert "longer than" in refusal(visit, "none:" + "长" * (LONGEST_REASON + 1))
    row = visit("none：" + "长" * LONGEST_REASON).matter.matter_duty
    assert (row.duty, len(row.why_none)) == (None, LONGEST_REASON)


def test_the_trail_keeps_the_words_of_that_day(visit):
    walk = visit(f"{NEW}#3")
    Duty.objects.filter(number="3", duty_list__version=NEW).update(text_zh="改了字")
    told = Proceeding.objects.get(pk=walk.matter.pk).projection["facts"]["duty"]
    assert told["name"]["zh"] == "3 督察督办"
    assert (told["owed_by"], told["owed_at"], told["duty"]) == ("office", "inspector", f"{NEW}#3")
    assert duty_reference(f"{NEW}#3", CHANGE)["name"]["zh"] == "3 改了字"


def test_the_last_answer_of_a_case_stands_and_an_act_without_one_changes_nothing(
    city, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        drive = case(city, CHANGE)
    assert not MatterDuty.objects.exists()
    for duty, number in ((f"{NEW}#3", "3"), ("none:两家都写了", None)):
        with django_capture_on_commit_callbacks(execute=True):
            drive.do("name_duty", "inspector", fields={"duty": duty})
        row = MatterDuty.objects.get()
        assert (row.duty and row.duty.number) == number
    assert row.why_none == "两家都写了"
    with django_capture_on_commit_callbacks(execute=True):
        drive.do("list", "mayor", fields={"confirmed_by": "会议"})
    assert MatterDuty.objects.get() == row


def test_a_reason_goes_with_the_content_of_its_matter_and_a_duty_stays(visit):
    assert forget_duty in ERASERS
    named, none = visit(f"{NEW}#3").matter, visit("none:没有写").matter
    for matter in (named, none):
        forget_duty(matter)
    assert [row.proceeding for row in MatterDuty.objects.all()] == [named]


def test_every_procedure_that_asks_sets_the_fact_the_index_reads():
    asking = {one.id for one in load_procedures() for t in one.transitions for f in t.fields if f.type == "duty"}
    assert asking == {
        "five_ones_case", "annual_report", "special_work_report", "enforcement_inspection", "special_inquiry",
        "interpellation", "visit", "court_enforcement",
    }  # fmt: skip


def test_an_answer_that_is_voided_gives_way_to_the_one_before_and_the_first_to_none(
    city, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        drive = case(city, CHANGE)
        first = drive.do("name_duty", "inspector", fields={"duty": f"{NEW}#3"})
        second = drive.do("name_duty", "inspector", fields={"duty": f"{NEW}#1"})
    for voided, number in ((second, "3"), (first, None)):
        with django_capture_on_commit_callbacks(execute=True):
            drive.do("correct", "inspector", fields={"number": voided.seq})
        row = MatterDuty.objects.filter(proceeding=drive.matter).first()
        assert (row.duty.number if row and row.duty else None) == number
    assert not MatterDuty.objects.exists()
