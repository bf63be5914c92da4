"""Two rewards of the demonstration: one paid to an account, one that waits to be claimed. All are invented."""

from __future__ import annotations

from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.rewards.actions.claim import Payee, claim_reward, take_code
from qingtian.demo.petition_life import OFFICER, PetitionLife
from qingtian.demo.stage import Life, Stage

HEAD, DIRECTOR = "yunping-petition-head", "yunping-eeb-head"
CONDITIONS = ["first", "verified", "unknown_before", "not_staff", "truthful", "lawful", "no_relation"]
PAYEE = Payee("演示收款人", "0000 0000 0000 0001", "演示银行")


def reward(stage: Stage, life: PetitionLife, *, number: int, paid: bool) -> Life:
    """Propose, examine, approve twice, tell; then claim and pay, or leave it to be claimed."""
    yield from life.wait(2)
    matter = _propose(stage, life)
    decided = {"ground": "penalty", "decision_number": f"云环罚〔2026〕{number}号（演示）"}
    decided |= {"in_force_on": life.at.date().isoformat()}
    given = {"classes": ["serious"], "contribution": "direct", "amount": "1000"}
    seen = {"conditions": CONDITIONS, "findings": "夜查属实，已作出处罚决定。"}
    stage.act(matter, "examine", OFFICER, life.at, **decided, **given, **seen)
    yield from life.wait(1)
    stage.act(matter, "approve_first", HEAD, life.at, opinion="同意奖励。")
    yield from life.wait(1)
    stage.act(matter, "approve_second", DIRECTOR, life.at, opinion="同意。")
    stage.act(matter, "notify", OFFICER, life.at, contact="信访科 0000-6100")
    if paid:
        yield from life.wait(3)
        claim_reward(take_code(life.matter.petition.pk), "account", PAYEE, on=life.at.date(), now=life.at)
        yield from life.wait(2)
        stage.act(matter, "pay", OFFICER, life.at, voucher=f"演示 {number}")


def _propose(stage: Stage, life: PetitionLife) -> Proceeding:
    subject = life.written.subject[:200]
    opened = open_proceeding(
        "reward",
        by=stage.actor(OFFICER, life.at.date()),
        on=life.at.date(),
        now=life.at,
        title=subject,
        fields={"petition": life.matter.number, "subject": subject},
        generated=True,
    )
    stage.counted()
    return opened
