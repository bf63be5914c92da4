"""Handling beyond the plain road: every rule of hearing, joint handling, withdrawal, mediation at its border."""

from datetime import timedelta

import pytest

from qingtian.apps.petitions.policy import may_open_identity
from qingtian.apps.petitions.queries import answers_for
from qingtian.apps.proceedings.queries import possible
from qingtian.errors import Refused
from tests.apps.petitions.test_petition_rules import DAY, refused, running
from tests.apps.proceedings.driving import petition
from tests.publishing import drafted

pytestmark = [pytest.mark.django_db(databases=["default", "identity"]), pytest.mark.once]


def allowed(drive, post):
    return {p.transition.act for p in possible(drive.matter, drive.actor(post), drive.day) if p.allowed}


def guarded():
    return refused("act.guard")


def later(drive, days):
    return (drive.day + timedelta(days=days)).isoformat()


def test_an_incident_is_reported_the_day_it_is_registered_and_sorts_before_all_else(city):
    drive = petition(city)
    drive.do("register", fields={"urgent": "1"})
    assert drive.matter.next_due == drive.due("petitions.incident_report") == drive.day
    drive.do("report_incident", "petition-officer")
    assert "petitions.incident_report" not in running(drive)
    assert drive.projection.facts["incident"] == "sudden_incident"
    drive.holds()


def test_an_ordinary_registration_asks_for_no_report_at_once(city):
    assert "petitions.incident_report" not in petition(city).to("registered").projection.clocks


def test_the_responsible_organ_waits_for_every_co_handler(city):
    drive = petition(city).to("accepted").step("investigate")
    with guarded():
        drive.do("join", fields={"co_handler": "branch"})
    with guarded():
        drive.do("join", fields={"co_handler": "branch-2", "co_handler_2": "branch-2"})
    with guarded():
        drive.do("join", fields={"settled": "superior"})
    drive.do("join", fields={"settled": "conference", "decision": "联席会议纪要第3次"})
    with guarded():
        drive.do("conclude")
    assert "contribute" in allowed(drive, "handler-2")
    assert not {"conclude", "reply", "extend", "investigate"} & allowed(drive, "handler-2"), "one organ is responsible"
    drive.do("contribute", "handler-2")
    drive.do("conclude")
    assert drive.clock("petitions.reply").owner["chain"][-1] == "branch"


def test_who_withdrew_can_do_nothing_more_and_opens_no_identity(city):
    drive = petition(city).to("accepted")
    before = allowed(drive, "handler")
    assert may_open_identity(drive.actor("handler"), drive.matter)
    with guarded():
        drive.do("decide_withdrawal")
    drive.do("ask_withdrawal", fields={"official": "handler"})
    with guarded():
        drive.do("decide_withdrawal", fields={"replacement": "handler"})
    drive.do("decide_withdrawal")
    assert "investigate" in before
    assert allowed(drive, "handler") == set()
    with refused("act.withdrawn"):
        drive.do("investigate", "handler")
    with refused("act.withdrawn"):
        drive.do("note_upstream", "handler")
    assert not may_open_identity(drive.actor("handler"), drive.matter)
    assert may_open_identity(drive.actor("branch-head"), drive.matter)
    drive.do("investigate", "branch-head")
    other = petition(city).to("accepted")
    assert "investigate" in allowed(other, "handler"), "only this matter"


def test_a_withdrawal_that_was_refused_or_voided_binds_nobody(city):
    drive = petition(city).to("accepted").step("ask_withdrawal")
    drive.do("decide_withdrawal", fields={"decision": "refused"})
    assert "investigate" in allowed(drive, "handler")
    decided = drive.do("decide_withdrawal").seq
    assert "investigate" not in allowed(drive, "handler")
    drive.do("correct", "branch-head", fields={"number": decided})
    assert "investigate" in allowed(drive, "handler")


def test_nobody_decides_on_their_own_withdrawal_nor_on_a_stranger(city):
    drive = petition(city).to("accepted")
    with guarded():
        drive.do("ask_withdrawal", fields={"official": "acceptor"})
    drive.do("ask_withdrawal", "handler", fields={"official": "branch-head"})
    with guarded():
        drive.do("decide_withdrawal", "branch-head", fields={"official": "branch-head", "replacement": "handler"})


