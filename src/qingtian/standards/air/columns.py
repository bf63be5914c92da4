"""Where the columns of the national feed stand in a file."""

from __future__ import annotations

from dataclasses import dataclass

from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.standards.air.feed import Feed, national_feed
from qingtian.standards.air.records import split


@dataclass(frozen=True, slots=True)
class Columns:
    """Position of each column; ``width`` is the number of cells in the heading."""

    width: int
    station: int
    time: int
    items: tuple[tuple[str, str, int], ...]
    optional: tuple[tuple[str, str, int], ...]


def columns_of(heading: str, where: str) -> Columns:
    """Find the feed's columns in a heading; UnusableInput names those found and those wanted."""
    feed = national_feed()
    found = tuple(cell.strip() for cell in split(heading.lstrip("\ufeff")) or ())
    missing = [name for name in feed.wanted if name not in found]
    twice = [name for name in (*feed.wanted, *feed.optional.values()) if found.count(name) > 1]
    if missing or twice:
        raise _wrong_columns(feed, found, missing, twice, where)
    return Columns(
        width=len(found),
        station=found.index(feed.station),
        time=found.index(feed.time),
        items=tuple((item, name, found.index(name)) for item, name in feed.items.items()),
        optional=tuple((item, name, found.index(name)) for item, name in feed.optional.items() if name in found),
    )


def _wrong_columns(
    feed: Feed, found: tuple[str, ...], missing: list[str], twice: list[str], where: str
) -> UnusableInput:
    words = {
        "found": ", ".join(found) or "–",
        "wanted": ", ".join(feed.wanted),
        "missing": ", ".join(missing) or "–",
        "twice": ", ".join(twice) or "–",
    }
    return UnusableInput(
        "air.columns",
        Text(
            "缺少的列：{missing}；重复的列：{twice}；需要的列：{wanted}；文件中的列：{found}。",
            "columns missing: {missing}; given twice: {twice}; wanted: {wanted}; found: {found}.",
        ).format(**words),
        where=where,
        remedy=Text(
            "第一行应为列名；当前小时的臭氧在 O3_24h 列，不是 O3 列。",
            "The first line must name the columns; the current hour's ozone is in O3_24h, not in O3.",
        ),
    )
