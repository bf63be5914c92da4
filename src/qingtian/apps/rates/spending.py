"""Counting towards a limit, and refusing beyond it. The clock is an argument."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils.crypto import salted_hmac

from qingtian.apps.rates.models import Tally

#: one count in so many also deletes what is over; the nightly tidying does the rest
SWEEP_EVERY = 200


@dataclass(frozen=True, slots=True)
class Window:
    """The stretch of time a moment falls into, for one doer of one thing."""

    mark: str
    most: int
    ends_at: datetime


class Spent(Exception):
    """No more until ``ends_at``; nothing was counted."""

    def __init__(self, ends_at: datetime) -> None:
        self.ends_at = ends_at
        super().__init__(f"until {ends_at:%H:%M}")


def window(name: str, whose: str, now: datetime) -> Window:
    """Windows begin by the clock, not with the first try; the number of the window is part of the mark."""
    rate = settings.RATES[name]
    number = int(now.timestamp()) // rate.seconds
    mark = salted_hmac("qingtian.rates", f"{name} {number} {whose}", algorithm="sha256").hexdigest()
    return Window(mark, rate.most, datetime.fromtimestamp((number + 1) * rate.seconds, UTC))


def spend(name: str, whose: str, now: datetime) -> int:
    """Count one more, and say how many it makes. Raises Spent when the rate's number was reached before.

    What is refused is not written: a flood costs one read a request.
    """
    here = window(name, whose, now)
    if _times(here) >= here.most:
        raise Spent(here.ends_at)
    with transaction.atomic():
        times = _one_more(here)
    if secrets.randbelow(SWEEP_EVERY) == 0:
        forget(now)
    if times > here.most:  # another process took the last one between the two looks
        raise Spent(here.ends_at)
    return times


def give_back(name: str, whose: str, now: datetime) -> None:
    """Take one count back: it turned out to be of those that are not limited."""
    Tally.objects.filter(pk=window(name, whose, now).mark, times__gt=0).update(times=F("times") - 1)


def is_spent(name: str, whose: str, now: datetime) -> bool:
    """Whether the next one would be refused."""
    here = window(name, whose, now)
    return _times(here) >= here.most


def forget(now: datetime) -> int:
    """Delete what is over; returns how many rows."""
    return Tally.objects.filter(ends_at__lte=now).delete()[0]


def _times(here: Window) -> int:
    return Tally.objects.filter(pk=here.mark).values_list("times", flat=True).first() or 0


def _one_more(here: Window) -> int:
    """The row's lock is held until the end of the transaction, so that each count is seen once."""
    row = Tally.objects.filter(pk=here.mark)
    if not row.update(times=F("times") + 1):
        # another process may make it at this moment; then that one stays and is counted up
        Tally.objects.bulk_create([Tally(mark=here.mark, ends_at=here.ends_at)], ignore_conflicts=True)
        row.update(times=F("times") + 1)
    return row.values_list("times", flat=True).get()
