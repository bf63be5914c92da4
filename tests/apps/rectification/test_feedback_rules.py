"""Feedback is over when every finding is closed out; a plan names everything; the same file adds nothing."""

from datetime import date, timedelta

import pytest

from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.chapters import ERASERS
from qingtian.apps.proceedings.models import Link, Proceeding
from qingtian.apps.rectification.actions.enter_findings import enter_findings, look_at
from qingtian.apps.rectification.back_schedule import Step, backwards
from qingtian.apps.rectification.models import ComplaintBatch, Feedback, Finding, TransferredComplaint
from qingtian.apps.rectification.queries import figures, told
from qingtian.errors import Refused
from qingtian.language import Text
from qingtian.law import Calendar
from tests.apps.proceedings.driving import MONDAY, Drive, petition
from tests.conftest import at
from tests.publishing import cleared_notice
from tests.rectification_plans import ITEMS, word_list

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
FEEDBACK = MONDAY - timedelta(days=3)


def received(city, **more):
    fields = {
        "subject": "第二轮省级督察反馈",
        "level": "provincial",
        "round": "第二轮",
        "feedback_on": str(FEEDBACK),
        "office": "office",
    }
    matter = open_proceeding(
        "inspection_feedback",
        by=city.actor("inspector", MONDAY),
        on=MONDAY,
        now=at(MONDAY),
        title=fields["subject"],
        fields={**fields, **more},
    )
    return Drive(city, matter)


def enter(drive, path, **more):
    entry = enter_findings(
        Feedback.objects.get(proceeding=drive.matter),
        path,
        name="整改方案.docx",
        by=drive.actor("inspector"),
        on=drive.day,
        now=at(drive.day),
        expected_seq=drive.matter.seq,
        **more,
    )
    drive.matter.refresh_from_db()
    return entry


@pytest.fixture
def entered(city, tmp_path):
    drive = received(city)
    enter(drive, word_list(tmp_path / "plan.docx"))
    return drive


def follow(drive, number, way="task", **more):
    county = "wangxi-town" if way == "task" else "wangxi-government"
    fields = {"finding": number, "way": way, "area": "wangxi", "county": county, **more}
    drive.do("follow_finding", "inspector", fields=fields)
    return Finding.objects.get(feedback__proceeding=drive.matter, number=number).followed_by


def approved(drive):
    for act in ("draft_plan", "submit_plan", "approve_plan"):
        drive.do(act, "inspector")
    return drive


def test_a_higher_inspection_starts_both_clocks_from_the_feedback(city):
    drive = received(city)
    assert drive.due("cases.central_progress_report") == date(2026, 11, 29)
    assert drive.clock("cases.central_plan").start == str(FEEDBACK)
    assert drive.clock("cases.central_plan").status == "running"


def test_a_city_inspection_says_itself_when_the_plan_is_due(city):
    with pytest.raises(Refused):
        received(city, level="city")
    drive = received(city, level="city", plan_due="2026-07-01")
    assert drive.due("rectification.plan") == date(2026, 7, 1)
    assert "cases.central_plan" not in drive.projection.clocks


def test_feedback_of_tomorrow_is_refused_and_of_today_taken(city):
    with pytest.raises(Refused):
        received(city, feedback_on=str(MONDAY + timedelta(days=1)))
    received(city, feedback_on=str(MONDAY))


def test_a_look_at_a_file_writes_nothing(city, tmp_path):
    drive = received(city)
    entry = look_at(Feedback.objects.get(proceeding=drive.matter), word_list(tmp_path / "p.docx"))
    assert (len(entry.new), entry.same, entry.seen) == (3, 0, False)
    assert not Finding.objects.exists()
    drive.matter.refresh_from_db()
    assert drive.matter.seq == 1


def test_the_same_file_and_the_same_findings_add_nothing(entered, tmp_path):
    acts = entered.matter.seq
    again = enter(entered, tmp_path / "plan.docx")
    assert again.seen
    other = enter(entered, word_list(tmp_path / "other.docx", ITEMS[:2]))
    assert (len(other.new), other.same) == (0, 2)
    assert (entered.matter.seq, Finding.objects.count()) == (acts, 3)
    entered.holds()