@pytest.mark.parametrize(("days", "passes"), [(-1, False), (0, True), (1, True)])
def test_a_hearing_lies_on_or_after_the_day_of_its_notice(city, days, passes):
    drive = petition(city).to("accepted")
    fields = {"planned_on": later(drive, days)}
    if not passes:
        with guarded():
            drive.do("call_hearing", fields=fields)
        return
    drive.do("call_hearing", fields=fields)
    assert drive.matter.papers.filter(template="petition_hearing_notice").exists()


def test_a_hearing_while_handling_does_not_stop_the_clock_and_follows_its_notice(city):
    drive = petition(city).to("accepted")
    due = drive.due("petitions.handling")
    with guarded():
        drive.do("hold_hearing")
    drive.step("call_hearing")
    with guarded():
        drive.do("hold_hearing", fields={"held_on": later(drive, 1)})
    drive.do("hold_hearing")
    assert (drive.due("petitions.handling"), drive.clock("petitions.handling").status) == (due, "running")


def test_mediation_ends_a_matter_only_with_an_agreement_that_is_then_performed(city):
    drive = petition(city).to("accepted").step("investigate")
    drive.do("mediate", fields={"result": "not_agreed", "terms": "", "perform_by": ""})
    with guarded():
        drive.do("conclude", fields={"outcome": "mediated"})
    for lacking in ({"terms": ""}, {"perform_by": ""}, {"perform_by": later(drive, -1)}):
        with guarded():
            drive.do("mediate", fields=lacking)
    drive.do("mediate", fields={"perform_by": later(drive, 20)})
    assert drive.due("petitions.mediation") == drive.day + 20 * DAY
    drive.do("conclude", fields={"outcome": "mediated"})
    assert "petitions.execution" not in running(drive)
    with guarded():
        drive.do("carry_out", fields={"what": "opinion"})
    with guarded():
        drive.do("carry_out", fields={"what": "agreement", "done": "partly"})
    drive.do("carry_out", fields={"what": "agreement", "done": "partly", "next_by": later(drive, 40)})
    assert drive.due("petitions.mediation") == drive.day + 40 * DAY
    drive.do("carry_out", fields={"what": "agreement"})
    assert "petitions.mediation" not in running(drive)
    drive.holds()


@pytest.mark.parametrize(("outcome", "watched"), [("supported", True), ("explained", False), ("not_supported", False)])
def test_only_an_opinion_in_support_has_to_be_carried_out(city, outcome, watched):
    drive = petition(city).to("accepted").step("investigate")
    drive.do("conclude", fields={"outcome": outcome})
    assert ("petitions.execution" in running(drive)) is watched
    if not watched:
        with guarded():
            drive.do("carry_out")
        return
    assert drive.due("petitions.execution") == drive.day + 30 * DAY
    drive.to("closed")
    assert "petitions.execution" in running(drive), "closing does not carry it out"
    drive.do("carry_out")
    assert "petitions.execution" not in running(drive)


def test_a_supervision_has_a_ground_a_day_and_an_answer(city):
    drive = petition(city).to("closed")
    with guarded():
        drive.do("answer_supervision", "handler")
    with guarded():
        drive.do("supervise", "inspector", fields={"answer_by": later(drive, -1)})
    drive.do("supervise", "inspector", fields={"ground": "not_carried_out", "answer_by": later(drive, 0)})
    clock = drive.clock("petitions.supervision")
    assert (drive.due("petitions.supervision"), clock.owner["chain"][-1]) == (drive.day, "branch")
    drive.do("answer_supervision", "handler")
    assert "petitions.supervision" not in running(drive)


def test_a_supervision_follows_the_matter_to_the_next_unit(city):
    drive = petition(city).to("assigned").step("supervise").step("object")
    assert drive.clock("petitions.supervision").owner["chain"][-1] == "petitions"
    drive.do("sort")
    drive.do("forward", fields={"handler": "branch-2"})
    assert drive.clock("petitions.supervision").owner["chain"][-1] == "branch-2"


