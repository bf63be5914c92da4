"""Whose air is forecast (预报哪些地方): the whole city, the main urban area, every county and zone, every station."""

from __future__ import annotations

from qingtian.apps.air.models import Region
from qingtian.apps.air.places import CITY, Place, places

#: sorts of places in the order pages show them
SORTS = ("city", "urban", "region", "station")


def forecast_places() -> list[Place]:
    """All of them, in the order of the air's pages; two queries."""
    return places()


def sort_of(place: Place) -> str:
    """``city``, ``urban`` (a composed region, such as the main urban area), ``region``, ``station``."""
    return "urban" if place.composed else place.sort


def place_of(area_code: str) -> str:
    """The code of the place whose air an area has: a region's own code, that of an area with a region, else the city.

    A code of a place itself (``city``, ``station:…``) is given back as it is.
    """
    if area_code == CITY or area_code.startswith("station:"):
        return area_code
    if Region.objects.filter(code=area_code).exists():
        return area_code
    found = Region.objects.filter(area__code=area_code).values_list("code", flat=True).first()
    return found or CITY
