"""Which law a decision applies when the law changed after the act (从旧兼从轻)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.law.model import Basis
from qingtian.law.registry import Law

PENALTY_LAW = "penalty_law_2021"
CODE = "eco_env_code_2026"


@dataclass(frozen=True, slots=True)
class Rule:
    """What one edition of the law says of an act: unlawful or not, the fine in yuan, and measures besides the fine.

    ``minimum`` and ``maximum`` bound the fine; ``maximum`` None means the law sets no upper bound.
    ``measures`` names what comes on top (``limit_production``, ``detention``, ``revocation`` …).
    """

    basis: Basis
    unlawful: bool = True
    minimum: int | Decimal = 0
    maximum: int | Decimal | None = 0
    measures: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen and why. ``rule`` is None when neither rule is lighter throughout: the legal officer decides."""

    rule: Rule | None
    ground: str
    reason: Text
    bases: tuple[Basis, ...]


def choose_rule(at_act: Rule, at_decision: Rule, *, act_on: date, decided_on: date, law: Law) -> Choice:
    """The rule that applies to an act of ``act_on`` (a continuing act: its last day) decided on ``decided_on``.

    The rule of the day of the act applies; where the law changed before the decision and the new rule is lighter, or
    the act is no longer unlawful, the new rule applies (行政处罚法 37; 生态环境法典 1057). Raises
    ``law.choice.reversed`` for a decision before the act and ``law.choice.no_principle`` for a decision before the
    statute that states the principle.
    """
    _refuse_reversed(act_on, decided_on)
    bases = _principle(decided_on, law)
    ground = _ground(at_act, at_decision)
    rule = {"lighter": at_decision, "no_longer_unlawful": at_decision, "undecided": None}.get(ground, at_act)
    return Choice(rule, ground, _REASONS[ground], bases)


_REASONS: dict[str, Text] = {
    "not_unlawful_then": Text(
        "行为时不违法，不予处罚。", "The act was not unlawful when it was done; there is no penalty."
    ),
    "unchanged": Text(
        "前后规定相同，适用行为时的规定。", "Both rules are equal; the rule of the day of the act applies."
    ),
    "no_longer_unlawful": Text(
        "作出决定时该行为已不认为违法，适用新规定。",
        "The act is no longer unlawful at the decision; the new rule applies.",
    ),
    "lighter": Text("新规定处罚较轻，适用新规定。", "The new rule is lighter; the new rule applies."),
    "heavier": Text(
        "新规定处罚较重，适用行为时的规定。", "The new rule is heavier; the rule of the day of the act applies."
    ),
    "undecided": Text(
        "新旧规定各有轻重，须由法制人员判断并说明理由。",
        "Each rule is lighter in some part; the legal officer decides and gives reasons.",
    ),
}


def _ground(old: Rule, new: Rule) -> str:
    if not old.unlawful:
        return "not_unlawful_then"
    if not new.unlawful:
        return "no_longer_unlawful"
    new_is_no_heavier, old_is_no_heavier = _no_heavier(new, old), _no_heavier(old, new)
    if new_is_no_heavier and old_is_no_heavier:
        return "unchanged"
    if new_is_no_heavier:
        return "lighter"
    return "heavier" if old_is_no_heavier else "undecided"


def _no_heavier(one: Rule, other: Rule) -> bool:
    """Whether ``one`` is lighter or equal in every part. Weighing parts against each other is not arithmetic."""
    bounded = other.maximum is None or (one.maximum is not None and one.maximum <= other.maximum)
    return bounded and one.minimum <= other.minimum and one.measures <= other.measures


def _principle(decided_on: date, law: Law) -> tuple[Basis, ...]:
    """The articles that state the principle on the day of the decision."""
    stated = (Basis(PENALTY_LAW, "37"), Basis(CODE, "1057"))
    bases = tuple(basis for basis in stated if law.instrument(basis.instrument).in_force(decided_on))
    if not bases:
        raise UnusableInput(
            "law.choice.no_principle",
            Text("{day}尚无从旧兼从轻的成文规定。", "no statute states the choice of law on {day}.").format(
                day=decided_on.isoformat()
            ),
            basis=law.cite(stated[0]).en,
        )
    return bases


def in_force_on(bases: Sequence[Basis], day: date, law: Law) -> tuple[Basis, ...]:
    """Of the articles a duty rests on, those in force that day: 环境保护法 27 before 2026-08-15, 生态环境法典 30 after.

    All of them where none is in force: then a person has to see that.
    """
    return tuple(basis for basis in bases if law.instrument(basis.instrument).in_force(day)) or tuple(bases)


def _refuse_reversed(act_on: date, decided_on: date) -> None:
    if decided_on < act_on:
        raise UnusableInput(
            "law.choice.reversed",
            Text("决定日期{d}早于行为日期{a}。", "the decision of {d} is before the act of {a}.").format(
                d=decided_on.isoformat(), a=act_on.isoformat()
            ),
            remedy=Text("请核对日期。", "Check the dates."),
        )
