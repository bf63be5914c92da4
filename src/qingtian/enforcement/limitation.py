"""Limitation of penalties (追责时效): an act not found within its years is punished no more (处罚法 36; 法典 1054)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from qingtian.law.model import Figure
from qingtian.law.periods import MONTHS_A_YEAR, months_after
from qingtian.law.registry import Law

ORDINARY, WITH_HARM = "penalty.limitation", "penalty.limitation_harm"
CODE = "eco_env_code_2026"


@dataclass(frozen=True, slots=True)
class Limitation:
    """``last_day``: found on it, the act is still punishable; found the day after, no more."""

    last_day: date
    figure: Figure


def limitation(act_on: date, harm: str, law: Law) -> Limitation:
    """From the end of the act (a continuing one: its last day), by the law of that day.

    Before the Code only harm to life, health or finance lengthens it (行政处罚法 36); from its first day any harmful
    consequence does (生态环境法典 1054). The longer term began with the law of 2021: an act before it has the two years
    that earlier editions gave as well.
    """
    begun = law.parameter(WITH_HARM).editions[0].from_day
    grave = harm == "life_or_health" or (harm == "consequences" and law.instrument(CODE).in_force(act_on))
    figure = law.figure(WITH_HARM if grave and act_on >= begun else ORDINARY, on=max(act_on, begun))
    return Limitation(months_after(act_on, int(figure.value) * MONTHS_A_YEAR), figure)
