"""Against earlier periods (同比、环比): a period nobody counted is a gap and is said to be one, never a zero."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Decimal

from qingtian.apps.petition_figures.questions import Asked, Counts, extent, whole
from qingtian.apps.petition_figures.rates import ABSENT, TENTH
from qingtian.charts.face import MINUS
from qingtian.language import Text
from qingtian.standards.periods import (
    Period,
    day,
    month_of,
    quarter_of,
    span,
    ten_days_of,
    week_of,
    year_before,
    year_of,
)

NOTHING_YET = Text("{first} 起才有数据，没有可比的。", "There are data from {first} on only: nothing to compare with.")
IN_PART = Text(
    "那时的数据从 {first} 才有，不全，不比。", "Data of that time begin on {first}: not whole, not compared."
)
ZERO_BEFORE = Text("那时是 0，不算百分比。", "It was nought then: no percentage.")
ONE_DAY = timedelta(days=1)
_OF = {"day": day, "week": week_of, "ten_days": ten_days_of, "month": month_of, "quarter": quarter_of, "year": year_of}


@dataclass(frozen=True, slots=True)
class Change:
    """A count against that of an earlier period. ``gap`` says why there is none."""

    now: int
    before: int | None
    gap: Text | None = None

    @property
    def percent(self) -> str:
        """The change as printed (+12.5), — where there is none."""
        if self.before is None or self.before == 0:
            return ABSENT
        found = (Decimal(100 * (self.now - self.before)) / self.before).quantize(TENTH, ROUND_HALF_EVEN)
        return f"{MINUS}{-found}" if found < 0 else f"+{found}"

    @property
    def why(self) -> Text | None:
        """Why there is no percentage."""
        return self.gap or (ZERO_BEFORE if self.before == 0 else None)


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier period with its counts, or the reason why it has none."""

    period: Period
    counts: Counts | None
    gap: Text | None

    def change(self, measure: str, now: int) -> Change:
        """One measure against this period."""
        return Change(now, self.counts[measure] if self.counts is not None else None, self.gap)


def period_before(of: Period) -> Period:
    """The period of the same kind before it; of a run of days, the run of equal length."""
    last = of.first - ONE_DAY
    if of.kind in _OF:
        return _OF[of.kind](last)
    return span(of.first - ONE_DAY * of.days, last)


def earlier(asked: Asked, of: Period) -> tuple[Earlier, Earlier]:
    """The period before and the same period a year before."""
    known = extent(asked)
    return _earlier(asked, period_before(of), known), _earlier(asked, year_before(of), known)


def _earlier(asked: Asked, of: Period, known: tuple[date, date] | None) -> Earlier:
    if known is None or known[0] > of.last:
        first = known[0] if known else asked.as_of
        return Earlier(of, None, NOTHING_YET.format(first=first))
    if known[0] > of.first:
        return Earlier(of, None, IN_PART.format(first=known[0]))
    return Earlier(of, whole(asked.over(of.first, of.last)), None)