def test_another_text_under_a_known_number_is_rejected_not_overwritten(entered, tmp_path):
    changed = (ITEMS[0][0], "换了一个问题。", *ITEMS[0][2:])
    entry = enter(entered, word_list(tmp_path / "changed.docx", [changed]))
    assert [reject.faults[0].column.name for reject in entry.rejects] == ["number"]
    assert Finding.objects.get(number="1").text == ITEMS[0][1]


def test_entering_without_a_file_is_refused(city):
    drive = received(city)
    with pytest.raises(Refused) as refused:
        drive.do("enter_findings", "inspector", fields={"taken": "1", "rejected": "0"})
    assert refused.value.code == "rectification.no_table"


def test_a_voided_import_takes_its_findings_back_and_the_file_may_come_again(entered, tmp_path):
    entered.do("correct", "inspector", fields={"number": 2})
    assert not Finding.objects.exists()
    assert len(enter(entered, tmp_path / "plan.docx").new) == 3


def test_a_plan_that_lacks_an_accepting_unit_waits_until_it_is_amended(city, tmp_path):
    drive = received(city)
    with pytest.raises(Refused):
        drive.do("draft_plan", "inspector")
    enter(drive, word_list(tmp_path / "p.docx", [(*ITEMS[0][:7], ""), ITEMS[1]]))
    assert told(drive.matter)["1"]["lacks"] == ["accepting"]
    with pytest.raises(Refused) as refused:
        drive.do("draft_plan", "inspector")
    assert "1" in refused.value.message.zh
    drive.do("amend_finding", "inspector", fields={"finding": "1", "accepting": "市生态环境局"})
    drive.do("draft_plan", "inspector")
    assert drive.state == "planned"


def test_an_unknown_number_is_refused(entered):
    with pytest.raises(Refused):
        entered.do("amend_finding", "inspector", fields={"finding": "99", "accepting": "市局"})


def test_sending_the_plan_up_stops_its_clock(entered):
    approved(entered)
    assert entered.clock("cases.central_plan").status == "stopped"
    assert entered.clock("cases.central_progress_report").status == "running"


def test_a_plan_is_published_only_through_the_gate(city, entered):
    approved(entered)
    with pytest.raises(Refused):
        entered.do("publish_plan", "inspector")
    cleared_notice(city, entered.matter, "整改方案公开稿。", entered.day)
    entered.do("publish_plan", "inspector")
    assert entered.state == "published"


def test_a_finding_followed_by_a_case_stands_where_the_case_stands(entered):
    approved(entered)
    case = follow(entered, "1", "case")
    assert (case.procedure, case.case.source, case.case.source_level) == ("five_ones_case", "inspection", "provincial")
    assert Link.objects.filter(source=entered.matter, target=case, kind="gave_rise_to").exists()
    with pytest.raises(Refused):
        follow(entered, "1", "case")
    assert told(entered.matter)["1"]["closed"] is False
    Proceeding.objects.filter(pk=case.pk).update(state="closed")
    assert told(entered.matter)["1"]["closed"] is True


def test_a_finding_whose_task_was_cancelled_may_be_followed_again(entered):
    approved(entered)
    first = follow(entered, "1")
    Drive(entered.city, first, entered.day).step("cancel", "inspector")
    assert told(entered.matter)["1"]["followed"] == ""
    assert follow(entered, "1") != first
    feedback = Feedback.objects.get(proceeding=entered.matter)
    assert figures([feedback], entered.day)[feedback.pk].followed == 1


def test_a_task_takes_the_printed_day_or_asks_for_one(entered):
    approved(entered)
    assert follow(entered, "1").tracked_task.deadline == date(2026, 12, 31)
    with pytest.raises(Refused):
        follow(entered, "2")
    assert follow(entered, "2", deadline="2026-12-01").tracked_task.deadline == date(2026, 12, 1)


