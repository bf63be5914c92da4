"""Procuratorial suggestions: two months or fifteen days, acted upon first. Information requests: twenty days."""

from __future__ import annotations

from datetime import date

import pytest

from qingtian.apps.proceedings.queries import projection_of
from qingtian.errors import Refused
from tests.apps.remedies.walk import party, received

pytestmark = pytest.mark.django_db(databases=["default", "identity"])

SUGGESTED, ASKED = "procuratorial_suggestion", "information_request"
DONE = {"done": "清运八百方，设卡。", "done_on": "2026-06-01"}
ANSWER = "publication.information_request"


@pytest.mark.parametrize(
    ("urgency", "key", "due"),
    [
        ("ordinary", "supervision.procuratorial_suggestion", date(2026, 8, 1)),
        ("urgent", "supervision.procuratorial_suggestion_urgent", date(2026, 6, 16)),
    ],
)
def test_a_suggestion_is_answered_in_two_months_or_fifteen_days(city, urgency, key, due):
    assert received(city, SUGGESTED, urgency=urgency).due(key) == due


def test_it_is_answered_by_a_head_once_something_was_done(city):
    step = received(city, SUGGESTED)
    with pytest.raises(Refused, match="Nothing is recorded"):
        step.do("reply", "branch-head", effect="done", answer="已办。")
    assert received(city, SUGGESTED).do("reply", "branch-head", effect="not_ours", answer="属水务。").state == "replied"
    step.do("record_measure", "handler", **DONE)
    with pytest.raises(Refused) as refused:
        step.do("reply", "handler", effect="done", answer="已办。")
    assert refused.value.code == "act.not_you"
    with pytest.raises(Refused, match="Name the day"):
        step.do("reply", "branch-head", effect="partly", answer="部分完成。")
    step.do("reply", "branch-head", effect="partly", answer="部分完成。", rest_by="2026-09-01")
    assert step.due("remedies.suggestion_rest") == date(2026, 9, 1)


@pytest.mark.parametrize(("day", "late"), [(date(2026, 8, 1), False), (date(2026, 8, 2), True)])
def test_a_late_answer_needs_its_reason(city, day, late):
    step = received(city, SUGGESTED).do("record_measure", "handler", **DONE).on(day)
    if late:
        with pytest.raises(Refused) as refused:
            step.do("reply", "branch-head", effect="done", answer="已办。")
        assert refused.value.code == "act.reason_wanted"
    else:
        assert step.do("reply", "branch-head", effect="done", answer="已办。").state == "replied"


@pytest.mark.parametrize(
    ("day", "answered", "sued"),
    [
        (date(2026, 8, 1), False, False),
        (date(2026, 8, 2), False, True),
        (date(2026, 7, 1), True, True),
    ],
)
def test_prosecutors_sue_after_the_time_or_after_an_answer(city, day, answered, sued):
    step = received(city, SUGGESTED).do("record_measure", "handler", **DONE)
    if answered:
        step.do("reply", "branch-head", effect="done", answer="已办。")
    step.on(day)
    told = {"court": "望溪区法院", "suit_number": "（2026）云0102行初7号", "claims": "判令履职。"}
    if not sued:
        with pytest.raises(Refused, match="2026-08-01"):
            step.do("record_suit", "handler", **told)
        return
    step.do("record_suit", "handler", **told)
    step.do(
        "record_judgment",
        "handler",
        outcome="ordered_to_act",
        decision_number="x",
        decided_on=str(day),
        perform_by="2026-12-01",
    )
    assert (step.state, step.due("remedies.performance")) == ("settled", date(2026, 12, 1))


def test_what_was_not_enough_and_what_relapses_is_acted_upon_and_answered_again(city):
    step = received(city, SUGGESTED).do("record_measure", "handler", **DONE)
    with pytest.raises(Refused, match="first answer"):
        step.do("reply_again", "branch-head", answer="再复。")
    step.do("reply", "branch-head", effect="done", answer="已办。")
    step.do("record_follow_up", "handler", follow_up="insufficient", rest_by="2026-07-01")
    assert (step.state, step.due("remedies.suggestion_again")) == ("received", date(2026, 7, 1))
    with pytest.raises(Refused, match="since the last answer"):
        step.do("reply_again", "branch-head", answer="再复。")
    step.do("record_measure", "handler", **DONE).do("reply_again", "branch-head", answer="再复。")
    step.do("record_follow_up", "handler", follow_up="accepted")
    step.on(date(2026, 10, 1)).do("record_relapse", "handler", found="又倒了两车。", rest_by="2026-10-20")
    assert (step.state, step.due("remedies.suggestion_again")) == ("received", date(2026, 10, 20))
    assert projection_of(step.matter).facts["relapsed"] == "yes"
    step.do("record_measure", "handler", **DONE).do("reply_again", "branch-head", answer="三复。")
    step.do("record_follow_up", "handler", follow_up="accepted").do("close", "branch-head", carried_out="设了卡口。")
    assert step.state == "closed"


