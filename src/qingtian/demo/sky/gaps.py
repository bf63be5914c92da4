"""What goes wrong at stations: hours without data, single values missing, calibrations, broken instruments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Literal

from qingtian.demo.sky.hours import HOUR, SHANGHAI, full_hour
from qingtian.demo.sky.noise import drawn, waiting

#: outages begin on so many station-days in a hundred
OUTAGES = 6
LONGEST = 30
#: the hour (its end) in which the gas analysers are calibrated, each station on its weekday
CALIBRATION = 3
GASES = ("so2", "no2", "o3", "co")
#: single values missing in ten thousand
SINGLE = 25
#: an instrument is broken somewhere once in so many days
FAULT_EVERY = 61

Gap = Literal["", "blank", "silent"]


def gap_at(seed: int, code: str, number: int) -> Gap:
    """Whether the station is out in that hour: it sends blanks, or nothing at all."""
    day = number // 24
    for begun in (day, day - 1):
        outage = _outage(seed, code, begun)
        if outage and outage[0] <= number < outage[1]:
            return outage[2]
    return ""


@lru_cache(maxsize=256)
def _outage(seed: int, code: str, day: int) -> tuple[int, int, Gap] | None:
    """The outage that begins on that day: first hour, the hour after the last, of which kind."""
    if drawn(seed, f"{code}/outage", day) * 100 >= OUTAGES:
        return None
    first = day * 24 + int(24 * drawn(seed, f"{code}/outage at", day))
    length = min(LONGEST, 1 + int(4 * waiting(seed, f"{code}/outage for", day)))
    return first, first + length, "silent" if drawn(seed, f"{code}/silent", day) < 0.4 else "blank"


def missing_items(seed: int, code: str, place: int, hour: datetime) -> list[str]:
    """Items without a value in that hour although the station reports."""
    local = hour.astimezone(SHANGHAI)
    missing = list(GASES) if local.hour == CALIBRATION and local.weekday() == place % 7 else []
    number = int(local.timestamp() // 3600)
    if drawn(seed, f"{code}/single", number) * 10_000 < SINGLE * 6:
        items = ("pm2_5", "pm10", *GASES)
        missing.append(items[int(6 * drawn(seed, f"{code}/which", number))])
    return missing


@dataclass(frozen=True, slots=True)
class Fault:
    """A broken instrument at the station of that place in the list, from the hour that ends at ``first``."""

    place: int
    first: datetime
    hours: int
    kind: Literal["stuck", "inverted"]


@lru_cache(maxsize=64)
def fault_of(seed: int, period: int, stations: int = 16) -> Fault:
    """The one fault of a period of ``FAULT_EVERY`` days."""
    place = int(stations * drawn(seed, "fault at", period))
    begins = period * FAULT_EVERY * 24 + int((FAULT_EVERY * 24 - 80) * drawn(seed, "fault from", period))
    hours = 9 + int(40 * drawn(seed, "fault for", period))
    return Fault(place, _hour(begins), hours, "stuck" if period % 2 else "inverted")


@lru_cache(maxsize=64)
def fault_at(seed: int, number: int) -> Fault | None:
    """The fault some station has in that hour."""
    fault = fault_of(seed, number // (FAULT_EVERY * 24))
    return fault if fault.first <= _hour(number) < fault.first + fault.hours * HOUR else None


def _hour(number: int) -> datetime:
    return full_hour(datetime(2000, 1, 1, tzinfo=SHANGHAI) + number * HOUR)
