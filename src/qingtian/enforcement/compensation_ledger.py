"""What is owed and paid on a damage claim (赔偿金账): exact decimals, never below zero, never more than is owed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from qingtian.enforcement.money import FEN, yuan

ZERO = Decimal("0.00")
_NOTHING = re.compile(r"0+(\.0+)?")


def sum_or_zero(words: str) -> Decimal:
    """A sum in yuan, where nothing at all is written 0. Raises UnusableInput ``enforcement.sum.*``.

    >>> sum_or_zero("0"), sum_or_zero("12.5")
    (Decimal('0.00'), Decimal('12.50'))
    """
    stripped = words.strip().replace(",", "")
    return ZERO if _NOTHING.fullmatch(stripped) else yuan(stripped)


@dataclass(frozen=True, slots=True)
class Instalment:
    """One payment that was agreed or adjudged."""

    due: date
    amount: Decimal


def instalments(lines: Sequence[Mapping[str, str]]) -> tuple[Instalment, ...]:
    """Instalments from lines of a day and a sum, the earliest first. Raises UnusableInput ``enforcement.sum.*``."""
    read = [Instalment(date.fromisoformat(line["due"]), yuan(line["title"].replace(",", ""))) for line in lines]
    return tuple(sorted(read, key=lambda one: one.due))


@dataclass(frozen=True, slots=True)
class Ledger:
    """``payable`` what the agreement or judgment asks in money, ``fallback`` the cost of restoration where demanded."""

    payable: Decimal
    fallback: Decimal
    paid: Decimal
    plan: tuple[Instalment, ...] = ()

    @property
    def owed(self) -> Decimal:
        """All that is to be paid in money."""
        return self.payable + self.fallback

    @property
    def balance(self) -> Decimal:
        """What is still owed; never below zero."""
        return max(self.owed - self.paid, ZERO)

    def overdue_on(self, day: date) -> Decimal:
        """Of the instalments due before the day, what is not paid."""
        due = sum((one.amount for one in self.plan if one.due < day), ZERO)
        return max(due - self.paid, ZERO)


def ledger_of(facts: Mapping[str, object], paid: Iterable[Decimal], *, fallback_demanded: bool = False) -> Ledger:
    """The ledger from what a claim knows of itself and what came in. Raises UnusableInput ``enforcement.sum.*``."""
    payable = sum_or_zero(str(facts["payable"])) if facts.get("payable") else ZERO
    fallback = sum_or_zero(str(facts["fallback"])) if fallback_demanded and facts.get("fallback") else ZERO
    lines = facts.get("instalments")
    plan = instalments(lines) if isinstance(lines, Sequence) and not isinstance(lines, str) else ()
    return Ledger(payable, fallback, sum(paid, ZERO).quantize(FEN), plan)
