"""PM10 by itself: when it leads, how often it is high, from where it comes, without dust days."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from qingtian.measurements.statistics.chain import Chain
from qingtian.measurements.statistics.results import PM10View, RoseSector
from qingtian.measurements.statistics.sql import question
from qingtian.standards.periods import Period

DustDays = Mapping[str, Collection[date]]
_DAYS = (
    "place, period, days, days_with_index, days_leading, share_leading, rate_decimals, dust_days, dust_days_leading, "
    "mean, mean_without_dust, decimals, valid, edition"
)


def pm10_views(chain: Chain, period: Period, dust_days: DustDays, weather: object | None) -> list[PM10View]:
    """One view a place. ``dust_days``: place → days judged to be of sand and dust."""
    chain.ask_periods((period,))
    engine = chain.engine
    rows = [(place, day) for place, days in dust_days.items() for day in sorted(set(days))]
    engine.table("dust_day", {"place": "VARCHAR", "day": "DATE"}, rows)
    for name in ("pm10_days", "pm10_hours"):
        engine.view(name, question(name))
    hours = {row[0]: row[1:] for row in engine.rows("SELECT place, hours, hours_over, dust_hours_over FROM pm10_hours")}
    roses = _roses(chain, weather)
    found = engine.rows(f"SELECT {_DAYS} FROM pm10_days")
    return [_view(tuple(row), hours, roses) for row in sorted(found, key=lambda row: str(row[0]))]


def _roses(chain: Chain, weather: object | None) -> dict[Any, list[RoseSector]]:
    roses: dict[Any, list[RoseSector]] = {}
    if weather is None:
        return roses
    chain.engine.read("weather", weather)
    chain.engine.view("pm10_rose", question("pm10_rose"))
    sectors: list[tuple[Any, ...]] = list(
        chain.engine.rows("SELECT place, sector, hours, hours_over, mean, decimals FROM pm10_rose")
    )
    for place, *sector in sorted(sectors, key=lambda row: (row[0], row[1])):
        roses.setdefault(place, []).append(RoseSector(*sector))
    return roses


def _view(row: tuple[Any, ...], hours: dict[Any, tuple[Any, ...]], roses: dict[Any, list[RoseSector]]) -> PM10View:
    *days, edition = row
    place = days[0]
    values: tuple[Any, ...] = (*days, *hours.get(place, (0, 0, 0)), edition, tuple(roses.get(place, ())))
    return PM10View(*values)
