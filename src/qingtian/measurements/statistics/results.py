"""What the statistics answer with. Values are integers in thousandths (``measurements.scale``), rounded already.

``valid`` and ``expected`` count what the value rests on and what it would rest on if nothing were missing; ``rule``
names what admitted or refused it; a refused value is None and never zero. ``edition`` is the edition of the limits
(GB3095-2012, GB3095-2026-transitional, GB3095-2026) all rules were taken by.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

#: items of a day: ozone by its greatest running 8 h, and by its highest hour for the daily report of HJ 633-2012
DayItem = Literal["PM2_5", "PM10", "SO2", "NO2", "CO", "O3_8h", "O3_1h"]
#: of a period, per item: mean and percentile by HJ 663; how far and how often over the day limit
#: ``attained`` (1 or 0) and ``exceedance_factor`` (only where above) of years and spans. ``days_leading``: days with
#: the item as primary pollutant. Of ``AQI``: ``good_days``, ``good_day_rate``, ``days_level_1`` to ``days_level_6``
Statistic = Literal[
    "mean", "p90", "p95", "p98", "maximum", "days_over", "attainment_rate", "attained", "exceedance_factor",
    "days_leading", "good_days", "good_day_rate", "days_level_1", "days_level_2", "days_level_3", "days_level_4",
    "days_level_5", "days_level_6",
]  # fmt: skip
#: the order in which items are written
ITEMS: tuple[DayItem, ...] = ("PM2_5", "PM10", "SO2", "NO2", "O3_8h", "O3_1h", "CO")


@dataclass(frozen=True, slots=True)
class Membership:
    """A station counts for a place (点位归属) on the days from ``first_day`` to ``last_day``, both included."""

    place: str
    station: str
    first_day: date = date.min
    last_day: date = date.max


@dataclass(frozen=True, slots=True)
class DayValue:
    """One item of one station or place on one natural day. ``counted``: hours of a station, stations of a place."""

    place: str
    day: date
    item: DayItem
    value: int | None
    decimals: int
    valid: int
    expected: int
    edition: str
    rule: str


@dataclass(frozen=True, slots=True)
class DayIndex:
    """The daily index (日报 AQI) of a place: ``aqi`` None where none may be published. ``primary``: codes, in order."""

    place: str
    day: date
    aqi: int | None
    level: int | None
    primary: tuple[str, ...]
    edition: str
    rule: str


@dataclass(frozen=True, slots=True)
class Figure:
    """One statistic of one item (or ``AQI``) of a place in a period; ``period`` is its id."""

    place: str
    period: str
    item: str
    statistic: str
    value: int | None
    decimals: int
    valid: int
    expected: int
    edition: str
    rule: str


@dataclass(frozen=True, slots=True)
class PeriodIndex:
    """Composite index (综合指数) of a place in a period, in thousandths with two decimals, and what it is made of.

    ``singles``: single index by item in thousandths, for showing only: the sum is rounded once, from exact ratios.
    ``primary``: the pollutant or pollutants of the greatest single index, by code (ozone is ``O3``), in order.
    """

    place: str
    period: str
    composite: int | None
    singles: dict[str, int | None]
    primary: tuple[str, ...]
    valid: int
    expected: int
    edition: str
    rule: str


@dataclass(frozen=True, slots=True)
class Ranked:
    """A place's rank (名次) in its group: equals share it, the next is skipped; ``shown`` orders ties by PM10."""

    group: str
    place: str
    period: str
    rank: int | None
    shown: int
    composite: int | None
    change: int | None
    """Change on the same period a year before, per cent in thousandths with one decimal; both sides one edition."""
    change_rank: int | None


@dataclass(frozen=True, slots=True)
class Remaining:
    """What the rest of a period must be to keep a target (剩余日控制值, 还可超标天数); plain arithmetic, no rule.

    ``item`` ``AQI``: ``value`` is how many more days may exceed, ``target`` the good-day rate in per cent.
    Negative: out of reach. ``valid`` days had a value, ``left`` are to come; None on the last day.
    """

    place: str
    item: str
    target: int
    value: int | None
    decimals: int
    valid: int
    left: int
    edition: str


@dataclass(frozen=True, slots=True)
class RoseSector:
    """PM10 of a place while the wind came from a sector: 0 north, clockwise in sixteenths to 15; -1 calm."""

    sector: int
    hours: int
    hours_over: int
    mean: int
    decimals: int


@dataclass(frozen=True, slots=True)
class PM10View:
    """PM10 of a place in a period: days it leads, hours above its day limit, dust days apart, rose by wind.

    ``share_leading``: per cent of the days with an index, thousandths with ``share_decimals``. Hours are those of all
    stations together. ``rose`` is empty without weather.
    """

    place: str
    period: str
    days: int
    days_with_index: int
    days_leading: int
    share_leading: int | None
    share_decimals: int
    dust_days: int
    dust_days_leading: int
    mean: int | None
    mean_without_dust: int | None
    decimals: int
    valid: int
    hours: int
    hours_over: int
    dust_hours_over: int
    edition: str
    rose: tuple[RoseSector, ...]
