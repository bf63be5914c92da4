"""Key areas (重点区域): the squares of the city something points to, with what points there, on a map."""

from __future__ import annotations

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.targeting.actions.rank import last_ranking
from qingtian.apps.targeting.areas import DAYS, SIDE
from qingtian.apps.targeting.models import KeyArea
from qingtian.apps.targeting.queries import key_areas
from qingtian.language import Text
from qingtian.web.desk.enforcement.seats import only
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.web.desk.targeting.words import NAV, READERS, own_area


@officer
@require_safe
@only(READERS)
def target_areas(request: DeskRequest) -> HttpResponse:
    """Those of the officer's own area."""
    rows = _seen(request)
    context = {
        "ranking": last_ranking(request.as_of),
        "rows": [(row, [Text(**one) for one in row.reasons]) for row in rows],
        "days": DAYS,
        "side": round(SIDE * 111),
        "nav_current": NAV,
    }
    return render(request, "desk/targeting/areas.html", context)


@officer
@require_safe
@only(READERS)
def target_area_points(request: DeskRequest) -> HttpResponse:
    """GeoJSON of the same squares, for the map."""
    points = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [row.longitude, row.latitude]},
            "properties": {"kind": "key_area", "name_zh": f"{row.place}", "name_en": f"{row.place}"},
        }
        for row in _seen(request)
    ]
    return JsonResponse({"type": "FeatureCollection", "features": points})


def _seen(request: DeskRequest) -> list[KeyArea]:
    own = own_area(request)
    rows = key_areas(request.as_of)
    return [row for row in rows if own and row.area and row.area.path.startswith(own.path)]
