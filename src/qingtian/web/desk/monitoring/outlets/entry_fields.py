"""The questions of each form about an outlet; what is wrong stands beside its field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from qingtian.errors import Refused
from qingtian.language import Text
from qingtian.web.design.fields import Choice, FieldView
from qingtian.web.desk import references
from qingtian.web.desk.monitoring.outlets.words import MARKS, MEDIA

NOT_SAID = Choice("", Text("— 请选 —", "— choose —"))
CODE = Text("如 a21026、w01018（HJ 212）。", "Such as a21026 or w01018 (HJ 212).")
MOMENT = Text("写成 2026-11-20 02:00。", "Write it like 2026-11-20 02:00.")
MEANS = [NOT_SAID, Choice("hour", Text("小时均值", "Mean of an hour")), Choice("day", Text("日均值", "Mean of a day"))]


def fields_of(what: str, typed: Mapping[str, str], refused: Refused | None, on: date) -> list[FieldView]:
    """The fields of ``outlet``, ``limit``, ``instrument`` or ``mark`` with what was typed."""
    asked = {"outlet": _outlet, "limit": _limit, "instrument": _instrument, "mark": _mark}[what](on)
    wrong = {refused.where: refused.message} if refused else {}
    return [
        replace(view, value=typed.get(view.name, view.value)[:400], error=wrong.get(view.name, "")) for view in asked
    ]


def _factor(*, required: bool = True) -> FieldView:
    return FieldView("factor", Text("因子编码", "Code of the factor"), hint=CODE, required=required, width="short")


def _outlet(on: date) -> list[FieldView]:
    media = [NOT_SAID, *(Choice(code, words) for code, words in MEDIA.items())]
    areas = [NOT_SAID, *references.areas()]
    return [
        FieldView("number", Text("编号", "Number"), maxlength=40, width="medium"),
        FieldView("name_zh", Text("名称", "Name in Chinese"), maxlength=120),
        FieldView("name_en", Text("英文名称", "Name in English"), maxlength=160),
        FieldView("party", Text("排污单位（编号、代码或全称）", "Unit (number, code or full name)"), maxlength=200),
        FieldView("area", Text("属地", "Area"), "select", choices=areas),
        FieldView("medium", Text("介质", "Medium"), "select", choices=media),
        FieldView("permit_number", Text("排污许可证编号", "Permit"), required=False, maxlength=40),
        FieldView("reference_oxygen", Text("基准含氧量（%）", "Reference oxygen (%)"), required=False, width="short"),
        FieldView("networked_on", Text("联网日期", "On the network since"), "date", value=str(on), width="date"),
    ]


def _limit(on: date) -> list[FieldView]:
    return [
        _factor(),
        FieldView("mean", Text("适用于", "Applies to"), "select", choices=MEANS),
        FieldView("limit", Text("限值", "Limit"), width="short"),
        FieldView("lowest", Text("下限（pH 等）", "Lowest (pH)"), required=False, width="short"),
        FieldView("unit", Text("单位", "Unit"), required=False, maxlength=16, width="short", placeholder="mg/m³"),
        FieldView("converted", Text("按折算值", "On the converted value"), "checkbox", required=False),
        FieldView("basis", Text("依据（许可证、标准和条款）", "Basis: permit, standard and clause"), maxlength=200),
        FieldView("valid_from", Text("从", "From"), "date", value=str(on), width="date"),
        FieldView("valid_until", Text("到", "Until"), "date", required=False, width="date"),
    ]


def _instrument(on: date) -> list[FieldView]:
    return [
        _factor(),
        FieldView("maker", Text("生产厂家", "Maker"), required=False, maxlength=80),
        FieldView("model", Text("型号", "Model"), required=False, maxlength=80),
        FieldView("serial", Text("序列号", "Serial number"), required=False, maxlength=40),
        FieldView("range_low", Text("量程下限", "Range from"), required=False, width="short"),
        FieldView("range_high", Text("量程上限", "Range to"), required=False, width="short"),
        FieldView("installed_on", Text("安装日期", "Installed on"), "date", value=str(on), width="date"),
    ]


def _mark(on: date) -> list[FieldView]:
    kinds = [NOT_SAID, *(Choice(code, words) for code, words in MARKS.items())]
    return [
        FieldView("kind", Text("种类", "Kind"), "select", choices=kinds),
        replace(_factor(required=False), hint=Text("所有因子的，空着。", "Empty for every factor.")),
        FieldView("begins_at", Text("从", "From"), hint=MOMENT, width="medium"),
        FieldView("ends_at", Text("到", "Until"), hint=MOMENT, width="medium"),
        FieldView("declared_at", Text("企业申报的时间", "Declared at"), hint=MOMENT, width="medium"),
        FieldView("words", Text("企业的说明", "What the unit says"), maxlength=400),
    ]
