"""Outlooks (预报来源): whoever forecasts an area's days registers here; warnings imports no way of forecasting."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date

from qingtian.foresight.warning import Window

#: windows of the days from a day on, as they stood on that day; empty where there is no forecast
Outlook = Callable[[str, date], Sequence[Window]]
OUTLOOKS: list[Outlook] = []


def register(outlook: Outlook) -> None:
    """Called once when Django is ready; of several the first that answers counts."""
    OUTLOOKS.append(outlook)


@contextmanager
def told_by(outlook: Outlook) -> Iterator[None]:
    """Only this outlook for a while: a demonstration of days for which nothing was forecast."""
    held, OUTLOOKS[:] = list(OUTLOOKS), [outlook]
    try:
        yield
    finally:
        OUTLOOKS[:] = held


def days_ahead(area: str, on: date) -> tuple[Window, ...]:
    """The forecast of the area from ``on`` on."""
    for outlook in OUTLOOKS:
        if found := tuple(outlook(area, on)):
            return found
    return ()
