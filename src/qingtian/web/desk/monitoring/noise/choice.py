"""Which month or quarter a page of noise is about, and the ones beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.standards.periods import Kind, Period, period
from qingtian.web.design.period_words import period_words
from qingtian.web.design.shapes import Link

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A period with the links to the one before and, where it has begun, the one after."""

    period: Period
    words: Text
    before: Link
    after: Link | None


def chosen(asked: str, kind: Kind, of: Callable[[date], Period], today: date, name: str) -> Chosen:
    """The period asked for where it is one of that kind that has begun, else that of today."""
    found = _asked(asked, kind) or of(today)
    found = of(today) if found.first > today else found
    before, after = of(found.first - _DAY), of(found.last + _DAY)
    return Chosen(
        found,
        period_words(found),
        Link(period_words(before), f"?{name}={before.id}"),
        Link(period_words(after), f"?{name}={after.id}") if after.first <= today else None,
    )


def _asked(asked: str, kind: Kind) -> Period | None:
    try:
        found = period(asked)
    except UnusableInput:
        return None
    return found if found.kind == kind else None
