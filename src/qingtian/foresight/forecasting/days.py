"""Day values of places, and what is known at the end of a day beside its mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from qingtian.foresight.forecasting.scale import to_learn
from qingtian.foresight.hours import Numbers

DAY = 24
#: valid hours a day mean is made of at least; the day of record asks 20 (GB 3095), a forecast is judged by 18 here
LEAST = 18
#: hours at the end of a day that tell how the air stands now
LATE = (1, 3, 6, 12)
QUARTERS = 4
#: columns of ``beside`` that tell most of the days ahead: the last hours of the place, and of all places
TELLING = 2
#: places at most whose last hour is told to all
NEIGHBOURS = 24


@dataclass(frozen=True, slots=True)
class DaySeries:
    """Day values of one item at places, one column a day from ``first`` on; NaN is missing, never zero.

    ``values``: [places, days], µg/m³ (CO in mg/m³ where the whole series is). ``weather``: [places, days, elements] of
    each day, read up to the target day, or None. ``beside``: what else is known at 24:00 of each day, [places, days,
    features], such as ``of_hours`` makes of late hours and other items, or None. ``wide``: so many of its last columns
    are told to one line alone, once there are years to learn from.
    """

    places: tuple[str, ...]
    first: date
    values: Numbers
    weather: Numbers | None = None
    beside: Numbers | None = None
    wide: int = 0

    @property
    def last(self) -> date:
        return self.first + timedelta(days=self.values.shape[1] - 1)

    def index(self, day: date) -> int:
        """Column of a day; may lie outside."""
        return (day - self.first).days

    def days(self) -> NDArray[np.datetime64]:
        return np.datetime64(self.first, "D") + np.arange(self.values.shape[1])

    def known_at(self, origin: date, *, weather_until: date | None = None) -> DaySeries:
        """The same as known at 24:00 of ``origin``; weather goes on to ``weather_until``, as a forecast would."""
        end = max(self.index(origin) + 1, 0)
        told = end if weather_until is None else max(self.index(weather_until) + 1, 0)
        weather = None if self.weather is None else self.weather[:, :told]
        beside = None if self.beside is None else self.beside[:, :end]
        return DaySeries(self.places, self.first, self.values[:, :end], weather, beside, self.wide)

    def over(self, first: date, last: date) -> DaySeries:
        """The same from ``first`` to ``last`` at least; days without anything known are NaN."""
        before = max((self.first - first).days, 0)
        after = max((last - self.last).days, 0)

        def wider(laid: Numbers) -> Numbers:
            sides = [(0, 0), (before, after), *[(0, 0)] * (laid.ndim - 2)]
            return np.pad(laid, sides, constant_values=np.nan)

        weather, beside = (None if laid is None else wider(laid) for laid in (self.weather, self.beside))
        begin = self.first - timedelta(days=before)
        return DaySeries(self.places, begin, wider(self.values), weather, beside, self.wide)


def of_hours(
    places: tuple[str, ...],
    first: date,
    item: str,
    hours: Mapping[str, Numbers],
    weather: Mapping[str, Numbers] | None = None,
) -> DaySeries:
    """The series of ``item`` out of hours: each [places, days × 24] from 00:00 of ``first`` on, NaN where missing.

    ``hours``: item → values, ``item`` among them; the others are seen beside it. ``weather``: element → values.
    Beside stand the last hours of the place, of all places together, and the last hour of every place: what lies
    upwind at midnight tells more of tomorrow than a place's own day. The first TELLING columns say most.
    """
    laid = {name: _by_day(values) for name, values in hours.items()}
    own = laid.pop(item)
    hour, late, quarter, half = (to_learn(mean_of_hours(own[..., -span:], (span + 1) // 2)) for span in LATE)
    beside = [late, _of_all(late), hour, quarter, half, _of_all(quarter)]
    beside += [quarter - to_learn(mean_of_hours(own[..., 12:18], 3))]
    wide: list[Numbers] = []
    for name in sorted(laid):
        wide += _of_each(to_learn(mean_of_hours(laid[name][..., -2:], 1)))
        quarter, half = (to_learn(mean_of_hours(laid[name][..., -span:], span // 2)) for span in (6, 12))
        beside += [to_learn(mean_of_hours(laid[name][..., -2:], 1)), quarter, half, _of_all(quarter), quarter - half]
    beside += _of_each(hour)
    told = None if weather is None else _weather({name: _by_day(values) for name, values in weather.items()})
    return DaySeries(places, first, mean_of_hours(own, LEAST), told, np.stack([*beside, *wide], axis=-1), len(wide))


def mean_of_hours(hours: Numbers, least: int) -> Numbers:
    """Means over the last axis where at least ``least`` hours are valid, else NaN."""
    valid = np.isfinite(hours)
    count = valid.sum(axis=-1)
    total = np.where(valid, hours, 0.0).sum(axis=-1)
    return np.where(count >= max(least, 1), total / np.maximum(count, 1), np.nan)


def _by_day(values: Numbers) -> Numbers:
    return values.reshape(len(values), -1, DAY)


def _of_all(values: Numbers) -> Numbers:
    """The mean of all places, at each of them."""
    return np.broadcast_to(mean_of_hours(values.T, 1), values.shape)


def _of_each(values: Numbers) -> list[Numbers]:
    """The value of every place, at each of them; the mean of all where it is missing. Of many places only some."""
    filled = np.where(np.isfinite(values), values, _of_all(values))
    told = np.unique(np.linspace(0, len(values) - 1, min(len(values), NEIGHBOURS)).astype(int))
    return [np.broadcast_to(filled[at], values.shape) for at in told]


def _weather(elements: Mapping[str, Numbers]) -> Numbers:
    """A day of weather: its mean, its quarters, and the mean of all places."""
    found = []
    for name in sorted(elements):
        whole = mean_of_hours(elements[name], 1)
        quarters = [mean_of_hours(part, 1) for part in np.split(elements[name], QUARTERS, axis=-1)]
        found += [whole, *quarters, _of_all(whole)]
    return np.stack(found, axis=-1)
