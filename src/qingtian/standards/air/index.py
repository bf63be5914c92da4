"""The air quality index (空气质量指数, AQI) of an hour or a day at one place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache, lru_cache
from typing import Literal

from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.standards.air.breakpoints import individual_index
from qingtian.standards.air.categories import Category, category_of
from qingtian.standards.air.declarations import Edition, Report, ReportBy
from qingtian.standards.air.editions import edition_on, editions
from qingtian.standards.air.held import Held
from qingtian.standards.air.missing import why_blank
from qingtian.standards.air.pollutants import Concentration, NotMonitored, pollutants

#: No air holds this much; the bounds keep a malformed exponent from filling the memory.
_LARGEST = 1_000_000_000_000
_DECIMALS = 60


@dataclass(frozen=True, slots=True)
class AirIndex:
    """An index with what it rests on. ``aqi``, ``level``, ``category`` are ``None`` and ``reason`` says why, if blank.

    ``primary`` are pollutant codes in the standard order, empty up to 50. ``iaqi`` holds every item of the report, also
    when the index is blank: the single indices may still be published (HJ 633-2026 cl. 5.3.1).
    """

    aqi: int | None
    primary: tuple[str, ...]
    level: int | None
    category: Category | None
    iaqi: dict[str, int | None]
    edition: str
    reason: Text | None


def hourly_index(concentrations: Mapping[str, Concentration], on: date, held: Held | None = None) -> AirIndex:
    """Index of one hour (实时报): hourly means by item, of the natural day ``on``.

    Items ``PM2_5 PM10 SO2 NO2 O3`` in µg/m³ and ``CO`` in mg/m³; an item left out is a gap. ``SO2_24h`` may be given
    too: up to 2026-02-28 it reports SO2 when its hour is above 800 µg/m³ (HJ 633-2012 Table 1 note 2).
    HJ 633-2012 cl. 5.1.3 as the national platform practises it; HJ 633-2026 cl. 4.2.3. Raises UnusableInput for an
    unknown item and for a concentration that is negative, not finite or a float. ``held``: an administration's own set
    of editions.
    """
    return _index(concentrations, held.on(on).index if held else edition_on(on), "hourly")


def daily_index(concentrations: Mapping[str, Concentration], on: date, held: Held | None = None) -> AirIndex:
    """Index of the natural day ``on`` (日报): day means, the highest running 8 h of ozone and its highest hour.

    Items ``PM2_5 PM10 SO2 NO2`` and ``O3_8h O3_1h`` in µg/m³, ``CO`` in mg/m³. HJ 633-2012 cl. 5.1.2 takes all seven;
    HJ 633-2026 cl. 4.2.2 leaves ``O3_1h`` out, and it is not looked at. Raises as ``hourly_index``.
    """
    return _index(concentrations, held.on(on).index if held else edition_on(on), "daily")


def _index(given: Mapping[str, Concentration], edition: Edition, kind: Literal["hourly", "daily"]) -> AirIndex:
    _refuse_unknown(given, edition, kind)
    report = edition.reports[kind]
    iaqi = {item: _individual(edition, table, item, given) for item, table in report.items.items()}
    found = {item: index for item, index in iaqi.items() if index is not None}
    reason = why_blank(report, given, found)
    if reason is not None:
        return AirIndex(None, (), None, None, iaqi, edition.id, reason)
    aqi = max(found.values())
    category = category_of(aqi, edition)
    return AirIndex(aqi, _primary(edition, report, found, aqi), category.level, category, iaqi, edition.id, None)


def _individual(edition: Edition, table: str, item: str, given: Mapping[str, Concentration]) -> int | None:
    value = given.get(item)
    if value is None or isinstance(value, NotMonitored):
        return None
    index = _checked_index(edition, table, item, value)
    above = edition.tables[table].above
    if index is None and isinstance(above, ReportBy):
        return _individual(edition, above.table, above.item, given)
    return index


@lru_cache(maxsize=65536, typed=True)  # typed: the float 35.0 must not be let in as an equal of Decimal(35)
def _checked_index(edition: Edition, table: str, item: str, value: Decimal) -> int | None:
    """Readings repeat, so each value is checked and computed once."""
    return individual_index(edition, table, _exact(item, value))


def _primary(edition: Edition, report: Report, found: Mapping[str, int], aqi: int) -> tuple[str, ...]:
    """The pollutants of the greatest index, ties side by side. HJ 633-2012 cl. 4.4.2; HJ 633-2026 cl. 4.3.1."""
    if aqi <= edition.primary.above:
        return ()
    leading = {edition.tables[report.items[item]].pollutant for item, index in found.items() if index == aqi}
    return tuple(code for code in pollutants() if code in leading)


@cache
def known_items(kind: Literal["hourly", "daily"]) -> frozenset[str]:
    """Every item any edition reads for this report, so that the same readings can be given to each."""
    items: set[str] = set()
    for edition in editions():
        tables = edition.reports[kind].items
        others = (edition.tables[table].above for table in tables.values())
        items |= set(tables) | {above.item for above in others if isinstance(above, ReportBy)}
    return frozenset(items)


def _refuse_unknown(given: Mapping[str, Concentration], edition: Edition, kind: Literal["hourly", "daily"]) -> None:
    known = known_items(kind) | edition.reports[kind].items.keys()
    if unknown := given.keys() - known:
        raise UnusableInput(
            "air.unknown_item",
            Text("不认识的项目：{items}", "unknown items: {items}").format(items=", ".join(sorted(unknown))),
            remedy=Text("可用的项目：{items}。", "Known items: {items}.").format(items=", ".join(sorted(known))),
        )


def _exact(item: str, value: Decimal) -> Fraction:
    if not _is_concentration(value):
        raise UnusableInput(
            "air.bad_concentration",
            Text("浓度 {value} 不可用", "{value} is not a concentration").format(value=repr(value)),
            where=item,
            remedy=Text("须为不小于零的十进制数(Decimal)。", "Give a Decimal not less than zero."),
        )
    return Fraction(value)


def _is_concentration(value: object) -> bool:
    if isinstance(value, int) and not isinstance(value, bool):
        return 0 <= value < _LARGEST
    if not isinstance(value, Decimal) or not value.is_finite():
        return False
    exponent = value.as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -_DECIMALS and 0 <= value < _LARGEST