def test_a_request_is_answered_in_twenty_working_days_and_twenty_more_with_approval(city):
    step = received(city, ASKED)
    assert step.due(ANSWER) == date(2026, 6, 30), "the Dragon Boat holiday left out"
    with pytest.raises(Refused) as refused:
        step.do("extend", "handler", why="要检索档案")
    assert refused.value.code == "act.not_you"
    step.do("extend", "branch-head", why="要检索档案")
    assert step.due(ANSWER) == date(2026, 7, 28)
    with pytest.raises(Refused) as refused:
        step.do("extend", "branch-head", why="还要检索")
    assert refused.value.code == "clock.extended_before"


@pytest.mark.parametrize(("day", "late"), [(date(2026, 6, 10), False), (date(2026, 6, 11), True)])
def test_completion_is_asked_within_seven_working_days_once_and_the_time_begins_anew(city, day, late):
    step = received(city, ASKED).on(day)
    told = {"missing": "写明哪一年。", "supplement_by": "2026-07-10"}
    if late:
        with pytest.raises(Refused, match="2026-06-10") as refused:
            step.do("ask_supplement", "handler", **told)
        assert refused.value.code == "act.reason_wanted"
        return
    step.do("ask_supplement", "handler", **told)
    assert step.status(ANSWER) == "stopped"
    step.on(date(2026, 7, 1)).do("supplement", "handler", wanted="2025年三季度的")
    assert step.due(ANSWER) == date(2026, 7, 29), "counted anew from the completed request"
    with pytest.raises(Refused, match="once already"):
        step.do("ask_supplement", "handler", **{**told, "supplement_by": "2026-08-01"})


@pytest.mark.parametrize(("day", "given_up"), [(date(2026, 7, 10), False), (date(2026, 7, 11), True)])
def test_what_is_not_completed_in_time_is_given_up(city, day, given_up):
    step = received(city, ASKED).do("ask_supplement", "handler", missing="哪一年", supplement_by="2026-07-10").on(day)
    if given_up:
        assert step.do("give_up", "handler").state == "abandoned"
        return
    with pytest.raises(Refused, match="2026-07-10"):
        step.do("give_up", "handler")


def asked_third_party(city):
    told = {"third_party": party("DSR-000003").number, "concerning": "工艺流程"}
    return received(city, ASKED).on(date(2026, 6, 8)).do("consult", "handler", **told)


def test_the_time_of_asking_a_third_party_is_left_out(city):
    step = asked_third_party(city)
    assert step.status(ANSWER) == "suspended"
    assert step.due("publication.third_party_opinion") == date(2026, 6, 30), "fifteen working days"
    with pytest.raises(Refused, match="2026-06-30"):
        step.on(date(2026, 6, 30)).do("record_opinion", "handler", opinion="silent")
    step.on(date(2026, 7, 1)).do("record_opinion", "handler", opinion="silent")
    assert step.due(ANSWER) == date(2026, 7, 22), "the sixteen working days of asking come on top"


def test_a_refusal_has_its_ground_and_a_third_party_is_asked_first(city):
    step = received(city, ASKED)
    with pytest.raises(Refused, match="choose the ground"):
        step.do("decide", "branch-head", outcome="refused", answer="不予公开。")
    with pytest.raises(Refused, match="no ground"):
        step.do("decide", "branch-head", outcome="disclosed", ground="file", answer="公开。")
    with pytest.raises(Refused, match="in writing first") as refused:
        step.do("decide", "branch-head", outcome="refused", ground="third_party", answer="不予公开。")
    assert refused.value.basis == "information_regulations_2019 15, 32"
    step.do("decide", "branch-head", outcome="refused", ground="file", answer="属执法案卷信息。")
    step.do("send", "handler", way="post", answer_number="望环信公〔2026〕3号")
    assert (step.state, projection_of(step.matter).facts["outcome"]) == ("closed", "refused")


def test_against_a_third_party_only_for_the_public_interest(city):
    step = (
        asked_third_party(city)
        .on(date(2026, 6, 12))
        .do("record_opinion", "handler", opinion="refuses", said="商业秘密")
    )
    with pytest.raises(Refused, match="grave harm"):
        step.do("decide", "branch-head", outcome="disclosed", answer="公开。")
    step.do("decide", "branch-head", outcome="disclosed", answer="公开。", public_interest="饮用水安全。")
    assert step.state == "decided"


@pytest.mark.parametrize(("day", "late"), [(date(2026, 6, 30), False), (date(2026, 7, 1), True)])
def test_a_late_answer_is_sent_with_its_reason(city, day, late):
    step = received(city, ASKED).do("decide", "branch-head", outcome="not_held", answer="经检索没有。").on(day)
    told = {"way": "online", "answer_number": "望环信公〔2026〕3号"}
    if late:
        with pytest.raises(Refused) as refused:
            step.do("send", "handler", **told)
        assert refused.value.code == "act.reason_wanted"
    else:
        assert step.do("send", "handler", **told).state == "closed"
