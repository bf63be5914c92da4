"""A reconsideration from the copy of the application to its end: whose it is, days, evidence, outcome, effect."""

from __future__ import annotations

from datetime import date

import pytest

from qingtian.apps.penalties.remedies import reconsideration_organs
from qingtian.apps.proceedings.models import Link
from qingtian.apps.proceedings.queries import projection_of
from qingtian.apps.remedies.organs import reconsiderers
from qingtian.apps.remedies.queries import about, correcting
from qingtian.errors import Refused
from tests.apps.remedies.walk import EVIDENCE, answered, party, received

pytestmark = pytest.mark.django_db(databases=["default", "identity"])

KIND = "reconsideration"
DECIDED = {"decision_number": "云府复决〔2026〕9号", "decided_on": "2026-06-20", "reasons": "证据不足。"}
ANSWER, DECISION = "court.reconsideration_answer", "court.reconsideration_decision"


def test_who_reconsiders_follows_the_organ_tree_with_the_rule_for_branches(city):
    found = {code: set(right) for code, right in reconsiderers().items()}
    assert found["eeb"] == {"city-government"}, "a department: the government of its level, not the department above"
    assert found["branch"] == {"city-government", "wangxi-government"}, "a branch in its own name: either of them"
    assert found["branch-2"] == {"city-government"}, "its area has no government in this city"
    assert found["housing"] == {"city-government"}
    assert found["city-government"] == found["province"] == {"province"}
    assert "congress" not in found


@pytest.mark.parametrize("organ", ["wangxi-government", "city-government"])
def test_either_government_may_reconsider_a_branch(city, organ):
    assert received(city, KIND, reviewing=organ).state == "received"


@pytest.mark.parametrize(
    ("respondent", "organ"), [("branch", "province-eeb"), ("branch", "eeb"), ("eeb", "province-eeb")]
)
def test_a_wrong_organ_is_refused_with_the_right_one_and_the_article(city, respondent, organ):
    with pytest.raises(Refused, match="City Government") as refused:
        received(city, KIND, post="legal-officer", respondent=respondent, reviewing=organ)
    assert refused.value.basis == "reconsideration_law_2023 24"


def test_another_organs_application_is_not_entered_here(city):
    with pytest.raises(Refused, match="another organ"):
        received(city, KIND, respondent="branch-2")
    assert received(city, KIND, post="legal-officer").state == "received", "the bureau above may"


@pytest.mark.parametrize(
    ("road", "key", "due"),
    [
        ("ordinary", ANSWER, date(2026, 6, 15)),
        ("simplified", f"{ANSWER}_simplified", date(2026, 6, 8)),
    ],
)
def test_the_reply_is_due_in_working_days_after_the_copy_came_in(city, road, key, due):
    assert received(city, KIND, road=road).due(key) == due


def test_no_reply_without_the_list_of_evidence(city):
    step = received(city, KIND)
    with pytest.raises(Refused, match="List the evidence") as refused:
        step.do("reply", "branch-head", answer="答复。")
    assert refused.value.basis == "reconsideration_law_2023 48"
    step.do("list_evidence", "handler", **EVIDENCE)
    with pytest.raises(Refused) as refused:
        step.do("reply", "handler", answer="答复。")
    assert refused.value.code == "act.not_you", "a head replies"
    assert step.do("reply", "branch-head", answer="答复。").status(ANSWER) == "stopped"


@pytest.mark.parametrize(("day", "late"), [(date(2026, 6, 15), False), (date(2026, 6, 16), True)])
def test_a_late_reply_is_warned_of_and_kept_with_its_reason(city, day, late):
    step = received(city, KIND).do("list_evidence", "handler", **EVIDENCE).on(day)
    if late:
        with pytest.raises(Refused, match="2026-06-15") as refused:
            step.do("reply", "branch-head", answer="答复。")
        assert refused.value.code == "act.reason_wanted"
        return
    assert step.do("reply", "branch-head", answer="答复。").state == "answered"


def test_a_hearing_is_attended_by_the_head_or_by_authorised_staff_with_a_reason(city):
    step = answered(city, KIND).on(date(2026, 6, 10))
    heard = {"held_on": "2026-06-10", "record": "质证两项。"}
    with pytest.raises(Refused, match="state the reason"):
        step.do("attend", "handler", who="staff", **heard)
    with pytest.raises(Refused, match="own staff"):
        step.do("attend", "handler", who="staff", absent_because="同日参加省级会议", **heard)
    step.do("authorise", "handler", agents="某律师事务所律师", powers="一般代理")
    with pytest.raises(Refused, match="own staff"):
        step.do("attend", "handler", who="staff", absent_because="同日参加省级会议", **heard)
    step.do("authorise", "handler", agents="法规科科长", own_staff="yes", powers="一般代理")
    assert step.do("attend", "handler", who="staff", absent_because="同日参加省级会议", **heard).state == "answered"
    with pytest.raises(Refused, match="A lawyer alone") as refused:
        step.do("attend", "handler", who="lawyer", absent_because="没有人", **heard)
    assert refused.value.code == "act.reason_wanted", "it may have happened; the record says so, with the reason"


@pytest.mark.parametrize(
    ("held", "stands"), [("2026-05-31", False), ("2026-06-01", True), ("2026-06-10", True), ("2026-06-11", False)]
)
def test_a_hearing_lies_between_the_opening_and_the_day_of_entry(city, held, stands):
    step = answered(city, KIND).on(date(2026, 6, 10))
    if stands:
        assert step.do("attend", "handler", who="head", held_on=held, record="质证。").state == "answered"
        return
    with pytest.raises(Refused):
        step.do("attend", "handler", who="head", held_on=held, record="质证。")


