"""Whether the map and the air have what they need: stations, outlines, the approval number."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from qingtian.apps.places.models import Station
from qingtian.config.city import city
from qingtian.founding.checks.asking import below_the_city, check, name_of
from qingtian.language import Text


def stations(on: date) -> Sequence[Text]:
    if Station.objects.filter(level=Station.Level.NATIONAL).exists():
        return []
    return [Text("没有国控站", "There is no national station")]


def doubtful_stations(on: date) -> Sequence[Text]:
    return [name_of(station) for station in Station.objects.exclude(certainty="sure")]


def map_number(on: date) -> Sequence[Text]:
    return [] if city().map_number else [Text("还没有审图号", "There is no approval number")]


def outlines(on: date) -> Sequence[Text]:
    return [name_of(area) for area in below_the_city() if not area.boundary]


CHECKS = (
    check(
        "stations",
        "有国控站",
        "There are national stations",
        stations,
        ("空气页没有数。", "The air pages stay empty."),
        ("导入站点，或装配置包。", "Import stations or load a pack."),
        mend="desk:ledger",
        args=("stations",),
        must=False,
    ),
    check(
        "doubtful_stations",
        "站点资料核实过",
        "Station data are verified",
        doubtful_stations,
        ("配置包里的属地和位置不都核实过。", "Not every area and place in a pack is verified."),
        ("核对后导入站点台账。", "Check them and import the ledger of stations."),
        mend="desk:ledger",
        args=("stations",),
        must=False,
    ),
    check(
        "outlines",
        "区县有边界",
        "Areas have outlines",
        outlines,
        ("地图上看不出在哪个区县。", "The map does not tell the area."),
        ("qingtian places import 边界.geojson --kind areas", "qingtian places import FILE.geojson --kind areas"),
        must=False,
    ),
    check(
        "map_number",
        "有审图号",
        "The map has its approval number",
        map_number,
        ("公开地图要标审图号。", "A public map bears its approval number."),
        ("写进 city.yaml 的 map_number。", "Write it to map_number in city.yaml."),
        must=False,
    ),
)
