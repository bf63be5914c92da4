"""The schematic map, from the boundaries the city entered and what it drew between them; no tile server is asked.

``<data>/map.geojson`` may hold rivers, roads, green and built places (property ``kind``: water, river, road, green,
built; ``name_zh``, ``name_en``). The demonstration has its own drawing.
"""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from qingtian.apps.publishing.gate import gate_on
from qingtian.web.public.places import outlines_shown


@cache_control(public=True, max_age=3600)
@require_safe
def areas(request: HttpRequest) -> JsonResponse:
    """Areas and grid cells that have a boundary, as GeoJSON; empty where no decision admits the map."""
    features = [
        {
            "type": "Feature",
            "properties": {name: value for name, value in each.fields.items() if name != "geometry"},
            "geometry": each["geometry"],
        }
        for each in outlines_shown(gate_on(request.as_of))
        if "geometry" in each.fields
    ]
    return JsonResponse({"type": "FeatureCollection", "features": features})
