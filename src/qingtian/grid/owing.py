"""How many patrols a cell owes (巡查频次): so many a month, by the rules in force in its days, counted whole."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from math import floor

from qingtian.grid.covering import Span, without


@dataclass(frozen=True, slots=True)
class Rate:
    """So many patrols a calendar month on these days."""

    span: Span
    a_month: int


def owed(rates: Iterable[Rate], first: date, last: date) -> int:
    """Patrols owed from ``first`` to ``last``, both included: of a part of a month its share by days, and of the sum
    the whole ones, so that a cell never owes a patrol whose month has not come that far. Rates do not overlap."""
    held, total, day = list(rates), Fraction(0), first
    while day <= last:
        end = min(last, date(day.year, day.month, monthrange(day.year, day.month)[1]))
        for rate in held:
            total += _share(rate, day, end)
        day = end + timedelta(days=1)
    return floor(total)


def _share(rate: Rate, first: date, last: date) -> Fraction:
    """Of one month, or a part of it."""
    common = rate.span.within(Span(first, last))
    if common is None or common.last is None:
        return Fraction(0)
    days = (common.last - common.first).days + 1
    return Fraction(rate.a_month * days, monthrange(first.year, first.month)[1])


def owed_from(above: Iterable[Iterable[Rate]], usual: int, first: date, last: date) -> int:
    """Patrols owed where the terms of the cell itself come first, then those of each cell above it, then the usual
    rate: of every day the nearest terms count."""
    left, rates = [Span(first, last)], []
    for terms in above:
        for rate in terms:
            rates += [Rate(common, rate.a_month) for span in left if (common := span.within(rate.span))]
        taken = [rate.span for rate in rates]
        left = without(Span(first, last), taken) if last >= first else []
    return owed([*rates, *(Rate(span, usual) for span in left)], first, last)
