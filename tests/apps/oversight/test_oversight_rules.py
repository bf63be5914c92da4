"""The congress' supervision: clocks counted back from the meeting, opinions and commitments that become tasks."""

from datetime import date, timedelta

import pytest

from qingtian.apps.oversight.models import AnnualDraft, OversightItem
from qingtian.apps.oversight.queries import addressed_to, sheets
from qingtian.apps.places.models import Area
from qingtian.apps.proceedings.models import Clock
from qingtian.apps.proceedings.records import records_of
from qingtian.apps.tasks.models import TrackedTask
from qingtian.errors import Refused
from tests.apps.oversight.walk import MEETING, OPENED, Walk
from tests.apps.responsibility.lists import duty_lists
from tests.conftest import at

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
COMMENT, REVISED, MEMBERS = "congress.report_for_comment", "congress.report_revised", "congress.report_to_members"
ITEMS = "2027-03-01 公布扬尘名单\n2027-04-01 完成十二家改造"


def refused(walk, act, **fields):
    with pytest.raises(Refused) as found:
        walk.do(act, **fields)
    return found.value


def special(city, **more):
    return Walk(city, "special_work_report", **more)


def delivered(city):
    walk = special(city).do("send_for_comment", to_whom="城环资工委")
    walk.do("hand_in_revised", changes="补充数据", answered="逐条回应")
    return walk.do("send_to_members", copies="35")


def test_a_report_heard_on_25_december_is_due_on_the_5th_15th_and_18th(city):
    walk = special(city)
    assert walk.clocks == {
        COMMENT: (date(2026, 12, 5), "running"),
        REVISED: (date(2026, 12, 15), "running"),
        MEMBERS: (date(2026, 12, 18), "running"),
    }
    row = Clock.objects.get(proceeding=walk.matter, key=COMMENT)
    assert row.derivation["advised"] == "2026-12-04"  # the 5th is a Saturday
    assert row.derivation["runs"][0]["from"] == "2026-12-05"  # in the order of the calendar
    assert row.owner_organ == "city-government"
    walk.holds()


def test_a_moved_meeting_counts_back_anew_what_is_not_sent_yet(city):
    walk = special(city).do("send_for_comment", to_whom="城环资工委")
    assert "原来" in refused(walk, "move_meeting", meeting_on=MEETING.isoformat(), why="议程调整").message.zh
    walk.do("move_meeting", meeting_on="2026-12-29", why="议程调整")
    assert walk.clocks == {
        COMMENT: (date(2026, 12, 5), "stopped"),
        REVISED: (date(2026, 12, 19), "running"),
        MEMBERS: (date(2026, 12, 22), "running"),
    }
    assert OversightItem.objects.get(proceeding=walk.matter).meeting_on == date(2026, 12, 29)
    walk.holds()


def test_a_meeting_that_is_voided_stands_where_it_stood(city):
    walk = special(city).do("move_meeting", meeting_on="2026-12-29", why="议程调整")
    walk.do("correct", number=str(walk.matter.seq), why="录错了")
    assert OversightItem.objects.get(proceeding=walk.matter).meeting_on == MEETING
    assert walk.clocks[COMMENT][0] == date(2026, 12, 5)


def test_it_is_heard_on_the_day_of_the_meeting_not_the_day_before(city):
    walk = delivered(city).on(MEETING - timedelta(days=1))
    refused(walk, "hear", reporter="head")
    assert walk.on(MEETING).do("hear", reporter="head").state == "heard"


def test_a_department_reports_only_with_the_delegation(city):
    walk = delivered(city).on(MEETING)
    assert "书面委托" in refused(walk, "hear", reporter="delegate").message.zh


def test_opinions_become_tasks_and_start_the_time_to_report(city):
    walk = delivered(city).on(MEETING).do("hear", reporter="head")
    walk.do("receive_opinions", opinions="加大力度。", items=ITEMS)
    tasks = TrackedTask.objects.filter(source=walk.matter).order_by("deadline")
    assert [(t.deadline, t.organ.code) for t in tasks] == [
        (date(2027, 3, 1), "office"),
        (date(2027, 4, 1), "office"),
    ]
    assert walk.clocks["congress.opinion_follow_up"] == (date(2027, 3, 25), "running")
    assert refused(walk, "correct", number=str(walk.matter.seq), why="录错了").code == "oversight.tasks_set"
    walk.later().do("report_follow_up", consulted="城环资工委", follow_up="已完成。")
    walk.do("publish_all", published_at="常委会公报 2027 年第 1 期")
    assert (walk.state, {status for _, status in walk.clocks.values()}) == ("published", {"stopped"})
    walk.holds()


def test_a_resolution_names_its_day_and_starts_its_own_clock(city):
    walk = delivered(city).on(MEETING).do("hear", reporter="head")
    refused(walk, "receive_opinions", opinions="作出决议。", resolution="1")
    refused(walk, "receive_opinions", opinions="没有决议。", report_by="2027-02-01")
    walk.do("receive_opinions", opinions="作出决议。", resolution="1", report_by="2027-02-01")
    assert walk.clocks["congress.resolution_report"] == (date(2027, 2, 1), "running")


def test_commitments_of_a_special_inquiry_become_tracked_tasks(city):
    walk = Walk(city, "special_inquiry").on(MEETING)
    refused(walk, "answer_inquiry", attended="市长", answers="问答", items=f"{MEETING} 今天")
    walk.do("answer_inquiry", attended="市长", answers="问答", items=ITEMS)
    assert TrackedTask.objects.filter(source=walk.matter, origin="inquiry").count() == 2
    walk.holds()


