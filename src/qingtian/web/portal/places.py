"""Where a point lies: the smallest area around it, and what was reported near it. Schematic, in WGS-84 degrees."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from math import cos, hypot, radians
from typing import Any

from qingtian.apps.petitions.models import Petition
from qingtian.apps.places.models import Area, Source
from qingtian.apps.readings.gazetteer import city_gazetteer
from qingtian.web.portal.settled import METRES_A_DEGREE, NEAR_DAYS, NEAR_METRES

Ring = list[list[float]]


def _in_ring(longitude: float, latitude: float, ring: Ring) -> bool:
    """Whether a ray to the east crosses the ring an odd number of times."""
    inside = False
    for (x1, y1, *_), (x2, y2, *_) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (y1 > latitude) != (y2 > latitude) and longitude < (x2 - x1) * (latitude - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def _polygons(boundary: dict[str, Any]) -> Iterator[list[Ring]]:
    """The polygons of a GeoJSON geometry, feature or collection."""
    if "features" in boundary:
        for feature in boundary["features"]:
            yield from _polygons(feature)
    elif "geometry" in boundary:
        yield from _polygons(boundary["geometry"] or {})
    elif boundary.get("type") == "Polygon":
        yield boundary["coordinates"]
    elif boundary.get("type") == "MultiPolygon":
        yield from boundary["coordinates"]


def holds(boundary: dict[str, Any], longitude: Decimal, latitude: Decimal) -> bool:
    """Whether the point lies inside the boundary and in none of its holes."""
    x, y = float(longitude), float(latitude)
    return any(
        _in_ring(x, y, outer) and not any(_in_ring(x, y, hole) for hole in holes)
        for outer, *holes in _polygons(boundary)
    )


def area_at(longitude: Decimal, latitude: Decimal) -> Area | None:
    """The deepest area that holds the point; None outside all of them."""
    drawn = Area.objects.exclude(boundary=None)
    deepest_first = sorted(drawn, key=lambda area: len(area.chain), reverse=True)
    return next((area for area in deepest_first if holds(area.boundary, longitude, latitude)), None)


def area_named(words: str) -> Area | None:
    """The one area below the city that these words name, by itself or by a source in it; None where none or several.

    The names are the city's own lists. It is proposed to the sender, who sees it before sending and can choose another.
    """
    named = [one for one in city_gazetteer().named(words) if not one.denied and one.code] if words else []
    codes = {one.code for one in named if one.kind == "area"}
    sources = Source.objects.filter(code__in={one.code for one in named if one.kind == "source"})
    found = set(Area.objects.filter(code__in=codes).exclude(parent=None))
    found |= {source.area for source in sources.select_related("area") if source.area and source.area.parent_id}
    outer = {area.parent_id for area in found}
    inner = [area for area in found if area.pk not in outer]
    return inner[0] if len(inner) == 1 else None


def are_drawn() -> bool:
    """Whether the outline of any area is known."""
    return Area.objects.exclude(boundary=None).exists()


def choices() -> list[Area]:
    """The areas a resident may name: every one below the city."""
    return list(Area.objects.exclude(parent=None))


def _near(longitude: Decimal, latitude: Decimal, since: date) -> Iterable[Petition]:
    """Petitions in a box around the point, opened since that day, not withdrawn."""
    reach = NEAR_METRES / METRES_A_DEGREE
    wide = reach / Decimal(max(cos(radians(float(latitude))), 0.01))
    return (
        Petition.objects.filter(
            latitude__range=(latitude - reach, latitude + reach),
            longitude__range=(longitude - wide, longitude + wide),
            proceeding__opened_on__gte=since,
            proceeding__restricted=False,
        )
        .exclude(proceeding__state="withdrawn")
        .select_related("proceeding")
    )


def _metres(petition: Petition, longitude: Decimal, latitude: Decimal) -> float:
    """Distance on a plane: exact to a few centimetres within half a kilometre."""
    assert petition.latitude is not None
    assert petition.longitude is not None
    north = float((petition.latitude - latitude) * METRES_A_DEGREE)
    east = float((petition.longitude - longitude) * METRES_A_DEGREE) * cos(radians(float(latitude)))
    return hypot(north, east)


def similar_near(longitude: Decimal, latitude: Decimal, kinds: Iterable[str], on: date) -> int:
    """How many reports of the last days lie near and share a kind; with no kind on either side any counts.

    A number and nothing else: neither their words nor their places are shown to another resident.
    """
    wanted = set(kinds)
    count = 0
    for petition in _near(longitude, latitude, on - timedelta(days=NEAR_DAYS)):
        theirs = set(petition.proceeding.projection.get("facts", {}).get("kinds") or ())
        if _metres(petition, longitude, latitude) <= NEAR_METRES and (not wanted or not theirs or wanted & theirs):
            count += 1
    return count
