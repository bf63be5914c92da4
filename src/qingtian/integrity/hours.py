"""What each hour says: the comparisons from which windows and days are summed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from qingtian.integrity.expected import Expectation
from qingtian.integrity.grid import Array, Grid
from qingtian.integrity.simple import OFFSET, around, bends, logs
from qingtian.integrity.twins import Twins, twins_of

#: expected values above this are "high", below the second "not high" (µg/m³): between them lies no evidence either way
HIGH: Final = 95.0
CALM: Final = 80.0
#: a run this long stands still, and says nothing about copying
STILL: Final = 4


@dataclass(frozen=True)
class Hours:
    """Series of (stations, hours); a flag is 1, 0 or NaN where the question does not arise."""

    reported: Array
    expected: Array
    #: logarithm of reported over expected
    residual: Array
    #: the same against what is expected without any station's PM2.5
    residual_alone: Array
    #: length of the run of one and the same value an hour stands in
    run: Array
    #: stretches equal to another station's
    twins: Twins
    #: bend of the series at this hour, against its level; of PM10 and of the other stations' middle likewise
    bend: Array
    bend_coarse: Array
    bend_around: Array
    #: share of the other stations that are missing too
    missing_around: Array


def hours_of(grid: Grid, expectation: Expectation) -> Hours:
    """All comparisons of a rectangle."""
    reported, near, expected = grid.reported, expectation.near, expectation.predict(grid)
    run = _runs(_same(reported))
    alone = logs(reported) - expectation.alone
    series, coarse = logs(reported), logs(grid.co_pollutants["PM10"])
    absent = np.isnan(reported).astype(float)
    others = max(len(reported) - 1, 1)
    return Hours(
        reported=reported,
        expected=np.exp(expected) - OFFSET,
        residual=series - expected,
        residual_alone=alone,
        run=run,
        twins=twins_of(reported, alone, run < STILL),
        bend=bends(series),
        bend_coarse=bends(coarse),
        bend_around=around(bends(series), near),
        missing_around=(absent.sum(axis=0)[None, :] - absent) / others,
    )


def _same(values: Array) -> np.ndarray:
    """Equal to the hour before."""
    same = np.zeros(values.shape, dtype=bool)
    same[:, 1:] = values[:, 1:] == values[:, :-1]
    return same


def _runs(linked: np.ndarray) -> Array:
    """For each hour the number of hours in the chain it stands in; ``linked`` says an hour hangs on the one before."""
    out = np.empty(linked.shape)
    for row, chain in enumerate(linked):
        starts = np.flatnonzero(~chain)
        lengths = np.diff(np.append(starts, len(chain)))
        if len(starts) == 0 or starts[0] != 0:
            starts, lengths = np.insert(starts, 0, 0), np.diff(np.append(np.insert(starts, 0, 0), len(chain)))
        out[row] = np.repeat(lengths, lengths)
    return out
