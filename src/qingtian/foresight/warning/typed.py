"""A forecast as forecasters write it, a day a line: ``2026-01-06 180-220 PM2.5``; the pollutants may be left out."""

from __future__ import annotations

import re
from datetime import date

from qingtian.foresight.warning.windows import Window, day_window

_LINE = re.compile(r"(\d{4}-\d\d-\d\d)\s+(\d{1,3})\s*[-–~～]\s*(\d{1,3})(?:\s+(\S+))?", re.ASCII)
_NAMES = {"PM2.5": "PM2_5", "PM2_5": "PM2_5", "PM10": "PM10", "O3": "O3", "NO2": "NO2", "SO2": "SO2", "CO": "CO"}


def typed_days(text: str) -> tuple[Window, ...]:
    """The windows, in order. Raises ValueError with the line that is not understood."""
    found = [_window(line.strip()) for line in text.splitlines() if line.strip()]
    return tuple(sorted(found, key=lambda window: window.begin))


def _window(line: str) -> Window:
    match = _LINE.fullmatch(line)
    if match is None:
        raise ValueError(line)
    day, low, high, primary = match.groups()
    names = [name for name in re.split("[、,，]", primary or "") if name]
    if int(low) > int(high) or any(name not in _NAMES for name in names):
        raise ValueError(line)
    try:
        on = date.fromisoformat(day)
    except ValueError:
        raise ValueError(line) from None
    return ranged(on, int(low), int(high), tuple(_NAMES[name] for name in names))


def ranged(on: date, low: int, high: int, primary: tuple[str, ...] = ()) -> Window:
    """A forecast day given as a range: its middle stands for it, halves to the even number (GB/T 8170)."""
    return day_window(on, round((low + high) / 2), "forecast", primary, low=low, high=high)
