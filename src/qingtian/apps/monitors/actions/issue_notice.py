"""What the first act of a notice keeps beside the trail: outlet, factor and hours."""

from __future__ import annotations

from datetime import datetime

from qingtian.apps.monitors.models import MonitorNotice, Outlet
from qingtian.apps.monitors.sent import SHANGHAI
from qingtian.apps.proceedings.chapters import Performed
from qingtian.procedures.guards.monitors import hour_of


def issue_notice(performed: Performed) -> None:
    """The effect of ``issue``."""
    values = performed.values
    MonitorNotice.objects.create(
        proceeding=performed.proceeding,
        outlet=Outlet.objects.get(number=str(values["outlet"]).strip()),
        factor=str(values.get("factor") or "").strip(),
        kind=values["anomaly"],
        begins_at=_moment(values["from_hour"]),
        ends_at=_moment(values["to_hour"]),
    )


def _moment(written: object) -> datetime:
    found = hour_of(written)
    assert found is not None, "the guard read it"
    return found.replace(tzinfo=SHANGHAI)
