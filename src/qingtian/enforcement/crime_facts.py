"""Facts of a case as the limbs of a crime ask for them: amounts, yes or no, readings over a standard, penalties.

What is not there is not known. It is never zero and never no.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from qingtian.enforcement.crime_limbs import load_limbs
from qingtian.errors import UnusableInput
from qingtian.language import Text

#: more than any amount ever found; beyond it somebody has slipped a key
MOST = Decimal("1000000000000")


@dataclass(frozen=True, slots=True)
class Reading:
    """One pollutant: the measured concentration and the discharge limit, in the same unit."""

    pollutant: str
    measured: Decimal
    limit: Decimal

    @property
    def of_concentration(self) -> Fraction:
        """How many times the limit the concentration is."""
        return Fraction(self.measured) / Fraction(self.limit)

    @property
    def of_excess(self) -> Fraction:
        """How many times the limit the part above it is."""
        return self.of_concentration - 1


@dataclass(frozen=True, slots=True)
class EarlierPenalty:
    """A penalty for an act of the same ``kind``, and the day it took effect (处罚生效)."""

    kind: str
    effective_on: date


@dataclass(frozen=True, slots=True)
class CrimeFacts:
    """``act_on``: the day of the new act. ``penalties`` None: nobody has looked; empty: looked, there are none."""

    act_on: date
    amounts: Mapping[str, Decimal] = field(default_factory=dict)
    flags: Mapping[str, bool] = field(default_factory=dict)
    readings: tuple[Reading, ...] = ()
    penalties: tuple[EarlierPenalty, ...] | None = None


def amount_of(name: str, words: str) -> Decimal:
    """An amount of a declared fact, in its unit. Raises ``enforcement.crime.unknown_fact``, ``.unreadable``,
    ``.not_whole`` (people and saplings are counted).
    """
    fact = load_limbs().amounts.get(name)
    if fact is None:
        raise unknown(name, load_limbs().amounts)
    given = _decimal(words)
    if fact.unit == "count" and given != given.to_integral_value():
        raise _refused("not_whole", words, Text("要写整数。", "it is counted: a whole number."))
    return given


def reading_of(words: str) -> Reading:
    """A reading written ``Pb=0.31/0.1``: pollutant, measured, limit. Raises ``enforcement.crime.…``."""
    pollutant, _, rest = words.partition("=")
    measured, _, limit = rest.partition("/")
    if pollutant not in load_limbs().metals:
        raise unknown(pollutant, load_limbs().metals)
    over = _decimal(limit)
    if over == 0:
        raise _refused("unreadable", words, Text("限值要大于零。", "the limit must be more than zero."))
    return Reading(pollutant, _decimal(measured), over)


def penalty_of(words: str) -> EarlierPenalty:
    """A penalty written ``toxic=2025-03-02``: its kind and the day it took effect. Raises ``enforcement.crime.…``."""
    kind, _, day = words.partition("=")
    if kind not in load_limbs().penalties:
        raise unknown(kind, load_limbs().penalties)
    try:
        return EarlierPenalty(kind, date.fromisoformat(day))
    except ValueError:
        raise _refused("unreadable", words, Text("日期写成 2025-03-02。", "write the day as 2025-03-02.")) from None


def flag_of(name: str) -> str:
    """The name of a declared yes or no. Raises ``enforcement.crime.unknown_fact``."""
    if name not in load_limbs().flags:
        raise unknown(name, load_limbs().flags)
    return name


def _decimal(words: str) -> Decimal:
    try:
        given = Decimal(words.strip())
    except InvalidOperation:
        given = Decimal("NaN")
    if not given.is_finite() or not 0 <= given <= MOST:
        raise _refused("unreadable", words, Text("读不出数。", "not a number of zero or more."))
    return given


def unknown(name: str, known: Iterable[str]) -> UnusableInput:
    """The name is not declared; the remedy lists what is."""
    remedy = Text("可用：{names}", "Known: {names}").format(names=", ".join(known))
    words = Text("没有“{name}”这一项。", "there is no fact “{name}”.").format(name=name[:40])
    return UnusableInput("enforcement.crime.unknown_fact", words, where=name[:40], remedy=remedy)


def _refused(kind: str, words: str, message: Text) -> UnusableInput:
    return UnusableInput(f"enforcement.crime.{kind}", message, where=words[:40])
