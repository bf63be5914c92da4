"""Whose air can be asked about: the whole city, every region, every station; and which stations count for each.

A place is asked for by its ``code``: ``city``, the code of a region, or ``station:`` and the code of a station. It is
the ``place`` of the statistics' memberships and results.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from qingtian.apps.air.models import Region, RegionStation
from qingtian.apps.places.models import Station
from qingtian.language import Text
from qingtian.measurements.statistics.results import Membership

CITY = "city"
STATION = "station:"
WHOLE_CITY = Text("全市", "Whole city")
Sort = Literal["city", "region", "station"]


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere with air of its own. ``group`` is the ranking group; empty for what is not ranked."""

    code: str
    name: Text
    sort: Sort
    group: str = ""
    group_name: Text | None = None
    composed: bool = False


def places() -> list[Place]:
    """The city, the regions in their order, the stations by code; two queries."""
    return [Place(CITY, WHOLE_CITY, "city"), *regions(), *stations()]


def regions() -> list[Place]:
    """Every region, in its order."""
    return [_region(row) for row in Region.objects.all()]


def ranked_regions() -> list[Place]:
    """The regions that are ranked, in their order."""
    return [place for place in regions() if place.group]


def stations() -> list[Place]:
    """Every station, those that count for no region too."""
    return [
        Place(f"{STATION}{code}", Text(zh, en or zh), "station")
        for code, zh, en in Station.objects.values_list("code", "name_zh", "name_en")
    ]


def _region(row: Region) -> Place:
    name = Text(row.name_zh, row.name_en or row.name_zh)
    group = Text(row.group_zh, row.group_en or row.group_zh) if row.group_zh else None
    return Place(row.code, name, "region", row.group, group, row.kind == Region.Kind.COMPOSED)


def members(codes: Iterable[str]) -> tuple[Membership, ...]:
    """The stations of each place on their days, in order; one query for all the regions, one for the city.

    The city has every evaluated station that counts for a region of an area, on the days it does; where no region has
    been entered, every evaluated station. A station's own place is the station. An unknown code has no members.
    """
    wanted = list(dict.fromkeys(codes))
    rows = RegionStation.objects.filter(region__code__in=wanted).select_related("region", "station")
    found = [_membership(row.region.code, row) for row in rows]
    found += [Membership(code, code.removeprefix(STATION)) for code in wanted if code.startswith(STATION)]
    if CITY in wanted:
        found += _of_the_city()
    return tuple(sorted(found, key=lambda each: (each.place, each.station, each.first_day)))


def _membership(place: str, row: RegionStation) -> Membership:
    return Membership(place, row.station.code, row.first_day or date.min, row.last_day or date.max)


def _of_the_city() -> list[Membership]:
    rows = RegionStation.objects.filter(region__kind=Region.Kind.AREA, station__evaluated=True)
    found = [_membership(CITY, row) for row in rows.select_related("station")]
    if found:
        return list(dict.fromkeys(found))
    codes = Station.objects.filter(evaluated=True).values_list("code", flat=True)
    return [Membership(CITY, code) for code in codes]


def named(places_: Sequence[Place], code: str) -> Place | None:
    """The place with that code."""
    return next((place for place in places_ if place.code == code), None)


def located_stations() -> dict[str, tuple[float, float]]:
    """Longitude and latitude of every station, by the code of its place."""
    rows = Station.objects.values_list("code", "longitude", "latitude")
    return {f"{STATION}{code}": (float(longitude), float(latitude)) for code, longitude, latitude in rows}
