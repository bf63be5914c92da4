"""The groupings: whole, place, kind, channel, class, hour, handling organ, month."""

from __future__ import annotations

from collections import Counter
from datetime import date

from django.db.models import Count, Max, Min
from django.db.models.functions import ExtractIsoWeekDay, TruncMonth

from qingtian.apps.petition_figures.counting import KINDS, kinds_of
from qingtian.apps.petition_figures.questions.asked import Asked
from qingtian.apps.petition_figures.questions.measures import Counts, counting, counts


def whole(asked: Asked) -> Counts:
    """Every measure of all of them."""
    return counts(asked.rows().aggregate(**counting(asked.as_of)))


def by_area(asked: Asked) -> dict[int | None, Counts]:
    """Every measure by the key of the area; None: not settled yet."""
    rows = asked.rows().order_by().values("area").annotate(**counting(asked.as_of))
    return {row["area"]: counts(row) for row in rows}


def by_handler(asked: Asked) -> dict[str, Counts]:
    """Every measure by the code of the handling organ; empty: not given to anybody yet."""
    rows = asked.rows().order_by().values("handler").annotate(**counting(asked.as_of))
    return {row["handler"]: counts(row) for row in rows}


def by_kind(asked: Asked) -> dict[str, int]:
    """Reports by kind of pollution, all kinds named; a report of two kinds is counted in both, so sums exceed all."""
    found: Counter[str] = Counter(dict.fromkeys(KINDS, 0))
    for mask, n in asked.rows().order_by().values_list("kinds").annotate(n=Count("pk")):
        found.update(dict.fromkeys(kinds_of(mask), n))
    return dict(found)


def by_channel(asked: Asked) -> dict[str, int]:
    """Reports by channel, the most used first."""
    rows = asked.rows().order_by().values_list("channel").annotate(n=Count("pk"))
    return dict(sorted(rows, key=lambda pair: (-pair[1], pair[0])))


def by_class(asked: Asked) -> dict[str, int]:
    """Reports by class; empty: not sorted yet."""
    rows = asked.rows().order_by().values_list("klass").annotate(n=Count("pk"))
    return dict(sorted(rows, key=lambda pair: (-pair[1], pair[0])))


def by_hour(asked: Asked) -> dict[tuple[int, int], int]:
    """Reports by weekday (1 Monday to 7 Sunday) and hour of receipt, those whose hour is known."""
    known = asked.rows().order_by().filter(received_hour__isnull=False)
    rows = known.annotate(weekday=ExtractIsoWeekDay("received_on")).values_list("weekday", "received_hour")
    return {(weekday, hour): n for weekday, hour, n in rows.annotate(n=Count("pk"))}


def by_month(asked: Asked) -> dict[date, Counts]:
    """Every measure by month of receipt, under the first day of the month; a month without a report is not in it."""
    rows = asked.rows().order_by().annotate(month=TruncMonth("received_on")).values("month")
    return {row["month"]: counts(row) for row in rows.annotate(**counting(asked.as_of))}


def extent(asked: Asked) -> tuple[date, date] | None:
    """The first and last day a report of this scope came in: before and after them nothing is known, not zero."""
    found = asked.filtered().aggregate(first=Min("received_on"), last=Max("received_on"))
    return (found["first"], found["last"]) if found["first"] else None
