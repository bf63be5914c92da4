"""A lawsuit: defence in fifteen days, the head in court, appeal and effect, first and second instance."""

from __future__ import annotations

from datetime import date

import pytest

from qingtian.apps.proceedings.queries import projection_of
from qingtian.apps.remedies.chapter import offers
from qingtian.errors import Refused
from tests.apps.remedies.walk import EVIDENCE, answered, received

pytestmark = pytest.mark.django_db(databases=["default", "identity"])

KIND = "lawsuit"
FIRST = {"form": "judgment", "first_number": "（2026）云01行初12号", "first_reasons": "事实清楚。"}
FINAL = {"decision_number": "（2026）云01行初12号", "decided_on": "2026-07-01"}


def judged(city, outcome="claim_dismissed", form="judgment", **more):
    step = answered(city, KIND).on(date(2026, 6, 25))
    step.do("attend", "handler", held_on="2026-06-25", who="deputy", record="质证、辩论。")
    step.on(date(2026, 7, 1))
    return step.do("record_judgment", "handler", **{**FIRST, "form": form}, first_outcome=outcome, **more)


def test_the_defence_is_due_in_fifteen_days_with_its_evidence(city):
    step = received(city, KIND)
    assert step.due("court.litigation_answer") == date(2026, 6, 16)
    with pytest.raises(Refused, match="List the evidence") as refused:
        step.do("answer", "branch-head", answer="答辩。")
    assert refused.value.basis == "administrative_litigation_law_2017 34"
    step.do("list_evidence", "handler", **EVIDENCE).on(date(2026, 6, 17))
    with pytest.raises(Refused) as refused:
        step.do("answer", "branch-head", answer="答辩。")
    assert refused.value.code == "act.reason_wanted"
    assert step.on(date(2026, 6, 16)).do("answer", "branch-head", answer="答辩。").state == "answered"


def test_no_more_agents_than_two(city):
    step = received(city, KIND)
    with pytest.raises(Refused, match="2 agents at most") as refused:
        step.do("authorise", "handler", agents="甲所律师\n乙所律师\n法规科科长", powers="一般代理")
    assert refused.value.basis == "administrative_litigation_law_2017 31"
    step.do("authorise", "handler", agents="甲所律师\n\n法规科科长\n", own_staff="yes", powers="一般代理")


@pytest.mark.parametrize(
    ("form", "key", "due"),
    [
        ("judgment", "court.appeal", date(2026, 7, 16)),
        ("ruling", "court.appeal_ruling", date(2026, 7, 13)),
    ],
)
def test_the_time_to_appeal_runs_from_the_service_and_rolls_from_a_rest_day(city, form, key, due):
    assert judged(city, form=form).due(key) == due, "11 July is a Saturday"


@pytest.mark.parametrize(("day", "effective"), [(date(2026, 7, 16), False), (date(2026, 7, 17), True)])
def test_a_first_judgment_takes_effect_once_nobody_can_appeal(city, day, effective):
    step = judged(city)
    assert "outcome" not in projection_of(step.matter).facts, "a first judgment is not in force yet"
    step.on(day)
    if not effective:
        with pytest.raises(Refused, match="2026-07-16"):
            step.do("take_effect", "handler", outcome="claim_dismissed", **FINAL)
        return
    assert step.do("take_effect", "handler", outcome="claim_dismissed", **FINAL).state == "judged"
    assert step.do("carry_out", "branch-head", carried_out="胜诉，继续执行。").state == "closed"


def test_what_takes_effect_is_what_was_judged_and_the_form_offers_it(city):
    step = judged(city, outcome="changed", first_fine="120000.00").on(date(2026, 7, 17))
    told = {"outcome": "changed", "decision_number": FIRST["first_number"], "new_fine": "120000.00"}
    assert offers(step.matter, "take_effect") == told
    for wrong in ({"outcome": "revoked"}, {"outcome": "changed"}, {"outcome": "changed", "new_fine": "110000"}):
        with pytest.raises(Refused, match="first judgment"):
            step.do("take_effect", "handler", **wrong, **FINAL)
    step.do("take_effect", "handler", outcome="changed", new_fine="120000.00", **FINAL)
    assert projection_of(step.matter).facts["new_fine"] == "120000.00"
    assert step.due("publication.take_down") == date(2026, 7, 22)


