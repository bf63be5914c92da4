"""From day values of the six items to what a forecast says: AQI range, a level or two, primary pollutants.

The index is that of the edition in force on the target day. Its interval takes the lower ends of all items together and
the upper ends together: items that move apart make it wider than it need be, never narrower.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import isfinite

from qingtian.standards.air import Category, category_of, daily_index
from qingtian.standards.air.categories import categories_of
from qingtian.standards.air.editions import edition_on
from qingtian.standards.air.held import Held
from qingtian.standards.air.limits import rounded

#: the six items of a day: means, of ozone the highest running 8 h; µg/m³, CO mg/m³
ITEMS = ("PM2_5", "PM10", "O3_8h", "NO2", "SO2", "CO")
POLLUTANT = {"O3_8h": "O3"}
MOST_PRIMARY = 2
HIGHEST = 500

Values = Mapping[str, float | None]


@dataclass(frozen=True, slots=True)
class RangeRule:
    """Widths of the range in index points: the usual one, the wider one, and the index above which it is wider."""

    narrow: int
    wide: int
    wide_above: int


@dataclass(frozen=True, slots=True)
class Said:
    """``aqi`` in the middle, the range ``low``–``high``, up to two primary pollutants by code (none up to 50), the
    interval of the index. ``missing``: items nothing is said of; ``leading``: the item whose index is the highest."""

    aqi: int
    low: int
    high: int
    primary: tuple[str, ...]
    interval: tuple[int, int]
    missing: tuple[str, ...]
    leading: str = ""


def said(
    values: Values, lows: Values, highs: Values, on: date, rule: RangeRule, *, widened: bool, held: Held | None = None
) -> Said | None:
    """What the values say of the day ``on``; None where no item has a value.

    A second pollutant is named where its own index reaches the range. ``widened``: the wider range whatever the index.
    """
    iaqi = _indices(values, on, held)
    if not iaqi:
        return None
    aqi = max(iaqi.values())
    low, high = range_around(aqi, rule, widened=widened)
    missing = tuple(item for item in ITEMS if not _is_there(values.get(item)))
    under, over = _indices(lows, on, held), _indices(highs, on, held)
    leading = min(iaqi, key=lambda item: (-iaqi[item], ITEMS.index(item)))
    ends = max(under.values(), default=aqi), max(over.values(), default=aqi)
    return Said(
        aqi, low, high, _primary(iaqi, aqi, low, on, held), (min(ends[0], aqi), max(ends[1], aqi)), missing, leading
    )


def range_around(aqi: int, rule: RangeRule, *, widened: bool) -> tuple[int, int]:
    """The range with the index in its middle, moved to lie between 0 and 500."""
    width = rule.wide if widened or aqi > rule.wide_above else rule.narrow
    low = min(max(aqi - width // 2, 0), HIGHEST - width)
    return low, low + width


def levels(low: int, high: int, on: date, held: Held | None = None) -> tuple[Category, ...]:
    """The levels the range touches, the best first; a range of 30 touches two at most."""
    edition = held.on(on).index if held else edition_on(on)
    first, last = category_of(low, edition).level, category_of(high, edition).level
    return tuple(one for one in categories_of(edition) if first <= one.level <= last)


def _is_there(value: float | None) -> bool:
    return value is not None and isfinite(value)


def _indices(values: Values, on: date, held: Held | None) -> dict[str, int]:
    """The single index of every item that has a value, rounded as a day value is (GB/T 8170)."""
    given = {
        item: rounded(POLLUTANT.get(item, item), Fraction(max(float(value), 0.0)).limit_denominator(1000))
        for item in ITEMS
        if (value := values.get(item)) is not None and isfinite(value)
    }
    if not given:
        return {}
    found = daily_index(given, on, held).iaqi
    return {item: index for item in given if (index := found.get(item)) is not None}


def _primary(iaqi: Mapping[str, int], aqi: int, low: int, on: date, held: Held | None) -> tuple[str, ...]:
    edition = held.on(on).index if held else edition_on(on)
    if aqi <= edition.primary.above:
        return ()
    ranked = sorted(iaqi, key=lambda item: (-iaqi[item], ITEMS.index(item)))
    near = [item for item in ranked if iaqi[item] >= max(low, edition.primary.above + 1)]
    return tuple(POLLUTANT.get(item, item) for item in near[:MOST_PRIMARY])
