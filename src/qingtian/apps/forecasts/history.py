"""The past of every place as the forecasting room takes it: day values of record by item, as known at an origin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from qingtian.apps.air.figures import days_of
from qingtian.apps.air.figures.extent import first_day
from qingtian.apps.forecasts.places import forecast_places
from qingtian.foresight.forecasting import DaySeries
from qingtian.foresight.wording import ITEMS

#: no more than so many years are looked back at
YEARS = 6
THOUSANDTHS = 1000


@dataclass(frozen=True, slots=True)
class History:
    """Series by item, all of the same places and days; µg/m³, CO mg/m³, NaN missing."""

    series: Mapping[str, DaySeries]
    places: tuple[str, ...]
    first: date
    last: date

    def measured(self, item: str) -> int:
        """On how many days any place had a value."""
        return int(np.isfinite(self.series[item].values).any(axis=0).sum())


def history(until: date, codes: Sequence[str] | None = None) -> History:
    """Day values from the first day of the lake, six years at most, to ``until``; an empty lake gives one empty day."""
    wanted = tuple(codes) if codes is not None else tuple(place.code for place in forecast_places())
    first = max(first_day() or until, date(until.year - YEARS, 1, 1))
    first = min(first, until)
    width = (until - first).days + 1
    tables = {item: np.full((len(wanted), width), np.nan) for item in ITEMS}
    at = {code: row for row, code in enumerate(wanted)}
    if wanted:
        for (place, day, item), value in days_of(wanted, first, until).values.items():
            if value.value is not None and item in tables and place in at:
                tables[item][at[place], (day - first).days] = value.value / THOUSANDTHS
    return History({item: DaySeries(wanted, first, table) for item, table in tables.items()}, wanted, first, until)


def targets(origin: date, horizons: Sequence[int]) -> list[date]:
    """The days forecast from an origin."""
    return [origin + timedelta(days=horizon) for horizon in horizons]
