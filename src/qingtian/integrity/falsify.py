"""Falsified copies of a series, with what was done where: what the scorer learns from, since nobody labels real fraud.

Each kind is drawn with a spread around its description (limit, factor, ceiling, width), so that what is learnt is the
kind and not one set of numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from qingtian.integrity import kinds
from qingtian.integrity.grid import Array, Grid
from qingtian.integrity.kinds import COPY, FREEZE, KINDS

#: hours an episode lasts: a frozen or copied instrument for a shift or a day or two, the others for days to two weeks
SHORT: Final = (8, 12, 24, 48)
LONG: Final = (48, 72, 120, 168, 336)


@dataclass(frozen=True)
class Episode:
    """A kind between two hours (end excluded) at a station's row."""

    station: int
    start: int
    end: int
    kind: str


def falsified(grid: Grid, episodes: int, rng: np.random.Generator) -> tuple[Grid, list[Episode]]:
    """A copy with ``episodes`` falsifications, kinds in turn, never two at the same hour of a station."""
    reported = grid.reported.copy()
    taken = np.zeros(reported.shape, dtype=bool)
    done: list[Episode] = []
    for number in range(episodes):
        kind = KINDS[number % len(KINDS)]
        episode = _place(kind, taken, rng)
        if episode is None:
            continue
        changed = apply(episode, grid.reported, rng)
        if changed is None:
            continue
        reported[episode.station, episode.start : episode.end] = changed
        taken[episode.station, max(0, episode.start - 24) : episode.end + 24] = True
        done.append(episode)
    return grid.with_reported(reported), done


def _place(kind: str, taken: np.ndarray, rng: np.random.Generator) -> Episode | None:
    stations, hours = taken.shape
    lengths = [one for one in (SHORT if kind in (FREEZE, COPY) else LONG) if one < hours]
    if not lengths:
        return None
    for _ in range(20):
        station, length = int(rng.integers(stations)), int(rng.choice(lengths))
        start = int(rng.integers(0, hours - length))
        if not taken[station, start : start + length].any():
            return Episode(station, start, start + length, kind)
    return None


def apply(episode: Episode, true: Array, rng: np.random.Generator) -> Array | None:
    """The falsified values of an episode; None where it would change nothing (no neighbour, no value)."""
    values = true[episode.station, episode.start : episode.end]
    if not np.isfinite(values).any():
        return None
    match episode.kind:
        case kinds.CLIP:
            return _clip(values, rng)
        case kinds.FREEZE:
            return np.full_like(values, values[np.isfinite(values)][0])
        case kinds.SCALE:
            return _scale(values, rng)
        case kinds.COPY:
            return _copy(episode, true, rng)
        case kinds.CAP:
            return _cap(values, rng)
        case kinds.ROUND:
            return np.round(values / 5) * 5
        case kinds.OFFLINE:
            return np.where(values > rng.choice([90.0, 115.0, 115.0, 140.0]), np.nan, values)
        case _:
            return _smooth(episode, true, rng)


def _clip(values: Array, rng: np.random.Generator) -> Array:
    limit = rng.choice([75.0, 75.0, 75.0, 115.0, 35.0])
    below = np.round(limit - rng.uniform(0, rng.uniform(4, 12), values.shape))
    return np.where(values > limit, below, values)


def _scale(values: Array, rng: np.random.Generator) -> Array:
    factor, floor = rng.uniform(0.5, 0.8), rng.uniform(85, 115)
    return np.where(values > floor, np.round(values * factor), values)


def _cap(values: Array, rng: np.random.Generator) -> Array:
    ceiling = np.nanquantile(values, rng.uniform(0.5, 0.75))
    return np.where(values > ceiling, np.round(ceiling + rng.uniform(-4, 4, values.shape)), values)


def _copy(episode: Episode, true: Array, rng: np.random.Generator) -> Array | None:
    others = [one for one in range(len(true)) if one != episode.station]
    if not others:
        return None
    return true[int(rng.choice(others)), episode.start : episode.end].copy()


def _smooth(episode: Episode, true: Array, rng: np.random.Generator) -> Array:
    half = int(rng.choice([3, 4, 4, 5]))
    padded = np.pad(true[episode.station], half, constant_values=np.nan)
    seen = np.lib.stride_tricks.sliding_window_view(padded, 2 * half + 1)[episode.start : episode.end]
    count = np.isfinite(seen).sum(axis=1)
    return np.where(count > 0, np.round(np.nansum(seen, axis=1) / np.maximum(count, 1)), np.nan)
