"""Words both publications of water share: items, classes, the notes under them, the correction."""

from __future__ import annotations

from collections.abc import Sequence

from qingtian.apps.air.publications.composing.document import Document, Part
from qingtian.apps.air.publications.composing.words import joined, on
from qingtian.apps.water.publications.issue import Issue
from qingtian.apps.water.publications.places import Place
from qingtian.language import Text
from qingtian.standards.water import items
from qingtian.typeset import Column, Table

#: the roman figures as Chinese papers print them
PRINTED = {"I": "Ⅰ", "II": "Ⅱ", "III": "Ⅲ", "IV": "Ⅳ", "V": "Ⅴ", "劣V": "劣Ⅴ"}
ENGLISH = {"劣V": "worse than V"}
LIMITS = Text(
    "按 GB 3838-2002 表 1 单因子评价，21 项参加，水温、总氮、粪大肠菌群不参加；超标倍数以Ⅲ类限值计。"
    "标准版本：{editions}。",
    "Class by the worst single item of GB 3838-2002 Table 1, 21 items, without temperature, total nitrogen and fecal"
    " coliform; multiples are of the class III limit. Editions: {editions}.",
)
UNVERIFIED = Text("所用规则中尚未核实的：{rules}。", "Rules used that are not yet verified: {rules}.")
DATA = Text("数据到第 {upto} 次入库；程序版本 {program}。", "Values up to import {upto}; program version {program}.")
NUMBERED = Text("发布编号 {number}，第 {version} 版；{data}", "Publication {number}, version {version}; {data}")
GAPS = Text("—：没有监测或者没有规定。", "—: not measured or not set.")
CORRECTED = Text("更正", "Correction")
WHY = Text("本版更正第{version}版。原因：{why}", "This version corrects version {version}. Reason: {why}")
NO_CHANGES = Text("数据没有变，改的是文字。", "No figure changed; the wording did.")
MORE = Text("另有{n}个数据变动，见规范数据文件。", "{n} more figures changed; they stand in the file of figures.")
PERIOD = Text("时段", "Period")
HEADS = (
    Text("断面（区域）", "Place"),
    PERIOD,
    Text("项目", "Item"),
    Text("原", "Was"),
    Text("现", "Is"),
)
STATISTICS = {
    "class": Text("类别", "class"),
    "worst": Text("定类项目", "deciding items"),
    "meets": Text("是否达标", "meets the target"),
    "target": Text("目标", "target"),
    "cwqi": Text("水质指数", "index"),
    "mean": Text("均值", "mean"),
    "multiple": Text("超标倍数", "multiple"),
    "sections": Text("断面数", "sections"),
    "good": Text("Ⅰ至Ⅲ类比例", "share of classes I to III"),
    "good_change": Text("Ⅰ至Ⅲ类比例变化", "change of that share"),
    "change": Text("指数变化", "change of the index"),
    "rank": Text("名次", "rank"),
    "tli": Text("营养状态指数", "trophic index"),
    "trophic": Text("营养状态", "trophic level"),
    "description": Text("水质状况", "state"),
    "description_en": Text("水质状况", "state"),
}
YES_NO = {"yes": Text("是", "yes"), "no": Text("否", "no")}
#: figures that stand for another on paper: a description is one, said in each language
_HIDDEN = {"zh": ("description_en", "missing"), "en": ("description", "missing")}
MOST_CHANGES = 12
#: what a reader looks for first
_FIRST = ("class", "mean", "meets", "good", "rank", "description", "description_en", "sections", "worst", "multiple")
_SORTS = ("section", "city", "basin", "area")


def grade(written: str, language: str) -> str:
    """Ⅲ, or III; — where there is none."""
    if not written:
        return "—"
    return PRINTED[written] if language == "zh" else ENGLISH.get(written, written)


def item(code: str, language: str) -> str:
    """The item's name; the code for what is none."""
    found = items().get(code)
    return found.name.in_(language) if found else code


def named(codes: str, language: str) -> str:
    """``COD;TP`` in names; — where nothing decides."""
    found = [item(code, language) for code in codes.split(";") if code]
    return ("、" if language == "zh" else ", ").join(found) or "—"


def document(issue: Issue, language: str, title: Text, parts: Sequence[Part], *more: Text) -> Document:
    """The whole, with the correction first where there is one, the notes, the organ and the day."""
    held = [*([correction(issue, language)] if issue.correction else []), *parts]
    return Document(
        title=title.in_(language),
        parts=held,
        notes=[words.in_(language) for words in _notes(issue, *more)],
        language=language,
        organ=issue.organ.in_(language),
        day=on(issue.day, language, year=True) if issue.day else "",
        generated=issue.generated,
        draft=issue.draft,
    )


def _notes(issue: Issue, *more: Text) -> list[Text]:
    data = DATA.format(upto=issue.imports_upto, program=issue.program)
    if issue.number:
        data = NUMBERED.format(number=issue.number, version=issue.version, data=data)
    found = [*more, LIMITS.format(editions=Text("、".join(issue.editions), ", ".join(issue.editions)))]
    if issue.rules:
        found.append(UNVERIFIED.format(rules=joined(issue.rules)))
    return [*found, GAPS, data]


def correction(issue: Issue, language: str) -> Part:
    """Old, new and why, before everything else."""
    made = issue.correction
    assert made is not None
    why = WHY.format(version=made.version, why=made.why).in_(language)
    places = {place.code: place for place in issue.places}
    changes = sorted(
        (one for one in made.changes if one.statistic not in _HIDDEN[language]),
        key=lambda one: _weight(places.get(one.place), one.item, one.statistic),
    )
    if not changes:
        return Part(CORRECTED.in_(language), [why, NO_CHANGES.in_(language)])
    printed = changes[:MOST_CHANGES]
    own = all(one.period == issue.period for one in printed)  # the month is the paper's own: a phone has no room for it
    rows = [
        [
            _place(places.get(one.place), one.place, language),
            *([] if own else [one.period]),
            _what(one.item, one.statistic, language),
            _value(one.statistic, one.old, language),
            _value(one.statistic, one.new, language),
        ]
        for one in printed
    ]
    columns = [
        Column(words.in_(language), width, figures=words in HEADS[3:])
        for words, width in zip(HEADS, (5, 3, 6, 4, 4), strict=True)
        if not (own and words == PERIOD)
    ]
    left = len(changes) - len(rows)
    said = [why, MORE.format(n=left).in_(language)] if left else [why]
    return Part(CORRECTED.in_(language), said, Table(columns, rows))


def _weight(place: Place | None, code: str, statistic: str) -> tuple[int, int, str]:
    """Sections before the city, basins and areas they changed; the class before what follows from it."""
    sort = _SORTS.index(place.sort) if place else len(_SORTS)
    return sort, _FIRST.index(statistic) if statistic in _FIRST else len(_FIRST), code


def _place(place: Place | None, code: str, language: str) -> str:
    return place.name.in_(language) if place else code or "—"


def _what(code: str, statistic: str, language: str) -> str:
    said = STATISTICS[statistic].in_(language) if statistic in STATISTICS else statistic
    if code == "WATER":
        return said
    if statistic == "sections":
        return f"{grade(code, language)}{' ' if language == 'en' else '类'}{said}"
    return f"{item(code, language)} {said}"


def _value(statistic: str, written: str, language: str) -> str:
    if not written:
        return "—"
    if statistic in ("class", "target"):
        return grade(written, language)
    if statistic == "worst":
        return named(written, language)
    if statistic == "meets":
        return YES_NO[written].in_(language)
    return written.replace("-", "\u2212")
