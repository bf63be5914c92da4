"""Who may take which step, written from the state table of the law and not from the declaration; every other pair of
state and act is refused with its article."""

from __future__ import annotations

import pytest

from qingtian.errors import Refused
from qingtian.procedures import Projection, load_procedures
from qingtian.procedures.decide import find

PROCEDURE = load_procedures().editions("penalty_case")[-1]
OFFICER, REVIEWER, LEGAL, HEAD = "penalty_officer", "penalty_reviewer", "legal_officer", "organ_head"
#: acts by the roles that may take them; ``chair`` is the person named to chair the hearing
WHO: dict[frozenset[str], str] = {
    frozenset({OFFICER}): "register_clue check_clue punish_on_the_spot begin_investigation add_evidence "
    "preserve_evidence serve_correction report_investigation serve_notice deem_notice_served serve_decision "
    "deem_served record_performance",
    frozenset({REVIEWER}): "review_case answer_defence",
    frozenset({OFFICER, REVIEWER}): "record_defence waive_defence request_hearing withdraw_request",
    frozenset({OFFICER, REVIEWER, LEGAL}): "hand_over_evidence",
    frozenset({LEGAL}): "legal_review",
    frozenset({"chair"}): "hold_hearing",
    frozenset({"chair", HEAD}): "abandon_hearing",
    frozenset({OFFICER, HEAD}): "end_interval",
    frozenset({HEAD}): "extend_filing file_case decline_filing change_officers approve_preservation "
    "approve_preservation_afterwards dispose_preserved suspend_investigation resume_investigation terminate "
    "withdraw_filing transfer_case begin_interval extend_decision extend_decision_again order_correction notify "
    "call_hearing reinvestigate enter_spot_decision discuss decide decide_no_penalty close_case revoke_decision",
}
#: acts of the discretion sheet and of the fine ledger, tried with those
OF_OTHER_PAGES = {"weigh_discretion", "decide_instalments"}
OWN = [t for t in PROCEDURE.transitions if not t.kernel]


def test_every_act_is_for_exactly_the_roles_of_the_table() -> None:
    table = {act: roles for roles, acts in WHO.items() for act in acts.split()}
    declared = {t.act: frozenset(who.role or who.post or who.actor for who in t.by) for t in OWN}
    assert declared == table | {act: declared[act] for act in OF_OTHER_PAGES & declared.keys()}


def test_whoever_acts_stands_in_the_handling_organ_or_above_it() -> None:
    for transition in OWN:
        if transition.act != "register_clue":
            assert all("office" in (who.at, who.above) or who.post for who in transition.by), transition.act


@pytest.mark.parametrize("state", ["start", *PROCEDURE.states])
def test_every_undeclared_pair_of_state_and_act_is_refused_with_its_article(state: str) -> None:
    declared = {t.act for t in PROCEDURE.transitions_from(state)}
    for act in {t.act for t in OWN} - declared:
        with pytest.raises(Refused) as refused:
            find(PROCEDURE, Projection(state=state), act)
        assert refused.value.code == "act.not_now"
        assert refused.value.basis, act


def test_every_condition_names_the_article_it_rests_on() -> None:
    assert [(t.act, g.name) for t in OWN for g in t.guards if g.basis is None] == []


def test_the_facts_and_states_other_chapters_read_are_declared() -> None:
    facts = {field.fact for t in OWN for field in t.fields} | {name for t in OWN for name in t.facts}
    read = "party violation act_on fine decided_on served_on correction_served_on outcome"
    assert set(read.split()) <= facts
    states = "clue filed investigating suspended reported reviewed notified hearing heard legally_reviewed discussed"
    ended = "decided served closed not_filed withdrawn terminated no_penalty transferred"
    assert set(PROCEDURE.states) == {*states.split(), *ended.split()}
