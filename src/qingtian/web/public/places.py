"""Places as everybody may see them: outlines for the schematic map, offices, how many reports lie near."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Q

from qingtian.apps.people.models import Organ
from qingtian.apps.places.models import Area, GridCell
from qingtian.apps.publishing.gate import Gate, Publishable, Shown
from qingtian.language import Text
from qingtian.web.portal.places import similar_near


def offices_shown(gate: Gate) -> list[Shown]:
    """Offices a resident can reach, with address, hours and telephone as far as they are on record."""
    if gate.closed("office") is not None:
        return []
    reachable = Q(kind=Organ.Kind.PETITION_OFFICE) | (Q(kind=Organ.Kind.BUREAU) & ~Q(phone=""))
    offices = Organ.objects.filter(reachable, level__in=(Organ.Level.CITY, Organ.Level.COUNTY)).select_related("area")
    return gate.admit_all(Publishable("office", _office(one), one.code) for one in offices)


def _office(organ: Organ) -> dict[str, object]:
    area = organ.area
    return {
        "name": Text(organ.name_zh, organ.name_en or organ.name_zh),
        "area": Text(area.name_zh, area.name_en or area.name_zh) if area else None,
        "address": organ.address,
        "hours": organ.hours,
        "phone": organ.phone,
    }


def outlines_shown(gate: Gate) -> list[Shown]:
    """Areas and grid cells that have a boundary, and what the city drew between them; the whole city is not named."""
    if gate.closed("outline") is not None:
        return []
    areas = [_outline("area", one, len(one.chain), one.parent_id is not None) for one in _with_boundary(Area)]
    deepest = max((one["level"] for one in areas), default=0)
    named = {one["name_zh"] for one in areas}
    # a cell that is a whole area would only say its name twice
    cells = [c for c in _with_boundary(GridCell) if c.name_zh not in named]
    features = [*areas, *(_outline("cell", cell, deepest + cell.level, False) for cell in cells), *_drawn()]
    return gate.admit_all(Publishable("outline", one) for one in features)


def _with_boundary(model: Any) -> Iterable[Any]:
    return model.objects.exclude(boundary=None)


def _outline(kind: str, record: Any, level: int, label: bool) -> dict[str, Any]:
    boundary = record.boundary or {}
    return {
        "kind": kind,
        "level": level,
        "name_zh": record.name_zh,
        "name_en": record.name_en,
        "label": label,
        "geometry": boundary.get("geometry", boundary),
    }


def _drawing() -> Path:
    """The city's own drawing; in the demonstration that of the invented city."""
    own = Path(settings.DATA) / "map.geojson"
    return own if own.exists() or not settings.DEMO else Path(settings.ROOM) / "demo" / "geography.geojson"


def _drawn() -> Iterator[dict[str, Any]]:
    """What lies between the boundaries; the boundaries themselves come from the records."""
    if not _drawing().exists():
        return
    for feature in json.loads(_drawing().read_text(encoding="utf-8"))["features"]:
        properties = feature.get("properties", {})
        if properties.get("kind") != "area":
            known = {name: properties[name] for name in ("kind", "name_zh", "name_en") if name in properties}
            yield {**known, "geometry": feature["geometry"]}


def nearby_shown(gate: Gate, longitude: Decimal, latitude: Decimal, kinds: Iterable[str], on: date) -> Shown:
    """How many similar reports lie near: a number, never a place."""
    if (shut := gate.closed("nearby_count")) is not None:
        return shut
    count = similar_near(longitude, latitude, kinds, on)
    return gate.admit(Publishable("nearby_count", {"count": count}))