@pytest.mark.parametrize(("day", "stands"), [(date(2026, 7, 16), True), (date(2026, 7, 17), False)])
def test_our_appeal_comes_within_the_time(city, day, stands):
    step = judged(city, outcome="revoked").on(day)
    told = {"appeal_court": "云屏中院", "appeal_reasons": "认定有误。"}
    if not stands:
        with pytest.raises(Refused, match="2026-07-16"):
            step.do("appeal", "branch-head", **told)
        return
    step.do("appeal", "branch-head", **told)
    assert (step.state, step.status("court.appeal")) == ("appealed", "stopped")


def appealed(city, outcome="revoked"):
    step = judged(city, outcome=outcome).on(date(2026, 7, 10))
    step.do("record_appeal", "handler", appeal_court="云屏中院", appeal_reasons="不服。")
    return step.on(date(2026, 9, 10))


SECOND = {"decision_number": "（2026）云行终3号", "decided_on": "2026-09-09", "reasons": "见判决书。"}


@pytest.mark.parametrize(
    ("second", "outcome", "stands"),
    [
        ("upheld", "revoked", True),
        ("upheld", "claim_dismissed", False),
        ("upheld", "", False),
        ("changed", "claim_dismissed", True),
        ("changed", "revoked", False),
        ("withdrawn", "revoked", True),
        ("remanded", "", True),
        ("remanded", "revoked", False),
    ],
)
def test_a_second_judgment_fits_the_outcome_in_force(city, second, outcome, stands):
    step = appealed(city)
    told = {"second": second, "outcome": outcome, **SECOND}
    if not stands:
        with pytest.raises(Refused):
            step.do("record_second_judgment", "handler", **told)
        return
    step.do("record_second_judgment", "handler", **told)
    assert step.state == ("answered" if second == "remanded" else "judged")
    assert projection_of(step.matter).facts.get("outcome") == (outcome or None)


def test_a_remanded_suit_is_heard_and_judged_again(city):
    step = appealed(city).do("record_second_judgment", "handler", second="remanded", **SECOND).on(date(2026, 10, 12))
    step.do("attend", "handler", held_on="2026-10-12", who="head", record="重审开庭。")
    step.do("record_judgment", "handler", **FIRST, first_outcome="claim_dismissed").on(date(2026, 10, 28))
    told = {"decision_number": "x", "decided_on": "2026-10-12"}
    assert step.do("take_effect", "handler", outcome="claim_dismissed", **told).state == "judged"


def test_the_organ_that_upheld_is_joint_defendant(city):
    before = answered(city, "reconsideration")
    told = {"decision_number": "云府复决〔2026〕9号", "decided_on": "2026-06-01", "reasons": "清楚。"}
    number = before.do("record_decision", "handler", outcome="upheld", **told).matter.number
    for wrong in ({}, {"co_defendant": "wangxi-government"}):
        with pytest.raises(Refused, match="joint defendant") as refused:
            received(city, KIND, after=number, **wrong)
        assert refused.value.basis == "administrative_litigation_law_2017 26"
    assert received(city, KIND, after=number, co_defendant="city-government").state == "received"
    with pytest.raises(Refused, match="no reconsideration"):
        received(city, KIND, after=received(city, KIND).matter.number)


def test_a_withdrawn_suit_ends(city):
    step = answered(city, KIND).do("record_withdrawal", "handler", notice="（2026）云01行初12号裁定")
    assert (step.state, projection_of(step.matter).facts["outcome"]) == ("withdrawn", "withdrawn")
