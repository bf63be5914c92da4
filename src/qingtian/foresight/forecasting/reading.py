"""The series of an item out of hours in a Parquet file laid out as the PRSA sets are."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import numpy as np

from qingtian.errors import UnusableInput
from qingtian.foresight.forecasting.days import DAY, DaySeries, of_hours
from qingtian.foresight.hours import ITEMS, UNREADABLE, WEATHER, Hours, Numbers, read_hours


def read_days(file: Path, item: str, *, with_weather: bool) -> DaySeries:
    """The day means of ``item`` (µg/m³) of every station and the hours beside them; weather only where it is wanted.

    Raises UnusableInput as ``read_hours`` does.
    """
    every = {item: read_hours(file, item)}
    every |= {name: read_hours(file, name) for name in _others(file, item)}
    whole = every[item]
    places = tuple(sorted({str(name) for name in whole.station}))
    first, last = (time.astype("datetime64[D]") for time in (whole.time.min(), whole.time.max()))
    days = int((last - first).astype(int)) + 1

    def laid(hours: Hours, values: Numbers) -> Numbers:
        found = np.full((len(places), days * DAY), np.nan)
        found[np.searchsorted(places, hours.station), (hours.time - first.astype("datetime64[h]")).astype(int)] = values
        return found

    weather = {name: whole.weather[name] for name in WEATHER} | {"u": whole.u, "v": whole.v} if with_weather else None
    begin: date = first.astype(date)
    return of_hours(
        places,
        begin,
        item,
        {name: laid(hours, hours.value) for name, hours in every.items()},
        None if weather is None else {name: laid(whole, values) for name, values in weather.items()},
    )


def _others(file: Path, item: str) -> list[str]:
    try:
        with duckdb.connect() as connection:
            columns = connection.read_parquet(str(file)).columns
    except duckdb.Error as error:
        raise UnusableInput(
            "foresight.file", UNREADABLE.format(why=str(error).splitlines()[0]), where=str(file)
        ) from error
    return [name for name, names in ITEMS.items() if name != item and any(one in columns for one in names)]
