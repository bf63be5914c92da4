"""What a forecast of one horizon is made from: the last days of the place, of its neighbours, the time of year."""

from __future__ import annotations

import warnings
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qingtian.foresight.forecasting.days import TELLING, DaySeries
from qingtian.foresight.forecasting.scale import to_learn
from qingtian.foresight.hours import Numbers

#: days back that are seen singly, and means over so many last days
LAGS, SPANS = (0, 1, 2, 3, 6), (3, 7, 30)
#: days of the longest look back, over which the usual level of a place is taken
YEAR = 365
#: days of history before which no origin is learned from
SETTLED = 7


@dataclass(frozen=True, slots=True)
class Seen:
    """Features at the end of each day, [places, days, features], the same for every horizon; and the weather by day."""

    first: np.datetime64
    known: Numbers
    few: Numbers
    weather: Numbers | None
    wide: Numbers | None = None

    def rows(self, origins: NDArray[np.int_], horizon: int) -> Numbers:
        """[places, origins, features] for targets ``horizon`` days after the origins (columns of days)."""
        turn = _turn(self.first + (origins + horizon))
        shape = (len(self.known), len(origins), 2)
        calendar = np.broadcast_to(np.stack([np.sin(turn), np.cos(turn)], axis=-1), shape)
        parts = [self.known[:, origins], calendar]
        if self.weather is not None:
            parts += [self.weather[:, origins + ahead] for ahead in (horizon, horizon - 1)]
        return np.concatenate(parts, axis=-1)

    def wide_rows(self, origins: NDArray[np.int_], horizon: int) -> Numbers:
        """``rows``, and what every station measured last of every other item."""
        rows = self.rows(origins, horizon)
        return rows if self.wide is None else np.concatenate([rows, self.wide[:, origins]], axis=-1)

    def plain(self, origins: NDArray[np.int_], horizon: int) -> Numbers:
        """[places, origins, features]: the few that tell most; what is missing is taken from the mean of all places."""
        turn = _turn(self.first + (origins + horizon))
        waves = [wave(turn * times) for times in (1, 2) for wave in (np.sin, np.cos)]
        shape = (len(self.known), len(origins), len(waves))
        return np.concatenate([self.few[:, origins], np.broadcast_to(np.stack(waves, axis=-1), shape)], axis=-1)


def see(series: DaySeries) -> Seen:
    """The features of every day of ``series``, each from that day and earlier ones alone."""
    logs = to_learn(series.values)
    with warnings.catch_warnings():  # all missing: NaN, which the trees can read
        warnings.simplefilter("ignore", RuntimeWarning)
        city = np.nanmean(logs, axis=0, keepdims=True)
        low, high = np.nanmin(logs, axis=0, keepdims=True), np.nanmax(logs, axis=0, keepdims=True)
    first = [logs, _back(logs, 1), trailing(logs, 7), city, trailing(city, 7)]
    more = [_back(logs, lag) for lag in LAGS[2:]] + [trailing(logs, span) for span in (SPANS[0], SPANS[2], YEAR)]
    spread = np.sqrt(np.maximum(trailing(logs**2, 7) - trailing(logs, 7) ** 2, 0.0))
    every = [*first, *more, spread, low, high, _back(city, 1)]
    known = np.stack([np.broadcast_to(one, logs.shape) for one in every], axis=-1)
    few = known[..., : len(first)]
    if series.beside is not None:
        narrow = series.beside.shape[-1] - series.wide
        known = np.concatenate([known, series.beside[..., :narrow]], axis=-1)
        few = np.concatenate([few, series.beside[..., :TELLING]], axis=-1)
    wide = series.beside[..., narrow:] if series.beside is not None and series.wide else None
    return Seen(np.datetime64(series.first, "D"), known, _filled(few), series.weather, wide)


def _filled(few: Numbers) -> Numbers:
    """Missing values from the mean of all places that day; NaN where no place has one."""
    count = np.isfinite(few).sum(axis=0)
    city = np.where(count, np.nansum(few, axis=0) / np.maximum(count, 1), np.nan)
    return np.where(np.isfinite(few), few, city)


def trailing(values: Numbers, span: int) -> Numbers:
    """Mean of the last ``span`` days up to each day, of those that are valid; NaN where none is."""
    valid = np.isfinite(values)
    total = np.cumsum(np.where(valid, values, 0.0), axis=1)
    count = np.cumsum(valid, axis=1).astype(float)
    total[:, span:], count[:, span:] = total[:, span:] - total[:, :-span], count[:, span:] - count[:, :-span]
    return np.where(count > 0, total / np.maximum(count, 1), np.nan)


def _back(values: Numbers, lag: int) -> Numbers:
    if not lag:
        return values
    found: Numbers = np.full_like(values, np.nan)
    found[:, lag:] = values[:, :-lag]
    return found


def _turn(days: NDArray[np.datetime64]) -> Numbers:
    """Where in the year a day lies, as an angle."""
    turn: Numbers = (days - days.astype("datetime64[Y]")).astype(float) * (2 * np.pi / 365.25)
    return turn
