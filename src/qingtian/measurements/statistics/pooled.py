"""Means of hours pooled over the stations of a place, as research papers give them; no rule of validity applies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qingtian.measurements.statistics.chain import Chain
from qingtian.measurements.statistics.results import Figure
from qingtian.measurements.statistics.sql import question
from qingtian.standards.periods import Period

_ITEMS = {"PM2_5": "pm2_5", "PM10": "pm10", "SO2": "so2", "NO2": "no2", "O3": "o3", "CO": "co"}
#: as ``pooled_hours.sql`` rounds: two decimals of µg/m³; of mg/m³, a unit a thousand times larger, three
_DECIMALS = {"CO": 3}


def pooled_hours(chain: Chain, periods: Sequence[Period]) -> list[Figure]:
    """The mean of all valid hours of each item, place and period; ``expected`` are the hours of its files."""
    chain.ask_hours(periods)
    chain.engine.view("pooled_hours", question("pooled_hours"))
    columns = ", ".join(f"{column}, {column}_valid" for column in _ITEMS.values())
    rows: list[tuple[Any, ...]] = list(
        chain.engine.rows(f"SELECT place, period, edition, expected, {columns} FROM pooled_hours")
    )
    found = []
    for place, period, edition, expected, *values in sorted(rows, key=lambda row: (row[0], row[1])):
        for item, value, valid in zip(_ITEMS, values[::2], values[1::2], strict=True):
            counts = valid, expected, edition, "pooled_hours"
            found.append(Figure(place, period, item, "mean", value, _DECIMALS.get(item, 2), *counts))
    return found
