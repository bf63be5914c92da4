"""Comparable past cases: how many, how their fines spread, and whether a chosen fine is far from them.

A report beside the sheet, never a ranking and never a bound: an unusual case may have an unusual fine.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from qingtian.enforcement.money import to_the_fen
from qingtian.law.model import Figure
from qingtian.law.registry import Law

FAR, LEAST = "discretion.comparison_far", "discretion.comparison_least"
HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Spread:
    """Count, median, quartiles, ends of past fines in yuan; None where there is none."""

    count: int
    least: Decimal | None = None
    lower_quartile: Decimal | None = None
    median: Decimal | None = None
    upper_quartile: Decimal | None = None
    most: Decimal | None = None


def spread_of(fines: Iterable[Decimal]) -> Spread:
    """Quartiles by linear interpolation between the ordered fines, ends included; to the fen."""
    ordered = sorted(fines)
    if not ordered:
        return Spread(0)
    at = [_at(ordered, Decimal(part) / 4) for part in (1, 2, 3)]
    return Spread(len(ordered), ordered[0], at[0], at[1], at[2], ordered[-1])


def _at(ordered: list[Decimal], share: Decimal) -> Decimal:
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return to_the_fen(ordered[below] + (ordered[above] - ordered[below]) * (place - below))


@dataclass(frozen=True, slots=True)
class Distance:
    """How far a fine is from the median, in percent of it; ``warns`` where that is over the office's threshold."""

    percent: Decimal
    threshold: Figure
    warns: bool


def distance(chosen: Decimal, spread: Spread, on: date, law: Law) -> Distance | None:
    """None where there are too few cases to speak of a usual fine."""
    threshold, least = law.figure(FAR, on=on), law.figure(LEAST, on=on)
    if spread.count < least.value or not spread.median:
        return None
    percent = (abs(chosen - spread.median) * HUNDRED / spread.median).quantize(Decimal("0.1"))
    return Distance(percent, threshold, abs(chosen - spread.median) * HUNDRED > threshold.value * spread.median)