@pytest.mark.parametrize(("area", "congress", "enough"), [("city", "congress", 5), ("wangxi", "wangxi-congress", 3)])
def test_an_interpellation_needs_the_signers_of_its_level(city, area, congress, enough):
    given = {"area": area, "congress": congress}
    with pytest.raises(Refused):
        Walk(city, "interpellation", signers=str(enough - 1), **given)
    assert Walk(city, "interpellation", signers=str(enough), **given).state == "received"


def test_a_second_answer_needs_more_than_half_of_the_signers(city):
    walk = Walk(city, "interpellation", signers="6").do(
        "answer_interpellation", form="oral", answer="说明", head="局长"
    )
    for wrong in ("3", "7"):
        refused(walk, "ask_again", dissatisfied=wrong, answer_by="2026-12-10")
    walk.do("ask_again", dissatisfied="4", answer_by="2026-12-10")
    assert walk.clocks["congress.interpellation_answer"] == (date(2026, 12, 10), "running")
    walk.do("answer_again", form="written", answer="再答", head="局长").do("publish_all", published_at="公报")
    walk.holds()


def test_what_a_visit_raises_becomes_tasks(city):
    walk = Walk(city, "visit").on(MEETING)
    walk.do("record_visit", deputies="12", places="河西路", items=ITEMS).do("close_visit", told="书面回复")
    assert TrackedTask.objects.filter(source=walk.matter).count() == 2
    walk.holds()


def test_an_inspection_goes_from_papers_to_the_follow_up_check(city):
    walk = Walk(city, "enforcement_inspection")
    walk.do("submit_materials", self_review="自查").do("record_inspection", form=["on_site"], found="问题")
    walk.do("receive_opinions", opinions="报告", items=ITEMS).do(
        "report_follow_up", consulted="法工委", follow_up="完成"
    )
    walk.do("follow_up_check", found="跟踪").do("publish_all", published_at="公报")
    assert walk.state == "published"
    walk.holds()


def test_a_zone_has_no_congress_and_the_refusal_says_why(city):
    Area.objects.create(
        code="zone",
        name_zh="高新区",
        name_en="High-tech Zone",
        kind="zone",
        parent=city.areas["city"],
        has_congress=False,
    )
    with pytest.raises(Refused) as found:
        Walk(city, "annual_report", area="zone")
    assert "没有人大" in found.value.message.zh
    assert "no congress" in found.value.message.en


def test_it_is_addressed_to_the_congress_of_that_very_area(city):
    with pytest.raises(Refused):
        Walk(city, "annual_report", congress="wangxi-congress")
    with pytest.raises(Refused):
        Walk(city, "annual_report", department="city-government")


def test_the_annual_report_is_heard_within_its_year_and_there_is_one(city):
    for wrong in ("2027-01-01", "2025-12-31"):
        with pytest.raises(Refused):
            Walk(city, "annual_report", hear_by=wrong)
    first = Walk(city, "annual_report")
    assert first.clocks["congress.annual_hearing"] == (date(2026, 12, 31), "running")
    with pytest.raises(Refused) as found:
        Walk(city, "annual_report")
    assert first.matter.number in found.value.message.zh
    first.do("cancel", ground="entered_wrongly", note="录错")
    assert Walk(city, "annual_report").state == "drafting"


@pytest.mark.parametrize(
    ("day", "law"),
    [(date(2026, 8, 14), "环境保护法"), (date(2026, 8, 15), "生态环境法典")],
)
def test_the_law_of_the_day_is_cited_before_and_after_the_code(city, day, law):
    walk = Walk(city, "annual_report", day=day)
    cited = records_of(walk.matter)[0]["cited"]
    assert len(cited) == 1
    assert law in str(cited[0])


def test_a_report_is_approved_only_with_a_frozen_draft_of_its_own(city):
    walk = Walk(city, "annual_report")
    refused(walk, "approve", meeting="第 60 次常务会议")
    refused(walk, "freeze_draft", digest="0" * 64)
    AnnualDraft.objects.create(
        proceeding=walk.matter, as_of=OPENED, figures="{}", sm3="a" * 64, program="t", made_at=at(OPENED)
    )
    walk.do("freeze_draft", digest="a" * 64).do("approve", meeting="第 60 次常务会议").do("submit")
    assert walk.do("hear", reporter="head").clocks["congress.annual_hearing"][1] == "stopped"
    walk.holds()


def test_only_the_government_and_the_department_act(city):
    walk = special(city)
    for other in ("congress-staff", "handler", "town", "mayor"):
        with pytest.raises(Refused) as found:
            walk.do("send_for_comment", by=other, to_whom="城环资工委")
        assert found.value.code == "act.not_you"


def test_a_congress_reads_what_is_addressed_to_it_and_no_other(city):
    walk = special(city)
    assert [one.proceeding for one in addressed_to("congress")] == [walk.matter]
    assert not addressed_to("wangxi-congress").exists()
    walk.do("cancel", ground="merged", note="并入")
    assert not addressed_to("congress").exists()


def test_a_sheet_counts_done_owed_and_late_by_department_and_duty(city):
    walk = special(city)
    duty_lists()
    special(city, duty="2026#3")
    on_time = sheets(OversightItem.objects.all(), 2026, date(2026, 12, 5))
    assert [(s.done, s.owed, s.late) for s in on_time] == [(0, 1, 0), (0, 1, 0)]
    day_after = sheets(OversightItem.objects.all(), 2026, date(2026, 12, 6))
    assert [(s.done, s.owed, s.late) for s in day_after] == [(0, 1, 1), (0, 1, 1)]
    assert sheets(OversightItem.objects.all(), 2025, OPENED) == []
    assert {sheet.duty for sheet in day_after} == {walk.matter.oversight_item.duty, "3 督察督办"}
