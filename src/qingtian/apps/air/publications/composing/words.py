"""Words all publications share: days, categories, pollutants, coverage, and the notes under them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from zoneinfo import ZoneInfo

from qingtian.apps.air.publications.issue import ITEMS, NAMES, Issue, Place
from qingtian.language import Text
from qingtian.standards.air.categories import categories
from qingtian.standards.air.held import packaged

SHANGHAI = ZoneInfo("Asia/Shanghai")
WEEKDAYS = {"zh": ["一", "二", "三", "四", "五", "六", "日"], "en": ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]}
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
#: the greatest span of a ranking's groups on paper; a name of four characters stands in two lines
TWO_LINES = 4

UNITS = Text(
    "浓度单位为微克/立方米，CO为毫克/立方米{percentiles}。", "Concentrations are in µg/m³, CO in mg/m³{percentiles}."
)
PERCENTILE = {
    "O3_8h": Text("O3为日最大8小时平均第{p}百分位数", "O3 is percentile {p} of daily maximum 8-hour means"),
    "": Text("{item}为日均值第{p}百分位数", "{item} is percentile {p} of day means"),
}
LIMITS = Text(
    "按{edition}二级限值计算，比较的两年用同一版标准。",
    "Computed with the grade II limits of {edition}; both years of a comparison by the same edition.",
)
UNVERIFIED = Text("所用规则中尚未核实的：{rules}。", "Rules used that are not yet verified: {rules}.")
DATA = Text(
    "数据快照 {snapshot}{at}；{coverage}程序版本 {program}。",
    "Data snapshot {snapshot}{at}; {coverage}program version {program}.",
)
NUMBERED = Text("发布编号 {number}，第 {version} 版；{data}", "Publication {number}, version {version}; {data}")
COVERAGE = Text("有效天数 {valid}/{expected}；", "valid days {valid}/{expected}; ")
PROVISIONAL = Text(
    "数据未经审核确认，以次月上旬复核结果为准。",
    "The data are provisional until confirmed in the first ten days of the next month.",
)
REVIEWED = Text("数据已审核确认。", "The data are reviewed and confirmed.")
GAPS = Text("NA：数据不足，不得评价；—：没有。", "NA: too few data to evaluate; —: none.")
NONE = Text("无", "none")


def on(day: date, language: str, *, year: bool = False) -> str:
    """11月8日 or 8 November; with the year where asked."""
    if language == "en":
        return f"{day.day} {MONTHS[day.month - 1]}" + (f" {day.year}" if year else "")
    return (f"{day.year}年" if year else "") + f"{day.month}月{day.day}日"


def short_day(day: date, language: str) -> str:
    """11-08 周日: a head of a column, in two lines."""
    return f"{day:%m-%d}\n" + ("周" if language == "zh" else "") + WEEKDAYS[language][day.weekday()]


def names_of(codes: str, language: str) -> str:
    """``PM10;O3_8h`` as PM10、O3; — where nothing leads."""
    found = [NAMES.get(code, code) for code in codes.replace("NA", "").split(";") if code and code != "—"]
    return ("、" if language == "zh" else ", ").join(found) or "—"


def named(place: Place, language: str) -> str:
    """The place's name."""
    return place.name.in_(language)


def group_words(place: Place, language: str) -> str:
    """Name of its ranking group, in two lines where it is narrow and long."""
    words = place.group_name.in_(language) if place.group_name else "—"
    if language == "zh" and len(words) == TWO_LINES:
        return f"{words[:2]}\n{words[2:]}"
    return words


def category(level: str, day: date, language: str) -> str:
    """优, 良 …; NA where no index may be published."""
    found = {str(one.level): one.word for one in categories(day)}.get(level)
    return found.in_(language) if found else "NA"


def colour(level: str, day: date) -> str:
    """The level's colour as #rrggbb; empty without one."""
    found = {str(one.level): one.rgb for one in categories(day)}.get(level)
    return "#{:02X}{:02X}{:02X}".format(*found) if found else ""


def editions(issue: Issue) -> Text:
    """The titles of the editions the figures were taken by."""
    known = {run.id: run.limits.title for run in packaged().runs}
    found = [known.get(each) or Text(each, each) for each in issue.figures.editions]
    return Text("、".join(t.zh for t in found) or "—", ", ".join(t.en for t in found) or "—")


def coverage(issue: Issue) -> Text | None:
    """Valid and expected days of the whole city in the issue's period."""
    row = issue.figures.row(issue.lead.code, issue.period, "AQI", "valid_days")
    return COVERAGE.format(valid=row.valid, expected=row.expected) if row else None


def notes(issue: Issue, language: str, *more: Text) -> list[str]:
    """What stands under every publication: units, own notes, edition, unverified rules, data, whether provisional."""
    at = f"{issue.snapshot_at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}" if issue.snapshot_at else ""
    moment = Text(f"（{at}）", f" ({at})") if at else Text("\u200b", "\u200b")
    data = DATA.format(
        snapshot=issue.snapshot, at=moment, coverage=coverage(issue) or Text("\u200b", "\u200b"), program=issue.program
    )
    if issue.number:
        data = NUMBERED.format(number=issue.number, version=issue.version, data=data)
    found = [units(issue), *more, LIMITS.format(edition=editions(issue))]
    if issue.rules:
        found.append(UNVERIFIED.format(rules=joined(issue.rules)))
    found += [GAPS, data, PROVISIONAL if issue.provisional else REVIEWED]
    return [words.in_(language).replace("\u200b", "") for words in found]


def units(issue: Issue) -> Text:
    """The units, and which items stand by a percentile, as the rule of this issue has it."""
    found = []
    for item in ITEMS:
        statistic = issue.standing(item)
        if statistic.startswith("p"):
            words = PERCENTILE.get(item, PERCENTILE[""])
            found.append(words.format(item=NAMES[item], p=statistic[1:]))
    said = joined(found) if found else None
    return UNITS.format(percentiles=Text(f"；{said.zh}", f"; {said.en}") if said else "")


def joined(words: Iterable[Text]) -> Text:
    """Several words as one: 、 between them, or semicolons."""
    held = list(words)
    return Text("；".join(w.zh for w in held), "; ".join(w.en for w in held))


def better_or_worse(difference: str) -> Text:
    """同比下降 3 / 3 lower than a year before, of a printed difference; said plainly where there is none."""
    size = difference.lstrip("+\u2212-")
    if difference in ("—", "NA", ""):
        return Text("没有上年同期数据", "no figure of the year before")
    if not any(char not in "0." for char in size):
        return Text("同比持平", "as a year before")
    if difference[0] == "+":
        return Text(f"同比上升{size}", f"{size} higher than a year before")
    return Text(f"同比下降{size}", f"{size} lower than a year before")
