"""The days a hotline gives us before the work begins: signing for, returning. Configuration of the law room."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localtime

from qingtian.apps.proceedings.calendars import calendar
from qingtian.errors import QingtianError
from qingtian.gateways.hotlines.models import HotlineOrder
from qingtian.gateways.hotlines.moments import SHANGHAI
from qingtian.law import load_law

SIGN, RETURN = "petitions.hotline_sign", "petitions.hotline_return"


@dataclass(frozen=True, slots=True)
class Days:
    """Last day to sign for, last day to return; None where the calendar or the law does not reach that day."""

    sign: date | None
    give_back: date | None


def days_of(order: HotlineOrder) -> Days:
    """Counted from the day, in Shanghai, the order was sent here; the database keeps its moment in UTC."""
    start = localtime(order.dispatched_at or order.taken_at, SHANGHAI).date()
    return Days(_due(SIGN, start), _due(RETURN, start))


def _due(limit: str, start: date) -> date | None:
    try:
        return load_law().derive(limit, start=start, calendar=calendar()).due
    except QingtianError:
        return None
