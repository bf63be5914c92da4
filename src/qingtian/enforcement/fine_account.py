"""The account of a fine (罚款账): what is due when, what came in, the late charge day by day, what is left.

The late charge (加处罚款) is a share of the fine due and unpaid for every day of delay, the day of payment counted,
days of reconsideration or litigation left out, never more than the fine (行政处罚法 72, 73). The law speaks of the sum
of the fine; whether a part-payment lowers the base is not settled, and here it does: see decision 0078.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property

from qingtian.enforcement.late_charge import CAP, PAYMENT, RATE, days_in
from qingtian.enforcement.money import to_the_fen
from qingtian.law.calendars import Calendar
from qingtian.law.derivation import Derivation
from qingtian.law.model import Figure
from qingtian.law.registry import Law

NOTHING = Decimal("0.00")
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Due:
    """One instalment: its last day and its sum; a fine without a plan has one."""

    on: date
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Plan:
    """Instalments or a deferral approved (行政处罚法 66), in force from the day after ``since``."""

    since: date
    dues: tuple[Due, ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """Money on a day: paid or set off (positive), or paid back (negative)."""

    on: date
    amount: Decimal


@dataclass(frozen=True, slots=True)
class LateDay:
    """One day of delay: the sum late on it, whether it counts, and what it adds to the charge."""

    day: date
    base: Decimal
    counted: bool
    charge: Decimal


@dataclass(frozen=True)
class FineAccount:
    """The account as of ``until``; every sum in yuan, exact to the fen."""

    fine: Decimal
    payment: Derivation
    dues: tuple[Due, ...]
    moved: tuple[Moved, ...]
    days: tuple[LateDay, ...]
    rate: Figure
    cap: Figure
    until: date

    @property
    def most(self) -> Decimal:
        """The charge never gets higher than this."""
        return to_the_fen(self.fine * self.cap.value / 100)

    @cached_property
    def charge(self) -> Decimal:
        return sum((one.charge for one in self.days), NOTHING)

    @property
    def capped(self) -> bool:
        return self.charge == self.most and self.charge > 0

    @cached_property
    def received(self) -> Decimal:
        """Paid and set off, less what was paid back."""
        return max(sum((one.amount for one in self.moved), NOTHING), NOTHING)

    @property
    def fine_met(self) -> Decimal:
        """What came in meets the fine first, so that no further charge grows."""
        return min(self.received, self.fine)

    @property
    def charge_met(self) -> Decimal:
        return min(self.received - self.fine_met, self.charge)

    @property
    def fine_left(self) -> Decimal:
        return self.fine - self.fine_met

    @property
    def charge_left(self) -> Decimal:
        return self.charge - self.charge_met

    @property
    def left(self) -> Decimal:
        return self.fine_left + self.charge_left

    @property
    def too_much(self) -> Decimal:
        """What came in beyond fine and charge; it is paid back."""
        return self.received - self.fine_met - self.charge_met


def fine_account(
    fine: Decimal,
    served: date,
    law: Law,
    calendar: Calendar,
    *,
    until: date,
    plans: Sequence[Plan] = (),
    moved: Sequence[Moved] = (),
    not_counted: Sequence[tuple[date, date]] = (),
) -> FineAccount:
    """The account of ``fine``, served on ``served``, as of the evening of ``until``.

    A later plan takes the place of an earlier one; what a plan leaves out is due as without it. A fine made smaller
    afterwards leaves the last instalments out.
    Raises ``enforcement.late_charge.reversed_interval`` and what :meth:`Law.figure` raises.
    """
    payment = law.derive(PAYMENT, start=served, calendar=calendar)
    rate, cap = law.figure(RATE, on=served), law.figure(CAP, on=served)
    schedule: list[tuple[date, tuple[Due, ...]]] = [(date.min, tuple(_within(fine, (), payment.due)))]
    for one in sorted((plan for plan in plans if plan.since <= until), key=lambda plan: plan.since):
        schedule.append((one.since, tuple(_within(fine, one.dues, payment.due))))
    told = tuple(sorted((one for one in moved if one.on <= until), key=lambda one: one.on))
    most = to_the_fen(fine * cap.value / 100)
    days = tuple(_days(schedule, told, days_in(not_counted), Decimal(rate.value), most, until))
    return FineAccount(fine, payment, schedule[-1][1], told, days, rate, cap, until)


def _within(fine: Decimal, dues: Sequence[Due], otherwise: date) -> Iterator[Due]:
    """The instalments as far as the fine goes, the earliest first; what they leave out is due ``otherwise``."""
    left = fine
    for one in sorted(dues, key=lambda due: due.on):
        amount = min(one.amount, left)
        left -= amount
        if amount > 0:
            yield Due(one.on, amount)
    if left > 0:
        yield Due(otherwise, left)


def _days(
    schedule: Sequence[tuple[date, Sequence[Due]]],
    moved: Sequence[Moved],
    excluded: frozenset[date],
    rate: Decimal,
    most: Decimal,
    until: date,
) -> Iterator[LateDay]:
    """Every day on which something was late, until the charge is at its most. Sums are rounded once, in the total."""
    exact, told = Decimal(0), NOTHING
    firsts = [one.on for _, dues in schedule for one in dues]
    day = min(firsts, default=until) + DAY
    while day <= until and told < most:
        base = _late(schedule, day) - sum((one.amount for one in moved if one.on < day), NOTHING)
        if base > 0:
            counted = day not in excluded
            exact += base * rate / 100 if counted else 0
            reached = min(to_the_fen(exact), most)
            yield LateDay(day, base, counted, reached - told)
            told = reached
        day += DAY


def _late(schedule: Sequence[tuple[date, Sequence[Due]]], day: date) -> Decimal:
    """What had to be paid before that day, by the plan in force on it."""
    dues = next(dues for since, dues in reversed(schedule) if since < day)
    return sum((one.amount for one in dues if one.on < day), NOTHING)
