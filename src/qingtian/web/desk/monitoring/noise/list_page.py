"""Points of noise with their last day: which keep their limits by day and by night."""

from __future__ import annotations

from collections import Counter

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.noise.models import NoisePoint
from qingtian.apps.noise.queries import latest_days
from qingtian.language import Text
from qingtian.ledgers.kinds.noise import IMPORTERS
from qingtian.standards.noise.limits import PLACES
from qingtian.web.design.shapes import FacetGroup, Link
from qingtian.web.desk.monitoring.noise.words import NAV, rests_on, row_of
from qingtian.web.desk.seat import DeskRequest, officer

PAGE = 50


@officer
@require_safe
def noise(request: DeskRequest) -> HttpResponse:
    """``?place=`` zone, boundary or construction, ``?area=`` a code."""
    everything = list(NoisePoint.objects.select_related("area"))
    place, area = request.GET.get("place", ""), request.GET.get("area", "")
    found = [one for one in everything if place in ("", one.place) and area in ("", one.area.code)]
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    latest = latest_days(page.object_list)
    context = {
        "page": page,
        "rows": [
            (point, PLACES[point.place], row_of(latest[point.pk]) if point.pk in latest else None)  # type: ignore[index]
            for point in page.object_list
        ],
        "facets": _facets(everything, place, area),
        "query": f"place={place}&area={area}" if place or area else "",
        "rests_on": rests_on(),
        "may_import": bool(request.actor.roles & IMPORTERS),
        "nav_current": NAV,
    }
    return render(request, "desk/monitoring/noise/list.html", context)


def _facets(points: list[NoisePoint], place: str, area: str) -> list[FacetGroup]:
    """Counts are of all points, whatever is chosen."""
    places = Counter(one.place for one in points)
    areas = Counter(one.area.code for one in points)
    names = {one.area.code: Text(one.area.name_zh, one.area.name_en) for one in points}
    by_place = [
        Link(words, f"?place={code}&area={area}", places[code], current=place == code)
        for code, words in PLACES.items()
        if places[code]
    ]
    by_area = [
        Link(words, f"?place={place}&area={code}", areas[code], current=area == code) for code, words in names.items()
    ]
    everything = Text("全部", "All")
    return [
        FacetGroup(Text("位置", "Place"), [Link(everything, f"?area={area}", current=not place), *by_place]),
        FacetGroup(Text("区县", "Area"), [Link(everything, f"?place={place}", current=not area), *by_area]),
    ]
