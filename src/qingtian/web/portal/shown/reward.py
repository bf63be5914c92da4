"""What a receipt says of the reward of its report, once its reporter has been told of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from qingtian.apps.petitions.models import Petition
from qingtian.apps.proceedings.queries import procedure_of, projection_of
from qingtian.apps.rewards.queries import of_petition
from qingtian.language import Text
from qingtian.web.portal.shown.headline import day_words

CLAIM = "petitions.reward_claim"


@dataclass(frozen=True, slots=True)
class RewardNotice:
    """The declared sentence of the state with its last day; ``why`` the ground where it was refused."""

    state: str
    sentence: Text
    amount: int
    may_take: bool
    why: Text | str = ""


def reward_notice(petition: Petition, as_of: date) -> RewardNotice | None:
    """Nothing before a state has words for the public: a proposal is no promise."""
    reward = of_petition(petition)
    if reward is None:
        return None
    matter = reward.proceeding
    procedure, projection = procedure_of(matter), projection_of(matter)
    public = procedure.states[matter.state].public
    if public is None:
        return None
    clock = projection.clocks.get(CLAIM)
    due = day_words(date.fromisoformat(clock.due), as_of) if clock else Text("—", "—")
    refuse = procedure.named("refuse")
    grounds = refuse.field("refusal") if refuse else None
    chosen = projection.facts.get("refusal", "") if matter.state == "refused" else ""
    return RewardNotice(
        state=matter.state,
        sentence=public.format(due=due),
        amount=reward.amount if matter.state in ("claimable", "claimed", "paid") else 0,
        may_take=matter.state == "claimable" and not reward.claim_digest,
        why=grounds.choices[chosen] if grounds and chosen else "",
    )
