"""How late and how complete (时效和完整性): per source, day and variable, from what came when. Pure counting."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Arrival:
    """One value that came: the end of its period, when it came first, whether it is usable, whether back-filled."""

    period_end: datetime
    received_at: datetime
    usable: bool
    backfill: bool = False


@dataclass(frozen=True, slots=True)
class Timeliness:
    """``expected`` values of a day: ``came`` in time or late, ``usable`` among them; delays without the back-filled.

    ``median`` and ``nine_tenths`` are delays by the nearest rank; None where nothing came by itself.
    """

    expected: int
    came: int
    usable: int
    late: int
    backfilled: int
    median: timedelta | None
    nine_tenths: timedelta | None
    longest: timedelta | None

    @property
    def missing(self) -> int:
        """Expected and never heard of."""
        return max(0, self.expected - self.came)


def timeliness(arrivals: Iterable[Arrival], expected: int, due: timedelta) -> Timeliness:
    """The figures of one day. Late: it came more than ``due`` after the end of its period; due itself is in time."""
    found = list(arrivals)
    delays = sorted(one.received_at - one.period_end for one in found if not one.backfill)
    return Timeliness(
        expected=expected,
        came=len(found),
        usable=sum(one.usable for one in found),
        late=sum(delay > due for delay in delays),
        backfilled=sum(one.backfill for one in found),
        median=ranked(delays, 50),
        nine_tenths=ranked(delays, 90),
        longest=delays[-1] if delays else None,
    )


def ranked(ordered: Sequence[timedelta], percent: int) -> timedelta | None:
    """The value that so many per cent do not exceed, by the nearest rank; None of nothing."""
    return ordered[max(1, -(-len(ordered) * percent // 100)) - 1] if ordered else None
