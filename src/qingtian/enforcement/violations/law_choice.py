"""Which edition of the catalogue a decision applies (从旧兼从轻), with both ranges shown and the reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from qingtian.enforcement.money import written
from qingtian.enforcement.violations.catalogue import FineRange, Violation, ViolationEdition
from qingtian.language import Text
from qingtian.law.choice import Choice, Rule, choose_rule
from qingtian.law.model import Basis
from qingtian.law.registry import Law

SAME_EDITION = Text(
    "行为时和作出决定时是同一规定。", "The same rule was in force on the day of the act and on that of the decision."
)
NOT_LOADED = Text(
    "{which}的罚款幅度未载入，不能比较轻重，问法制人员。",
    "The range of {which} is not loaded, so the two cannot be weighed: ask the legal officer.",
)
AT_ACT, AT_DECISION = Text("行为时规定", "the rule of the day of the act"), Text("新规定", "the new rule")


@dataclass(frozen=True, slots=True)
class LawChoice:
    """Both editions with their ranges, and the one that applies; None where a person has to decide.

    ``ground``: ``same_edition``, ``not_loaded``, or a ground of :func:`qingtian.law.choice.choose_rule`.
    """

    violation: Violation
    act_on: date
    decided_on: date
    at_act: ViolationEdition
    at_decision: ViolationEdition
    range_at_act: FineRange | None
    range_at_decision: FineRange | None
    applies: ViolationEdition | None
    ground: str
    reason: Text
    bases: tuple[Basis, ...]

    @property
    def range(self) -> FineRange | None:
        """The range of the fine that applies; None where it is not loaded or a person has to decide."""
        if self.applies is None:
            return None
        return self.range_at_act if self.applies is self.at_act else self.range_at_decision

    @property
    def which(self) -> str:
        """``at_act``, ``at_decision``, or empty where a person has to decide."""
        if self.applies is None:
            return ""
        return "at_act" if self.applies is self.at_act else "at_decision"

    def as_dict(self) -> dict[str, object]:
        """For JSON: the editions as dates and articles, sums in yuan with two decimals, null where not loaded."""
        return {
            "violation": self.violation.id,
            "act_on": self.act_on.isoformat(),
            "decided_on": self.decided_on.isoformat(),
            "applies": self.which or None,
            "ground": self.ground,
            "reason": self.reason.as_dict(),
            "at_act": _edition(self.at_act, self.range_at_act),
            "at_decision": _edition(self.at_decision, self.range_at_decision),
            "by": [{"instrument": each.instrument, "article": each.article} for each in self.bases],
        }


def choose_law(
    violation: Violation, act_on: date, decided_on: date, law: Law, *, medium: str = "other", party: str = "unit"
) -> LawChoice:
    """The edition that applies to an act of ``act_on`` (a continuing act: its last day) decided on ``decided_on``.

    行政处罚法 37; 生态环境法典 1057. Raises what :meth:`Violation.on` and :func:`choose_rule` raise.
    """
    old, new = violation.on(act_on), violation.on(decided_on)
    ranges = old.fine_range(medium, party), new.fine_range(medium, party)
    # the days and the principle are checked before anything is said
    chosen = choose_rule(_rule(old, ranges[0]), _rule(new, ranges[1]), act_on=act_on, decided_on=decided_on, law=law)
    applies, ground, reason = _outcome(old, new, ranges, chosen)
    return LawChoice(violation, act_on, decided_on, old, new, *ranges, applies, ground, reason, chosen.bases)


def _outcome(
    old: ViolationEdition, new: ViolationEdition, ranges: tuple[FineRange | None, FineRange | None], chosen: Choice
) -> tuple[ViolationEdition | None, str, Text]:
    if old == new:
        return old, "same_edition", SAME_EDITION
    missing = [name for name, known in zip((AT_ACT, AT_DECISION), ranges, strict=True) if known is None]
    if missing:
        which = missing[0] if len(missing) == 1 else Text("新旧规定", "either rule")
        return None, "not_loaded", NOT_LOADED.format(which=which)
    if chosen.rule is None:
        return None, chosen.ground, chosen.reason
    return (new if chosen.ground in ("lighter", "no_longer_unlawful") else old), chosen.ground, chosen.reason


def _rule(edition: ViolationEdition, fine: FineRange | None) -> Rule:
    basis = fine.basis if fine else (edition.bases[0] if edition.bases else Basis("penalty_law_2021", "37"))
    measures = frozenset(each.id for each in edition.measures)
    if fine is None:
        return Rule(basis, measures=measures)
    return Rule(basis, minimum=fine.minimum or 0, maximum=fine.maximum, measures=measures)


def _edition(edition: ViolationEdition, fine: FineRange | None) -> dict[str, object]:
    return {
        "from": edition.from_day.isoformat() if edition.from_day else None,
        "to": edition.to_day.isoformat() if edition.to_day else None,
        "articles": [{"instrument": each.instrument, "article": each.article} for each in edition.bases],
        "certainty": edition.certainty,
        "loaded": fine is not None,
        "minimum": written(fine.minimum) if fine else None,
        "maximum": written(fine.maximum) if fine else None,
        "measures": [each.id for each in edition.measures],
    }
