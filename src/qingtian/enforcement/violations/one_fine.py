"""One act, one fine (一事不再罚): of several norms the one with the higher fine (行政处罚法 29)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from qingtian.enforcement.violations.law_choice import LawChoice
from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.law.choice import in_force_on
from qingtian.law.model import Basis
from qingtian.law.registry import Law

#: a second fine for the same act is not given; several norms: the higher sum
STATED = (
    Basis("penalty_law_2021", "29"),
    Basis("penalty_measures_2023", "7"),
    Basis("eco_env_code_2026", "1055"),
)
_INFINITE = Decimal("Infinity")
HIGHER = Text("罚款数额较高的规定。", "The norm with the higher fine.")
EQUAL = Text("罚款幅度相同，任选其一并说明理由。", "The ranges are equal; take one and say why.")
UNKNOWN = Text(
    "有规定的罚款幅度未定或未载入，不能比较，问法制人员。",
    "The range of a norm is undecided or not loaded, so they cannot be weighed: ask the legal officer.",
)


@dataclass(frozen=True, slots=True)
class HigherNorm:
    """The norm that applies; None where two are equal or one is not known."""

    choice: LawChoice | None
    reason: Text
    bases: tuple[Basis, ...]


def higher_norm(choices: Sequence[LawChoice], decided_on: date, law: Law) -> HigherNorm:
    """Of the norms one act breaks, the one that fines more: the higher maximum, then the higher minimum.

    Raises ``enforcement.norm.none`` when none is given.
    """
    if not choices:
        raise UnusableInput("enforcement.norm.none", Text("没有列出违法行为。", "no violation was given."))
    bases = in_force_on(STATED, decided_on, law)
    if any(each.range is None for each in choices):
        return HigherNorm(None, UNKNOWN, bases)
    ordered = sorted(choices, key=_height, reverse=True)
    if len(ordered) > 1 and _height(ordered[0]) == _height(ordered[1]):
        return HigherNorm(None, EQUAL, bases)
    return HigherNorm(ordered[0], HIGHER, bases)


def _height(choice: LawChoice) -> tuple[Decimal, Decimal]:
    fine = choice.range
    assert fine is not None  # higher_norm
    return (_INFINITE if fine.maximum is None else fine.maximum, fine.minimum or Decimal(0))
