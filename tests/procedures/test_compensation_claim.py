"""The damage claim as declared: who may do what, and every undeclared pair of state and act refused with an article."""

from __future__ import annotations

import pytest

from qingtian.errors import Refused
from qingtian.procedures import load_procedures
from qingtian.procedures.decide import find
from qingtian.procedures.projection import Projection
from qingtian.procedures.who import Actor, admitted

CLAIM = load_procedures().editions("compensation_claim")[-1]
OWN = [one for one in CLAIM.transitions if not one.kernel]
BUREAU = ("government", "bureau")
RELATIONS = {"bureau": {"chain": list(BUREAU)}, "claimant": {"chain": ["government"]}}
#: what the head of the bureau decides, written from the state table and not from the declaration
DECIDED = {
    *("open_claim", "refuse_claim", "agree", "fail_negotiation", "sue", "sue_without_negotiation", "enforce"),
    *("claim_fallback", "exempt_evaluation", "close_claim", "terminate"),
}
#: the way of §5.7, act by act, with the state each leads to
WAY = [
    *(
        ("check_clue", "clue", "screened"),
        ("open_claim", "screened", "opened"),
        ("refuse_claim", "screened", "not_opened"),
    ),
    *(("investigate", "opened", "investigating"), ("assess", "investigating", "assessed")),
    *(("begin_negotiation", "assessed", "negotiating"), ("agree", "negotiating", "agreed")),
    *(("fail_negotiation", "negotiating", "failed"), ("negotiate_again", "failed", "negotiating")),
    *(("sue", "failed", "sued"), ("sue_without_negotiation", "assessed", "sued"), ("enforce", "judged", "enforcing")),
    *(("plan_restoration", state, "performing") for state in ("agreed", "confirmed", "judged", "enforcing")),
    *(("finish_restoration", "performing", "restored"), ("evaluate", "restored", "evaluated")),
    *(("restore_further", "evaluated", "performing"), ("close_claim", "evaluated", "closed")),
]


def actor(*roles: str, organ: tuple[str, ...] = BUREAU) -> Actor:
    return Actor(kind="officer", organ=organ[-1], organ_chain=organ, roles=frozenset(roles))


@pytest.mark.parametrize(("act", "source", "target"), WAY)
def test_the_way_from_clue_to_close_is_declared(act, source, target):
    transition = CLAIM.find(act, source)
    assert transition is not None
    assert target in transition.destinations


@pytest.mark.parametrize("transition", OWN, ids=lambda one: f"{one.act}-{one.source[0]}")
def test_the_bureaus_officers_act_its_heads_decide_and_nobody_of_another_organ(transition):
    heads, others = actor("organ_head", "chief"), actor("handling_officer", organ=("government", "other"))
    officers = [actor(role) for role in ("handling_officer", "penalty_officer", "clerk", "legal_officer")]
    if transition.act == "register_clue":
        assert admitted(transition, others, RELATIONS, ())
        return
    decided = transition.act in DECIDED
    assert admitted(transition, heads, RELATIONS, ()) == decided
    assert {admitted(transition, one, RELATIONS, ()) for one in officers} == {not decided}
    elsewhere = actor("organ_head", "chief", organ=("government", "other"))
    assert not any(admitted(transition, one, RELATIONS, ()) for one in (others, elsewhere))


@pytest.mark.parametrize("state", CLAIM.states)
def test_every_act_not_declared_for_a_state_is_refused_with_its_article(state):
    here = {one.act for one in CLAIM.transitions_from(state)}
    elsewhere = {one.act for one in OWN} - here
    assert elsewhere
    for act in elsewhere:
        with pytest.raises(Refused) as refused:
            find(CLAIM, Projection(state=state, edition=CLAIM.edition), act)
        assert refused.value.code == "act.not_now"
        assert refused.value.basis


def test_every_condition_names_the_article_it_rests_on():
    assert [guard.name for one in OWN for guard in one.guards if guard.basis is None] == []
