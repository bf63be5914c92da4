"""When dust came and went (沙尘过程起止), by the thresholds of ``data/dust.yaml``: a proposal, never a decision."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Annotated, Generic, TypeVar

from pydantic import BeforeValidator

from qingtian.standards.declared import Basis, Declared, package_data, read

#: thousandths of a µg/m³, as in ``measurements.scale``
_SCALE = 1000
Number = TypeVar("Number")
Exact = Annotated[Fraction, BeforeValidator(lambda value: Fraction(value) if isinstance(value, str) else value)]


class Threshold(Declared, Generic[Number]):
    """A value of the rule and where it stands."""

    value: Number
    basis: Basis


class DustRule(Declared):
    """The thresholds of one edition; µg/m³, shares and times as exact fractions."""

    first_day: date
    in_force: Basis
    before_hours: Threshold[int]
    before_least: Threshold[int]
    begins_at_times: Threshold[Exact]
    begins_above: Threshold[Exact]
    begins_fine_share: Threshold[Exact]
    ends_within: Threshold[Exact]
    longest_hours: Threshold[int]


@dataclass(frozen=True, slots=True)
class DustSpell:
    """Hours ``first`` to ``last`` of the series, both included; ``before``: mean PM10 of the hours before, in
    thousandths of a µg/m³; ``over``: whether it has ended within the series."""

    first: int
    last: int
    before: Fraction
    over: bool


@cache
def dust_rule() -> DustRule:
    """The declared rule."""
    return read(DustRule, package_data("qingtian.standards.air", "dust.yaml"))


def dust_spells(hours: Sequence[tuple[int | None, int | None]], rule: DustRule | None = None) -> list[DustSpell]:
    """The spells of dust in consecutive hours of ``(PM10, PM2_5)``, in thousandths of a µg/m³, None where missing.

    One begins when PM10 reaches so many times the mean of the hours before, lies above the threshold, and PM2.5 is a
    small share of it; it ends with the hour before PM10 is back near what it was. An hour without a value ends nothing.
    """
    rule = rule or dust_rule()
    found: list[DustSpell] = []
    place = 0
    while place < len(hours):
        before = _before(hours, place, rule)
        if before is None or not _begins(hours[place], before, rule):
            place += 1
            continue
        spell = _followed(hours, place, before, rule)
        found.append(spell)
        place = spell.last + 1
    return found


def _before(hours: Sequence[tuple[int | None, int | None]], place: int, rule: DustRule) -> Fraction | None:
    given = [coarse for coarse, _ in hours[max(0, place - rule.before_hours.value) : place] if coarse is not None]
    return Fraction(sum(given), len(given)) if len(given) >= rule.before_least.value else None


def _begins(hour: tuple[int | None, int | None], before: Fraction, rule: DustRule) -> bool:
    coarse, fine = hour
    if coarse is None or coarse <= rule.begins_above.value * _SCALE or coarse < before * rule.begins_at_times.value:
        return False
    return fine is None or fine <= coarse * rule.begins_fine_share.value


def _followed(
    hours: Sequence[tuple[int | None, int | None]], first: int, before: Fraction, rule: DustRule
) -> DustSpell:
    back = before * (1 + rule.ends_within.value)
    until = min(len(hours), first + rule.longest_hours.value)
    for place in range(first + 1, until):
        coarse = hours[place][0]
        if coarse is not None and coarse <= back:
            return DustSpell(first, place - 1, before, over=True)
    return DustSpell(first, until - 1, before, over=until < len(hours))
