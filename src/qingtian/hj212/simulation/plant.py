"""What a simulated outlet emits: a pure function of seed, unit, factor and moment: any hour can be told again."""

from __future__ import annotations

import math
import zlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from qingtian.hj212.segment import Item


@dataclass(frozen=True, slots=True)
class Emission:
    """A factor around ``base``; ``converted``: a value at reference oxygen is sent beside it (折算)."""

    code: str
    base: float
    decimals: int
    converted: bool = False


WATER = (
    Emission("w01018", 32.0, 1),
    Emission("w21003", 2.1, 2),
    Emission("w21011", 0.31, 2),
    Emission("w01001", 7.4, 2),
    Emission("w00000", 18.5, 2),
)
GAS = (
    Emission("a21026", 21.0, 2, converted=True),
    Emission("a21002", 61.0, 1, converted=True),
    Emission("a34013", 7.0, 1, converted=True),
    Emission("a19001", 9.5, 1),
    Emission("a01012", 118.0, 1),
    Emission("a00000", 31.0, 1),
)
#: system code (ST) and what such a unit measures
PLANTS = {"32": WATER, "31": GAS}
_DAY = 86_400
_SWING, _NOISE = 0.15, 0.2


@dataclass(frozen=True, slots=True)
class Plant:
    """One outlet of one unit."""

    seed: int
    mn: str
    st: str

    def level(self, factor: Emission, at: datetime) -> float:
        """The value at a moment: a swing over the day and noise of that very second."""
        second = int(at.timestamp())
        swing = math.sin(2 * math.pi * (second % _DAY) / _DAY)
        mixed = zlib.crc32(f"{self.seed}/{self.mn}/{factor.code}/{second}".encode())
        return factor.base * (1 + _SWING * swing + _NOISE * (mixed / 2**32 - 0.5))

    def moment(self, at: datetime) -> list[list[Item]]:
        """Groups of real-time data (2011)."""
        return [self._group(factor, [("Rtd", self.level(factor, at))]) for factor in PLANTS[self.st]]

    def period(self, start: datetime, length: timedelta) -> list[list[Item]]:
        """Groups of minute, hour or day data: from six values within the period."""
        moments = [start + length * part / 6 for part in range(6)]
        groups = []
        for factor in PLANTS[self.st]:
            levels = [self.level(factor, at) for at in moments]
            fields = [("Min", min(levels)), ("Avg", sum(levels) / len(levels)), ("Max", max(levels))]
            groups.append(self._group(factor, fields))
        return groups

    def _group(self, factor: Emission, fields: list[tuple[str, float]]) -> list[Item]:
        items = [(f"{factor.code}-{field}", f"{value:.{factor.decimals}f}") for field, value in fields]
        if factor.converted:
            items += [(f"{factor.code}-Zs{field}", f"{value * 1.25:.{factor.decimals}f}") for field, value in fields]
        return [*items, (f"{factor.code}-Flag", "N")]
