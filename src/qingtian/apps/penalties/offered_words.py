"""Sentences the law fills in for a paper, for a person to check: rights, performance, re-inspection."""

from __future__ import annotations

from datetime import date

from qingtian.apps.penalties.numbers import law
from qingtian.law.model import quantity


def _length(name: str, on: date) -> str:
    limit = law().limit(name, on=on)
    return quantity(limit.value, limit.unit).zh


def rights(on: date) -> str:
    """What the party may do after the notice, and by when (处罚法 44, 45, 63, 64)."""
    defence, hearing = _length("penalty.statement_and_defence", on), _length("penalty.hearing_request", on)
    return (
        f"你（单位）有权自收到本告知书之日起{defence}内进行陈述、申辩，我单位不因陈述、申辩而给予更重的处罚。\n"
        f"依法有权要求听证的，应当自收到本告知书之日起{hearing}内提出，听证不收费用。\n"
        "逾期未提出的，视为放弃上述权利。"
    )


def performance(on: date) -> str:
    """How a fine is paid, and what being late costs (处罚法 67, 72)."""
    rate, cap = law().figure("penalty.late_charge_rate", on=on), law().figure("penalty.late_charge_cap", on=on)
    return (
        f"罚款自收到本决定书之日起{_length('penalty.payment', on)}内缴至指定银行或者通过电子支付系统缴纳。\n"
        f"到期不缴纳的，每日按罚款数额的{rate.value}%加处罚款，加处罚款的总额不超过罚款数额的{cap.value}%。\n"
        "确有经济困难，需要延期或者分期缴纳的，可以书面申请。"
    )


def warning(on: date) -> str:
    """That correction is re-inspected covertly, and what a refusal may cost (按日处罚办法 9, 10, 13)."""
    return (
        f"我单位将自本决定书送达之日起{_length('daily_penalty.re_inspection', on)}内，以暗查方式对改正情况进行复查。"
        "受到罚款处罚、被责令改正而拒不改正，或者拒绝、阻挠复查的，可以自本决定书送达的次日起，"
        "按照原处罚数额按日连续处罚。"
    )
