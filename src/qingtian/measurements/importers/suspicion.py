"""A file that can be read and must be wrong (可疑文件): mg for µg, swapped columns, changed labels (``data/``)."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path

import duckdb

from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.measurements.importers.cnemc import DAY_MAXIMUM
from qingtian.measurements.importers.layout import Layout
from qingtian.measurements.items import UNITS, column
from qingtian.measurements.lake import engine
from qingtian.measurements.scale import scaled
from qingtian.standards.declared import Basis, Declared, package_data
from qingtian.standards.declared import read as read_declared

ANYWAY = Text(
    "改正文件或单位；确认无误的，加 --anyway 再导入。",
    "Correct the file or its units; if it is right as it is, import it with --anyway.",
)


class Median(Declared):
    """A median no file has."""

    median_below: Decimal
    items: tuple[str, ...]


class High(Declared):
    """A median no file reaches."""

    median_above: Decimal


class Above(Declared):
    """A share of hours no file has."""

    share_above: Decimal


class Below(Declared):
    """A share of rows no file of the feed has."""

    share_below: Decimal


class Suspicions(Declared):
    """The declared thresholds."""

    least_values: int
    micrograms: Median
    micrograms_basis: Basis
    thousandths: High
    thousandths_basis: Basis
    co: High
    co_basis: Basis
    swapped: Above
    swapped_basis: Basis
    ozone: Below
    ozone_basis: Basis


@cache
def suspicions() -> Suspicions:
    """The thresholds by which a whole file looks wrong."""
    return read_declared(Suspicions, package_data("qingtian.measurements.importers", "suspicions.yaml"))


def check_rows(connection: duckdb.DuckDBPyConnection, rows: Path, layout: Layout, where: str, anyway: bool) -> None:
    """UnusableInput ``air.ozone_labels`` where the national feed's ozone columns cannot be what their names say."""
    if anyway or [name for name, _ in layout.extra] != [DAY_MAXIMUM]:
        return
    k = next(k for k, one in enumerate(layout.items) if one.item == "O3")
    day, hour = "TRY_CAST(x0 AS DECIMAL(18, 9))", f"TRY_CAST(c{k} AS DECIMAL(18, 9))"
    both, below = engine.first(
        connection,
        f"SELECT count(*) FILTER (WHERE {day} IS NOT NULL AND {hour} IS NOT NULL), "
        f"count(*) FILTER (WHERE {day} < {hour}) FROM {engine.files([rows])}",
    )
    if both >= suspicions().least_values and below > suspicions().ozone.share_below * both:
        zh = "{below} 行（共 {both} 行）的 O3（当日最大）低于 O3_24h（当前小时）：臭氧两列可能已被人对调过。"
        en = "in {below} of {both} rows O3 (day's maximum) is below O3_24h (current hour): they look swapped."
        raise _suspect("air.ozone_labels", Text(zh, en).format(below=below, both=both), where)


def check_values(
    connection: duckdb.DuckDBPyConnection, months: dict[str, list[Path]], where: str, anyway: bool
) -> list[Text]:
    """Doubts about the values of a file: UnusableInput with the first, or all as warnings where ``anyway``."""
    source = engine.files(path for paths in months.values() for path in paths)
    found = [*_units(connection, source), *_swapped(connection, source)]
    if found and not anyway:
        raise _suspect(*found[0], where)
    return [words for _, words in found]


def _units(connection: duckdb.DuckDBPyConnection, source: str) -> list[tuple[str, Text]]:
    given, found = suspicions(), []
    items = (*given.micrograms.items, "CO")
    sql = ", ".join(f"count({column(i)}), approx_quantile({column(i)}, 0.5)" for i in items)
    row = engine.first(connection, f"SELECT {sql} FROM {source}")
    for k, item in enumerate(items):
        count, median = row[2 * k], row[2 * k + 1]
        if count < given.least_values:
            continue
        words = {"item": item, "median": f"{Decimal(int(median)).scaleb(-3):f}", "unit": UNITS[item]}
        if item == "CO" and median > scaled(given.co.median_above):
            zh, en = "像是把 µg/m³ 写成了 mg/m³", "µg/m³ seem to stand for mg/m³"
        elif item != "CO" and median < scaled(given.micrograms.median_below):
            zh, en = "像是把 mg/m³ 写成了 µg/m³", "mg/m³ seem to stand for µg/m³"
        elif item != "CO" and median > scaled(given.thousandths.median_above):
            zh, en = "像是以千分之一为单位", "thousandths seem to stand for the unit"
        else:
            continue
        text = Text(
            "{item} 的中位数是 {median} {unit}：" + zh + "。", "the median of {item} is {median} {unit}: " + en + "."
        )
        found.append(("air.unit_suspect", text.format(**words)))
    return found


def _swapped(connection: duckdb.DuckDBPyConnection, source: str) -> list[tuple[str, Text]]:
    both, above = engine.first(
        connection,
        f"SELECT count(*) FILTER (WHERE pm2_5 IS NOT NULL AND pm10 IS NOT NULL), "
        f"count(*) FILTER (WHERE pm2_5 > pm10) FROM {source}",
    )
    if both < suspicions().least_values or above <= suspicions().swapped.share_above * both:
        return []
    zh = "{above} 个小时（共 {both} 个）的 PM2.5 高于 PM10：两列可能对调了。"
    en = "in {above} of {both} hours PM2.5 is above PM10: the two columns look swapped."
    return [("air.columns_swapped", Text(zh, en).format(above=above, both=both))]


def _suspect(code: str, words: Text, where: str) -> UnusableInput:
    return UnusableInput(code, words, where=where, remedy=ANYWAY)
