"""Transmission rate and effective rate (传输率、有效率) of a month, exact, from counts of hours.

Every hour owed is counted once. The transmission rate is received ÷ owed, hours declared as stopped left out of both:
our own way of counting, said on the page. The effective rate is counted as the table ``sources.rates`` says.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from fractions import Fraction

from qingtian.standards.entered import Entry

TABLE = "sources.rates"
#: kinds of hours an entry weighs; ``stopped`` never counts
WEIGHED = ("valid", "substituted", "invalid", "missing", "maintained", "starting")


@dataclass(frozen=True, slots=True)
class Counts:
    """Hours of a month by kind; ``received`` counts every hour with a value that was not declared as stopped."""

    valid: int = 0
    substituted: int = 0
    invalid: int = 0
    missing: int = 0
    maintained: int = 0
    starting: int = 0
    stopped: int = 0
    received: int = 0

    @property
    def owed(self) -> int:
        """Every hour of the month the outlet was on the network, but those declared as stopped."""
        return sum(getattr(self, kind) for kind in WEIGHED)

    def __add__(self, other: Counts) -> Counts:
        return Counts(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(Counts)))


def whole(counts: Iterable[Counts]) -> Counts:
    """All of them together."""
    return sum(counts, Counts())


def transmission(counts: Counts) -> Fraction | None:
    """Received ÷ owed; None where nothing was owed."""
    return Fraction(counts.received, counts.owed) if counts.owed else None


def effective(counts: Counts, entry: Entry) -> Fraction | None:
    """As the entry weighs each kind of hour; None where nothing was owed."""

    def weighed(column: str) -> int:
        return sum(int(entry.text(kind, column)) * getattr(counts, kind) for kind in WEIGHED)

    owed = weighed("owed")
    return Fraction(weighed("counted"), owed) if owed else None
