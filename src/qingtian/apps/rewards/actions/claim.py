"""Take the claim code and claim by it (取领奖码、申领): nobody is asked who they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from qingtian.apps.identities.vault import Identity, claim, fingerprint, seal
from qingtian.apps.proceedings.actions.perform import perform_within
from qingtian.apps.proceedings.chapters import Performed
from qingtian.apps.rewards.models import Reward
from qingtian.errors import Refused
from qingtian.language import Text
from qingtian.procedures import Actor
from qingtian.procedures.claim_code import code_digest, new_code

REPORTER = Actor(kind="reporter")
WRONG = Text("没有这个领奖码，或者已经领过。", "There is no such code, or it was used.")
LACKING = Text("写明户名和账号。", "Give the holder and the number of the account.")


@dataclass(frozen=True, repr=False)
class Payee:
    """Where the money goes; sealed at once and in no repr."""

    holder: str = ""
    account: str = ""
    bank: str = ""

    def __repr__(self) -> str:
        return "Payee(sealed)"


@sensitive_variables()
def take_code(petition_pk: int) -> str:
    """A new code for the reporter of this petition, shown once. Raises Refused ``reward.no_code``."""
    with transaction.atomic():
        waiting = Reward.objects.select_for_update().filter(petition=petition_pk, proceeding__state="claimable")
        reward = waiting.filter(claim_digest="").first()
        if reward is None:
            said = Text("领奖码只显示一次，已经取过。", "The code is shown once and was taken already.")
            remedy = Text("丢了请打奖励通知上的电话，可以准许重取。", "If it is lost, call the office; it may let you.")
            raise Refused("reward.no_code", said, remedy=remedy)
        code = new_code()
        reward.claim_digest = code_digest(code)
        reward.save(update_fields=["claim_digest"])
    return code


@sensitive_variables()
def claim_reward(typed: str, way: str, payee: Payee, *, on: date, now: datetime) -> Reward:
    """Claim by the code. The payee is sealed in its own store before the act stands, as a reporter's identity is.

    Who comes to the counter need give nothing; of a number given all the same only the keyed mark is kept.
    Raises Refused ``reward.wrong_code``, ``reward.no_account`` and what ``perform`` raises (the time to claim is over).
    """
    digest = code_digest(typed)
    held = Reward.objects.filter(claim_digest=digest, proceeding__state="claimable").exclude(claim_digest="").first()
    if held is None:
        raise Refused("reward.wrong_code", WRONG, where="code")
    token = mark = ""
    if way == "account":
        if not payee.holder.strip() or not any(c.isdigit() for c in payee.account):
            raise Refused("reward.no_account", LACKING, where="account")
        token = seal(Identity(payee.holder, "", f"{payee.bank} {payee.account}".strip()), now=now)
    if any(c.isdigit() for c in payee.account):
        mark = fingerprint(payee.account)
    with transaction.atomic():
        perform_within(
            held.proceeding,
            "claim",
            by=REPORTER,
            on=on,
            now=now,
            fields={"way": way},
            expected_seq=held.proceeding.seq,
            extra={"token": token, "mark": mark},
        )
    if token:
        claim(token, now=now)
    held.refresh_from_db()
    return held


def keep_payee(performed: Performed) -> None:
    """The effect of ``claim``: where the sealed payee lies, and a keyed mark that tells only equal from different."""
    token, mark = performed.extra.get("token", ""), performed.extra.get("mark", "")
    Reward.objects.filter(proceeding=performed.proceeding).update(payee_token=token, payee_mark=mark)
