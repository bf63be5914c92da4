"""Points, samples and results of soil, and key units (土壤): one row a point, one row a sample with its items."""

from __future__ import annotations

from datetime import date

from qingtian.apps.parties.models import Party
from qingtian.apps.places.models import Area, Source
from qingtian.apps.soil.actions.keep_result import NewResult, keep_result
from qingtian.apps.soil.models import KeyUnit, SoilPoint, SoilSample
from qingtian.apps.soil.queries import PH
from qingtian.errors import QingtianError
from qingtian.language import Text
from qingtian.ledgers.kinds.base import (
    ADMINISTRATORS,
    Kind,
    Outcome,
    RejectedRow,
    Setting,
    Values,
    choices,
    english,
    find,
    stored,
)
from qingtian.ledgers.kinds.columns import code, named, names
from qingtian.ledgers.kinds.places import coordinates, degrees
from qingtian.standards.air.feed import Unreadable
from qingtian.standards.reading_cells import content
from qingtian.standards.soil import items, land_uses
from qingtian.tables import Column

IMPORTERS = ADMINISTRATORS | {"analyst"}
HOME = "desk:soil"
LAND_USES = choices(SoilPoint.LandUse, {use: declared.title.en for use, declared in land_uses().items()})
UNREADABLE = {
    "negative": ("不能是负数。", "It cannot be negative."),
    "bad_number": ("写成数，低于检出限写 <0.01。", "Write a number; below detection <0.01."),
}


def point(values: Values, setting: Setting) -> Outcome:
    """A point; the land user is named by the number of a party."""
    setting.once(values["code"])
    return stored(
        SoilPoint,
        {"code": values["code"]},
        {
            "name_zh": values["name_zh"],
            "name_en": english(values),
            "plot": values["plot"],
            "land_use": values["land_use"],
            "area": find(Area, values["area"], "area"),
            "source": find(Source, values["source"], "source"),
            "land_user": _party(values["land_user"]),
            **degrees(values),
        },
    )


def _party(number: str | None) -> Party | None:
    if not number:
        return None
    if found := Party.objects.filter(number=number).first():
        return found
    raise RejectedRow("没有这个当事人编号；姓名不要写在这里。", "No party has this number; no names here.", "land_user")


def sample(values: Values, setting: Setting) -> Outcome:
    """A sample with its items: each kept once, another value as a revision beside the first."""
    at = find(SoilPoint, values["point"], "point")
    on: date = values["sampled_on"]
    if on > setting.now.date():
        raise RejectedRow("采样日期在今天以后。", "It was sampled after today.", "sampled_on")
    setting.once(f"{at.code}/{on}/{values['layer']}")
    results = [one for name in (PH, *items()) if (one := _result(values, name)) is not None]
    if not results:
        raise RejectedRow("一个项目都没有。", "It holds no item.")
    row, new = SoilSample.objects.get_or_create(
        point=at,
        sampled_on=on,
        layer=values["layer"],
        defaults={"land_use": values["land_use"] or at.land_use, "laboratory": values["laboratory"] or ""},
    )
    try:
        outcomes = {keep_result(row, one, origin=setting.origin, at=setting.now) for one in results}
    except QingtianError as refused:
        raise RejectedRow(refused.message.zh, refused.message.en, refused.where) from None
    if new:
        return "created"
    return "unchanged" if outcomes == {"unchanged"} else "changed"


def _result(values: Values, name: str) -> NewResult | None:
    written = values[name] or ""
    try:
        found = content(written, name)
    except Unreadable as fault:
        raise RejectedRow(*UNREADABLE[fault.reason], name) from None
    if found is None:
        return None
    if name == PH and (found[1] or found[0] > 14):
        raise RejectedRow("pH 应在 0 到 14 之间。", "A pH lies from 0 to 14.", name)
    return NewResult(name, written.strip(), *found)


def key_unit(values: Values, setting: Setting) -> Outcome:
    """A stay on the list of key units."""
    source = find(Source, values["source"], "source")
    first, last = values["first_day"], values["last_day"]
    if last and last < first:
        raise RejectedRow("“到”早于“从”。", "“Until” lies before “from”.", "last_day")
    setting.once(f"{source.code}/{first}")
    return stored(KeyUnit, {"source": source, "first_day": first}, {"last_day": last, "listed_by": values["listed_by"]})


SOIL_POINTS = Kind(
    "soil_points",
    Text("土壤点位", "Soil points"),
    Text(
        "点位、地块、用途、区县；土地使用人只写当事人编号，不写姓名。",
        "Points, plots, use, area; of the land user the number of a party, never a name.",
    ),
    (
        code(required=True, example="soil-0001"),
        *names("示例点位", "Example point", "点位名称"),
        Column("plot", Text("地块", "Plot"), required=True, example="示例地块", longest=120),
        Column(
            "land_use", Text("用途", "Use of the land"), "choice", True, ("土地利用类型",), LAND_USES, example="水田"
        ),
        named("area", "区县", "Area", "所属区域", required=True, example="示例区"),
        named("source", "污染源", "Source", "单位"),
        Column("land_user", Text("土地使用人编号", "Number of the land user"), "code", longest=20, private=True),
        *coordinates(),
    ),
    point,
    after=("areas",),
    roles=IMPORTERS,
    home=HOME,
)
SOIL_SAMPLES = Kind(
    "soil_samples",
    Text("土壤检测结果", "Soil results"),
    Text(
        "每行一个样品；含量为 mg/kg，空着是没有测，低于检出限写 <0.01。再导入不同的数，原来的留着。",
        "A sample a row; contents in mg/kg, empty = not measured, below detection <0.01. Another value is kept beside.",
    ),
    (
        named("point", "点位", "Point", "点位代码", required=True, example="示例点位"),
        Column("sampled_on", Text("采样日期", "Sampled on"), "date", True),
        Column(
            "layer", Text("采样层次（cm）", "Layer (cm)"), required=True, aliases=("层次",), example="0-20", longest=40
        ),
        Column(
            "land_use",
            Text("当时用途", "Use on that day"),
            "choice",
            choices=LAND_USES,
            note=Text("空着：同点位现在的用途。", "Empty: as the point is used today."),
        ),
        Column("laboratory", Text("检测单位", "Laboratory"), longest=120),
        Column(PH, Text("pH", "pH value"), example="6.5", longest=20),
        *(
            Column(item, Text(f"{item}（{words.zh}）", f"{item} ({words.en})"), aliases=(words.zh,), longest=20)
            for item, words in items().items()
        ),
    ),
    sample,
    after=("soil_points",),
    roles=IMPORTERS,
    home=HOME,
)
SOIL_KEY_UNITS = Kind(
    "soil_key_units",
    Text("土壤污染重点监管单位", "Key units of soil supervision"),
    Text("名录公布的单位，从哪天起在名录里。", "Units of the published list, and since when."),
    (
        named("source", "污染源", "Source", "单位", required=True, example="示例公司"),
        Column("first_day", Text("从", "From"), "date", True),
        Column("last_day", Text("到", "Until"), "date"),
        Column("listed_by", Text("名录文号", "Number of the list"), required=True, longest=120),
    ),
    key_unit,
    after=("sources",),
    roles=IMPORTERS,
    home=HOME,
)
