"""What examining, refusing, lapsing and paying write beside the trail, and how that is undone."""

from __future__ import annotations

from datetime import date

from qingtian.apps.proceedings.chapters import Performed
from qingtian.apps.rewards.decisions import decision_key
from qingtian.apps.rewards.models import Reward
from qingtian.apps.rewards.queries import of
from qingtian.apps.rewards.scheme import scheme_on
from qingtian.errors import Refused
from qingtian.language import Text

SAME = Text("决定 {decision} 已经给过奖励 {number}。", "Decision {decision} has a reward already: {number}.")


def keep_examined(performed: Performed) -> None:
    """The effect of ``examine``: amount, edition, decision. Raises Refused ``reward.same_decision``."""
    reward, values = of(performed.proceeding), performed.values
    written = str(values.get("decision_number") or "")
    decision = decision_key(written)
    others = Reward.objects.filter(decision_number=decision, standing=True).exclude(pk=reward.pk)
    if decision and (other := others.select_related("proceeding").first()):
        words = SAME.format(decision=written, number=other.proceeding.number)
        raise Refused("reward.same_decision", words, where="decision_number")
    reward.decision_number, reward.amount = decision, values["amount"]
    reward.scheme = scheme_on(performed.act.on).since
    reward.save(update_fields=["decision_number", "amount", "scheme"])


def forget_examined(performed: Performed) -> None:
    """Undo of ``examine``, also the effect of sending it back."""
    Reward.objects.filter(proceeding=performed.proceeding).update(decision_number="", amount=0, scheme=None)


def stand_down(performed: Performed) -> None:
    """The effect of refusing and lapsing: the violation may be rewarded by another matter."""
    Reward.objects.filter(proceeding=performed.proceeding).update(standing=False)


def stand_again(performed: Performed) -> None:
    """Undo of ``refuse``. Raises Refused ``reward.already`` where another has taken its place meanwhile."""
    reward = of(performed.proceeding)
    if Reward.objects.filter(root=reward.root, standing=True).exists():
        raise Refused("reward.already", Text("同一违法行为已另有奖励。", "The violation has another reward by now."))
    reward.standing = True
    reward.save(update_fields=["standing"])


def let_take_again(performed: Performed) -> None:
    """The effect of ``reissue_code``: the earlier code is void."""
    Reward.objects.filter(proceeding=performed.proceeding).update(claim_digest="")


def keep_paid(performed: Performed) -> None:
    """The effect of ``pay``."""
    Reward.objects.filter(proceeding=performed.proceeding).update(paid_on=performed.act.on)


def refuse_undo(performed: Performed) -> None:
    """A payment, a claim or a code that was given cannot be taken back by a correction."""
    words = Text("已经申领或者发放，不能作废。", "It was claimed or paid; that cannot be voided.")
    raise Refused("reward.given", words)


def year_before(day: date) -> date:
    """The same day a year earlier; 28 February for the 29th."""
    return day.replace(year=day.year - 1, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year - 1)
