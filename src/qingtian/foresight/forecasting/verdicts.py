"""Verdicts (检验): what was forecast before the day, what the month's median said, what then was measured."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date

import numpy as np
from numpy.typing import NDArray

from qingtian.foresight.hours import Numbers


@dataclass(frozen=True, slots=True)
class Verdicts:
    """A row a place, target and horizon, as columns; µg/m³, never NaN but in ``median`` where no earlier year is known.

    ``answer``: the learned forecast before it was blended; ``usual``: the median it was blended with.
    """

    horizon: NDArray[np.int_]
    target: NDArray[np.datetime64]
    answer: Numbers
    usual: Numbers
    median: Numbers
    actual: Numbers

    def __len__(self) -> int:
        return len(self.target)

    def of(self, horizon: int) -> Verdicts:
        return self._where(self.horizon == horizon)

    def between(self, first: date, last: date) -> Verdicts:
        """Of targets on these days, both included."""
        return self._where((self.target >= np.datetime64(first, "D")) & (self.target <= np.datetime64(last, "D")))

    def days(self) -> int:
        return len(np.unique(self.target))

    def joined(self, other: Verdicts) -> Verdicts:
        return Verdicts(*(np.concatenate([getattr(self, one.name), getattr(other, one.name)]) for one in fields(self)))

    def _where(self, kept: NDArray[np.bool_]) -> Verdicts:
        return Verdicts(*(getattr(self, one.name)[kept] for one in fields(self)))


def no_verdicts() -> Verdicts:
    none = np.empty(0)
    return Verdicts(np.empty(0, int), np.empty(0, "datetime64[D]"), none, none, none, none)
