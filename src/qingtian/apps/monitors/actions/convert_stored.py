"""Convert stored hours that wait (补算折算值), after the constants were entered or the oxygen of an hour came late."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from qingtian.apps.monitors.converting import convert
from qingtian.apps.monitors.models import HourValue, Outlet


@transaction.atomic
def convert_stored(outlet: Outlet, since: datetime) -> int:
    """How many of the outlet's latest hours since then now have a converted value; those that have one stay."""
    waiting = HourValue.objects.select_for_update().filter(
        outlet=outlet, latest=True, period_start__gte=since, converted_scaled__isnull=True, scaled__isnull=False
    )
    done = convert(list(waiting))
    HourValue.objects.bulk_update(done, ["converted_scaled", "converted_by"], batch_size=500)
    return len(done)
