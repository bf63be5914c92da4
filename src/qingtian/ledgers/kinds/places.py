"""Areas, grid cells, sources, stations (区域、网格、污染源、站点). Outlines come by ``qingtian places import``."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from qingtian.apps.people.models import Post
from qingtian.apps.places.models import Area, GridCell, Source, Station
from qingtian.language import Text
from qingtian.ledgers.kinds.base import (
    Kind,
    Outcome,
    RejectedRow,
    Setting,
    Values,
    choices,
    code_of,
    english,
    find,
    stored,
)
from qingtian.ledgers.kinds.columns import DEGREES, LATITUDE, LONGITUDE, code, coordinates, named, names
from qingtian.ledgers.kinds.posts import post_named
from qingtian.tables import Column

AREA_KINDS = {
    "city": "City",
    "district": "District",
    "county": "County",
    "autonomous_county": "Autonomous county",
    "county_city": "County-level city",
    "zone": "Zone",
}
SOURCE_KINDS = {
    "industry": "Industry",
    "construction": "Construction site",
    "catering": "Catering",
    "livestock": "Livestock",
    "wastewater": "Wastewater",
    "landfill": "Landfill and incineration",
    "other": "Other",
}
LEVELS = {"national": "National", "provincial": "Provincial", "city": "City", "township": "Township"}


def degrees(values: Values) -> dict[str, Decimal | None]:
    """Degrees to the sixth place. Raises RejectedRow outside the globe, or where one of the two is missing."""
    for name, most in (("longitude", 180), ("latitude", 90)):
        if values[name] is not None and abs(values[name]) > most:
            raise RejectedRow(f"超过 {most} 度。", f"It is more than {most} degrees.", name)
    if (values["longitude"] is None) != (values["latitude"] is None):
        raise RejectedRow("经度和纬度要一起填。", "Longitude and latitude go together.", "longitude")
    step = Decimal("0.000001")
    return {name: None if values[name] is None else values[name].quantize(step) for name in ("longitude", "latitude")}


def area(values: Values, setting: Setting) -> Outcome:
    parent = find(Area, values["parent"], "parent")
    found = Area.objects.filter(name_zh=values["name_zh"], parent=parent).first() if not values["code"] else None
    key = found.code if found else code_of(values, "area", f"{parent.code if parent else ''}/{values['name_zh']}")
    setting.once(key)
    congress = values["has_congress"]
    return stored(
        Area,
        {"code": key},
        {
            "name_zh": values["name_zh"],
            "name_en": english(values),
            "kind": values["kind"],
            "division_code": values["division_code"] or "",
            "parent": parent,
            "has_congress": values["kind"] != Area.Kind.ZONE if congress is None else congress,
        },
    )


def grid_cell(values: Values, setting: Setting) -> Outcome:
    key = code_of(values, "cell", values["name_zh"])
    setting.once(key)
    if not 1 <= values["level"] <= 9:
        raise RejectedRow("级别要是 1 到 9。", "The level is a number from 1 to 9.", "level")
    post: Post | None = post_named(values["leader_post"], "leader_post")
    parent = find(GridCell, values["parent"], "parent")
    if parent is not None:
        _fits_below(parent, values)
    return stored(
        GridCell,
        {"code": key},
        {
            "name_zh": values["name_zh"],
            "name_en": english(values),
            "level": values["level"],
            "area": find(Area, values["area"], "area"),
            "parent": parent,
            "leader_post": post,
        },
    )


def _fits_below(parent: GridCell, values: Values) -> None:
    """A table has no outlines: what it can get wrong is the level, and the area of the cell above. Outlines are checked
    by ``qingtian places import`` and on the page of dead corners. Raises RejectedRow."""
    if values["level"] != parent.level + 1:
        raise RejectedRow(
            f"上级网格是第 {parent.level} 级，这里应是第 {parent.level + 1} 级。",
            f"The cell above is of level {parent.level}; this one is of level {parent.level + 1}.",
            "level",
        )
    area = find(Area, values["area"], "area")
    if area is not None and parent.area.code not in area.chain:
        raise RejectedRow(
            f"上级网格在“{parent.area.name_zh}”，不含这个区域。",
            f"The cell above lies in {parent.area.name_en}, which does not hold this area.",
            "parent",
        )


def source(values: Values, setting: Setting) -> Outcome:
    key = code_of(values, "src", values["name_zh"])
    setting.once(key)
    return stored(
        Source,
        {"code": key},
        {
            "name_zh": values["name_zh"],
            "name_en": english(values),
            "kind": values["kind"],
            "area": find(Area, values["area"], "area"),
            "grid_cell": find(GridCell, values["grid_cell"], "grid_cell"),
            **degrees(values),
        },
    )


def station(values: Values, setting: Setting) -> Outcome:
    key = code_of(values, "station", values["name_zh"])
    setting.once(key)
    evaluated = values["evaluated"]
    return stored(
        Station,
        {"code": key},
        {
            "name_zh": values["name_zh"],
            "name_en": english(values),
            "level": values["level"],
            "area": find(Area, values["area"], "area"),
            "evaluated": True if evaluated is None else evaluated,
            **degrees(values),
        },
    )


AREA = named("area", "区域", "Area", "属地", "区县", "所在区县", required=True, example="示例区")

AREAS = Kind(
    "areas",
    Text("区域", "Areas"),
    Text("市、区县、园区。先填市，再填下面的。", "The city, its districts, counties and zones; the city first."),
    (
        code(example="example-district"),
        *names("示例区", "Example District", "区域名称", "区县"),
        Column("kind", Text("种类", "Kind"), "choice", True, choices=choices(Area.Kind, AREA_KINDS), example="区"),
        Column("division_code", Text("行政区划代码", "Division code"), "code", example="530100", longest=12),
        named("parent", "上级", "Parent", "上级区域", example="示例市"),
        Column(
            "has_congress",
            Text("有人大", "Has a congress"),
            "yes_no",
            note=Text("园区没有。空着按种类定。", "Zones have none. Empty: by the kind."),
        ),
    ),
    area,
)
GRID = Kind(
    "grid",
    Text("网格", "Grid cells"),
    Text("环境监管网格和网格长。", "Cells of grid supervision and who leads them."),
    (
        code("编号", "Code", required=True, example="G-01"),
        *names("示例一网格", "Example cell 1", "网格名称"),
        Column("level", Text("级别", "Level"), "whole", True, example="3"),
        AREA,
        named("parent", "上级网格", "Parent cell", example=""),
        named("leader_post", "网格长岗位", "Leader's post", "网格长"),
    ),
    grid_cell,
    after=("areas", "posts"),
)
SOURCES = Kind(
    "sources",
    Text("污染源", "Sources"),
    Text("企业、工地、餐饮、养殖等监管对象。", "Enterprises, sites, kitchens, farms under supervision."),
    (
        Column(
            "code",
            Text("代码", "Code"),
            "code",
            aliases=("统一社会信用代码", "排污许可证编号", "编号"),
            note=Text("统一社会信用代码最好；空着按名称认。", "The credit code is best; empty: known by its name."),
            example="91530000EXAMPLE000",
            longest=60,
        ),
        *names("示例公司", "Example Company", "企业名称", "单位名称"),
        Column(
            "kind",
            Text("种类", "Kind"),
            "choice",
            True,
            ("行业", "类别"),
            choices(Source.Kind, SOURCE_KINDS),
            example="工业企业",
        ),
        AREA,
        named("grid_cell", "网格", "Grid cell"),
        *coordinates(),
    ),
    source,
    after=("areas",),
)
STATIONS = Kind(
    "stations",
    Text("空气站点", "Air stations"),
    Text("国控、省控、市控和乡镇站。", "National, provincial, city and township stations."),
    (
        code("站点编号", "Station code", required=True, example="0000A"),
        *names("示例站", "Example station", "站点名称", "点位名称"),
        Column(
            "level",
            Text("级别", "Level"),
            "choice",
            True,
            ("站点类型",),
            choices(Station.Level, LEVELS),
            example="国控",
        ),
        AREA,
        Column(
            "evaluated",
            Text("参与评价", "Evaluated"),
            "yes_no",
            note=Text("对照点不参与。空着算参与。", "Control points are not. Empty: yes."),
        ),
        replace(LONGITUDE, required=True, note=DEGREES),
        replace(LATITUDE, required=True, note=DEGREES),
    ),
    station,
    after=("areas",),
)
