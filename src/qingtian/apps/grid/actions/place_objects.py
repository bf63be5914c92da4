"""Put every object of the registers in its leaf (归格): by its position, else by the cell its register names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from qingtian.apps.grid.cells import leaves_on
from qingtian.apps.grid.models import GridObject
from qingtian.apps.places.models import GridCell, Source, Station

How, Kind = GridObject.How, GridObject.Kind
FIELDS = ("name_zh", "name_en", "cell_id", "how", "registered_cell", "longitude", "latitude", "placed_at")


@dataclass(slots=True)
class Placed:
    """Counts: objects placed, those in no leaf, those whose register names another cell."""

    objects: int = 0
    nowhere: int = 0
    differing: int = 0


def place_objects(on: date, now: datetime) -> Placed:
    """Look at all of them again; an object that left its register leaves the grid. Doing it twice changes nothing."""
    leaves, cells, done = leaves_on(on), dict(GridCell.objects.leaves(on).values_list("code", "pk")), Placed()
    rows = []
    for kind, object_, registered in _registered():
        rows.append(_row(kind, object_, registered, leaves, cells, now))
        done.objects += 1
        done.nowhere += rows[-1].cell_id is None
        done.differing += bool(rows[-1].registered_cell)
    with transaction.atomic():
        GridObject.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["kind", "code"], update_fields=FIELDS, batch_size=500
        )
        for kind in Kind.values:
            codes = [row.code for row in rows if row.kind == kind]
            kept = set(codes)
            gone = [
                pk for pk, code in GridObject.objects.filter(kind=kind).values_list("pk", "code") if code not in kept
            ]
            GridObject.objects.filter(pk__in=gone).delete()
    return done


def _registered() -> Iterator[tuple[str, Any, str]]:
    """Kind, record and the code of the cell its register names."""
    for source in Source.objects.select_related("grid_cell").order_by("code"):
        yield Kind.SOURCE, source, source.grid_cell.code if source.grid_cell else ""
    for station in Station.objects.order_by("code"):
        yield Kind.STATION, station, ""


def _row(kind: str, object_: Any, registered: str, leaves: Any, cells: dict[str, int], now: datetime) -> GridObject:
    """Position counts before the register: a register is typed, a position measured; where they differ both show."""
    found, how = "", How.UNKNOWN
    if object_.longitude is not None and object_.latitude is not None:
        found = leaves.of(float(object_.longitude), float(object_.latitude)) or ""
        how = How.POSITION if found else How.NOWHERE
    if not found and registered in cells:
        found, how = registered, How.REGISTER
    return GridObject(
        kind=kind,
        code=object_.code,
        name_zh=object_.name_zh,
        name_en=object_.name_en,
        cell_id=cells.get(found),
        how=how,
        registered_cell=registered if registered and registered != found else "",
        longitude=object_.longitude,
        latitude=object_.latitude,
        placed_at=now,
    )
