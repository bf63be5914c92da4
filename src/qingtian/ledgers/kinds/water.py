"""Sections of water with their targets (断面和目标), and the values measured there (水质监测值), as ledgers."""

from __future__ import annotations

from typing import Any

from qingtian.apps.places.models import Area
from qingtian.apps.water.actions.take_values import NewValue, take_values
from qingtian.apps.water.models import Basin, Section, SectionTarget, WaterImport, WaterValue
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
    code_of,
    english,
    find,
    stored,
)
from qingtian.standards.periods import Period, period
from qingtian.standards.water import CLASSES, items
from qingtian.standards.water.measured import UnreadableValue, of_item
from qingtian.tables import Column
from qingtian.tables.columns import Choice

ANALYSTS = ADMINISTRATORS | {"analyst"}
HOME = "desk:water"
FAULTS = {
    "bad_number": Text("不是数，也不是 <检出限。", "It is neither a number nor < and a detection limit."),
    "negative": Text("不能是负数。", "It cannot be below zero."),
    "out_of_range": Text("pH 在 0 和 14 之间，不写 <。", "A pH lies between 0 and 14, without <."),
}


def take_section(values: Values, setting: Setting) -> Outcome:
    """One section, brought into line; a target of a year is added beside the earlier one where it differs."""
    code = code_of(values, "water", values["name_zh"])
    setting.once(f"{code}/{values['year'] or ''}")
    fields = {
        "name_zh": values["name_zh"],
        "name_en": english(values),
        "kind": values["kind"] or Section.Kind.SECTION,
        "waterbody": values["waterbody"],
        "level": values["level"],
        "area": find(Area, values["area"], "area"),
        "basin": _basin(values["basin"]),
        "order": values["order"] or 0,
    }
    outcome = stored(Section, {"code": code}, fields)
    if not values["grade"]:
        return outcome
    if not values["year"] or not values["basis"]:
        raise RejectedRow("目标要写年度和依据文件。", "A target needs its year and the document.", "basis")
    section = Section.objects.get(code=code)
    wanted = {"grade": values["grade"], "basis": values["basis"][:200]}
    last = SectionTarget.objects.filter(section=section, year=values["year"]).last()
    if last and {"grade": last.grade, "basis": last.basis} == wanted:
        return outcome
    SectionTarget.objects.create(section=section, year=values["year"], by=setting.origin[:80], at=setting.now, **wanted)
    return outcome if outcome == "created" else "changed"


def _basin(name: str) -> Basin:
    found = Basin.objects.filter(code=name).first() or Basin.objects.filter(name_zh=name).first()
    if found:
        return found
    code = code_of({}, "basin", name)
    return Basin.objects.create(code=code, name_zh=name[:80], name_en=name[:120])


def take_values_of_row(values: Values, setting: Setting) -> Outcome:
    """One section in one period: every item with a value. Empty is not measured."""
    section = find(Section, values["section"], "section")
    when = _period(values["period"])
    setting.once(f"{section.code}/{when.id}")
    read = [one for code in items() if (one := _value(section, when, code, values))]
    if not read:
        raise RejectedRow("这一行一个值也没有。", "The row holds no value.")
    brought, _ = WaterImport.objects.get_or_create(origin=setting.origin, at=setting.now)
    try:
        taken = take_values(read, brought, why=values["why"] or "", source=values["source"] or WaterValue.Source.MANUAL)
    except QingtianError as refused:
        raise RejectedRow(refused.message.zh, refused.message.en, "why") from None
    return "changed" if taken.revised else "created" if taken.new else "unchanged"


def take_source_value(values: Values, setting: Setting) -> Outcome:
    """One item of a drinking-water source beyond Table 1; the name of the item is that of the entered table."""
    section = find(Section, values["section"], "section")
    if section.kind != Section.Kind.SOURCE:
        raise RejectedRow("这不是饮用水水源地。", "This is no drinking-water source.", "section")
    when, code = _period(values["period"]), str(values["item"])
    if code in items():
        raise RejectedRow("这一项用水质监测值那张表导入。", "Import this item with the values of water.", "item")
    setting.once(f"{section.code}/{when.id}/{code}")
    read = _value(section, when, code, {code: values["value"]})
    if read is None:
        raise RejectedRow("没有值。", "There is no value.", "value")
    brought, _ = WaterImport.objects.get_or_create(origin=setting.origin, at=setting.now)
    try:
        taken = take_values([read], brought, why=values["why"] or "")
    except QingtianError as refused:
        raise RejectedRow(refused.message.zh, refused.message.en, "why") from None
    return "changed" if taken.revised else "created" if taken.new else "unchanged"


def _period(written: str) -> Period:
    try:
        found = period(written)
    except QingtianError as refused:
        raise RejectedRow(refused.message.zh, refused.message.en, "period") from None
    if found.kind not in ("month", "day"):
        raise RejectedRow("时段写成月份或日期。", "The period is a month or a day.", "period")
    return found


def _value(section: Section, when: Period, code: str, values: Values) -> NewValue | None:
    text = (values[code] or "").strip()
    try:
        found = of_item(code, text)
    except UnreadableValue as fault:
        words = FAULTS[fault.reason]
        raise RejectedRow(words.zh, words.en, code) from None
    return NewValue(section, code, when, text, found) if found else None


