"""The circles of a scan: round every place, growing by its neighbours up to its share of the population."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
#: distances that differ by less than this share are the same: both places enter the circle together
SAME = 1e-9


class Distance(StrEnum):
    """How far two places lie apart: on a plane, or along a great circle of the earth (x longitude, y latitude)."""

    EUCLIDEAN = "euclidean"
    SPHERE = "sphere"


@dataclass(frozen=True, slots=True)
class Zones:
    """Candidate circles, a row a centre. ``order[i, k]``: the k-th nearest place to place i, itself first.
    ``population[i, k]``: what the circle of its first k + 1 places holds. ``drawn[i, k]``: whether that circle is one,
    that is within its share and ending where the next place lies farther away."""

    order: NDArray[np.int32]
    population: Numbers
    drawn: NDArray[np.bool_]

    def members(self, centre: int, last: int) -> tuple[int, ...]:
        """The places of a circle, in rising order."""
        return tuple(sorted(int(place) for place in self.order[centre, : last + 1]))


def zones(x: Numbers, y: Numbers, population: Numbers, max_share: float, distance: Distance) -> Zones:
    """Every circle round a place that holds at most ``max_share`` of the population."""
    apart = _great_circle(x, y) if distance is Distance.SPHERE else np.hypot(x[:, None] - x, y[:, None] - y)
    order = np.argsort(apart, axis=1, kind="stable")
    held = np.cumsum(population[order], axis=1)
    within = held <= max_share * population.sum() * (1 + SAME)
    far = np.take_along_axis(apart, order, axis=1)
    grows = np.ones_like(within)
    grows[:, :-1] = far[:, 1:] > far[:, :-1] * (1 + SAME) + np.finfo(float).tiny
    width = max(1, int(within.sum(axis=1).max()))
    drawn = (within & grows)[:, :width]
    return Zones(order[:, :width].astype(np.int32), held[:, :width], drawn)


def _great_circle(longitude: Numbers, latitude: Numbers) -> Numbers:
    """Angles between places, in radians, by the haversine (R. W. Sinnott 1984); steady for near places."""
    lon, lat = np.radians(longitude), np.radians(latitude)
    up = np.sin((lat[:, None] - lat) / 2) ** 2
    across = np.cos(lat[:, None]) * np.cos(lat) * np.sin((lon[:, None] - lon) / 2) ** 2
    angles: Numbers = 2 * np.arcsin(np.sqrt(np.clip(up + across, 0, 1)))
    return angles
