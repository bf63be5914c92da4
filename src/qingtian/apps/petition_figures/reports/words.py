"""What reports say besides their figures."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from qingtian.language import Text
from qingtian.procedures import load_procedures

TITLE = Text("{period}{kind}", "{kind}, {period}")
VOLUME = Text(
    "本期收到报告 {reports} 件，并案后 {matters} 件；在办 {open} 件，办结 {ended} 件，逾期 {overdue} 件。"
    "另一单位到现场核实 {looked_at} 件，看到已改好 {verified} 件。"
    "反映人评价 {rated} 件，满意、基本满意 {satisfied} 件。",
    "{reports} reports were received, {matters} matters once merged; {open} open, {ended} ended, {overdue} overdue. "
    "Another unit looked at {looked_at} on site and found {verified} put right. "
    "{rated} were rated, {satisfied} satisfied or fairly so.",
)
ON_BEFORE, ON_YEAR = Text("与上期比：", "On the period before: "), Text("与上年同期比：", "On the year before: ")
CHANGED = Text("{percent}%（那时 {before} 件）。", "{percent} % ({before} then).")
MEASURE, RATE = Text("项目", "Measure"), Text("率", "Rate")
COUNTS, DEFINITION = Text("件数", "Counts"), Text("口径", "Definition")
COMPARED = (
    *(Text("本期", "Period"), Text("上期", "Before"), Text("环比%", "Change, %")),
    *(Text("上年同期", "Year before"), Text("同比%", "On the year, %")),
)
AREA, NO_AREA = Text("地方", "Place"), Text("属地没定", "Not settled")
UNIT, NOBODY = Text("承办单位", "Handling unit"), Text("还没有分给单位", "Not given yet")
ACT, TIMES = Text("工作", "Work"), Text("次数", "Times")
COMPLAINED = Text("被反映的单位", "Unit complained of")
COMPLAINED_NOTE = Text(
    "按污染源名录里的单位名称在遮盖过身份的正文里数，只数单位，不数个人；同一件提到几家各算一次。",
    "Counted by names of the registry of sources in words whose identities are covered: units, never persons.",
)
NONE_NAMED = Text("没有报告点名污染源名录里的单位。", "No report names a unit of the registry of sources.")
KIND_UNKNOWN = Text(
    "一件可能有几种类型，各算一次；{n} 件没有说类型。", "A report of several kinds counts in each; {n} say none."
)
ASSESSMENT = Text(
    "各地 12345 的考核口径不同，我们没有读到正式文本：下表是本系统自己量出来的数，"
    "按常见的考核项目排列，报送前请对照当地办法。",
    "Cities assess 12345 in different ways and we have read no official text: these are our own measured figures in "
    "the order offices often use. Compare them with the local rules before sending.",
)
SUGGESTIONS = Text(
    "本期答复建议意见 {all} 件：采纳 {n_wholly} 件，部分采纳 {n_partly} 件，未采纳 {n_not} 件。",
    "{all} suggestions were answered: {n_wholly} adopted, {n_partly} partly, {n_not} not.",
)
HEADS: Mapping[str, Text] = {
    "volume": Text("总体情况", "Volume"),
    "kinds": Text("污染类型", "Kinds of pollution"),
    "areas": Text("各地情况", "By place"),
    "rates": Text("办理质量", "Quality of handling"),
    "channels": Text("渠道", "Channels"),
    "handlers": Text("各承办单位", "By handling unit"),
    "complained": Text("反映较多的单位", "Units most complained of"),
    "acts": Text("转送、交办、督办", "Forwarding, assigning, supervising"),
    "suggestions": Text("建议和采纳", "Suggestions and their adoption"),
    "assessment": Text("各承办单位的 12345 工单", "12345 orders by unit"),
}
CAPTIONS: Mapping[str, Text] = {
    "volume": Text("收件和办理", "Receipt and handling"),
    "kinds": Text("各类型报告数", "Reports by kind"),
    "areas": Text("各地收件和率", "Reports and rates by place"),
    "rates": Text("率和口径", "Rates and their definitions"),
    "channels": Text("各渠道报告数", "Reports by channel"),
    "handlers": Text("各单位收件和率", "Reports and rates by unit"),
    "complained": Text("被反映较多的单位", "Units most complained of"),
    "acts": Text("本期做的工作（次）", "Work of the period (times)"),
    "assessment": Text("12345 工单承办情况", "Handling of 12345 orders"),
}
BASIS = Text(
    "数字以 {as_of} 为准冻结，SM3 {sm3}…，程序 {program}。",
    "Figures frozen as of {as_of}, SM3 {sm3}…, program {program}.",
)
OURS = Text(
    "率的口径是我们定的，全国没有读到统一规定；答复、整改、现场核实、安静是分开的事，早办结不会让能公布的率变高。",
    "The definitions are ours; we have read no national one. Answered, rectified, verified and quiet are separate "
    "facts, and closing faster raises no rate that may be published.",
)
NO_ACCUSATIONS = Text(
    "检举控告不计；不含任何反映人的信息。", "Accusations are not counted; nothing tells of a reporter."
)
RUNNING = Text("这一时段还没有过完。", "The period is not over.")
KNOWN_FROM = Text(
    "本系统的数据从 {first} 开始；那以前的是空缺，不是零。", "Data begin on {first}; before that is a gap, not nought."
)
CHINESE = "一二三四五六七八九十"


def day_words(day: date) -> Text:
    """A day as a paper closes with it."""
    return Text(f"{day.year}年{day.month}月{day.day}日", f"{day.isoformat()}")


def numbered(number: int, heading: str, language: str) -> str:
    """A heading with its number as official papers write it: 一、…"""
    return f"{CHINESE[number - 1]}、{heading}" if language == "zh" else f"{number}. {heading}"


def _choices(act: str, field: str) -> Mapping[str, Text]:
    found = load_procedures().editions("petition")[-1].named(act)
    declared = found.field(field) if found else None
    return declared.choices if declared else {}


def kind_titles() -> Mapping[str, Text]:
    """Kinds of pollution as declared."""
    return _choices("receive", "kinds")


def channel_titles() -> Mapping[str, Text]:
    """Channels as declared."""
    return _choices("receive", "channel")


def act_title(act: str) -> Text:
    """An act as declared."""
    found = load_procedures().editions("petition")[-1].named(act)
    return found.title if found else Text(act, act)