def test_time_of_suspension_is_left_out_of_the_time_to_decide(city):
    step = answered(city, KIND)
    assert step.due(DECISION) == date(2026, 7, 31)
    step.on(date(2026, 6, 10)).do("suspend", "handler", why="等待另案结果")
    step.on(date(2026, 6, 20)).do("resume", "handler", notice="云府复〔2026〕31号之一")
    assert step.due(DECISION) == date(2026, 8, 10), "ten days later"
    step.do("extend", "handler", notice="延期通知")
    assert step.due(DECISION) == date(2026, 9, 9), "thirty days more"


def test_the_simplified_road_is_neither_suspended_nor_extended(city):
    step = answered(city, KIND, road="simplified")
    for act, field in (("suspend", {"why": "等"}), ("extend", {"notice": "等"})):
        with pytest.raises(Refused, match="simplified"):
            step.do(act, "handler", **field)


def decided(city, outcome, **more):
    return (
        answered(city, KIND).on(date(2026, 6, 22)).do("record_decision", "handler", outcome=outcome, **DECIDED, **more)
    )


def test_upheld_it_closes_with_what_was_carried_out(city):
    step = decided(city, "upheld")
    assert projection_of(step.matter).facts["outcome"] == "upheld"
    assert step.status(DECISION) == "stopped"
    assert "publication.take_down" not in projection_of(step.matter).clocks
    assert step.do("carry_out", "branch-head", carried_out="维持，当事人已缴款。").state == "closed"


@pytest.mark.parametrize("outcome", ["changed", "revoked", "unlawful", "void"])
def test_a_corrected_decision_is_taken_down_and_says_why_before_it_closes(city, outcome):
    step = decided(city, outcome)
    assert step.due("publication.take_down") == date(2026, 6, 25), "three working days"
    with pytest.raises(Refused, match="taken down") as refused:
        step.do("carry_out", "branch-head", carried_out="已落实。", cause="采样不规范。")
    assert refused.value.basis == "penalty_law_2021 48"
    with pytest.raises(Refused):
        step.do("take_down", "handler")
    step.do("take_down", "handler", took_down="yes")
    with pytest.raises(Refused, match="write the cause"):
        step.do("carry_out", "branch-head", carried_out="已落实。")
    assert step.do("carry_out", "branch-head", carried_out="已落实。", cause="采样不规范。").state == "closed"


@pytest.mark.parametrize(
    ("outcome", "fine", "stands"),
    [
        ("changed", "120000", True),
        ("changed", "120000.50", True),
        ("changed", "", True),
        ("changed", "0", False),
        ("changed", "-1", False),
        ("changed", "120000.555", False),
        ("changed", "1" * 20, False),
        ("upheld", "120000", False),
        ("mediated", "120000", True),
    ],
)
def test_another_fine_comes_only_with_a_change_and_to_the_fen(city, outcome, fine, stands):
    step = answered(city, KIND).on(date(2026, 6, 22))
    if stands:
        assert step.do("record_decision", "handler", outcome=outcome, new_fine=fine, **DECIDED).state == "decided"
        return
    with pytest.raises(Refused):
        step.do("record_decision", "handler", outcome=outcome, new_fine=fine, **DECIDED)


@pytest.mark.parametrize(("by", "stands"), [("", False), ("2026-06-22", False), ("2026-06-23", True)])
def test_an_order_names_a_day_after_today_and_runs_until_it(city, by, stands):
    if not stands:
        with pytest.raises(Refused):
            decided(city, "revoked_redo", perform_by=by)
        return
    assert decided(city, "revoked_redo", perform_by=by).due("remedies.performance") == date(2026, 6, 23)
    with pytest.raises(Refused):
        decided(city, "upheld", perform_by=by)


def test_a_decision_of_tomorrow_is_not_entered_today(city):
    with pytest.raises(Refused):
        answered(city, KIND).on(date(2026, 6, 19)).do("record_decision", "handler", outcome="upheld", **DECIDED)


@pytest.mark.parametrize(("act", "state"), [("record_withdrawal", "withdrawn"), ("record_refusal", "not_taken")])
def test_what_ends_without_a_decision_says_so(city, act, state):
    step = received(city, KIND).do(act, "handler", notice="云府复终〔2026〕3号")
    assert (step.state, projection_of(step.matter).facts["outcome"]) == (state, state)
    assert step.status(ANSWER) == "stopped"


def test_a_filing_after_today_is_refused(city):
    with pytest.raises(Refused):
        received(city, KIND, filed_on="2026-06-02")


def test_it_is_tied_to_its_case_and_one_party_has_one_open_about_it(city):
    case = received(city, "information_request").matter
    first = received(city, KIND, about=case.number)
    assert Link.objects.filter(source=case, target=first.matter, kind=Link.Kind.GAVE_RISE_TO).exists()
    with pytest.raises(Refused) as refused:
        received(city, KIND, about=case.number)
    assert refused.value.code == "remedies.second_open"
    other = received(city, KIND, about=case.number, applicant=party("DSR-000002").number)
    assert [one.number for one in about(case)] == [first.matter.number, other.matter.number]
    assert correcting(case) == []
    first.do("list_evidence", "handler", **EVIDENCE).do("reply", "branch-head", answer="答复。")
    first.on(date(2026, 6, 22)).do("record_decision", "handler", outcome="revoked", **DECIDED)
    assert [one.number for one in correcting(case)] == [first.matter.number]


def test_the_clause_a_decision_prints_names_the_same_organs(city):
    found = reconsiderers()
    for organ in city.organs.values():
        if organ.kind == "bureau" and organ.level in ("city", "county"):
            assert {one.code for one in reconsideration_organs(organ)} == set(found[organ.code]), organ.code
