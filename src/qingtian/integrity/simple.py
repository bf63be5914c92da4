"""An expectation without learning: the other stations' middle and the own coarse dust, each with its usual offset."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from qingtian.integrity.grid import Array, Grid

#: added before a logarithm: the resolution of the instruments at low values (µg/m³)
OFFSET: Final = 5.0


def logs(values: Array) -> Array:
    """Logarithm that is calm at low values."""
    return np.log(np.maximum(values, 0) + OFFSET)


@dataclass(frozen=True)
class Simple:
    """(stations, hours): expected µg/m³, and how much the own and the others' series bend."""

    expected: Array
    bend: Array
    bend_around: Array


def simple_expectation(grid: Grid) -> Simple:
    """Cheap enough for every night; less sharp than the learned one."""
    rows = range(len(grid.stations))
    near = tuple(tuple(other for other in rows if other != own) for own in rows)
    fine = logs(grid.reported)
    told = [_shifted(around(fine, near), fine), _shifted(logs(grid.co_pollutants["PM10"]), fine)]
    weight = np.isfinite(np.stack(told)).sum(axis=0)
    mean = np.where(weight > 0, np.nansum(np.stack(told), axis=0) / np.maximum(weight, 1), np.nan)
    bend = bends(fine)
    return Simple(np.exp(mean) - OFFSET, bend, around(bend, near))


def _shifted(series: Array, own: Array) -> Array:
    """The series moved by the usual distance of the own values from it."""
    apart = own - series
    known = np.isfinite(apart)
    offset = np.array([np.median(row[ok]) if ok.any() else 0.0 for row, ok in zip(apart, known, strict=True)])
    moved: Array = series + offset[:, None]
    return moved


def bends(series: Array) -> Array:
    """Size of the second difference."""
    bend = np.full(series.shape, np.nan)
    bend[:, 1:-1] = np.abs(series[:, 2:] - 2 * series[:, 1:-1] + series[:, :-2])
    return bend


def around(series: Array, near: tuple[tuple[int, ...], ...]) -> Array:
    """For each station the median of the other stations in the same hour."""
    if len(series) < 2:
        return np.full(series.shape, np.nan)
    return np.stack([_median(series[list(order)]) for order in near])


def _median(rows: Array) -> Array:
    """Median down the rows of what is there; NaN where nothing is."""
    ordered = np.sort(rows, axis=0)
    count = np.isfinite(rows).sum(axis=0)
    low, high = np.maximum(count - 1, 0) // 2, count // 2
    high = np.where(count > 0, np.minimum(high, np.maximum(count - 1, 0)), 0)
    hours = np.arange(rows.shape[1])
    return np.where(count > 0, (ordered[low, hours] + ordered[high, hours]) / 2, np.nan)
