"""What events say of units (事件与对象的关系): their own events, and events at a place near them, at any moment.

An event that names a unit counts for that unit alone. One that names only a place counts for the units round it,
falling by ``exp(-distance / falls)`` between the cells both lie in, and for nobody beyond the last metre declared.
Weights are those of ``events.weights``: nothing after the moment asked for is seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from qingtian.targeting.events import DAY, Event, Moments, Numbers, half_lives, weights

Whole = NDArray[np.int64]
#: metres a degree of latitude, mean of the ellipsoid
METRES = 111_195.0


class Pairs(NamedTuple):
    """``event[i]`` counts ``weight[i]`` for the ``row[i]``-th unit asked for."""

    row: Whole
    event: Whole
    weight: Numbers


class Evidence:
    """Events laid out by unit and by cell, so that 10⁶ of them are asked for 10⁵ units in seconds."""

    def __init__(
        self, events: Sequence[Event], codes: Sequence[str], x: Numbers, y: Numbers, near: dict[str, Any], on: date
    ) -> None:
        self.moments, self._half = Moments.of(events), half_lives(on)
        index = {code: at for at, code in enumerate(codes)}
        owner = np.fromiter((index.get(one.object or "", -1) for one in events), np.int64, len(events))
        self._own_events = np.argsort(owner, kind="stable")
        self._own_edges = np.searchsorted(owner[self._own_events], np.arange(len(codes) + 1))
        shrink = float(np.cos(np.radians(np.nanmean(y)))) if np.isfinite(y).any() else 1.0
        self._scale = METRES * shrink / near["cell_m"], METRES / near["cell_m"]
        self._cells = self._cell(x, y)
        lon = np.array([np.nan if one.x is None else one.x for one in events], float)
        lat = np.array([np.nan if one.y is None else one.y for one in events], float)
        placed = np.flatnonzero((owner < 0) & np.isfinite(lon) & np.isfinite(lat))
        cells = self._cell(lon[placed], lat[placed])
        sort = np.argsort(cells, kind="stable")
        self._near_events, self._near_cells = placed[sort], cells[sort]
        self._steps, self._fall = _steps(near)

    def _cell(self, x: Numbers, y: Numbers) -> Whole:
        """One number a cell; -1 where the place is not known."""
        known = np.isfinite(x) & np.isfinite(y)
        east = np.floor(np.where(known, x, 0) * self._scale[0]).astype(np.int64)
        north = np.floor(np.where(known, y, 0) * self._scale[1]).astype(np.int64)
        return np.where(known, _key(east, north), -1)

    def at(self, now: datetime) -> tuple[Numbers, Numbers]:
        """(own, near) sums of weights of every unit at one moment."""
        weight = weights(self.moments, now, self._half)
        heaped = np.concatenate([[0.0], np.cumsum(weight[self._own_events])])
        own = heaped[self._own_edges[1:]] - heaped[self._own_edges[:-1]]
        cells, first = np.unique(self._near_cells, return_index=True)
        near = np.zeros(len(self._cells))
        if len(cells):
            sums = np.add.reduceat(weight[self._near_events], first)
            placed = np.flatnonzero(self._cells >= 0)
            for step, fall in zip(self._steps, self._fall, strict=True):
                wanted = self._cells[placed] + step
                at = np.minimum(np.searchsorted(cells, wanted), len(cells) - 1)
                near[placed] += np.where(cells[at] == wanted, sums[at] * fall, 0.0)
        return np.maximum(own, 0.0), near

    def own(self, units: Whole, days: Numbers) -> Pairs:
        """The own events of these units, each at its moment (days of the epoch)."""
        return self._pairs(self._own_events, self._own_edges[units], self._own_edges[units + 1], days, None)

    def near(self, units: Whole, days: Numbers) -> Pairs:
        """The events near these units, each at its moment."""
        cells = self._cells[units][:, None] + self._steps
        first = np.searchsorted(self._near_cells, cells, "left")
        last = np.where(self._cells[units][:, None] >= 0, np.searchsorted(self._near_cells, cells, "right"), first)
        fall = np.broadcast_to(self._fall, cells.shape)
        found = self._pairs(
            self._near_events, first.ravel(), last.ravel(), np.repeat(days, cells.shape[1]), fall.ravel()
        )
        return found._replace(row=found.row // cells.shape[1])

    def _pairs(self, events: Whole, first: Whole, last: Whole, days: Numbers, fall: Numbers | None) -> Pairs:
        count = last - first
        row = np.repeat(np.arange(len(first)), count)
        within = np.arange(len(row)) - np.repeat(np.cumsum(count) - count, count)
        event = events[first[row] + within]
        age = days[row] - self.moments.at[event]
        halved = np.exp2(-np.maximum(age, 0) / self.moments.half_lives(self._half)[event])
        weight = np.where(age >= 0, self.moments.strength[event] * halved, 0.0)
        return Pairs(row, event, weight if fall is None else weight * fall[row])


def _key(east: Whole, north: Whole) -> Whole:
    return ((north + (1 << 30)) << 32) + east + (1 << 30)


def _steps(near: dict[str, Any]) -> tuple[Whole, Numbers]:
    """The cells within reach of a cell, as steps of its number, and what an event there counts."""
    most = int(near["within_m"] // near["cell_m"])
    east, north = (part.ravel() for part in np.meshgrid(np.arange(-most, most + 1), np.arange(-most, most + 1)))
    metres = np.hypot(east, north) * near["cell_m"]
    kept = metres <= near["within_m"]
    return ((north << 32) + east)[kept].astype(np.int64), np.exp(-metres[kept] / near["falls_by_m"])


def moment(now: datetime) -> float:
    """Days of the epoch."""
    return now.timestamp() / DAY
