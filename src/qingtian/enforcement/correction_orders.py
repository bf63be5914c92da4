"""Correction orders (责令改正) of one polluter in order, each with what its re-inspection found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from qingtian.enforcement.daily_penalty import Cycle, DailyPenalty, daily_penalty
from qingtian.law.calendars import Calendar
from qingtian.law.registry import Law

#: still discharging, or the re-inspection refused: both are a refusal to correct (Order 28, art. 13)
REFUSING = frozenset({"still", "denied"})


@dataclass(frozen=True, slots=True)
class CorrectionOrder:
    """The day the order bears, the day it was served (days count from the day after), and the finding.

    ``found_by`` is the number of the act that recorded the finding, 0 while none was.
    """

    dated: date
    served: date
    found: date | None = None
    result: str = ""
    found_by: int = 0

    @property
    def awaits(self) -> bool:
        """Whether its re-inspection is still to come."""
        return self.found is None

    @property
    def refused(self) -> bool:
        return self.result in REFUSING


def awaiting(orders: Sequence[CorrectionOrder]) -> CorrectionOrder | None:
    """The order whose re-inspection is still to come."""
    return orders[-1] if orders and orders[-1].awaits else None


def cycles_of(orders: Sequence[CorrectionOrder], *, after: int = 0, until: int | None = None) -> tuple[Cycle, ...]:
    """The cycles found refusing by acts later than ``after`` and, where given, earlier than ``until``."""
    return tuple(
        Cycle(one.served, one.found)
        for one in orders
        if one.refused and one.found and one.found_by > after and (until is None or one.found_by < until)
    )


def reckoned(fine: Decimal, cycles: Sequence[Cycle], law: Law, calendar: Calendar) -> DailyPenalty | None:
    """What the cycles come to; None where there is none."""
    return daily_penalty(fine, cycles, law, calendar) if cycles else None


def day_by_day(count: DailyPenalty) -> str:
    """The count as a decision prints it: a line each cycle with its service and finding, then every day numbered."""
    lines: list[str] = []
    before = 0
    for number, cycle in enumerate(count.cycles, 1):
        lines.append(f"第{number}周期：{cycle.served}送达，{cycle.found}复查，{cycle.days}日")
        lines += [f"第{before + n}日 {day}" for n, day in enumerate(cycle.each_day(), 1)]
        before += cycle.days
    return "\n".join(lines)
