"""Areas, grid cells, sources and stations of the invented city, on its schematic tiling."""

from __future__ import annotations

from typing import Any

from qingtian.apps.people.models import Post
from qingtian.apps.places.models import Area, GridCell, Source, Station
from qingtian.demo.declared import area_of, declared
from qingtian.demo.outlines import cell_outline, town_outline
from qingtian.demo.positions import CELLS, declared_sources, degrees, point_in, polygon, tiles_of
from qingtian.demo.schematic import inside, outline


def create_areas() -> int:
    """The city and its areas; returns how many."""
    top = declared("areas")["city"]
    city = Area.objects.create(code=top["code"], name_zh=top["zh"], name_en=top["en"], kind=Area.Kind.CITY)
    for area in declared("areas")["areas"]:
        Area.objects.create(
            code=area["code"],
            name_zh=area["zh"],
            name_en=area["en"],
            kind=area["kind"],
            parent=city,
            has_congress=area["kind"] != Area.Kind.ZONE,
            boundary=polygon(outline(tiles_of(area["code"]))),
        )
    return Area.objects.count()


def create_grid() -> int:
    """Three levels that tile: area, town, cell; the town's head leads its cells. Returns how many there are."""
    leaders = {post.code: post for post in Post.objects.filter(code__endswith="-head")}
    for area in Area.objects.exclude(kind=Area.Kind.CITY):
        top = _cell(area, area.code, area.name_zh, area.name_en, 1, None, area.boundary, leaders)
        for number, (town, zh, en) in enumerate(area_of(area.code)["towns"]):
            box = town_outline(area.code, number)
            middle = _cell(area, f"{area.code}-{town}", zh, en, 2, top, box, leaders)
            for part in range(CELLS):
                box = cell_outline(area.code, number, part)
                name = f"{zh.removesuffix('街道').removesuffix('镇').removesuffix('社区')} {part + 1:02d}"
                code = f"{area.code}-{town}-{part + 1:02d}"
                _cell(area, code, name, f"{en} {part + 1:02d}", 3, middle, box, leaders)
    return GridCell.objects.count()


def _cell(area: Area, code: str, zh: str, en: str, level: int, parent: Any, boundary: Any, leaders: Any) -> GridCell:
    leader = leaders.get(f"{code}-head") or (parent.leader_post if parent else None)
    return GridCell.objects.create(
        code=code,
        name_zh=zh,
        name_en=en,
        level=level,
        area=area,
        parent=parent,
        boundary=boundary,
        leader_post=leader,
    )


def create_sources() -> int:
    """Enterprises, sites and farms; returns how many."""
    cells = {one.code: one for one in GridCell.objects.filter(level=3)}
    areas = {area.code: area for area in Area.objects.all()}
    for source in declared_sources():
        town = area_of(source["area"])["towns"][source["town"]][0]
        longitude, latitude = degrees(point_in(source["area"], source["town"], source["cell"], 0.4, 0.6))
        Source.objects.create(
            code=source["code"],
            name_zh=source["zh"],
            name_en=source["en"],
            kind=source["kind"],
            area=areas[source["area"]],
            grid_cell=cells[f"{source['area']}-{town}-{source['cell'] + 1:02d}"],
            longitude=longitude,
            latitude=latitude,
        )
    return Source.objects.count()


def create_stations() -> int:
    """The sixteen stations; returns how many."""
    for station in declared("stations")["stations"]:
        longitude, latitude = degrees(inside(tiles_of(station["area"])[0], *station["at"]))
        Station.objects.create(
            code=station["code"],
            name_zh=station["zh"],
            name_en=station["en"],
            level=station["level"],
            area=Area.objects.get(code=station["area"]),
            evaluated=station.get("evaluated", True),
            longitude=longitude,
            latitude=latitude,
            certainty="generated",
        )
    return Station.objects.count()
