"""Every act of a remedy is refused in every state it is not declared for; each condition of law names its article."""

from __future__ import annotations

import pytest

from qingtian.apps.remedies.kinds import PROCEDURES
from qingtian.errors import Refused
from qingtian.procedures import Projection, load_procedures
from qingtian.procedures.decide import find

#: guards on the form of what is entered, which no article names
OF_FORM = {
    "remedy_filed_by_today",
    "ruled_by_today",
    "heard_between_opening_and_today",
    "ordinary_road",
    "take_down_is_told",
    "corrected_says_why",
    "outcome_is_the_first_one",
    "done_by_today",
    "rest_has_its_day",
    "insufficient_has_its_day",
    "answered_once_before",
    "answer_again_after_today",
    "supplement_after_today",
}


@pytest.mark.parametrize("kind", PROCEDURES)
def test_every_undeclared_pair_is_refused_with_the_article_of_the_act(kind: str) -> None:
    procedure = load_procedures().editions(kind)[-1]
    own = {one.act for one in procedure.transitions if not one.kernel}
    tried = 0
    for state in ("start", *procedure.states):
        here = {one.act for one in procedure.transitions_from(state)}
        for act in own - here:
            with pytest.raises(Refused) as refused:
                find(procedure, Projection(state=state), act)
            assert refused.value.code == "act.not_now"
            assert refused.value.basis
            tried += 1
    assert tried > len(own)


@pytest.mark.parametrize("kind", PROCEDURES)
def test_every_condition_of_law_names_its_article(kind: str) -> None:
    procedure = load_procedures().editions(kind)[-1]
    bare = {one.name for act in procedure.transitions if not act.kernel for one in act.guards if one.basis is None}
    assert bare <= OF_FORM
