"""The boxes of a version of a rule, each filled with what it is given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from qingtian.alerts.rule import KINDS, MEDIA, PERIODS, SEVERITIES
from qingtian.apps.alerts.actions.enter_rule import may_take_up
from qingtian.apps.alerts.registry import SOURCES
from qingtian.apps.alerts.words import BOUNDS, DIRECTIONS
from qingtian.language import Text
from qingtian.law.model import CERTAINTIES
from qingtian.procedures.who import ROLES
from qingtian.web.design.fields import Choice, FieldView

LONGEST = 400
#: items of a medium that the hint names
MOST = 6
SHAPES = {"frozen": Text("不动", "Frozen"), "often": Text("多次", "Often")}
GROUPS = {
    "subject": Text("各自", "Each alone"),
    "area": Text("同一区域", "The same area"),
    "party": Text("同一单位", "The same unit"),
    "neighbours": Text("相邻", "Neighbours"),
}
PLACES = {"local": Text("属地分局", "The local bureau"), "city": Text("市局", "The city's bureau")}
BOUND_NAMES = {name: Text(words.zh.replace("{n}", "…"), words.en.replace("{n}", "…")) for name, words in BOUNDS.items()}


@dataclass(frozen=True, slots=True)
class Boxes:
    """Makes boxes from the values by name."""

    values: Mapping[str, Any]

    def text(
        self, name: str, label: Text, hint: Text | str = "", *, needed: bool = True, width: str = "full"
    ) -> FieldView:
        value = self.values.get(name, "")
        return FieldView(name, label, hint=hint, value=value, required=needed, width=width, maxlength=LONGEST)

    def number(self, name: str, label: Text, *, needed: bool = False) -> FieldView:
        return self.text(name, label, needed=needed, width="short")

    def select(self, name: str, label: Text, words: Mapping[str, Text], *, empty: bool = False) -> FieldView:
        choices = [Choice("", Text("—", "—"))] if empty else []
        choices += [Choice(code, title) for code, title in words.items()]
        return FieldView(name, label, "select", value=self.values.get(name, ""), choices=choices, required=not empty)

    def of(self, name: str, label: Text, kind: Literal["date", "time"], *, needed: bool = False) -> FieldView:
        return FieldView(name, label, kind, value=self.values.get(name, ""), required=needed, width="date")


def fields_of(values: Mapping[str, Any], *, new: bool = False) -> list[FieldView]:
    """Every box with its value."""
    box = Boxes(values)
    code = box.text(
        "id", Text("规则代码", "Code of the rule"), Text("小写字母、数字、下划线。", "Small letters, figures, _.")
    )
    return [*([code] if new else []), *_what(box), *_when(box), *_whom(box), *_how_long(box)]


def _what(box: Boxes) -> list[FieldView]:
    return [
        box.text("title_zh", Text("名称", "Name in Chinese")),
        box.text("title_en", Text("英文名称", "Name in English")),
        box.select("medium", Text("介质", "Medium"), {code: MEDIA[code] for code in SOURCES if code in MEDIA}),
        box.text("item", Text("项目", "Item"), _items(), width="medium"),
        box.number("unit", Text("单位", "Unit")),
        box.select("period", Text("周期", "Period"), PERIODS),
        box.text("areas", Text("只看哪些区域（代码）", "Only these areas (codes)"), needed=False),
        box.select("group", Text("归并", "Grouping"), GROUPS),
        box.number("km", Text("相邻：几公里以内", "Neighbours: within km")),
    ]


def _when(box: Boxes) -> list[FieldView]:
    return [
        box.select("kind", Text("种类", "Kind"), KINDS),
        box.select("bound", Text("界限", "Bound"), BOUND_NAMES, empty=True),
        box.number("number", Text("界限的数", "Number of the bound")),
        box.number("by", Text("趋势：变化多少以上", "Trend: by at least")),
        box.number("within", Text("趋势：在几个周期内", "Trend: within periods")),
        box.select("direction", Text("趋势：方向", "Trend: direction"), DIRECTIONS, empty=True),
        box.select("shape", Text("形态", "Pattern"), SHAPES, empty=True),
        box.number("times", Text("形态：几次", "Pattern: times")),
        box.number("out_of", Text("形态：最近几个周期里", "Pattern: of the last periods")),
        box.number("for_periods", Text("连续几个周期才告警", "Periods in a row to raise"), needed=True),
        box.number("clear_beyond", Text("恢复的界限（回差）", "Clears beyond (hysteresis)")),
        box.number("clear_periods", Text("连续几个周期才恢复", "Periods in a row to clear"), needed=True),
    ]


def _whom(box: Boxes) -> list[FieldView]:
    roles, chosen = [Choice(code, ROLES[code]) for code in may_take_up()], box.values.get("roles", [])
    return [
        box.select("severity", Text("轻重", "Severity"), SEVERITIES),
        box.select("organ", Text("告诉哪里", "Whom: organ"), PLACES),
        FieldView("roles", Text("告诉哪些岗位", "Whom: posts"), "checkboxes", value=chosen, choices=roles),
        box.number("answer_hours", Text("几小时内认领", "Taken up within hours"), needed=True),
        box.number("repeat_hours", Text("几小时提醒一次（0 不提醒）", "Reminded every hours (0 never)"), needed=True),
        box.of("quiet_begin", Text("静默从", "Quiet from"), "time"),
        box.of("quiet_end", Text("静默到", "Quiet until"), "time"),
    ]


def _how_long(box: Boxes) -> list[FieldView]:
    return [
        box.of("valid_from", Text("从", "In force from"), "date", needed=True),
        box.of("valid_until", Text("到", "Until"), "date"),
        box.text("source_zh", Text("数值从哪里来", "Where the numbers come from, in Chinese")),
        box.text("source_en", Text("英文出处", "Where they come from, in English")),
        box.select("certainty", Text("核实程度", "Certainty"), CERTAINTIES),
    ]


def _items() -> Text:
    """The items of every medium, of long lists the first few."""
    zh, en = [], []
    for medium, source in SOURCES.items():
        if medium in MEDIA:
            items = [f"{one.code} {one.unit}".strip() for one in source.items()]
            shown, more = items[:MOST], len(items) > MOST
            zh.append(f"{MEDIA[medium].zh} {'、'.join(shown)}{' 等' if more else ''}")
            en.append(f"{MEDIA[medium].en} {', '.join(shown)}{' and others' if more else ''}")
    return Text("；".join(zh) or "—", "; ".join(en) or "—")