def test_an_assigned_matter_is_reported_by_its_day_and_an_unclear_report_is_redone_in_the_time_left(city):
    drive = petition(city).to("duty")
    drive.do("assign", fields={"report_back_by": later(drive, 30)})
    drive.do("accept")
    handling = drive.due("petitions.handling")
    assert drive.due("petitions.report_back") == drive.day + 30 * DAY
    drive.do("investigate")
    drive.do("conclude")
    with guarded():
        drive.do("send_back")
    drive.do("report_back")
    assert "petitions.report_back" not in running(drive)
    drive.day += 10 * DAY
    drive.do("send_back", fields={"report_back_by": later(drive, 15)})
    assert (drive.state, drive.due("petitions.handling")) == ("accepted", handling), "no new sixty days"
    assert running(drive) == {"petitions.handling", "petitions.report_back"}
    drive.holds()


def test_an_objection_takes_the_day_to_report_away(city):
    drive = petition(city).to("duty").step("assign").step("object")
    assert "petitions.report_back" not in running(drive)


def test_a_failed_spot_check_opens_the_matter_and_another_unit_takes_it(city):
    drive = petition(city).to("closed")
    with refused("act.not_you"):
        drive.do("spot_check", "handler")
    drive.do("spot_check", "inspector")
    assert drive.state == "closed"
    drive.do("spot_check", "inspector", fields={"result": "failed"})
    assert (drive.state, drive.matter.ended_on) == ("second_look", None)
    with guarded():
        drive.do("second_look", fields={"handler": "branch"})
    drive.do("second_look")
    assert drive.projection.organ("handler") == "branch-2"


def test_whoever_is_led_elsewhere_gets_a_notice_that_says_where(city):
    drive = petition(city).to("diverted")
    paper = drive.do("tell_direction").paper
    assert paper.template == "petition_direction_notice"


def test_a_complaint_about_a_reply_is_declined_with_the_way_to_the_review(city):
    drive = petition(city).to("registered")
    drive.do("decline", fields={"ground": "dissatisfied_with_reply", "where_to_go": "向市生态环境局申请复查"})
    assert drive.state == "declined"


def test_an_opinion_upheld_in_re_review_still_has_to_be_carried_out(city):
    drive = petition(city).to("re_reviewing")
    drive.do("re_review", fields={"result": "upheld"})
    assert (drive.state, running(drive)) == ("ended", {"petitions.execution"})


def test_a_call_back_says_how_it_ended(city):
    drive = petition(city).to("closed")
    with pytest.raises(Refused):
        drive.do("call_back", "handler", fields={"result": ""})
    drive.do("call_back", "handler", fields={"result": "not_reached"})
    assert drive.projection.facts["called_back"] == "not_reached"


@pytest.mark.parametrize(
    ("state", "answers"),
    [("received", "receiver"), ("assigned", "receiver"), ("accepted", "handler"), ("reviewing", "reviewer")],
)
def test_who_was_asked_first_answers_until_another_organ_has_accepted(city, state, answers):
    drive = petition(city)
    assert answers_for(drive.to(state).projection if state != "received" else drive.projection) == answers


def test_a_re_review_opinion_is_published_only_after_a_hearing(city):
    drive = petition(city).to("re_reviewing")
    about = {"kind": "review_opinion", "subject": "复核意见", "source": drive.matter.number}
    drive.do("re_review")
    with refused("publication.not_heard"):
        drafted(city, drive.day, **about)
    heard = petition(city).to("re_reviewing").step("end_hearing").step("re_review")
    assert drafted(city, heard.day, **{**about, "source": heard.matter.number}).state


def test_registering_as_urgent_does_not_begin_the_clock_of_a_collective_visit_anew(city):
    drive = petition(city, channel="visit", present=5)
    drive.day += DAY
    drive.do("register", fields={"urgent": "1"})
    assert drive.due("petitions.incident_report") == drive.day - DAY
    drive.do("report_incident", "petition-officer")
    assert "petitions.incident_report" not in running(drive)
    drive.holds()


@pytest.mark.parametrize("report", [{"channel": "phone", "present": 5}, {"channel": "visit"}])
def test_nobody_present_is_no_collective_visit(city, report):
    assert "petitions.incident_report" not in petition(city, **report).projection.clocks
