"""Receipt numbers that somebody goes through by guessing (猜回执号), from however many addresses.

Refusing everybody would let one attacker lock all residents out. Instead, when more numbers were missed in the hour
than people mistype, a look-up also asks for the day of the report: its holder knows it, a guesser would have to guess
both. Numbers and reasons: ``docs/decisions/0030-rates-in-the-records.md``.
"""

from __future__ import annotations

import logging
from datetime import date, datetime, timedelta

from django.http import HttpRequest

from qingtian.apps.rates import spending
from qingtian.language import Text

logger = logging.getLogger(__name__)
#: counted over all addresses
EVERYBODY = ""
#: people remember the day of a call or of a night by one
DAYS_OFF = timedelta(days=1)
WHICH_DAY = Text("请写哪天反映的。", "Enter the day of your report.")


def is_under_way(now: datetime) -> bool:
    """Whether more numbers than usual were missed in this hour."""
    return spending.is_spent("lookup_miss", EVERYBODY, now)


def note_miss(request: HttpRequest) -> None:
    """One more number that led to nothing."""
    now: datetime = request.clock  # type: ignore[attr-defined]
    try:
        spending.spend("lookup_miss", EVERYBODY, now)
    except spending.Spent:
        return
    if is_under_way(now):
        logger.warning("receipt numbers are being guessed: look-ups ask for the day of the report as well")


def fits(opened: date | None, day: date | None) -> bool:
    """Whether that is the day the report was made, give or take one."""
    return day is not None and opened is not None and abs(opened - day) <= DAYS_OFF


def day_of(entered: str) -> date | None:
    """The day as the browser sends it; None for anything else."""
    try:
        return date.fromisoformat(entered[:10])
    except ValueError:
        return None
