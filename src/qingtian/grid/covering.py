"""Who is on a cell on every date (人到格、每天有人): spans of days, and the days between them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Days from one to another, both included; ``last`` None while it goes on."""

    first: date
    last: date | None = None

    def holds(self, on: date) -> bool:
        return self.first <= on and (self.last is None or on <= self.last)

    def within(self, other: Span) -> Span | None:
        """The days both have in common."""
        first = max(self.first, other.first)
        ends = [one for one in (self.last, other.last) if one is not None]
        last = min(ends) if ends else None
        return None if last is not None and last < first else Span(first, last)


def uncovered(spans: Iterable[Span], first: date, last: date) -> list[Span]:
    """The days from ``first`` to ``last`` on which none of the spans holds, as spans."""
    found, at = [], first
    for span in sorted(spans, key=lambda one: one.first):
        if span.first > last:
            break
        if span.first > at:
            found.append(Span(at, span.first - DAY))
        if span.last is None:
            return found
        at = max(at, span.last + DAY)
    return [*found, Span(at, last)] if at <= last else found


def without(span: Span, away: Iterable[Span]) -> list[Span]:
    """The span less the days of others: what is left of a tenure after absences nobody stands in for."""
    left = [span]
    for gone in away:
        left = [piece for one in left for piece in _cut(one, gone)]
    return left


def _cut(span: Span, gone: Span) -> list[Span]:
    common = span.within(gone)
    if common is None:
        return [span]
    pieces = [Span(span.first, common.first - DAY)] if common.first > span.first else []
    if common.last is not None and (span.last is None or common.last < span.last):
        pieces.append(Span(common.last + DAY, span.last))
    return pieces