LEVELS = choices(Section.Level, {"national": "National", "provincial": "Provincial", "city": "City"})
BODIES = choices(Section.Waterbody, {"river": "River", "lake": "Lake or reservoir"}, {"river": "河", "lake": "湖 水库"})
KINDS_OF = choices(Section.Kind, {"section": "Section", "source": "Drinking-water source"}, {"section": "断面 点位"})
GRADES = tuple(
    Choice(grade, Text(f"{grade}类", f"Class {grade}"), (grade, f"{roman}类", roman))
    for grade, roman in zip(CLASSES[:-1], "ⅠⅡⅢⅣⅤ", strict=True)
)
WATER_SECTIONS = Kind(
    code="water_sections",
    title=Text("水质断面和目标", "Sections of water and their targets"),
    about=Text(
        "断面、湖库点位和饮用水水源地，每年的目标类别和依据；目标后录的优先，先录的保留。",
        "Sections, points of lakes, drinking-water sources, the target class of each year with its document.",
    ),
    columns=(
        Column("code", Text("断面编号", "Code"), "code", aliases=("编号", "代码"), example="示例-W01"),
        Column("name_zh", Text("断面名称", "Name"), required=True, aliases=("名称", "断面"), example="示例断面"),
        Column("name_en", Text("英文名称", "Name in English"), example="Sample section"),
        Column("kind", Text("种类", "Kind"), "choice", choices=KINDS_OF),
        Column("waterbody", Text("水体类型", "Waterbody"), "choice", True, choices=BODIES, example="河流"),
        Column("level", Text("级别", "Level"), "choice", True, ("控制级别",), choices=LEVELS, example="国控"),
        Column("area", Text("所在区县", "Area"), required=True, aliases=("区县", "行政区"), example="示例区"),
        Column("basin", Text("流域（水系）", "Basin"), required=True, aliases=("流域", "水系"), example="示例河"),
        Column("order", Text("次序", "Order"), "whole"),
        Column("year", Text("目标年度", "Year of the target"), "whole", aliases=("年度",), example="2026"),
        Column(
            "grade", Text("目标类别", "Target class"), "choice", choices=GRADES, aliases=("水质目标",), example="III类"
        ),
        Column("basis", Text("目标依据", "Document of the target"), aliases=("依据文件",), longest=200),
    ),
    take=take_section,
    after=("areas",),
    roles=ANALYSTS,
    home=HOME,
)


def _item_column(code: str) -> Column:
    item: Any = items()[code]
    unit = f"（{item.unit}）" if item.unit else ""
    return Column(
        code,
        Text(f"{item.name.zh}{unit}", f"{item.name.en} ({item.unit})" if item.unit else item.name.en),
        aliases=(item.name.zh, item.name.en, *item.also),
        longest=40,
        example={"pH": "7.4", "COD": "14", "Cu": "<0.001"}.get(code, ""),
    )


WATER_VALUES = Kind(
    code="water_values",
    title=Text("水质监测值", "Values of water"),
    about=Text(
        "一行一个断面一个月：空着是没有监测，<x 是低于检出限。和已有的值不同，要写修订理由，先前的值保留。",
        "A section and a month a row: empty is not measured, <x below detection. What differs from a value held needs a"
        " reason; the earlier value stays.",
    ),
    columns=(
        Column(
            "section",
            Text("断面", "Section"),
            required=True,
            aliases=("断面名称", "断面编号", "点位"),
            example="示例-W01",
        ),
        Column("period", Text("时段", "Period"), "code", True, ("月份", "监测时间"), example="2026-10"),
        Column(
            "source",
            Text("来源", "Source"),
            "choice",
            choices=choices(WaterValue.Source, {"manual": "Sampled by hand", "auto": "Automatic"}),
        ),
        *(_item_column(code) for code in items()),
        Column("why", Text("修订理由", "Why revised"), aliases=("更正理由",), longest=300),
    ),
    take=take_values_of_row,
    after=("water_sections",),
    roles=ANALYSTS,
    home=HOME,
)
WATER_SOURCE_VALUES = Kind(
    code="water_source_values",
    title=Text("饮用水水源地补充和特定项目", "Further items of drinking-water sources"),
    about=Text(
        "一行一个水源地一个月一个项目；项目名称和本局录入的限值表一致，没有录入限值就不判断。",
        "A source, a month and an item a row, named as in the table of limits the office entered; without it nothing is"
        " judged.",
    ),
    columns=(
        Column("section", Text("水源地", "Source"), required=True, aliases=("水源地名称", "断面"), example="示例水库"),
        Column("period", Text("时段", "Period"), "code", True, ("月份", "监测时间"), example="2026-10"),
        Column("item", Text("项目", "Item"), required=True, aliases=("监测项目",), longest=40, example="硫酸盐"),
        Column(
            "value", Text("值（mg/L）", "Value (mg/L)"), required=True, aliases=("值", "浓度"), longest=40, example="35"
        ),
        Column("why", Text("修订理由", "Why revised"), aliases=("更正理由",), longest=300),
    ),
    take=take_source_value,
    after=("water_sections",),
    roles=ANALYSTS,
    home=HOME,
)
