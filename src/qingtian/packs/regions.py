"""Regions of evaluation of a pack: one a ranked area, one any other area with stations, and the composed ones."""

from __future__ import annotations

from collections.abc import Collection

from qingtian.apps.air.models import Region, RegionStation
from qingtian.apps.places.models import Area, Station
from qingtian.language import Text
from qingtian.packs.reading import ComposedRegion, Pack, RankingGroup
from qingtian.packs.report import PackReport, mark, put


def put_regions(report: PackReport, pack: Pack, areas: dict[str, Area]) -> None:
    """Create or bring into line the regions and their dated members; a ranked area without a station has none."""
    ranked = [(code, group) for group in pack.ranking_groups for code in group.areas]
    known = {code for code, _ in ranked}
    alone: list[tuple[str, RankingGroup | None]] = [
        (area.code, None)
        for area in pack.areas
        if area.code not in known and any(station.area == area.code for station in pack.stations)
    ]
    areas_first = [*ranked, *alone]
    for order, (code, group) in enumerate(areas_first, start=1):
        _put_members(pack, _area_region(report, areas[code], group, order), {code})
    for order, composed in enumerate(pack.composed_regions, start=len(areas_first) + 1):
        _put_members(pack, _composed_region(report, composed, order), composed.areas)


def _area_region(report: PackReport, area: Area, group: RankingGroup | None, order: int) -> Region:
    values = {"name_zh": area.name_zh, "name_en": area.name_en, "kind": Region.Kind.AREA, "area": area, "order": order}
    values |= {"group": "", "group_zh": "", "group_en": ""}
    if group is not None:
        values |= {"group": group.code, "group_zh": group.zh, "group_en": group.en}
        mark(report, f"region-{area.code}", Text(area.name_zh, area.name_en), group.certainty)
    report.regions += 1
    return put(report, Region, area.code, values)  # type: ignore[no-any-return]


def _composed_region(report: PackReport, entry: ComposedRegion, order: int) -> Region:
    report.regions += 1
    mark(report, entry.code, Text(entry.zh, entry.en), entry.certainty)
    values = {"name_zh": entry.zh, "name_en": entry.en, "kind": Region.Kind.COMPOSED, "order": order}
    return put(report, Region, entry.code, values)  # type: ignore[no-any-return]


def _put_members(pack: Pack, region: Region, codes: Collection[str]) -> None:
    """The evaluated stations of these areas, each from the day it began to count."""
    found = {station.code: station for station in Station.objects.filter(area__code__in=codes, evaluated=True)}
    for entry in pack.stations:
        if entry.code in found and entry.until is None:
            station = found[entry.code]
            if not RegionStation.objects.filter(region=region, station=station).exists():
                RegionStation.objects.create(region=region, station=station, first_day=entry.since)
