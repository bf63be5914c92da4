"""How a due day is reached: every day from the event to the due day, counted or not, and why (期间的计算)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from qingtian.language import Text
from qingtian.law.model import Basis
from qingtian.law.periods import Suspension


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a derivation: counted or not, and the reason in words.

    ``remark`` is what is special about the day (a holiday, a make-up working day, a suspension); ordinary weekends and
    working days have none. ``provisional``: its year's working days are not yet published.
    """

    date: date
    counted: bool
    reason: Text
    provisional: bool = False
    remark: Text | None = None


@dataclass(frozen=True, slots=True)
class Derivation:
    """A due day with its proof. ``length`` includes ``extension``; both are in ``unit``.

    ``rolled``: the last day was a rest day and the due day moved on. ``advised``: of a limit counted back from an event
    whose legal last day is a rest day, the working day before it; advice only, the legal day stands. ``provisional``:
    the due day rests on a year whose working days are not yet published. ``calendar`` is the version of the calendar
    it was counted on.
    """

    id: str
    title: Text
    start: date
    due: date
    unit: str
    length: int
    extension: int
    rolled: bool
    provisional: bool
    days: tuple[Day, ...]
    basis: Basis
    certainty: str
    last_checked: date | None
    firmness: str
    starts: Text
    suspensions: tuple[Suspension, ...]
    calendar: str
    advised: date | None = None

    def as_dict(self, language: str = "en") -> dict[str, object]:
        """For JSON; words in ``language``, dates as ISO 8601."""
        return {
            "id": self.id,
            "title": self.title.in_(language),
            "from": self.start.isoformat(),
            "due": self.due.isoformat(),
            "unit": self.unit,
            "length": self.length,
            "extension": self.extension,
            "rolled": self.rolled,
            "advised": self.advised.isoformat() if self.advised else None,
            "provisional": self.provisional,
            "days": [
                {"date": day.date.isoformat(), "counted": day.counted, "reason": day.reason.in_(language)}
                for day in self.days
            ],
            "suspensions": [
                {"from": gap.first.isoformat(), "to": gap.last.isoformat(), "ground": gap.ground}
                for gap in self.suspensions
            ],
            "basis": {"instrument": self.basis.instrument, "article": self.basis.article},
            "certainty": self.certainty,
            "last_checked": self.last_checked.isoformat() if self.last_checked else None,
            "firmness": self.firmness,
            "starts": self.starts.in_(language),
            "calendar": self.calendar,
        }
