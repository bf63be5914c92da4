"""Regions of evaluation (评价区域): one row says that a station counts for a region, and since when."""

from __future__ import annotations

from typing import Any

from qingtian.apps.air.models import Region, RegionStation
from qingtian.apps.places.models import Area, Station
from qingtian.language import Text
from qingtian.ledgers.kinds.base import Kind, Outcome, RejectedRow, Setting, Values, code_of, find
from qingtian.ledgers.kinds.columns import named
from qingtian.tables import Column


def _region(values: Values) -> tuple[Region, Outcome]:
    """The region of that name: that of an area where one is called so, else a composed one."""
    name = values["region"]
    area = Area.objects.filter(name_zh=name).first() or Area.objects.filter(code=name).first()
    found = Region.objects.filter(code=name).first() or Region.objects.filter(name_zh=name).first()
    group = {"group_zh": values["group"] or ""}
    if group["group_zh"]:
        known = Region.objects.filter(group_zh=group["group_zh"]).exclude(group="").first()
        group |= {
            "group": known.group if known else code_of({}, "group", group["group_zh"]),
            "group_en": known.group_en if known else group["group_zh"],
        }
    if found is None:
        code = area.code if area else code_of({}, "region", name)
        kind = Region.Kind.AREA if area else Region.Kind.COMPOSED
        names = {"name_zh": area.name_zh if area else name, "name_en": area.name_en if area else name}
        order = Region.objects.count() + 1
        return Region.objects.create(code=code, kind=kind, area=area, order=order, **names, **group), "created"
    return found, _brought_into_line(found, group if group["group_zh"] else {})


def _brought_into_line(region: Region, values: dict[str, Any]) -> Outcome:
    changed = {name: value for name, value in values.items() if getattr(region, name) != value}
    for name, value in changed.items():
        setattr(region, name, value)
    if changed:
        region.save()
    return "changed" if changed else "unchanged"


def member(values: Values, setting: Setting) -> Outcome:
    """A station counts for a region; two rows of one station and region need different first days."""
    station = find(Station, values["station"], "station")
    first, last = values["first_day"], values["last_day"]
    if first and last and last < first:
        raise RejectedRow("“到”早于“从”。", "“Until” lies before “from”.", "last_day")
    if not station.evaluated:
        raise RejectedRow("对照点不参与评价，不属于任何区域。", "A control point counts for no region.", "station")
    setting.once(f"{values['region']}/{station.code}/{first}")
    region, outcome = _region(values)
    row = RegionStation.objects.filter(region=region, station=station, first_day=first).first()
    if row is None:
        RegionStation.objects.create(region=region, station=station, first_day=first, last_day=last)
        return "created"
    if row.last_day == last:
        return outcome
    row.last_day = last
    row.save()
    return "changed"


REGIONS = Kind(
    "regions",
    Text("评价区域", "Regions of evaluation"),
    Text(
        "哪个站点算在哪个区域里，从哪天起；名称不是区县的算组合区域，如主城区。",
        "Which station counts for which region, since when; a name that is no area makes a composed region.",
    ),
    (
        Column(
            "region", Text("评价区域", "Region"), required=True, aliases=("区域", "地区"), example="示例区", longest=80
        ),
        named("station", "站点", "Station", "站点编号", "点位", required=True, example="0000A"),
        Column("group", Text("排名分组", "Ranking group"), aliases=("分组",), example="国考区域", longest=40),
        Column(
            "first_day",
            Text("从", "From"),
            "date",
            aliases=("开始日期",),
            note=Text("空着：一直算。", "Empty: always."),
        ),
        Column("last_day", Text("到", "Until"), "date", note=Text("空着：还在算。", "Empty: still.")),
    ),
    member,
    after=("areas", "stations"),
)
