"""Whole months of the sky as rows of a file: what one process draws alone. Nothing here knows records or Django."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from qingtian.demo.sky import SKY, reading
from qingtian.demo.sky.hours import HOUR, SHANGHAI
from qingtian.demo.sky.sites import sites
from qingtian.measurements.items import COLUMNS


@dataclass(frozen=True, slots=True)
class Piece:
    """Hours of one month, from ``first`` to ``last``, both included, named by their ends."""

    month: str
    first: datetime
    last: datetime


def draw(piece: Piece, path: Path) -> Path:
    """Write the hours of a piece as rows ``station, day, hour`` and the items in thousandths, empty where missing."""
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        hour = piece.first
        while hour <= piece.last:
            rows.writerows(_rows(hour))
            hour += HOUR
    return path


def _rows(hour: datetime) -> Iterator[list[str | int]]:
    day, number = natural(hour)
    for site in sites():
        if (found := reading(SKY, site, hour)) is not None:
            yield [site.code, day.isoformat(), number, *(_thousandths(found, name) for name in COLUMNS)]


def natural(hour: datetime) -> tuple[date, int]:
    """The natural day of the hour that ends then, and its number in it, 1 to 24."""
    local = hour.astimezone(SHANGHAI)
    return (local.date(), local.hour) if local.hour else ((local - HOUR).date(), 24)


def _thousandths(found: Mapping[str, object], name: str) -> str:
    """The digits as the station wrote them, without the point: at most one decimal, so nothing is rounded."""
    value = found[name]
    if value is None:
        return ""
    whole, _, rest = str(value).partition(".")
    return str(int(whole + rest.ljust(3, "0")))
