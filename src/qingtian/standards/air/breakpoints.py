"""From a concentration to an individual index (空气质量分指数, IAQI), in integers from end to end.

HJ 633-2012 eq. 1, cl. 4.2 and 6.2; HJ 633-2026 eq. 1, cl. 4.2.4 and 4.2.6. The result is rounded up, so a binary
fraction a hair above an integer would be one too high: 55.0000001 would become 56.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import lcm

from qingtian.standards.air.declarations import CountsAs, Edition, Table


@dataclass(frozen=True, slots=True)
class Ladder:
    """A breakpoint table in integers: ``rungs`` are concentrations × ``scale``."""

    scale: int
    rungs: tuple[int, ...]
    indices: tuple[int, ...]

    def index(self, concentration: Fraction) -> int | None:
        """The individual index, rounded up; ``None`` above the top rung."""
        position, divisor = concentration.numerator * self.scale, concentration.denominator
        for step in range(1, len(self.rungs)):
            if position <= self.rungs[step] * divisor:
                return self._between(step, position, divisor)
        return None

    def _between(self, step: int, position: int, divisor: int) -> int:
        low, high = self.rungs[step - 1], self.rungs[step]
        rise = self.indices[step] - self.indices[step - 1]
        return self.indices[step - 1] - (rise * (low * divisor - position)) // ((high - low) * divisor)


def ladder(table: Table, indices: tuple[int, ...]) -> Ladder:
    """``table`` in integers, scaled so that every breakpoint is whole."""
    scale = lcm(*(value.as_integer_ratio()[1] for value in table.concentrations))
    return Ladder(scale, tuple(int(value * scale) for value in table.concentrations), indices)


@lru_cache(maxsize=64)
def _ladders(edition: Edition) -> dict[str, Ladder]:
    return {name: ladder(table, edition.indices) for name, table in edition.tables.items()}


def individual_index(edition: Edition, table_name: str, concentration: Fraction) -> int | None:
    """Individual index of a concentration ≥ 0 (µg/m³; CO mg/m³); ``None`` where another average reports it.

    Inputs are rounded first where the edition says so (GB/T 8170, half to even).
    """
    table = edition.tables[table_name]
    index = _ladders(edition)[table_name].index(_rounded(concentration, edition, table))
    if index is None and isinstance(table.above, CountsAs):
        return table.above.index
    return index


def _rounded(concentration: Fraction, edition: Edition, table: Table) -> Fraction:
    """The concentration as the edition takes it in: HJ 633-2026 cl. 4.2.2 and 4.2.3 round, HJ 633-2012 does not."""
    if edition.decimals is None:
        return concentration
    return round(concentration, edition.decimals[table.pollutant])
