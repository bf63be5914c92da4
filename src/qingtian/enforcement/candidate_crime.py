"""Candidate crimes (涉嫌犯罪的候选情形): which limbs the facts of a case reach, with article and threshold; no verdict.

Every limb of the interpretation is answered: reached, reached on one reading only, not reached, or not known. A person
confirms a candidate with its evidence (the 3 days of the transfer begin with that person's written report).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, Decimal
from fractions import Fraction

from qingtian.enforcement.crime_facts import CrimeFacts, Reading
from qingtian.enforcement.crime_limbs import Limb, load_limbs
from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.law.calendars import Calendar
from qingtian.law.counting import derive
from qingtian.law.model import UNITS, Figure
from qingtian.law.registry import Law

REPEAT_WINDOW = "crime.repeat_window"
#: the weakest answer of its parts is the answer of a limb
OUTCOMES = ("not_reached", "not_known", "doubtful", "reached")
CANDIDATES = frozenset({"reached", "doubtful"})
TWO_READINGS = Text(
    "“超过标准若干倍”指浓度还是超出部分，由法制人员认定；两种算法结果不同。",
    "Whether the multiple is of the concentration or of the excess is for the legal officer; the two readings differ.",
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One limb and what the facts say of it. ``found`` is what was compared with ``threshold``, in words."""

    id: str
    limb: Limb
    outcome: str
    threshold: Figure | None
    found: Text | None
    asks: tuple[Text, ...] = ()

    @property
    def is_candidate(self) -> bool:
        return self.outcome in CANDIDATES

    def as_dict(self) -> dict[str, object]:
        """For JSON; ``threshold`` is null where the limb has none."""
        threshold = {"value": self.threshold.value, "unit": self.threshold.unit} if self.threshold else None
        return {
            "limb": self.id,
            "grade": self.limb.grade,
            "instrument": self.limb.basis.instrument,
            "article": self.limb.article,
            "item": self.limb.item or None,
            "item_certainty": self.limb.item_certainty or None,
            "outcome": self.outcome,
            "threshold": threshold,
            "certainty": self.threshold.certainty if self.threshold else None,
            "found": self.found.as_dict() if self.found else None,
            "asks": [one.as_dict() for one in self.asks],
        }


@dataclass(frozen=True, slots=True)
class CandidateCrime:
    """Every limb with its answer, in the order of the articles."""

    act_on: date
    findings: tuple[Finding, ...]

    @property
    def candidates(self) -> tuple[Finding, ...]:
        return tuple(one for one in self.findings if one.is_candidate)

    def as_dict(self) -> dict[str, object]:
        """For JSON: the candidates in full, the other limbs by their answer."""
        others = {one.id: one.outcome for one in self.findings if not one.is_candidate}
        return {
            "act_on": self.act_on.isoformat(),
            "verdict": None,
            "candidate_crime": [one.as_dict() for one in self.candidates],
            "others": others,
        }


def candidate_crime(facts: CrimeFacts, law: Law, calendar: Calendar) -> CandidateCrime:
    """Answer every limb by the figures in force on the day of the act.

    Raises ``enforcement.crime.penalty_ahead`` for a penalty that takes effect after the act, and what
    :meth:`Law.figure` raises for an act before the interpretation.
    """
    _refuse_ahead(facts)
    return CandidateCrime(
        facts.act_on, tuple(_finding(id_, limb, facts, law, calendar) for id_, limb in load_limbs().limbs.items())
    )


def _finding(id_: str, limb: Limb, facts: CrimeFacts, law: Law, calendar: Calendar) -> Finding:
    threshold = law.figure(limb.at_least, on=facts.act_on) if limb.at_least else None
    answers, found, asks = [_flags(limb, facts)], None, [limb.asks] if limb.asks else []
    if threshold and limb.facts:
        outcome, found = _amounts(limb, facts, threshold)
        answers.append(outcome)
    if threshold and limb.metals:
        outcome, found = _metals(limb, facts, threshold)
        answers.append(outcome)
        asks += [TWO_READINGS] if outcome == "doubtful" else []
    if threshold and limb.penalties:
        outcome, found = _penalties(limb, facts, threshold, law, calendar)
        answers.append(outcome)
    return Finding(id_, limb, min(answers, key=OUTCOMES.index), threshold, found, tuple(asks))


