"""How the national real-time feed writes an hour: its columns, its gaps, its stamps (``data/national_feed.yaml``)."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache, lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

from qingtian.standards.air.pollutants import NOT_MONITORED, Concentration
from qingtian.standards.declared import Basis, Declared, package_data, read

SHANGHAI = ZoneInfo("Asia/Shanghai")

# Plain decimals only: what the feed writes. An exponent or a thousands mark is a sign of another program's hand.
_NUMBER = re.compile(r"[0-9]{1,9}(\.[0-9]{1,9})?")
_NEGATIVE = re.compile(r"[-−][0-9.]+")
_STAMP = re.compile(
    r"(\d{4})([-/])(\d{1,2})\2(\d{1,2})[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.0+)?)?(Z|[+-]\d{2}:?\d{2})?", re.ASCII
)

Reason = Literal[
    "bad_csv",
    "too_few_fields",
    "too_many_fields",
    "no_station",
    "no_place",
    "bad_time",
    "bad_period",
    "bad_number",
    "negative",
    "too_large",
]


class Unreadable(Exception):
    """A row that cannot be read (不可读行): a stable reason and the column it is in, if it is in one."""

    def __init__(self, reason: Reason, column: str = "") -> None:
        self.reason = reason
        self.column = column
        super().__init__(reason)


class Feed(Declared):
    """The declared format: item → column, and the spellings of a gap and of "not monitored"."""

    id: str
    station: str
    time: str
    items: dict[str, str]
    items_basis: Basis
    optional: dict[str, str]
    gaps: frozenset[str]
    not_monitored: frozenset[str]
    gaps_basis: Basis
    stamp: Literal["hour_end"]
    stamp_basis: Basis

    @property
    def wanted(self) -> tuple[str, ...]:
        """The columns a file must have."""
        return (self.station, self.time, *self.items.values())


@cache
def national_feed() -> Feed:
    """The national feed's format."""
    return read(Feed, package_data("qingtian.standards.air", "national_feed.yaml"))


@lru_cache(maxsize=65536)
def concentration(text: str) -> Concentration:
    """A cell as a concentration, a gap or "not monitored"; Unreadable for anything else."""
    feed, cell = national_feed(), text.strip()
    if cell in feed.gaps:
        return None
    if cell in feed.not_monitored:
        return NOT_MONITORED
    if _NUMBER.fullmatch(cell):
        return Decimal(cell)
    raise Unreadable("negative" if _NEGATIVE.fullmatch(cell) else "bad_number")


@lru_cache(maxsize=4096)
def natural_day(stamp: str) -> date:
    """The natural day (自然日) of the hour that ends at ``stamp``: 00:00 closes the day before.

    ``2026-03-01T00:00:00``, ``2026-03-01 00:00``, ``2026/3/1 0:00`` and ``2026-02-28 24:00`` are one hour, of
    2026-02-28. A stamp without an offset is Shanghai time. Unreadable if it is no such time.
    """
    match = _STAMP.fullmatch(stamp.strip())
    if match is None:
        raise Unreadable("bad_time")
    try:
        return (_moment(match) - timedelta(seconds=1)).date()
    except (ValueError, OverflowError):
        raise Unreadable("bad_time") from None


@lru_cache(maxsize=4096)
def natural_hour(stamp: str) -> tuple[date, int]:
    """Natural day and number (1 to 24) of the hour that ends at ``stamp``; Unreadable where no whole hour ends then."""
    day = natural_day(stamp)
    match = _STAMP.fullmatch(stamp.strip())
    assert match is not None  # natural_day has read it
    moment = _moment(match)
    if moment.minute or moment.second:
        raise Unreadable("bad_time")
    return day, moment.hour or 24


def _moment(match: re.Match[str]) -> datetime:
    year, _, month, day, hour, minute, second, offset = match.groups()
    clock = timedelta(hours=int(hour), minutes=int(minute), seconds=int(second or 0))
    if int(minute) > 59 or int(second or 0) > 59 or clock > timedelta(hours=24):
        raise ValueError("no such time of day")
    local = datetime(int(year), int(month), int(day), tzinfo=SHANGHAI) + clock
    if offset is None:
        return local
    written = datetime.fromisoformat(f"{local:%Y-%m-%dT%H:%M:%S}{offset}")
    return written.astimezone(SHANGHAI)
