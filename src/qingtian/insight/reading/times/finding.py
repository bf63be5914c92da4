"""Time expressions in a text, resolved against the day it was written."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, time, timedelta

from qingtian.insight.reading.personal.spans import plain
from qingtian.insight.reading.times.days import EXPRESSIONS, means_on
from qingtian.insight.reading.times.hours import HOURS, hours_of
from qingtian.insight.reading.times.model import Days, Hours, TimeNamed


def _unnamed(expression: str) -> str:
    """The expression without its names, so that it can stand in a larger one several times."""
    return re.sub(r"\(\?P<\w+>", "(?:", expression)


_DAYS = "|".join(f"(?P<d{at}>{_unnamed(expression.pattern)})" for at, (expression, _) in enumerate(EXPRESSIONS))
_TIMES = re.compile(
    rf"(?P<since>[从自打])?(?:{_DAYS})(?P<open>起|开始|以来|至今|到现在)?(?:[的，, ]?(?P<hours>{_unnamed(HOURS)}))?"
    rf"|(?P<only>{_unnamed(HOURS)})"
)
EVENING = Hours(time(18), time(6), 0.6)


def _days(match: re.Match[str], on: date) -> Days | None:
    which = next(at for at in range(len(EXPRESSIONS)) if match[f"d{at}"] is not None)
    days = means_on(match[f"d{which}"], which, on)
    if days and days.first and (match["since"] or match["open"]) and days.first <= on:
        return replace(days, last=on)
    return days


def _read(match: re.Match[str], on: date) -> TimeNamed | None:
    days = _days(match, on) if match["only"] is None else None
    if days is None and match["only"] is None:
        return None
    said = match["hours"] or match["only"]
    hours = hours_of(said, evening=bool(days and days.evening)) if said else None
    if said and hours is None and days is None:
        return None
    if days and days.evening:
        if hours is None:
            hours = EVENING
        elif hours.begins < time(6) and days.first and days.first == days.last:
            days = replace(days, first=days.first + timedelta(days=1), last=days.first + timedelta(days=1))
    parts = [one.confidence for one in (days, hours) if one]
    return TimeNamed(match.start(), match.end(), match[0], days, hours, round(min(parts), 2))


def find_times(text: str, on: date) -> list[TimeNamed]:
    """Every time expression, in the order of the text. ``on`` is the day it was received, a day of the city."""
    found = (_read(match, on) for match in _TIMES.finditer(plain(text)))
    return [one for one in found if one]
