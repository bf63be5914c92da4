"""What follows an entered table: another night or another rule of coverage parts the days it holds for anew.

It is queued: a year of hours of a whole city takes a minute, and nobody waits for it on a page.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django_tasks import task

from qingtian.apps.entered.models import EnteredTable
from qingtian.apps.noise.models import NoisePoint
from qingtian.apps.noise.settle import TABLES, settle_point


@task()
def settle_anew(first: str, last: str) -> int:
    """Make the days from ``first`` to ``last`` (ISO, empty: no end) of every point again; how many."""
    until = date.fromisoformat(last) if last else None
    points = NoisePoint.objects.filter(levels__isnull=False).distinct()
    return sum(settle_point(point, date.fromisoformat(first), until) for point in points)


def settle_after_entering(sender: type[EnteredTable], instance: EnteredTable, **more: Any) -> None:
    """Queue it where the table is one the days rest on."""
    if instance.table in TABLES:
        last = instance.last_day.isoformat() if instance.last_day else ""
        settle_anew.enqueue(instance.first_day.isoformat(), last)
