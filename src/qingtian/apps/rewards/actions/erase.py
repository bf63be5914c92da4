"""Erase what a reward holds beside its acts, after the retention of its file has ended (内容销毁)."""

from __future__ import annotations

from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.rewards.models import Reward


def sealed(proceeding: Proceeding) -> list[str]:
    """The sealed payee, where there is one."""
    return list(
        Reward.objects.filter(proceeding=proceeding).exclude(payee_token="").values_list("payee_token", flat=True)
    )


def erase(proceeding: Proceeding) -> None:
    """Decision, code and mark go; amount and day stay, so that the totals of past years still add up."""
    Reward.objects.filter(proceeding=proceeding).update(decision_number="", claim_digest="", payee_mark="")


def forget(proceeding: Proceeding) -> None:
    """The token goes once nothing is sealed under it."""
    Reward.objects.filter(proceeding=proceeding).update(payee_token="")
