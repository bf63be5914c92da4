"""What the first acts of an event keep beside the trail: cell, kind, place, and when it was reported."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from zoneinfo import ZoneInfo

from qingtian.apps.grid.models import GridEvent
from qingtian.apps.places.models import GridCell
from qingtian.apps.proceedings.chapters import Performed
from qingtian.procedures.guards.grid import moment_of

SHANGHAI = ZoneInfo("Asia/Shanghai")
STEP = Decimal("0.000001")


def note_event(performed: Performed) -> None:
    """The effect of ``find``."""
    values = performed.values
    found_at = moment_of(values["found_at"])
    assert found_at is not None, "the guard read it"
    longitude, latitude = _degrees(str(values.get("position") or ""))
    GridEvent.objects.create(
        proceeding=performed.proceeding,
        cell=GridCell.objects.get(code=str(values["cell"]).strip()),
        kind=values["kind"],
        object=str(values.get("object") or "").strip()[:60],
        found_at=found_at.replace(tzinfo=SHANGHAI),
        longitude=longitude,
        latitude=latitude,
    )


def note_report(performed: Performed) -> None:
    """The effect of ``report``: time runs from the minute it is on record."""
    GridEvent.objects.filter(proceeding=performed.proceeding).update(
        severity=performed.values["severity"], reported_at=performed.act.recorded_at
    )


def unreport(performed: Performed) -> None:
    """The act was voided."""
    GridEvent.objects.filter(proceeding=performed.proceeding).update(severity="", reported_at=None)


def _degrees(position: str) -> tuple[Decimal | None, Decimal | None]:
    """“longitude,latitude”; neither where it is not written so or lies outside the globe."""
    parts = position.replace("，", ",").split(",")
    if len(parts) != 2:
        return None, None
    try:
        longitude, latitude = (Decimal(part.strip()).quantize(STEP) for part in parts)
    except InvalidOperation:
        return None, None
    return (longitude, latitude) if abs(longitude) <= 180 and abs(latitude) <= 90 else (None, None)
