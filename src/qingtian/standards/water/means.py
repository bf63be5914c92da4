"""Means of a month, quarter or year, and over sections (均值): exact, rounded once where they are printed.

pH is averaged by its hydrogen-ion concentration; a value below detection counts half the limit; nothing stands for a
value that is missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction

from qingtian.standards.water.evaluation import EvaluationEdition
from qingtian.standards.water.measured import Measured
from qingtian.standards.water.ranking import rounded

_EXACT = Context(prec=40)


@dataclass(frozen=True, slots=True)
class Mean:
    """``value`` not rounded; it rests on ``count`` values, of which ``below`` were under the detection limit."""

    value: Fraction
    count: int
    below: int

    def printed(self, code: str, rule: EvaluationEdition) -> Decimal:
        """With the decimals of the item, half to even."""
        return rounded(self.value, rule.mean_decimals.value.get(code, 3))

    @property
    def all_below(self) -> bool:
        """Nothing was ever found."""
        return self.below == self.count


def mean(code: str, values: Iterable[Measured], rule: EvaluationEdition) -> Mean | None:
    """The mean of values of one item; None without any."""
    given = list(values)
    if not given:
        return None
    counted = [one.counted(rule.below_detection.value) for one in given]
    return Mean(average(code, counted), len(given), sum(one.below for one in given))


def average(code: str, counted: Sequence[Fraction]) -> Fraction:
    """The arithmetic mean; of pH, minus the logarithm of the mean hydrogen-ion concentration."""
    if code != "pH" or len(set(counted)) == 1:
        return sum(counted, Fraction(0)) / len(counted)
    ions = sum((_EXACT.power(Decimal(10), -_decimal(one)) for one in counted), Decimal(0))
    return Fraction(-_EXACT.log10(_EXACT.divide(ions, Decimal(len(counted)))))


def _decimal(value: Fraction) -> Decimal:
    return _EXACT.divide(Decimal(value.numerator), Decimal(value.denominator))
