"""The continuous daily penalty (按日连续处罚): its days by cycles, and what they come to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.law.calendars import ONE_DAY, Calendar
from qingtian.law.model import Basis
from qingtian.law.registry import Law

RE_INSPECTION = "daily_penalty.re_inspection"
#: from the day after service of the correction order to the day the re-inspection finds it, repeats accumulated
COUNTED_BY = Basis("daily_penalty_measures_2014", "17")
#: the amount of a day is the original fine
AMOUNT_BY = Basis("daily_penalty_measures_2014", "19")
#: shown wherever there is more than one cycle; a person settles it
UNSETTLED = Text(
    "两次复查之间若有间隔（后一责令改正决定书在复查之后送达），间隔的日子是否计入尚无定论；此处按周期计算，不计间隔。",
    "Whether the days between a re-inspection and a later service of the next order count is unsettled; "
    "they are not counted here, only the cycles are.",
)


@dataclass(frozen=True, slots=True)
class Cycle:
    """One correction order (责令改正决定书): the day it was served and the day re-inspection found no correction."""

    served: date
    found: date

    @property
    def days(self) -> int:
        """Days that count: the day after service is the first, the day of the finding the last."""
        return (self.found - self.served).days

    def each_day(self) -> tuple[date, ...]:
        return tuple(self.served + timedelta(days=number) for number in range(1, self.days + 1))


@dataclass(frozen=True, slots=True)
class DailyPenalty:
    """``fine`` is the original fine in yuan; ``gaps`` are the days between cycles, first and last, not counted."""

    fine: Decimal
    cycles: tuple[Cycle, ...]

    @property
    def days(self) -> int:
        return sum(cycle.days for cycle in self.cycles)

    @property
    def amount(self) -> Decimal:
        """Yuan, beside the original fine: the fine times the days (Order 28, art. 19)."""
        return self.fine * self.days

    @property
    def gaps(self) -> tuple[tuple[date, date], ...]:
        return tuple(
            (one.found + ONE_DAY, next_.served) for one, next_ in pairwise(self.cycles) if next_.served > one.found
        )

    def as_dict(self) -> dict[str, object]:
        """For JSON: dates as ISO 8601, the amount with two decimals."""
        cycles = [
            {"served": each.served.isoformat(), "found": each.found.isoformat(), "days": each.days}
            for each in self.cycles
        ]
        return {"days": self.days, "amount": f"{self.amount:.2f}", "cycles": cycles}


def daily_penalty(fine: Decimal, cycles: Sequence[Cycle], law: Law, calendar: Calendar) -> DailyPenalty:
    """The days and the amount of a daily penalty over all its cycles, oldest first.

    Raises ``enforcement.cycle.none``, ``.reversed`` (found on or before the day of service: day 0 never counts),
    ``.overlaps`` (a day would be fined twice), ``.late`` (re-inspected after the 30 days of Order 28, art. 10) and what
    :meth:`Law.limit` raises for a day before the rule was in force.
    """
    if not cycles:
        raise UnusableInput("enforcement.cycle.none", Text("没有责令改正的周期。", "no cycle was given."))
    for cycle in cycles:
        _refuse_reversed(cycle, law)
        _refuse_late(cycle, law, calendar)
    for one, next_ in pairwise(cycles):
        _refuse_overlap(one, next_, law)
    return DailyPenalty(fine, tuple(cycles))


def _refuse_reversed(cycle: Cycle, law: Law) -> None:
    if cycle.found <= cycle.served:
        words = Text(
            "{f}复查，不晚于{s}送达；送达当日不计，至少应在次日。",
            "re-inspected on {f}, not after service on {s}; the day of service never counts.",
        ).format(f=cycle.found.isoformat(), s=cycle.served.isoformat())
        raise _refused("reversed", words, cycle.found, Text("请核对日期。", "Check the dates."), COUNTED_BY, law)


def _refuse_late(cycle: Cycle, law: Law, calendar: Calendar) -> None:
    last = law.derive(RE_INSPECTION, start=cycle.served, calendar=calendar)
    if cycle.found > last.due:
        words = Text(
            "{s}送达后应在{d}前复查，{f}复查已超期，不能据此按日计罚。",
            "after service on {s} the re-inspection was due by {d}; one of {f} is too late to fine by the day.",
        ).format(s=cycle.served.isoformat(), d=last.due.isoformat(), f=cycle.found.isoformat())
        remedy = Text(
            "重新送达责令改正决定书，再按期暗查。", "Serve a new correction order and re-inspect within its days."
        )
        raise _refused("late", words, cycle.found, remedy, last.basis, law)


def _refuse_overlap(one: Cycle, next_: Cycle, law: Law) -> None:
    if next_.served < one.found:
        words = Text(
            "后一决定书{s}送达，早于前一次复查{f}：同一日会被计罚两次。",
            "the next order was served on {s}, before the re-inspection of {f}: days would be fined twice.",
        ).format(s=next_.served.isoformat(), f=one.found.isoformat())
        remedy = Text("按先后次序成对给出送达日和复查日。", "Give service and finding in pairs, in order.")
        raise _refused("overlaps", words, next_.served, remedy, COUNTED_BY, law)


def _refused(kind: str, words: Text, day: date, remedy: Text, basis: Basis, law: Law) -> UnusableInput:
    return UnusableInput(
        f"enforcement.cycle.{kind}", words, where=day.isoformat(), remedy=remedy, basis=law.cite(basis).en
    )
