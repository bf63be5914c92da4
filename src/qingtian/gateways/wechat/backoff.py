"""Trying again: one process at a time, each time a little later."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import F

from qingtian.gateways.wechat.models import Media, Outgoing

#: how long a claim holds: longer than one call may take
CLAIM = timedelta(minutes=3)
FIRST, LONGEST = timedelta(minutes=1), timedelta(hours=6)


def claimed(row: Media | Outgoing, now: datetime) -> bool:
    """Whether this process may try it now; another that looked at the same row may not."""
    free = type(row)._default_manager.filter(pk=row.pk, state="waiting", next_at=row.next_at)
    taken = free.update(next_at=now + CLAIM, tries=F("tries") + 1)
    row.tries += 1
    return bool(taken)


def put_off(row: Media | Outgoing, error: str, now: datetime) -> None:
    """Try again later: after one, two, four … minutes, at most six hours."""
    wait = min(FIRST * 2 ** min(row.tries - 1, 12), LONGEST)
    type(row)._default_manager.filter(pk=row.pk).update(error=error[:80], next_at=now + wait)
