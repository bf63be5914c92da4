"""What a reward adds to the left-hand column, on its own page and on that of its report."""

from __future__ import annotations

from django.urls import reverse

from qingtian.apps.petitions.models import Petition
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.policy import may_see
from qingtian.apps.proceedings.queries import procedure_of
from qingtian.apps.rewards.models import Reward
from qingtian.apps.rewards.policy import may_open_payee
from qingtian.apps.rewards.queries import of_petition
from qingtian.language import Text
from qingtian.procedures.who import Actor
from qingtian.web.design.shapes import Fact, Link, Words


def reward_facts(actor: Actor, proceeding: Proceeding) -> list[Fact]:
    """Code, amount and edition of a reward; nothing for another matter."""
    reward = Reward.objects.filter(proceeding=proceeding).first()
    if reward is None:
        return []
    facts = [Fact(Text("发放代码", "Payment code"), [reward.pay_code])]
    if reward.amount:
        scheme = Text(f"奖励标准 {reward.scheme} 版", f"Scheme of {reward.scheme}")
        facts.append(Fact(Text("金额", "Amount"), [Text(f"{reward.amount} 元", f"{reward.amount} yuan")], scheme))
    code: Words = Text("已取", "taken") if reward.claim_digest else Text("还没取", "not taken yet")
    facts.append(Fact(Text("领奖码", "Claim code"), [code]))
    if reward.payee_token and may_open_payee(actor, proceeding):
        address = reverse("desk:reward_payee", args=[proceeding.number])
        facts.append(Fact(Text("收款信息", "Payee"), [Link(Text("发放时打开", "Open at pay-out"), address)]))
    return facts


def reward_of(actor: Actor, petition: Petition) -> list[Fact]:
    """On the page of a report: its reward, or the way to propose one for whoever may."""
    reward = of_petition(petition)
    title = Text("奖励", "Reward")
    if reward and may_see(actor, reward.proceeding):
        matter = reward.proceeding
        state = procedure_of(matter).states[matter.state].title
        words = Text(f"{matter.number} {state.zh}", f"{matter.number}, {state.en}")
        return [Fact(title, [Link(words, reverse("desk:proceeding", args=[matter.number]))])]
    verified = petition.proceeding.projection["facts"].get("outcome") == "supported"
    if reward or not verified or "petition_officer" not in actor.roles:
        return []
    address = f"{reverse('desk:new_reward')}?from={petition.proceeding.number}"
    return [Fact(title, [Link(Text("提请奖励", "Propose a reward"), address)])]
