"""How the state of surface water is evaluated and described (水质定性评价), 环办〔2011〕22号, as dated rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Literal, Self

from pydantic import model_validator

from qingtian.standards.declared import Bilingual, Declared, package_data, read
from qingtian.standards.water import rules
from qingtian.standards.water.items import PACKAGE, items
from qingtian.standards.water.limits import CLASSES, THIRD
from qingtian.standards.water.rules import Dated, Exact, Rule


class Description(Declared):
    """Words for a state of water, and the shares (per cent of sections) it is for: I–III and worse than V."""

    id: str
    words: Bilingual
    good_from: int | None = None
    good_under: int | None = None
    worst_from: int | None = None
    worst_under: int | None = None

    def fits(self, good: Fraction, worst: Fraction) -> bool:
        """Whether shares in per cent are described so."""
        return (
            (self.good_from is None or good >= self.good_from)
            and (self.good_under is None or good < self.good_under)
            and (self.worst_from is None or worst >= self.worst_from)
            and (self.worst_under is None or worst < self.worst_under)
        )


class EvaluationEdition(Dated):
    """The rules in force for data of its days."""

    class_items: Rule[tuple[str, ...]]
    not_multiplied: Rule[tuple[str, ...]]
    below_detection: Rule[Exact]
    multiple_decimals: Rule[int]
    ph_mean: Rule[Literal["hydrogen_ions"]]
    mean_decimals: Rule[dict[str, int]]
    least_sections: Rule[int]
    descriptions: Rule[tuple[Description, ...]]
    by_class: Rule[dict[str, str]]

    @model_validator(mode="after")
    def _whole(self) -> Self:
        named = {*self.class_items.value, *self.not_multiplied.value, *self.mean_decimals.value}
        if unknown := named - set(items()):
            raise ValueError(f"{self.id} names {sorted(unknown)}, which are no items")
        if set(self.by_class.value) != set(CLASSES):
            raise ValueError(f"{self.id}: a description for each of {CLASSES}")
        return self

    def described(self, grade: str) -> Description:
        """How one section of that class is described."""
        return next(one for one in self.descriptions.value if one.id == self.by_class.value[grade])


@dataclass(frozen=True, slots=True)
class Shares:
    """Sections of a river or basin by class (``counts`` in the order of CLASSES)."""

    counts: tuple[int, ...]

    @property
    def sections(self) -> int:
        """How many were evaluated."""
        return sum(self.counts)

    @property
    def good(self) -> Fraction:
        """Per cent of classes I to III (优良比例)."""
        return Fraction(sum(self.counts[: THIRD + 1]) * 100, self.sections)

    @property
    def worst(self) -> Fraction:
        """Per cent worse than class V."""
        return Fraction(self.counts[-1] * 100, self.sections)


def shares(grades: Sequence[str]) -> Shares:
    """Sections counted by class."""
    return Shares(tuple(grades.count(grade) for grade in CLASSES))


def basin(grades: Sequence[str], rule: EvaluationEdition) -> Description | None:
    """How a river or basin is described by the shares of its sections.

    None with fewer sections than the rule asks (then ``described`` of the class of the mean concentrations holds) and
    where no line of the table fits: 60 % good and 40 % worse than V exactly is in none of them.
    """
    if len(grades) < rule.least_sections.value:
        return None
    found = shares(grades)
    return next((one for one in rule.descriptions.value if one.fits(found.good, found.worst)), None)


class _Evaluation(Declared):
    editions: tuple[EvaluationEdition, ...]

    @model_validator(mode="after")
    def _follow_each_other(self) -> Self:
        rules.succeeding(self.editions)
        return self


@cache
def evaluations() -> tuple[EvaluationEdition, ...]:
    """Every edition held, oldest first."""
    return read(_Evaluation, package_data(PACKAGE, "evaluation.yaml")).editions


def evaluation_on(day: date) -> EvaluationEdition:
    """The rules for data of that day."""
    return rules.on(evaluations(), day)
