"""The law and the calendar of the office as guards of measures ask for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from qingtian.apps.proceedings.calendars import calendar
from qingtian.law import load_law
from qingtian.procedures.guards.measures import FIGURES, LAST_DAY


def last_days() -> Callable[[str, date], date]:
    """(limit, first day) → its last day; the calendar is read when the first is asked for."""
    law = load_law()

    def last_day(limit: str, start: date) -> date:
        return law.derive(limit, start=start, calendar=calendar()).due

    return last_day


def by_the_law(on: date, **figures: str) -> Mapping[str, Any]:
    """Last days, and figures of the law in force that day by the names the guards use."""
    law = load_law()
    return {LAST_DAY: last_days(), FIGURES: {name: law.figure(id_, on=on).value for name, id_ in figures.items()}}
