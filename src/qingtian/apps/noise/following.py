"""What follows an entered table: another night or another rule of coverage parts the days anew."""

from __future__ import annotations

from typing import Any

from qingtian.apps.entered.models import EnteredTable
from qingtian.apps.noise.models import NoisePoint
from qingtian.apps.noise.settle import TABLES, settle_point


def settle_after_entering(sender: type[EnteredTable], instance: EnteredTable, **more: Any) -> None:
    """Make the days of every point again where the table is one they rest on."""
    if instance.table in TABLES:
        for point in NoisePoint.objects.filter(levels__isnull=False).distinct():
            settle_point(point)
