"""What rewards add to the kernel."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from qingtian.apps.proceedings.chapters import Chapter
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.rewards.actions import erase
from qingtian.apps.rewards.actions.claim import keep_payee
from qingtian.apps.rewards.actions.decide import (
    forget_examined,
    keep_examined,
    keep_paid,
    let_take_again,
    refuse_undo,
    stand_again,
    stand_down,
    year_before,
)
from qingtian.apps.rewards.actions.propose import write_reward
from qingtian.apps.rewards.decisions import decision_known
from qingtian.apps.rewards.queries import of, paid_to_the_same
from qingtian.apps.rewards.scheme import scheme_on
from qingtian.procedures import Projection


def world(proceeding: Proceeding, projection: Projection, on: date) -> Mapping[str, Any]:
    """Facts the guards of the reward procedure ask for, each in the state whose acts ask."""
    if projection.state == "proposed":
        return {"reward_amounts": scheme_on(on).amounts()}
    found: dict[str, Any] = {}
    if projection.state in ("approved", "claimed"):
        found["decision_known"] = decision_known(str(projection.facts.get("decision_number") or ""), on)
    if projection.state == "claimed":
        reward = of(proceeding)
        found["claim_digest"] = reward.claim_digest
        found["payee_marked"] = bool(reward.payee_mark)
        found["same_payee"] = paid_to_the_same(reward, year_before(on))
        found["same_payee_most"] = scheme_on(on).same_payee.value
    return found


CHAPTER = Chapter(
    procedure="reward",
    world=world,
    effects={
        "propose": write_reward,
        "examine": keep_examined,
        "return_proposal": forget_examined,
        "reissue_code": let_take_again,
        "claim": keep_payee,
        "pay": keep_paid,
        "refuse": stand_down,
        "lapse": stand_down,
    },
    undo={
        "examine": forget_examined,
        "refuse": stand_again,
        "claim": refuse_undo,
        "pay": refuse_undo,
    },
    sealed=erase.sealed,
    erase=erase.erase,
    forget=erase.forget,
)
