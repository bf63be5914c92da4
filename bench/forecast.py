"""``python -m bench.forecast [--pictures] [--years 2014,2015] [--items PM2_5,PM10]``: forecasts of days past, judged.

Backtests on the twelve PRSA sites, years beginning in March, without and with the weather of the target day; beside
them persistence, last week, climatology and the month's median, over the same station days. With --pictures the tables
and the pictures of docs/explanation/forecast.md are written anew.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from bench.forecast_page import write_page
from qingtian.foresight.forecasting import DayForecast, DaySeries, baselines
from qingtian.foresight.forecasting.backtest import backtest
from qingtian.foresight.forecasting.reading import read_days

DATA = Path(os.environ.get("QINGTIAN_EVIDENCE", "../shared/data")) / "air_weather" / "prsa_beijing_hourly.parquet"
BESIDE = ("persistence", "last_week", "climatology", "month_median")


@dataclass(frozen=True)
class Score:
    """Of a horizon: mean absolute error and bias µg/m³, share of days inside the interval and its mean width, errors of
    the baselines over the days they speak of, share of rows given as the month's median, station days compared."""

    item: str
    year: int
    weather: bool
    horizon: int
    error: float
    bias: float
    inside: float
    width: float
    beside: dict[str, float]
    medians: float
    days: int


def scores(found: Iterable[DayForecast], series: DaySeries, item: str, year: int) -> list[Score]:
    """What became of the forecasts, by horizon."""
    rows: dict[int, list[tuple[float, ...]]] = {}
    ways: dict[int, list[bool]] = {}
    said: dict[tuple[date, int], list[np.ndarray]] = {}
    place = {name: at for at, name in enumerate(series.places)}
    for one in found:
        actual = series.values[place[one.place], series.index(one.target)]
        if not np.isfinite(actual):
            continue
        key = (one.origin, one.horizon)
        if key not in said:
            mapping = baselines(series, *key)
            said[key] = [mapping[name] for name in BESIDE]
        others = [float(values[place[one.place]]) for values in said[key]]
        rows.setdefault(one.horizon, []).append((actual, one.predicted, one.low, one.high, *others))
        ways.setdefault(one.horizon, []).append(one.way == "month_median")
    return [
        _score(np.array(rows[horizon]), (item, year, series.weather is not None, horizon), np.mean(ways[horizon]))
        for horizon in sorted(rows)
    ]


def _score(rows: np.ndarray, key: tuple[str, int, bool, int], medians: np.floating) -> Score:
    actual, predicted, low, high = rows[:, :4].T
    beside = {name: float(np.nanmean(np.abs(rows[:, 4 + at] - actual))) for at, name in enumerate(BESIDE)}
    return Score(
        *key,
        error=float(np.abs(predicted - actual).mean()),
        bias=float((predicted - actual).mean()),
        inside=float(100 * ((low <= actual) & (actual <= high)).mean()),
        width=float((high - low).mean()),
        beside=beside,
        medians=float(100 * medians),
        days=len(rows),
    )


def line(one: Score) -> str:
    weather = "with weather" if one.weather else "no weather  "
    beside = "  ".join(f"{name} {value:5.1f}" for name, value in one.beside.items())
    return (
        f"  {one.item:5} {one.year} {weather} day {one.horizon}: error {one.error:5.2f}  bias {one.bias:+5.1f}  "
        f"inside {one.inside:4.1f} %  median given {one.medians:3.0f} %  | {beside}  ({one.days} station days)"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--file", type=Path, default=DATA)
    parser.add_argument("--years", default="2014,2015", help="years, each beginning on 1 March")
    parser.add_argument("--items", default="PM2_5,PM10")
    parser.add_argument("--pictures", action="store_true", help="write docs/explanation/forecast.md anew")
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args()
    if not given.file.is_file():
        print(f"forecast: {given.file} is not there, not measured")
        return
    every: list[Score] = []
    for item in given.items.split(","):
        for weather in (False, True):
            series = read_days(given.file, item, with_weather=weather)
            for year in (int(one) for one in given.years.split(",")):
                begun = time.monotonic()
                span = (date(year, 3, 1), min(date(year + 1, 2, 28), series.last))
                found = scores(backtest(series, *span, workers=given.workers), series, item, year)
                print(f"forecast: {len(found)} horizons in {time.monotonic() - begun:.0f} s", flush=True)
                print("\n".join(line(one) for one in found), flush=True)
                every += found
    if given.pictures:
        write_page(every)


if __name__ == "__main__":
    main()
