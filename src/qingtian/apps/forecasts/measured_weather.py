"""Measured weather by day (实测气象): what a model with weather learns from, one row a day for the whole city.

Hours come from the files of ``apps.air.wind`` where they hold the element, else from the exchange with the weather
bureau: the mean over their stations. A day has a value from 18 valid hours on; what nobody measured is NaN. The columns
are those a weather forecast of the day can fill (``foretold``), in the order of ``FEATURES``.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

import duckdb
import numpy as np
from django.db.models import Avg

from qingtian.apps.air.wind import wind_files
from qingtian.apps.forecasts.rules import SHANGHAI
from qingtian.apps.weather.queries import usable
from qingtian.foresight.hours import Numbers
from qingtian.measurements.scale import SCALE

#: lowest and highest hour of the temperature °C, mean wind speed m/s, rain of the day as log(1 + mm)
FEATURES = ("temperature_low", "temperature_high", "wind", "rain")
#: column of the files → element of the exchange
ELEMENTS = {"temperature": "TEM", "speed": "WIN_S_Avg_10mi", "rain": "PRE_1h"}
HOURS, LEAST = 24, 18
HOUR = timedelta(hours=1)


def measured_weather(first: date, last: date) -> Numbers:
    """[days, features] of the days ``first`` to ``last``."""
    count = ((last - first).days + 1) * HOURS
    hours = {name: np.full(count, np.nan) for name in ELEMENTS}
    _of_files(first, last, hours)
    _of_exchange(first, last, hours)
    laid = {name: values.reshape(-1, HOURS) for name, values in hours.items()}
    enough = {name: np.isfinite(values).sum(axis=1) >= LEAST for name, values in laid.items()}
    found = np.full((count // HOURS, len(FEATURES)), np.nan)
    for at, (name, how) in enumerate(
        (("temperature", np.nanmin), ("temperature", np.nanmax), ("speed", np.nanmean), ("rain", np.nansum))
    ):
        days = enough[name]
        if days.any():
            found[days, at] = how(laid[name][days], axis=1)
    found[:, FEATURES.index("rain")] = np.log1p(found[:, FEATURES.index("rain")])
    return found


def days_measured(table: Numbers) -> int:
    """On how many days every feature has a value."""
    return int(np.isfinite(table).all(axis=1).sum())


def _of_files(first: date, last: date, hours: dict[str, Numbers]) -> None:
    paths = wind_files()
    if not paths:
        return
    with duckdb.connect() as connection:
        source = f"read_parquet({_listed(paths)}, union_by_name = true)"
        there = {row[0] for row in connection.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()}  # noqa: S608
        held = [name for name in ELEMENTS if name in there]
        if not held:
            return
        means = ", ".join(f"avg({name})" for name in held)
        asked = f"SELECT day, hour, {means} FROM {source} WHERE day BETWEEN ? AND ? GROUP BY day, hour"  # noqa: S608
        rows = connection.execute(asked, [first, last]).fetchall()
    for day, hour, *values in rows:
        at = (day - first).days * HOURS + hour - 1
        for name, value in zip(held, values, strict=True):
            hours[name][at] = np.nan if value is None else value


def _listed(paths: Sequence[object]) -> str:
    return "[" + ", ".join("'" + str(path).replace("'", "''") + "'" for path in paths) + "]"


def _of_exchange(first: date, last: date, hours: dict[str, Numbers]) -> None:
    """The hours the files lack; one query."""
    begin = datetime.combine(first, time.min, tzinfo=SHANGHAI)
    end = begin + HOUR * len(next(iter(hours.values())))
    wanted = {element: name for name, element in ELEMENTS.items()}
    rows = usable(last).filter(variable__in=wanted, period_end__gt=begin, period_end__lte=end)
    means = rows.order_by().values_list("variable", "period_end").annotate(Avg("value"))
    for variable, ended, mean in means:
        at = int((ended - begin) / HOUR) - 1
        values = hours[wanted[variable]]
        if np.isnan(values[at]):
            values[at] = mean / SCALE
