"""Find the hours the rules mark, in one pass over the hourly view."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

import duckdb

from qingtian.measurements.flags.rules import FlagRules, ItemRules, rules
from qingtian.measurements.items import ITEMS, column
from qingtian.measurements.lake import Flag, Lake, Snapshot
from qingtian.measurements.scale import SCALE, scaled

_DAY_ZERO = "DATE '1970-01-01'"


@dataclass(frozen=True, slots=True)
class Flagged:
    """A marked hour of an item; ``value`` in thousandths of its unit, None where the mark came without one."""

    station: str
    item: str
    day: date
    hour: int
    value: int | None
    flags: Flag


def flagged(
    lake: Lake,
    first_day: date,
    last_day: date,
    stations: Collection[str] | None = None,
    *,
    snapshot: Snapshot | None = None,
    by: FlagRules | None = None,
) -> list[Flagged]:
    """The marked hours of a span, both days included, in the order of station, item and time."""
    given = by or rules()
    around = timedelta(days=given.context_days)
    hourly = lake.hourly(snapshot, first_day - around, last_day + around, stations)
    wanted = f"day BETWEEN DATE '{first_day}' AND DATE '{last_day}'"
    found = f"SELECT * FROM ({sql(hourly.sql, given)}) WHERE {wanted} ORDER BY station, item, day, hour"
    with duckdb.connect() as connection:
        rows = connection.execute(found).fetchall()
    return [Flagged(station, item, day, hour, value, Flag(flags)) for station, item, day, hour, value, flags in rows]


def sql(hourly: str, given: FlagRules) -> str:
    """``station, item, day, hour, value, flags`` of the hours of a relation that carry a mark."""
    return " UNION ALL ".join(_item(hourly, item, given) for item in ITEMS if item in given.items)


def _item(hourly: str, item: str, given: FlagRules) -> str:
    c, by = column(item), given.items[item]
    order = "PARTITION BY station ORDER BY moment"
    read = (
        f"SELECT station, day, hour, (day - {_DAY_ZERO}) * 24 + hour AS moment, {c} AS value, pm2_5, pm10, "
        f"coalesce({c}_flags, 0) AS given FROM ({hourly})"
    )
    near = (
        f"SELECT *, lag(moment) OVER w AS before_moment, lag(value) OVER w AS before, "
        f"lead(moment) OVER w AS after_moment, lead(value) OVER w AS after, "
        f"moment - row_number() OVER (PARTITION BY station, value ORDER BY moment) AS run "
        f"FROM ({read}) WINDOW w AS ({order})"
    )
    runs = f"SELECT *, count(*) OVER (PARTITION BY station, value, run) AS equal FROM ({near})"
    bits = " | ".join(_bits(item, by, given))
    marked = f"SELECT *, ({bits} | given)::SMALLINT AS flags FROM ({runs})"
    return f"SELECT station, '{item}' AS item, day, hour, value, flags FROM ({marked}) WHERE flags <> 0"


def _bits(item: str, by: ItemRules, given: FlagRules) -> list[str]:
    neighbours = "before_moment = moment - 1 AND after_moment = moment + 1 AND before IS NOT NULL AND after IS NOT NULL"
    times = f"value::BIGINT * {SCALE} > greatest(before, after)::BIGINT * {scaled(given.spike.times)}"
    found = [
        _bit(Flag.OUT_OF_RANGE, f"value > {scaled(by.most)}"),
        _bit(Flag.BELOW_DETECTION, f"value < {scaled(by.least_readable)}"),
        _bit(Flag.FROZEN, f"value > {scaled(by.frozen_above)} AND equal >= {by.hours}"),
        _bit(Flag.SPIKE, f"value > {scaled(by.spike_from)} AND {neighbours} AND {times}"),
    ]
    if item in ("PM2_5", "PM10"):
        found.append(_bit(Flag.FINE_ABOVE_COARSE, f"pm2_5 > pm10 + {scaled(given.fine_above_coarse.by)}"))
    return found


def _bit(flag: Flag, condition: str) -> str:
    return f"CASE WHEN {condition} THEN {int(flag)} ELSE 0 END"
