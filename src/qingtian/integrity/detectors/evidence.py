"""What a detector is given and what it answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from qingtian.integrity.grid import Array, Grid
from qingtian.integrity.simple import simple_expectation
from qingtian.language import Text


@dataclass(frozen=True)
class Look:
    """One station's hours beside what the others and its own coarse dust say of them; µg/m³, missing as NaN."""

    values: Array
    expected: Array
    #: second differences of the logarithm: its own, and the middle of the other stations'
    bend: Array
    bend_around: Array
    #: PM2.5 of the others by station
    others: dict[str, Array] = field(default_factory=dict)
    #: share of the other stations missing in the same hour
    missing_around: Array | None = None

    @property
    def residual(self) -> Array:
        """Logarithm of reported over expected."""
        return np.log((self.values + 5) / (self.expected + 5))

    @property
    def seen(self) -> NDArray[np.bool_]:
        """Hours with a value."""
        return np.isfinite(self.values)


@dataclass(frozen=True)
class Evidence:
    """Hours ``start`` to ``end`` (excluded) of the look; ``strength`` from 0 to 1 is no probability of guilt."""

    kind: str
    start: int
    end: int
    strength: float
    #: what was counted or measured, by name
    numbers: dict[str, float]
    #: what is seen, compared with what
    sentence: Text
    #: what honest cause could look the same
    doubt: Text
    #: the other station, where one is compared by name
    partner: str = ""

    def overlaps(self, other: Evidence) -> bool:
        """Whether the two share an hour."""
        return self.start < other.end and other.start < self.end


def looks(grid: Grid) -> Iterator[tuple[str, Look]]:
    """A look for every station of a grid."""
    around = simple_expectation(grid)
    absent = np.isnan(grid.reported).astype(float)
    for row, station in enumerate(grid.stations):
        others = {name: grid.reported[at] for at, name in enumerate(grid.stations) if at != row}
        share = (absent.sum(axis=0) - absent[row]) / max(len(grid.stations) - 1, 1)
        yield (
            station,
            Look(grid.reported[row], around.expected[row], around.bend[row], around.bend_around[row], others, share),
        )


def stretches(inside: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Begin and end (excluded) of every unbroken run of true."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], inside.view(np.int8), [0]))))
    return [(int(begin), int(end)) for begin, end in zip(edges[::2], edges[1::2], strict=True)]


def best_apart(found: list[Evidence]) -> list[Evidence]:
    """The strongest of those that overlap, the longer of equals."""
    kept: list[Evidence] = []
    for one in sorted(found, key=lambda e: (-round(e.strength, 2), e.start - e.end, e.start)):
        if not any(one.overlaps(other) for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)
