"""What does not come every day: dust in spring, still air under an inversion in winter, ozone before the rains."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import pi, sin

from qingtian.demo.sky.hours import number_of
from qingtian.demo.sky.noise import drawn


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of episode. ``seasons`` are (first, last) days of the year it may begin on, one episode each; hours are
    the shortest and the longest it lasts."""

    name: str
    seasons: tuple[tuple[int, int], ...]
    hours: tuple[int, int]


#: 沙尘
DUST = Kind("dust", ((62, 80), (88, 104), (112, 135)), (20, 38))
#: 静稳、逆温
STAGNATION = Kind("stagnation", ((4, 24), (30, 46), (318, 330), (336, 352)), (60, 108))
#: 臭氧污染过程
OZONE = Kind("ozone", ((98, 112), (120, 134), (142, 156), (246, 262)), (52, 88))


@dataclass(frozen=True, slots=True)
class Episode:
    """One episode by the numbers of its hours; ``weight`` 0.5 … 1 says how strong it is."""

    begins: int
    ends: int
    weight: float


@lru_cache(maxsize=64)
def episodes(seed: int, kind: Kind, year: int) -> tuple[Episode, ...]:
    """Those of one year, in order."""
    found = []
    for place, (first, last) in enumerate(kind.seasons):
        name = f"{kind.name}/{year}"
        begins = number_of(year, first + (last - first) * drawn(seed, name, 3 * place))
        shortest, longest = kind.hours
        length = shortest + int((longest - shortest) * drawn(seed, name, 3 * place + 1))
        found.append(Episode(begins, begins + length, 0.5 + 0.5 * drawn(seed, name, 3 * place + 2)))
    return tuple(found)


def strength(seed: int, kind: Kind, year: int, hour: float) -> float:
    """How strong the kind is in that hour, 0 … 1: it rises, stays and goes."""
    for episode in episodes(seed, kind, year):
        if episode.begins <= hour < episode.ends:
            return episode.weight * min(1.0, 1.5 * sin(pi * (hour - episode.begins) / (episode.ends - episode.begins)))
    return 0.0
