"""Regions of evaluation of the invented city: one an area with evaluated stations, and the composed main urban area."""

from __future__ import annotations

from collections.abc import Iterable

from qingtian.apps.air.models import Region, RegionStation
from qingtian.apps.places.models import Area, Station
from qingtian.demo.declared import declared


def create_regions() -> int:
    """Regions with their stations, which count from the first day; control points count nowhere. Returns how many."""
    areas = {area.code: area for area in Area.objects.all()}
    order = 0
    for group in declared("regions")["groups"]:
        for code in group["areas"]:
            order += 1
            _area(areas[code], group, order)
    for composed in declared("regions")["composed"]:
        order += 1
        region = Region.objects.create(
            code=composed["code"],
            name_zh=composed["zh"],
            name_en=composed["en"],
            kind=Region.Kind.COMPOSED,
            order=order,
        )
        _members(region, composed["areas"])
    return order


def _area(area: Area, group: dict[str, str], order: int) -> None:
    region = Region.objects.create(
        code=area.code,
        name_zh=area.name_zh,
        name_en=area.name_en,
        kind=Region.Kind.AREA,
        area=area,
        group=group["code"],
        group_zh=group["zh"],
        group_en=group["en"],
        order=order,
    )
    _members(region, [area.code])


def _members(region: Region, areas: Iterable[str]) -> None:
    stations = Station.objects.filter(area__code__in=areas, evaluated=True)
    RegionStation.objects.bulk_create(RegionStation(region=region, station=station) for station in stations)
