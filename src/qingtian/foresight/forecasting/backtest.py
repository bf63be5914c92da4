"""Backtest (回报检验): every day of a span forecast as it would have been before it, by models refitted on the way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

import numpy as np

from qingtian.errors import UnusableInput
from qingtian.foresight.forecasting.baselines import usual_level
from qingtian.foresight.forecasting.days import DaySeries
from qingtian.foresight.forecasting.features import Seen, see
from qingtian.foresight.forecasting.forecast import DayForecast, shown
from qingtian.foresight.forecasting.judging import BLIND, interval
from qingtian.foresight.forecasting.model import Model
from qingtian.foresight.forecasting.training import train, verdicts_of
from qingtian.foresight.forecasting.verdicts import Verdicts
from qingtian.foresight.hours import Numbers

#: days after which a model is fitted again
REFIT = 28
Told = Callable[[int, int], None]


def backtest(
    series: DaySeries,
    first: date,
    last: date,
    horizons: Iterable[int] = range(1, 8),
    *,
    seed: int = 1,
    workers: int = 1,
    told: Told = lambda done, of: None,
) -> list[DayForecast]:
    """A forecast of every place, every target ``first`` to ``last`` and horizon, by target, horizon, place.

    An origin's forecast comes of a model that learned from targets up to it alone, at most REFIT days older. What was
    forecast becomes the verdict on the models after it. Before there is enough to learn from, the last day known is
    given, or the usual level; NaN where no place has ever been measured. ``told`` hears of every refit.
    """
    wanted = tuple(sorted(set(horizons)))
    begin, end = first - timedelta(days=wanted[-1]), last - timedelta(days=wanted[0])
    laid = series.over(begin, last)
    seen = see(laid)
    past: Verdicts | None = None
    found: list[DayForecast] = []
    blocks = list(_blocks(begin, end))
    for done, (start, stop) in enumerate(blocks):
        told(done, len(blocks))
        try:
            model = train(laid, start, wanted, seed=seed, workers=workers, past=past)
        except UnusableInput:
            model = None
        for horizon in wanted:
            targets = (start + timedelta(days=horizon), stop + timedelta(days=horizon))
            if targets[1] < first or targets[0] > last:
                continue
            origins = np.arange(laid.index(start), min(laid.index(stop), laid.index(last) - horizon) + 1)
            answer = _answers(model, laid, seen, origins, horizon)
            found += _shown(model, laid, origins, horizon, answer)
            if model is not None:
                past = (past or model.verdicts).joined(verdicts_of(laid, origins, horizon, answer))
    told(len(blocks), len(blocks))
    order = {place: at for at, place in enumerate(laid.places)}
    kept = [one for one in found if first <= one.target <= last]
    return sorted(kept, key=lambda one: (one.target, one.horizon, order[one.place]))


def _blocks(begin: date, end: date) -> Iterator[tuple[date, date]]:
    while begin <= end:
        stop = min(begin + timedelta(days=REFIT - 1), end)
        yield begin, stop
        begin = stop + timedelta(days=1)


def _answers(model: Model | None, series: DaySeries, seen: Seen, origins: np.ndarray, horizon: int) -> Numbers:
    if model is not None:
        return model.ahead[horizon].answer(seen, origins)
    found = series.values[:, origins].copy()
    for at, origin in enumerate(origins):
        usual = usual_level(series.known_at(series.first + timedelta(days=int(origin))))
        found[:, at] = np.where(np.isfinite(found[:, at]), found[:, at], usual)
    return found


def _shown(
    model: Model | None, series: DaySeries, origins: np.ndarray, horizon: int, answer: Numbers
) -> Iterator[DayForecast]:
    for at, column in enumerate(origins):
        origin = series.first + timedelta(days=int(column))
        target = origin + timedelta(days=horizon)
        if model is not None:
            yield from shown(model, series, origin, target, answer[:, at])
            continue
        low, high = interval(answer[:, at], (-BLIND, BLIND))
        for place, value, least, most in zip(series.places, answer[:, at], low, high, strict=True):
            yield DayForecast(place, origin, target, horizon, float(value), float(least), float(most), "model")
