"""What the annual report says besides its figures."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from qingtian.language import Text
from qingtian.procedures import load_procedures

TITLE = Text(
    "{area}{year}年环境状况和环境保护目标完成情况的报告", "{area}: report on the environment and its targets, {year}"
)
OPENS = Text("报告依据", "Why this is reported")
OPENING = Text(
    "根据{basis}，现报告{area}{year}年环境状况和环境保护目标完成情况，请予审议。",
    "Under {basis}, the state of the environment of {area} and the completion of its targets in {year} are reported.",
)
AIR, AIR_PART = Text("环境空气质量", "Air"), Text("空气：", "Air: ")
TARGETS = Text("目标完成情况", "Completion of the targets")
NO_TARGET = Text(
    "系统里没有录入这一年的目标，请补充目标和依据。", "No target of that year is entered; add it with its document."
)
PETITIONS = Text("群众反映和办理", "What residents reported, and how it was handled")
PETITIONS_SAID = Text(
    "全年收到群众反映 {reports} 件，并案后 {matters} 件；办结 {ended} 件，在办 {open} 件，其中逾期 {overdue} 件。",
    "{reports} reports were received, {matters} matters once merged; {ended} ended, {open} open, {overdue} overdue.",
)
PETITIONS_TABLE = Text("群众反映的办理", "Handling of reports")
KINDS = Text("各类污染的报告数", "Reports by kind of pollution")
CASES = Text("突出问题和领导包案", "Prominent problems under a leader")
CASES_SAID = Text(
    "列入当年的包案 {whole} 件，已销号 {closed} 件，还在办 {open} 件。",
    "{whole} cases of the year: {closed} closed out, {open} still open.",
)
CASES_TABLE = Text("包案按来源级别", "Cases by level of their source")
LEVEL, LEVELS = (
    Text("来源级别", "Level"),
    {
        "central": Text("中央", "Central"),
        "provincial": Text("省级", "Provincial"),
        "city": Text("市级", "City"),
    },
)
MEASURE, COUNT = Text("项目", "Measure"), Text("件", "Count")
MISSING = Text("缺：{why}没有数据的地方没有写数。", "Missing: {why} Where there are no data, no figure is given.")
FROZEN = Text(
    "数字以 {as_of} 为准冻结，SM3 {sm3}…，程序 {program}。",
    "Figures frozen as of {as_of}, SM3 {sm3}…, program {program}.",
)
SOURCES = Text(
    "空气的数来自年度空气数据，信访的数来自信访数字，包案的数来自包案清单，各和自己的页面一致。",
    "Air comes from the annual figures of the air, petitions from the figures of petitions, cases from the cases; each "
    "equals its own page.",
)
RUNNING = Text("这一年还没有过完。", "The year is not over.")
SNAPSHOT = Text("空气数据湖快照 {snapshot}。", "Snapshot of the air's data: {snapshot}.")
CHINESE = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")


def numbered(number: int, heading: str, language: str) -> str:
    """A heading with its number as official papers write it: 一、…"""
    return f"{CHINESE[number - 1]}、{heading}" if language == "zh" else f"{number}. {heading}"


def day_words(day: date) -> Text:
    """A day as a paper closes with it."""
    return Text(f"{day.year}年{day.month}月{day.day}日", f"{day.isoformat()}")


def kind_titles() -> Mapping[str, Text]:
    """Kinds of pollution as declared."""
    found = load_procedures().editions("petition")[-1].named("receive")
    declared = found.field("kinds") if found else None
    return declared.choices if declared else {}