def test_it_is_complete_only_when_every_finding_is_closed_out(entered):
    approved(entered).do("start_rectifying", "inspector")
    opened = [follow(entered, "1"), follow(entered, "2", deadline="2026-12-01"), follow(entered, "3")]
    with pytest.raises(Refused):
        entered.do("complete", "inspector")
    for one in opened[:2]:
        Proceeding.objects.filter(pk=one.pk).update(state="closed")
    with pytest.raises(Refused):
        entered.do("complete", "inspector")
    Proceeding.objects.filter(pk=opened[2].pk).update(state="closed")
    entered.do("complete", "inspector")
    entered.do("end", "inspector")
    assert entered.matter.ended_on == entered.day
    entered.holds()


def test_reports_go_up_until_no_more_are_asked(entered):
    approved(entered).do("start_rectifying", "inspector")
    with pytest.raises(Refused):
        entered.do("report_upward", "inspector", fields={"more": "yes", "next_due": str(entered.day)})
    entered.do("report_upward", "inspector", fields={"more": "yes", "next_due": "2026-12-01"})
    assert entered.due("rectification.report") == date(2026, 12, 1)
    assert entered.clock("cases.central_progress_report").status == "stopped"
    entered.do("report_upward", "inspector", fields={"more": "no"})
    assert entered.clock("rectification.report").status == "stopped"


def test_a_back_schedule_stands_until_its_act_is_voided(entered):
    first = {"finding": "1", "milestones": "2026-09-01 装完一半"}
    entered.do("set_schedule", "inspector", fields=first)
    with pytest.raises(Refused):
        entered.do("set_schedule", "inspector", fields={**first, "milestones": "2027-01-01 验收"})
    act = entered.do("set_schedule", "inspector", fields={**first, "milestones": "2026-12-31 销号"})
    assert [m.title for m in Finding.objects.get(number="1").milestones.all()] == ["销号"]
    entered.do("correct", "inspector", fields={"number": act.seq})
    assert [m.title for m in Finding.objects.get(number="1").milestones.all()] == ["装完一半"]


def test_overdue_is_counted_from_the_day_after(entered):
    feedback = Feedback.objects.get(proceeding=entered.matter)
    due = date(2026, 12, 31)
    assert figures([feedback], due)[feedback.pk].overdue == 0
    counted = figures([feedback], due + timedelta(days=1))[feedback.pk]
    assert (counted.whole, counted.followed, counted.closed, counted.overdue) == (3, 0, 0, 1)


def test_the_back_schedule_counts_working_days_back_from_the_deadline():
    steps = [Step(Text("公示", "Notice"), 5), Step(Text("验收", "Acceptance"), 1)]
    found = backwards(date(2026, 6, 30), date(2026, 6, 1), steps, Calendar())
    assert [(day, title.zh) for day, title in found.days] == [
        (date(2026, 6, 11), "措施完成一半"),
        (date(2026, 6, 22), "公示"),
        (date(2026, 6, 29), "验收"),
        (date(2026, 6, 30), "销号"),
    ]
    assert not found.tight


def test_a_deadline_too_near_leaves_out_what_would_lie_in_the_past():
    steps = [Step(Text("公示", "Notice"), 5)]
    found = backwards(date(2026, 6, 3), date(2026, 6, 1), steps, Calendar())
    assert found.tight
    assert [title.zh for _, title in found.days] == ["销号"]


def test_what_was_handed_over_about_an_erased_petition_goes_with_it(city):
    matter = petition(city).matter
    batch = ComplaintBatch.objects.create(
        inspection="回头看", number=1, transferred_on=MONDAY, digest="1", taken_at=at(MONDAY), rejected=0
    )
    words = {"text": "异味", "findings": "属实", "handling": "已改", "accountability": "约谈"}
    TransferredComplaint.objects.create(batch=batch, number="D1", place=1, petition=matter, **words)
    for eraser in ERASERS:
        eraser(matter)
    held = TransferredComplaint.objects.get()
    assert (held.number, held.petition, *(getattr(held, name) for name in words)) == ("D1", None, "", "", "", "")
