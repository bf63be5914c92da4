"""Classes of risk (风险类别) and what the standards say follows from each, by kind of land."""

from __future__ import annotations

from typing import Literal

from qingtian.language import Text

Risk = Literal["low_risk", "possible_risk", "high_risk"]
Kind = Literal["construction", "farmland"]
#: from the best to the worst
RISKS: dict[Risk, Text] = {
    "low_risk": Text("风险低", "low risk"),
    "possible_risk": Text("可能存在风险", "possible risk"),
    "high_risk": Text("风险高", "high risk"),
}
#: what follows; nothing for low risk
CONSEQUENCES: dict[tuple[Kind, Risk], Text] = {
    ("farmland", "possible_risk"): Text("安全利用", "safe use"),
    ("farmland", "high_risk"): Text("严格管控", "strict control"),
    ("construction", "possible_risk"): Text("详细调查和风险评估", "detailed survey and risk assessment"),
    ("construction", "high_risk"): Text("风险管控或者修复", "risk control or remediation"),
}

#: measures a class admits, by kind of land; a survey may come before control or remediation of land of high risk
MEASURES: dict[tuple[str, str], tuple[str, ...]] = {
    ("farmland", "possible_risk"): ("safe_use",),
    ("farmland", "high_risk"): ("strict_control",),
    ("construction", "possible_risk"): ("survey",),
    ("construction", "high_risk"): ("survey", "risk_control", "remediation"),
}


def worst(risks: list[Risk]) -> Risk | None:
    """The worst of them; None of none."""
    order = list(RISKS)
    return max(risks, key=order.index, default=None)
