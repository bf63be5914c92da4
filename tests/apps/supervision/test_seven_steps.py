"""Each step of the ladder from its draft to its end; acts of another power refused; the days of a suspension."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from qingtian.apps.people.queries import actor_at
from qingtian.apps.proceedings.actions.perform import perform
from qingtian.apps.proceedings.models import Clock, Link
from qingtian.apps.proceedings.queries import projection_of
from qingtian.apps.supervision.steps import STEPS
from qingtian.errors import Refused
from qingtian.procedures.guards.supervision import end_of_next_quarter
from tests.apps.supervision.steps import MONDAY, PASSED, RECEIVED, UPWARD, drafted, head_above
from tests.days import at
from tests.publishing import cleared_notice

pytestmark = pytest.mark.django_db(databases=["default", "identity"])

NOTICE = "窑湾砖厂整改情况公开说明。"
DAY = timedelta(days=1)
APPOINTED = {"planned_on": "2026-06-08", "place": "市督察办会议室", "interviewed": "区政府主要负责人"}
TERM = {"begins": "2026-06-01", "until": "2026-12-01"}
REPLY = {"reply_by": "2026-06-20", "review": "none"}


def public(step):
    cleared_notice(step.city, step.matter, NOTICE, step.day)
    return {"notice": NOTICE, "published_at": "市局网站"}


def answered(step):
    return step.do("reply", "clerk", done="已停产整改。").do("verify", **PASSED)


@pytest.mark.parametrize("name", ["supervision_order", "circular"])
def test_an_order_and_a_circular_run_from_the_draft_to_the_lifting(city, name):
    step = drafted(city, name)
    assert not Clock.objects.filter(proceeding=step.matter).exists(), "a draft starts no clock"
    step.do("approve").do("deliver", receipt="政务网送达，办公室签收")
    assert step.due("supervision.order_reply") == date(2026, 7, 1), "30 days from delivery"
    answered(step).do("lift", opinion="到位。")
    assert step.state == "lifted"
    assert not Clock.objects.filter(proceeding=step.matter, status="running").exists()


def test_a_returned_reply_starts_the_term_again(city):
    step = drafted(city, "supervision_order").do("approve").do("deliver", receipt="送达")
    step.on(date(2026, 6, 20)).do("reply", "clerk", done="已完成。")
    assert step.status("supervision.order_reply") == "stopped"
    step.do("verify", **{**PASSED, "result": "returned"})
    assert (step.state, step.due("supervision.order_reply")) == ("delivered", date(2026, 7, 20))


def test_the_addressee_does_not_verify_itself(city):
    step = (
        drafted(city, "supervision_order").do("approve").do("deliver", receipt="送达").do("reply", "clerk", done="好。")
    )
    with pytest.raises(Refused) as refused:
        step.do("verify", "clerk", **PASSED)
    assert refused.value.code == "act.not_you"


def test_a_letter_on_air_carries_figures_and_measures_and_is_reviewed_after_the_next_quarter(city):
    air = {"trigger": "air", "figures": "PM10 二季度 62，去年同期 55（μg/m³）", "measures": "一、工地喷淋。"}
    with pytest.raises(Refused):
        drafted(city, "reminder_letter", trigger="air")
    step = drafted(city, "reminder_letter", **air)
    with pytest.raises(Refused):
        step.do("approve", **REPLY)
    with pytest.raises(Refused):
        step.do("approve", reply_by="2026-06-20", review="next_quarter", next_quarter_ends="2026-06-30")
    step.do("approve", reply_by="2026-06-20", review="next_quarter", next_quarter_ends="2026-09-30")
    assert step.due("supervision.reminder_reply") == date(2026, 6, 20)
    assert step.due("supervision.effect_review") == date(2026, 10, 30)
    answered(step.do("deliver", receipt="送达"))
    with pytest.raises(Refused):
        step.do("lift", opinion="办结。")
    review = {"next_figures": "PM10 三季度 51，去年同期 54（μg/m³）", "effect": "improved"}
    with pytest.raises(Refused):
        step.on(date(2026, 9, 30)).do("review_effect", **review)
    step.on(date(2026, 10, 1)).do("review_effect", **review).do("lift", opinion="好转。")
    assert step.state == "lifted"
    assert projection_of(step.matter).facts["figures"] == air["figures"], "the figures stay as they were written"


@pytest.mark.parametrize(
    ("day", "end"),
    [
        (date(2026, 3, 31), date(2026, 6, 30)),
        (date(2026, 4, 1), date(2026, 9, 30)),
        (date(2026, 9, 30), date(2026, 12, 31)),
        (date(2026, 10, 1), date(2027, 3, 31)),
        (date(2026, 12, 31), date(2027, 3, 31)),
    ],
)
def test_the_next_quarter_ends_on_its_last_day(day, end):
    assert end_of_next_quarter(day) == end


def test_an_interview_has_minutes_a_plan_in_twenty_working_days_and_is_made_public(city):
    step = drafted(city, "interview").do("approve", **APPOINTED)
    assert step.due("supervision.interview_day") == date(2026, 6, 8)
    step.on(date(2026, 6, 8)).do("hold", interviewed="区长", minutes="指出三个问题，表态整改。")
    plan = step.due("supervision.interview_plan")
    assert plan == date(2026, 7, 7), "20 working days, the Dragon Boat holiday left out"
    step.do("hand_in_plan", "clerk", plan="三项措施。", deadline="2026-08-31")
    assert step.due("supervision.interview_rectification") == date(2026, 8, 31)
    answered(step)
    with pytest.raises(Refused, match="rectification public"):
        step.do("lift", opinion="到位。")
    assert step.do("publish", **public(step)).do("lift", opinion="到位。").state == "lifted"


def test_an_interview_is_not_made_public_around_the_gate(city):
    step = drafted(city, "interview").do("approve", **APPOINTED).on(date(2026, 6, 8))
    step.do("hold", interviewed="区长", minutes="纪要。").do(
        "hand_in_plan", "clerk", plan="措施。", deadline="2026-08-31"
    )
    with pytest.raises(Refused):
        step.do("publish", notice=NOTICE, published_at="网站")


def test_a_listing_has_a_period_one_extension_and_a_public_lifting(city):
    step = drafted(city, "listed_supervision").do("approve").do("deliver", receipt="送达")
    assert step.due("supervision.listed") == date(2027, 6, 1), "12 months by the newer rule"
    with pytest.raises(Refused):
        step.do("extend", until="2027-06-01", why="重大")
    step.do("extend", until="2027-09-01", why="案情重大")
    assert step.due("supervision.listed") == date(2027, 9, 1)
    with pytest.raises(Refused):
        step.do("extend", until="2027-12-01", why="再延")
    answered(step)
    with pytest.raises(Refused):
        step.do("lift", opinion="到位。", notice=NOTICE, published_at="网站")
    assert step.do("lift", opinion="到位。", **public(step)).state == "lifted"


def suspended(city, **term):
    step = drafted(city, "regional_suspension", post="province-inspector")
    return step.do("approve", "province-inspector", **{**TERM, **term})


def test_a_six_month_suspension_is_checked_within_a_month_of_its_expiry(city):
    """Decided on 1 June for six months: it expires on 1 December and is checked by 1 January."""
    step = suspended(city)
    assert step.due("supervision.regional_suspension") == date(2026, 12, 1)
    assert step.due("supervision.regional_suspension_check") == date(2027, 1, 1)
    with pytest.raises(Refused):
        step.on(date(2026, 12, 1)).do("check_on_site", "province-inspector", **PASSED)
    step.on(date(2026, 12, 2)).do("check_on_site", "province-inspector", **PASSED)
    assert step.status("supervision.regional_suspension_check") == "stopped"
    assert step.do("lift", "province-inspector", opinion="通过。", **public(step)).state == "lifted"


@pytest.mark.parametrize(
    ("until", "stands"),
    [("2026-08-31", False), ("2026-09-01", True), ("2027-06-01", True), ("2027-06-02", False)],
)
def test_a_suspension_lasts_three_to_twelve_months(city, until, stands):
    if stands:
        assert suspended(city, until=until).state == "in_force"
        return
    with pytest.raises(Refused, match="2026-09-01"):
        suspended(city, until=until)


@pytest.mark.parametrize(("until", "stands"), [("2027-06-01", True), ("2027-06-02", False), ("2026-12-01", False)])
def test_a_suspension_that_failed_its_check_is_extended_by_six_months_at_most_and_once(city, until, stands):
    step = suspended(city).on(date(2026, 12, 2))
    step.do("check_on_site", "province-inspector", **{**PASSED, "result": "not_passed"})
    if not stands:
        with pytest.raises(Refused):
            step.do("extend", "province-inspector", until=until, why="未达标")
        return
    step.do("extend", "province-inspector", until=until, why="未达标")
    assert step.due("supervision.regional_suspension_check") == date(2027, 7, 1)
    step.on(date(2027, 6, 2)).do("check_on_site", "province-inspector", **{**PASSED, "result": "not_passed"})
    with pytest.raises(Refused):
        step.do("extend", "province-inspector", until="2027-09-01", why="仍未达标")


def test_an_early_check_waits_for_the_shortest_term_and_for_the_report(city):
    step = suspended(city).on(date(2026, 9, 2))
    with pytest.raises(Refused):
        step.do("check_early", "province-inspector", **PASSED)
    step.do("report_done", "clerk", done="已完成。")
    step.do("check_early", "province-inspector", **{**PASSED, "result": "not_passed"})
    assert (step.state, step.status("supervision.regional_suspension_check")) == ("in_force", "running")
    assert step.do("check_early", "province-inspector", **PASSED).state == "checked"


def test_no_early_check_on_the_last_day_of_the_shortest_term(city):
    step = suspended(city).on(date(2026, 9, 1)).do("report_done", "clerk", done="已完成。")
    with pytest.raises(Refused, match="2026-09-01"):
        step.do("check_early", "province-inspector", **PASSED)


@pytest.mark.parametrize("name", ["regional_suspension", "special_inspection"])
def test_a_city_cannot_issue_what_is_a_power_of_the_province(city, name):
    with pytest.raises(Refused, match="province and above"):
        drafted(city, name)
    assert drafted(city, name, **UPWARD).do("send_up").state == "proposed"


def test_a_special_inspection_received_is_carried_out_and_ended_by_the_higher_organ(city):
    step = drafted(city, "special_inspection", **RECEIVED)
    assert step.state == "received"
    answered(step.do("pass_on"))
    with pytest.raises(Refused, match="Provincial Inspection Office"):
        step.do("lift", opinion="办结。")
    assert step.do("record_lifting", lifting_number="云督〔2026〕9号", decided_on="2026-06-01").state == "lifted"


EXTRA = {
    "reminder_letter": REPLY,
    "interview": APPOINTED,
    "regional_suspension": TERM,
}


@pytest.mark.parametrize("name", STEPS)
def test_what_is_proposed_upward_is_not_issued_here_and_the_decision_is_recorded(city, name):
    step = drafted(city, name, **UPWARD)
    with pytest.raises(Refused, match="Provincial Inspection Office"):
        step.do("approve", **EXTRA.get(name, {}))
    step.do("send_up")
    assert not Clock.objects.filter(proceeding=step.matter).exists(), "the higher organ is bound by no clock of ours"
    adopted = {"decision": "adopted", "higher_number": "云督〔2026〕8号"}
    with pytest.raises(Refused):
        step.do("record_decision", decided_on=str(MONDAY + DAY), **adopted)
    step.do("record_decision", decided_on=str(MONDAY), **adopted)
    assert step.do("pass_on", **EXTRA.get(name, {})).state not in ("received", "drafted")
    assert Clock.objects.filter(proceeding=step.matter, status="running").exists()


@pytest.mark.parametrize("name", STEPS)
def test_a_declined_proposal_ends(city, name):
    step = drafted(city, name, **UPWARD).do("send_up")
    step.do("record_decision", decision="declined", higher_number="电话记录", decided_on=str(MONDAY))
    assert step.matter.ended_on == MONDAY


@pytest.mark.parametrize(("act", "told"), [("approve", {}), ("send_up", UPWARD)])
@pytest.mark.parametrize("name", [step for step in STEPS if step not in ("regional_suspension", "special_inspection")])
def test_who_drafted_a_paper_neither_issues_it_nor_sends_it_up(city, name, act, told):
    step = drafted(city, name, **told)
    drafter = city.actor("inspector", step.day)
    again = {"expected_seq": step.matter.seq, "on": step.day, "now": at(step.day)}
    with pytest.raises(Refused, match="somebody else issues it"):
        perform(step.matter, act, by=drafter, fields=EXTRA.get(name, {}) if act == "approve" else {}, **again)
    assert step.do(act, **(EXTRA.get(name, {}) if act == "approve" else {})).state != "drafted"


def test_the_same_person_at_another_post_is_no_other_person(city):
    step = drafted(city, "circular")
    head = head_above(city, "inspector")
    city.people["inspector"].tenures.create(post=city.posts[head], starts=date(2026, 1, 1))
    twice = actor_at(city.people["inspector"], city.posts[head], step.day)
    with pytest.raises(Refused, match="somebody else issues it"):
        perform(
            step.matter, "approve", by=twice, on=step.day, now=at(step.day), fields={}, expected_seq=step.matter.seq
        )


def test_what_is_issued_here_is_not_sent_up_nor_lifted_from_above(city):
    step = drafted(city, "supervision_order")
    with pytest.raises(Refused):
        step.do("send_up")
    answered(step.do("approve").do("deliver", receipt="送达"))
    with pytest.raises(Refused):
        step.do("record_lifting", lifting_number="x", decided_on=str(MONDAY))


@pytest.mark.parametrize("lacking", ["higher", "higher_number"])
def test_what_is_received_names_the_higher_organ_and_its_number(city, lacking):
    with pytest.raises(Refused):
        drafted(city, "circular", **{**RECEIVED, lacking: ""})


def test_one_matter_has_one_open_step_of_a_kind(city):
    about = drafted(city, "reminder_letter").matter
    first = drafted(city, "supervision_order", about=about.number)
    assert Link.objects.filter(source=about, target=first.matter, kind=Link.Kind.GAVE_RISE_TO).exists()
    with pytest.raises(Refused) as refused:
        drafted(city, "supervision_order", about=about.number)
    assert refused.value.code == "supervision.same_step_open"
    drafted(city, "circular", about=about.number)
    first.do("withdraw", why="重复")
    drafted(city, "supervision_order", about=about.number)
