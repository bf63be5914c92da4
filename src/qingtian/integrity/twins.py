"""Stretches in which two stations report the same values, and which of the two fits its own air worse."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from qingtian.integrity.grid import Array

#: shorter stretches of equality happen by chance
LEAST: Final = 5


@dataclass(frozen=True)
class Twins:
    """(stations, hours); zero and NaN outside stretches."""

    #: hours of equality in the longest stretch around the hour, gaps of both neither breaking nor counting
    length: Array
    #: row of the other station, -1 outside
    partner: np.ndarray
    #: mean distance from what its own air would give, less the other station's: above zero, this one fits worse
    worse: Array
    #: step at the two ends of the stretch, less the other station's
    step: Array
    #: share of the other stations with the same value in this hour
    alike: Array


def twins_of(reported: Array, residual: Array, moving: np.ndarray) -> Twins:
    """Compare every pair; ``residual`` is against an expectation that knows no station's PM2.5."""
    shape = reported.shape
    length, alike = np.zeros(shape), np.zeros(shape)
    partner = np.full(shape, -1)
    worse, step = np.full(shape, np.nan), np.full(shape, np.nan)
    steps = np.abs(np.diff(residual, axis=1, prepend=np.nan))
    usual = [np.median(row[np.isfinite(row)]) if np.isfinite(row).any() else 0.0 for row in residual]
    residual = np.abs(residual - np.array(usual)[:, None])
    for own in range(len(reported)):
        for other in range(own + 1, len(reported)):
            equal = (reported[own] == reported[other]) & moving[own]
            alike[[own, other]] += equal
            void = np.isnan(reported[own]) & np.isnan(reported[other])
            for begin, end, hours in _stretches(equal, void):
                fit = _mean(residual[own, begin:end]) - _mean(residual[other, begin:end])
                edge = _edges(steps[own], begin, end) - _edges(steps[other], begin, end)
                for row, against, sign in ((own, other, 1.0), (other, own, -1.0)):
                    at = slice(begin, end)
                    if hours <= length[row, at].max():
                        continue
                    length[row, at], partner[row, at] = hours, against
                    worse[row, at], step[row, at] = sign * fit, sign * edge
    return Twins(length, partner, worse, step, alike / max(len(reported) - 1, 1))


def _stretches(equal: np.ndarray, void: np.ndarray) -> list[tuple[int, int, int]]:
    """Begin, end (excluded) and hours of equality of every stretch long enough."""
    inside = equal | void
    edges = np.flatnonzero(np.diff(np.concatenate(([0], inside.view(np.int8), [0]))))
    total = np.concatenate(([0], np.cumsum(equal)))
    found = []
    for begin, end in zip(edges[::2], edges[1::2], strict=True):
        hours = int(total[end] - total[begin])
        if hours >= LEAST:
            found.append((int(begin), int(end), hours))
    return found


def _mean(values: Array) -> float:
    known = values[np.isfinite(values)]
    return float(known.mean()) if len(known) else np.nan


def _edges(steps: Array, begin: int, end: int) -> float:
    at = [hour for hour in (begin, end) if hour < len(steps)]
    return _mean(steps[at])