def _flags(limb: Limb, facts: CrimeFacts) -> str:
    said = [facts.flags.get(name) for name in limb.flags]
    if any(one is False for one in said):
        return "not_reached"
    return "not_known" if None in said else "reached"


def _amounts(limb: Limb, facts: CrimeFacts, threshold: Figure) -> tuple[str, Text | None]:
    """The largest of the amounts counts; one that is not known leaves the limb open unless another reaches it."""
    known = {name: facts.amounts[name] for name in limb.facts if name in facts.amounts}
    if not known:
        return "not_known", None
    name = max(known, key=lambda one: known[one])
    found = Text("{title} {value}", "{title} {value}").format(
        title=load_limbs().facts[name].title, value=_in_unit(known[name], threshold.unit)
    )
    if known[name] >= threshold.value:
        return "reached", found
    return ("not_reached" if len(known) == len(limb.facts) else "not_known"), found


def _in_unit(amount: Decimal, unit: str) -> Text:
    """5.2吨 / 5.2 tonnes; what is counted bears no unit."""
    number = f"{amount.normalize():,f}"
    return Text(number, number) if unit == "count" else Text(number + UNITS[unit].zh, f"{number} {UNITS[unit].en}")


def _metals(limb: Limb, facts: CrimeFacts, threshold: Figure) -> tuple[str, Text | None]:
    readings = [one for one in facts.readings if one.pollutant in limb.metals]
    if not readings:
        return "not_known", None
    worst = max(readings, key=lambda one: one.of_concentration)
    found = Text("{p} 浓度为标准的 {c} 倍，超出 {e} 倍", "{p}: {c} times the standard, {e} times above it").format(
        p=worst.pollutant, c=shown(worst.of_concentration), e=shown(max(worst.of_excess, Fraction(0)))
    )
    return _multiple(worst, threshold.value), found


def _multiple(reading: Reading, threshold: int) -> str:
    if reading.of_excess >= threshold:
        return "reached"
    return "doubtful" if reading.of_concentration >= threshold else "not_reached"


def _penalties(
    limb: Limb, facts: CrimeFacts, threshold: Figure, law: Law, calendar: Calendar
) -> tuple[str, Text | None]:
    """Within two years of the first of them taking effect there is the new act (法释〔2023〕7号 19)."""
    if facts.penalties is None:
        return "not_known", None
    days = sorted(one.effective_on for one in facts.penalties if one.kind == limb.penalties)
    counted = [day for day in days if facts.act_on <= _window_ends(day, facts.act_on, law, calendar)]
    found = Text("{n} 次在二年内（{days}）", "{n} within the window ({days})").format(
        n=len(counted), days=_days(counted)
    )
    return ("reached" if len(counted) >= threshold.value else "not_reached"), found


def _window_ends(effective_on: date, act_on: date, law: Law, calendar: Calendar) -> date:
    """The last day of the window, by the rule of the day of the act; the penalty may be older than the rule."""
    return derive(law.limit(REPEAT_WINDOW, on=act_on), effective_on, calendar).due


def _days(days: Sequence[date]) -> str:
    return ", ".join(day.isoformat() for day in days) or "—"


def _refuse_ahead(facts: CrimeFacts) -> None:
    """A penalty counts once it took effect before the new act; that of the same day or later is another matter."""
    ahead = [one.effective_on for one in facts.penalties or () if one.effective_on >= facts.act_on]
    if ahead:
        words = Text("处罚{p}生效，不早于行为日{a}。", "the penalty of {p} does not precede the act of {a}.").format(
            p=ahead[0].isoformat(), a=facts.act_on.isoformat()
        )
        remedy = Text("只填行为以前已经生效的处罚。", "Enter only penalties that had taken effect before the act.")
        raise UnusableInput("enforcement.crime.penalty_ahead", words, where=ahead[0].isoformat(), remedy=remedy)


def shown(multiple: Fraction) -> str:
    """A multiple cut, never rounded up: what is below a threshold never reads as if it reached it."""
    exact = Decimal(multiple.numerator) / Decimal(multiple.denominator)
    cut = exact.quantize(Decimal("0.0001"), ROUND_DOWN)
    return f"{cut.normalize():f}" + ("" if Fraction(cut) == multiple else "…")
