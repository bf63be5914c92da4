"""The schematic map, from the boundaries the city entered and what it drew between them; no tile server is asked.

``<data>/map.geojson`` may hold rivers, roads, green and built places (property ``kind``: water, river, road, green,
built; ``name_zh``, ``name_en``). The demonstration has its own drawing.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from qingtian.apps.places.models import Area, GridCell


def _feature(kind: str, record: Area | GridCell, level: int, *, label: bool) -> dict[str, Any]:
    boundary = record.boundary or {}
    properties = {
        "kind": kind,
        "level": level,
        "name_zh": record.name_zh,
        "name_en": record.name_en,
        "label": label,
    }
    return {"type": "Feature", "properties": properties, "geometry": boundary.get("geometry", boundary)}


def _drawing() -> Path:
    """The city's own drawing; in the demonstration that of the invented city."""
    own = Path(settings.DATA) / "map.geojson"
    return own if own.exists() or not settings.DEMO else Path(settings.ROOM) / "demo" / "geography.geojson"


def _drawn() -> list[dict[str, Any]]:
    """What lies between the boundaries; the boundaries themselves come from the records."""
    if not _drawing().exists():
        return []
    features: list[dict[str, Any]] = json.loads(_drawing().read_text(encoding="utf-8"))["features"]
    return [feature for feature in features if feature.get("properties", {}).get("kind") != "area"]


@cache_control(public=True, max_age=3600)
@require_safe
def areas(request: HttpRequest) -> JsonResponse:
    """Areas and grid cells that have a boundary; the name of the whole city is not written across it."""
    features = [
        _feature("area", area, len(area.chain), label=area.parent_id is not None)
        for area in Area.objects.exclude(boundary=None)
    ]
    deepest = max((feature["properties"]["level"] for feature in features), default=0)
    named = {feature["properties"]["name_zh"] for feature in features}
    # a cell that is a whole area would only say its name twice
    cells = [cell for cell in GridCell.objects.exclude(boundary=None) if cell.name_zh not in named]
    features += [_feature("cell", cell, deepest + cell.level, label=False) for cell in cells]
    return JsonResponse({"type": "FeatureCollection", "features": [*features, *_drawn()]})
