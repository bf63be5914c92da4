"""The drawn map of the invented city: area outlines, river, lake, roads, green and built places, as GeoJSON.

``geography.geojson`` beside this file is what this page draws; a test holds that the two agree, and
``python -m qingtian.demo.geography`` draws it again. It is a schematic (示意图) of no real place.
"""

from __future__ import annotations

import json
from math import sin
from pathlib import Path
from typing import Any

from qingtian.demo.declared import declared
from qingtian.demo.positions import point_in, polygon, tiles_of
from qingtian.demo.schematic import PLACES, Point, inside, outline

FILE = Path(__file__).parent / "geography.geojson"
#: half the width of the drawn river, degrees
RIVER = 0.006


def feature(kind: str, code: str, zh: str, en: str, geometry: dict[str, Any]) -> dict[str, Any]:
    """One feature with the four properties every feature has."""
    properties = {"kind": kind, "code": code, "name_zh": zh, "name_en": en}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def _line(points: list[Point]) -> dict[str, Any]:
    return {"type": "LineString", "coordinates": [list(point) for point in points]}


def _areas() -> list[dict[str, Any]]:
    return [
        feature("area", area["code"], area["zh"], area["en"], polygon(outline(tiles_of(area["code"]))))
        for area in declared("areas")["areas"]
    ]


def _course() -> list[Point]:
    """The middle of the Yunping river: through the second row of tiles, west to east, in bends."""
    points = []
    for column in range(5):
        for part in range(7 if column == 4 else 6):
            u = part / 6
            v = 0.24 + 0.10 * sin((column + u) * 2.3)
            points.append(inside((column, 1), u, v))
    return points


def _band(course: list[Point], half: float) -> list[Point]:
    """A ring around a line: its south side eastwards, its north side back."""
    south = [(round(x, PLACES), round(y - half, PLACES)) for x, y in course]
    north = [(round(x, PLACES), round(y + half, PLACES)) for x, y in reversed(course)]
    return [*south, *north, south[0]]


def _blob(centre: Point, width: float, height: float) -> list[Point]:
    """A rounded, slightly uneven ring, counter-clockwise."""
    steps = 20
    ring = []
    for step in range(steps):
        angle = step / steps * 6.283185307179586
        reach = 1 + 0.12 * sin(3 * angle + 1)
        x = centre[0] + width * reach * sin(angle + 1.5707963267948966)
        ring.append((round(x, PLACES), round(centre[1] + height * reach * sin(angle), PLACES)))
    return [*ring, ring[0]]


def _waters() -> list[dict[str, Any]]:
    lake = _blob(inside((2, 3), 0.5, 0.35), 0.055, 0.075)
    reservoir = _blob(inside((3, 0), 0.45, 0.5), 0.025, 0.03)
    bird = _blob(inside((2, 0), 0.5, 0.45), 0.03, 0.05)
    return [
        feature("water", "yunping-river", "云屏河", "Yunping River", polygon(_band(_course(), RIVER))),
        feature("water", "pinghu-lake", "屏湖", "Pinghu Lake", polygon(lake)),
        feature("water", "baitang-reservoir", "白塘水库", "Baitang Reservoir", polygon(reservoir)),
        feature("water", "yanbo-lake", "雁泊", "Yanbo", polygon(bird)),
    ]


def _street(area: str, town: int, cell: int, *points: Point) -> dict[str, Any]:
    """A line through points given as parts of one grid cell (they may lie outside it)."""
    return _line([point_in(area, town, cell, u, v) for u, v in points])


def _roads() -> list[dict[str, Any]]:
    embankment = [(x, round(y - 0.014, PLACES)) for x, y in _course()]
    # past the lakes in the north and south, through the middle of the city
    across = (0.88, 0.46, 0.46, 0.92)
    north_south = [inside((2, row), across[row], part / 4) for row in range(4) for part in range(4)]
    east = [inside((column, 2), part / 3, 0.45 + 0.03 * sin(column + part)) for column in range(5) for part in range(3)]
    ring = [inside((1, 1), 0.66, 0.6), inside((3, 1), 0.7, 0.6), inside((3, 2), 0.7, 0.8), inside((1, 2), 0.66, 0.8)]
    return [
        feature("road", "north-embankment", "滨河北路", "North Embankment Road", _line(embankment)),
        feature("road", "yunping-avenue", "云屏大道", "Yunping Avenue", _line(north_south)),
        feature("road", "dongping-avenue", "东屏大道", "Dongping Avenue", _line(east)),
        feature("road", "ring-road", "环城路", "Ring Road", _line([*ring, ring[0]])),
        feature(
            "road", "xikou-road", "溪口路", "Xikou Road", _street("wangxi", 1, 2, (-0.9, 0.5), (0.5, 0.2), (1.2, 0.1))
        ),
        feature(
            "road", "yaowan-lane", "窑湾巷", "Yaowan Lane", _street("wangxi", 1, 2, (0.4, -0.8), (0.5, 0.2), (0.6, 1.6))
        ),
        feature("road", "works-road", "旧厂路", "Old Works Road", _street("wangxi", 1, 2, (0.5, 0.8), (1.1, 0.7))),
    ]


def _plots() -> list[dict[str, Any]]:
    def plot(area: str, town: int, cell: int, u: float, v: float, w: float, h: float) -> dict[str, Any]:
        corners = [(u, v), (u, v + h), (u + w, v + h), (u + w, v), (u, v)]
        return polygon([point_in(area, town, cell, *corner) for corner in corners])

    hill = _blob(inside((1, 1), 0.35, 0.75), 0.04, 0.03)
    return [
        feature("green", "wangxi-park", "望溪公园", "Wangxi Park", plot("wangxi", 0, 2, 0.3, 0.1, 0.4, 0.7)),
        feature("green", "mount-yunlu", "云麓山", "Mount Yunlu", polygon(hill)),
        feature("built", "yaowan-works", "窑湾旧厂区", "Old Yaowan works", plot("wangxi", 1, 2, 0.6, 0.35, 0.35, 0.5)),
        feature("built", "xikou-school", "溪口小学", "Xikou Primary School", plot("wangxi", 1, 2, 0.1, -0.5, 0.2, 0.3)),
        feature("built", "old-street", "南渡老街", "Nandu Old Street", plot("nandu", 0, 2, 0.2, 0.2, 0.6, 0.6)),
        feature(
            "built",
            "chemicals-park",
            "禾川精细化工园",
            "Hechuan Fine Chemicals Park",
            plot("hechuan", 0, 3, 0.2, 0.2, 0.5, 0.6),
        ),
        feature("built", "airport", "云屏机场", "Yunping Airport", plot("konggang", 0, 2, 0.2, 0.3, 0.6, 0.3)),
    ]


def draw() -> dict[str, Any]:
    """The whole map as one FeatureCollection (RFC 7946, WGS-84 degrees)."""
    return {
        "type": "FeatureCollection",
        "title": {"zh": "示意图，全部虚构", "en": "Schematic; everything is invented"},
        "features": [*_areas(), *_waters(), *_plots(), *_roads()],
    }


def written() -> str:
    """The text of the file: one feature a line, so that a change shows as a change."""
    drawn = draw()
    lines = ",\n".join(json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in drawn["features"])
    title = json.dumps(drawn["title"], ensure_ascii=False)
    return f'{{"type":"FeatureCollection","title":{title},"features":[\n{lines}\n]}}\n'


if __name__ == "__main__":
    FILE.write_text(written(), encoding="utf-8")
