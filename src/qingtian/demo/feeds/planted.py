"""Rows of the air feed that no program can read, planted on purpose, and the list of everything that is not honest air.

A real feed has them: a connection that broke off in the middle of a row, a sign, a letter among the digits.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from qingtian.demo.feeds.air_rows import COLUMNS, Row
from qingtian.demo.sky.gaps import FAULT_EVERY, fault_of
from qingtian.demo.sky.hours import HOUR, SHANGHAI, clock
from qingtian.demo.sky.noise import drawn
from qingtian.demo.sky.sites import sites

#: what ``qingtian air aqi`` calls them
SPOILT = ("too_few_fields", "negative", "bad_number", "bad_time")
LIST_COLUMNS = ("station", "from", "to", "kind", "file")


@dataclass(frozen=True, slots=True)
class Spoilt:
    """The row of a month that is spoilt: the first of that hour from that station on."""

    day: date
    hour: int
    station: str
    reason: str


@cache
def spoilt_in(seed: int, year: int, month: int) -> Spoilt | None:
    """The spoilt row of a month; None in every second month."""
    number = year * 12 + month
    if number % 2:
        return None
    day, hour = 2 + int(26 * drawn(seed, "spoilt day", number)), 1 + int(22 * drawn(seed, "spoilt hour", number))
    station = sites()[int(12 * drawn(seed, "spoilt station", number))].code
    return Spoilt(date(year, month, day), hour, station, SPOILT[number // 2 % len(SPOILT)])


def is_spoilt(spoilt: Spoilt, day: date, row: Row) -> bool:
    """Whether it may be this row of that day."""
    return day == spoilt.day and row[0][11:13] == f"{spoilt.hour:02d}" and row[1] >= spoilt.station


def spoil(row: Row, reason: str) -> Row:
    """The row as it would have arrived."""
    cells, pm10 = list(row), COLUMNS.index("PM10")
    if reason == "too_few_fields":
        return cells[:11]
    if reason == "bad_time":
        cells[0] = cells[0].replace("T", "T2", 1)
    else:
        cells[pm10] = "-9" if reason == "negative" else "1O4"
    return cells


def faults_between(seed: int, first: date, last: date) -> list[tuple[str, datetime, datetime, str]]:
    """Station, first hour, last hour and kind of every broken instrument of those days."""
    begin = clock(datetime(first.year, first.month, first.day, 1, tzinfo=SHANGHAI)).number
    end = clock(datetime(last.year, last.month, last.day, 23, tzinfo=SHANGHAI)).number
    found = []
    for period in range(begin // (24 * FAULT_EVERY), end // (24 * FAULT_EVERY) + 1):
        fault = fault_of(seed, period)
        until = fault.first + (fault.hours - 1) * HOUR
        if clock(fault.first).number <= end and clock(until).number >= begin:
            found.append((sites()[fault.place].code, fault.first, until, f"instrument_{fault.kind}"))
    return found
