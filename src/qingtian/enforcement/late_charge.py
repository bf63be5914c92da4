"""The late charge on a fine (加处罚款): a share of the fine for every day of delay, never more than the fine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from qingtian.enforcement.money import to_the_fen
from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.law.calendars import Calendar
from qingtian.law.derivation import Derivation
from qingtian.law.model import Figure
from qingtian.law.registry import Law

PAYMENT, RATE, CAP = "penalty.payment", "penalty.late_charge_rate", "penalty.late_charge_cap"


@dataclass(frozen=True, slots=True)
class LateCharge:
    """``payment`` derives the last day in time; ``days`` of delay that count; ``rate`` and ``cap`` in percent."""

    fine: Decimal
    payment: Derivation
    paid: date
    days: int
    rate: Figure
    cap: Figure

    @property
    def uncapped(self) -> Decimal:
        return to_the_fen(self.fine * self.rate.value * self.days / 100)

    @property
    def most(self) -> Decimal:
        return to_the_fen(self.fine * self.cap.value / 100)

    @property
    def charge(self) -> Decimal:
        return min(self.uncapped, self.most)

    @property
    def capped(self) -> bool:
        return self.uncapped > self.most

    def as_dict(self) -> dict[str, object]:
        """For JSON: the last day in time as ISO 8601, the charge in yuan with two decimals."""
        return {
            "last_day": self.payment.due.isoformat(),
            "days": self.days,
            "charge": f"{self.charge:.2f}",
            "capped": self.capped,
        }


def late_charge(
    fine: Decimal,
    served: date,
    paid: date,
    law: Law,
    calendar: Calendar,
    not_counted: Sequence[tuple[date, date]] = (),
) -> LateCharge:
    """The charge on ``fine`` (yuan), decided and served on ``served`` and paid on ``paid``.

    The first day of delay is the day after the last day of payment, which moves on from a rest day (an act of the
    party); the day of payment is counted. ``not_counted`` are intervals of reconsideration or litigation, both days
    included (行政处罚法 72, 73). Raises ``enforcement.late_charge.paid_before_served``, ``.reversed_interval`` and what
    :meth:`Law.figure` raises for a day before the law was in force.
    """
    if paid < served:
        raise _before(served, paid)
    payment = law.derive(PAYMENT, start=served, calendar=calendar)
    excluded = days_in(not_counted)
    late = (payment.due + timedelta(days=number) for number in range(1, (paid - payment.due).days + 1))
    days = sum(day not in excluded for day in late)
    rate, cap = law.figure(RATE, on=served), law.figure(CAP, on=served)
    return LateCharge(fine, payment, paid, days, rate, cap)


def days_in(intervals: Sequence[tuple[date, date]]) -> frozenset[date]:
    """Every day of the intervals once, overlaps merged."""
    for first, last in intervals:
        if last < first:
            raise UnusableInput(
                "enforcement.late_charge.reversed_interval",
                Text("{a} 至 {b}：结束早于开始。", "{a} to {b} ends before it begins.").format(a=first, b=last),
                where=f"{first.isoformat()}..{last.isoformat()}",
            )
    return frozenset(
        first + timedelta(days=number) for first, last in intervals for number in range((last - first).days + 1)
    )


def _before(served: date, paid: date) -> UnusableInput:
    return UnusableInput(
        "enforcement.late_charge.paid_before_served",
        Text("{p}缴款，早于{s}送达。", "paid on {p}, before service on {s}.").format(
            p=paid.isoformat(), s=served.isoformat()
        ),
        where=paid.isoformat(),
        remedy=Text("请核对日期。", "Check the dates."),
    )
