"""Times of a message: all local (UTC+8), fourteen digits by the standard, seventeen or a range in the field.

Of 2011 and 2021 ``DataTime`` is the moment of sampling, of 2051, 2061, 2031 and 2041 the start of the averaging period
(HJ 212-2017, table 8). A unit whose profile says that it labels the end is turned to the start here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
Label = Literal["start", "end"]
Grain = Literal["moment", "minute", "hour", "day"]

#: what a data command speaks of
GRAINS: dict[str, Grain] = {
    "2011": "moment",
    "2021": "moment",
    "2051": "minute",
    "2061": "hour",
    "2031": "day",
    "2041": "day",
}


@dataclass(frozen=True, slots=True)
class Period:
    """From ``start``, included, to ``end``, not included; a moment has both the same."""

    start: datetime
    end: datetime


def read_time(text: str | None) -> datetime | None:
    """``YYYYMMDDhhmmss`` with what follows it (milliseconds, the end of a range) left out; None where it is no time.

    >>> read_time("20160824003817000").isoformat()
    '2016-08-24T00:38:17+08:00'
    """
    digits = (text or "")[:14]
    if len(digits) != 14 or not digits.isascii() or not digits.isdigit():
        return None
    try:
        year, rest = int(digits[:4]), [int(digits[at : at + 2]) for at in range(4, 14, 2)]
        return datetime(year, *rest, tzinfo=SHANGHAI)  # type: ignore[arg-type, misc]
    except ValueError:
        return None


def read_qn(text: str | None) -> datetime | None:
    """The moment in a request number ``YYYYMMDDhhmmsszzz``; None where a unit counts otherwise (13 digits seen)."""
    if text is None or len(text) != 17 or not text.isascii() or not text.isdigit():
        return None
    moment = read_time(text)
    return moment.replace(microsecond=int(text[14:]) * 1000) if moment else None


def write_time(moment: datetime) -> str:
    """Fourteen digits, local time."""
    return moment.astimezone(SHANGHAI).strftime("%Y%m%d%H%M%S")


def write_qn(moment: datetime) -> str:
    """A request number: the local time to the millisecond."""
    local = moment.astimezone(SHANGHAI)
    return local.strftime("%Y%m%d%H%M%S") + f"{local.microsecond // 1000:03}"


def period_of(cn: str, data_time: str | None, *, minutes: int = 10, labels: Label = "start") -> Period | None:
    """The period a data message speaks of; ``minutes`` is the unit's minute interval (MinInterval).

    None where the command carries no data of a period or DataTime is no time.
    """
    grain, moment = GRAINS.get(cn), read_time(data_time)
    if grain is None or moment is None:
        return None
    length = _LENGTHS.get(grain, timedelta(minutes=minutes if grain == "minute" else 0))
    start = moment - length if labels == "end" else moment
    return Period(start, start + length)


_LENGTHS = {"hour": timedelta(hours=1), "day": timedelta(days=1)}
