"""Monthly water report (水环境质量月报): the whole city, every section, what exceeds, basins, lakes."""

from __future__ import annotations

from qingtian.apps.air.publications.composing.document import Document, Part
from qingtian.apps.water.publications.composing.tables import (
    basins_table,
    lakes_table,
    multiples,
    sections_table,
    shares_table,
    state,
)
from qingtian.apps.water.publications.composing.words import document, grade
from qingtian.apps.water.publications.issue import Issue
from qingtian.apps.water.publications.places import CITY
from qingtian.language import Text

TITLE = Text("{city}水环境质量月报\n（{year}年{month}月）", "{city}: monthly water report\n{month}/{year}")
CITY_HEAD = Text("一、总体情况", "1. The whole city")
SECTIONS = Text("二、各断面", "2. Sections")
BASINS = Text("三、流域", "3. Basins")
LAKES = Text("四、湖库", "4. Lakes")
SENTENCE = Text(
    "本月评价{n}个断面（点位），Ⅰ至Ⅲ类占{good}%，劣Ⅴ类占{worst}%，总体{state}。{compared}",
    "{n} sections were evaluated: {good} % of classes I to III, {worst} % worse than class V; on the whole {state}."
    " {compared}",
)
COMPARED = Text("Ⅰ至Ⅲ类比例同比变化{change}个百分点。", "The share of I to III changed by {change} percentage points.")
NOT_COMPARED = Text("没有上年同月的数据。", "There are no values of the same month a year before.")
MISSED = Text("劣于目标的断面：{names}。", "Worse than their target: {names}.")
ALL_MET = Text("有目标的断面都达到目标。", "Every section with a target meets it.")
EXCEEDED = Text("超过Ⅲ类限值的：{names}。", "Above the class III limit: {names}.")
NONE_EXCEEDED = Text("没有断面超过Ⅲ类限值。", "No section is above the class III limit.")
CAPTIONS = (
    Text("表1　断面类别", "Table 1. Sections by class"),
    Text("表2　各断面水质", "Table 2. Water of every section"),
    Text("表3　流域水质", "Table 3. Basins"),
    Text("表4　湖库营养状态", "Table 4. Trophic state of lakes"),
)


def compose(issue: Issue, language: str) -> Document:
    """The report in one language."""
    month = issue.span.first
    title = TITLE.format(city=issue.city, year=month.year, month=month.month)
    parts = [
        Part(
            CITY_HEAD.in_(language), _whole(issue, language), shares_table(issue, language, CAPTIONS[0].in_(language))
        ),
        Part(
            SECTIONS.in_(language), _told(issue, language), sections_table(issue, language, CAPTIONS[1].in_(language))
        ),
        Part(BASINS.in_(language), (), basins_table(issue, language, CAPTIONS[2].in_(language))),
    ]
    lakes = lakes_table(issue, language, CAPTIONS[3].in_(language))
    if lakes:
        parts.append(Part(LAKES.in_(language), (), lakes))
    return document(issue, language, title, parts)


def _whole(issue: Issue, language: str) -> list[str]:
    change = issue.get(CITY, "WATER", "good_change")
    compared = COMPARED.format(change=change.replace("-", "\u2212")) if change else NOT_COMPARED
    said = SENTENCE.format(
        n=issue.printed(CITY, "WATER", "sections"),
        good=issue.printed(CITY, "WATER", "good"),
        worst=issue.printed(CITY, "WATER", "worst"),
        state=Text(state(issue, CITY, "zh"), state(issue, CITY, "en")),
        compared=compared,
    )
    return [said.in_(language)]


def _told(issue: Issue, language: str) -> list[str]:
    sections = issue.of_sort("section")
    missed = [one for one in sections if issue.get(one, "WATER", "meets") == "no"]
    above = [(one, multiples(issue, one, language)) for one in sections]
    above = [(one, words) for one, words in above if words != "—"]
    between = "；" if language == "zh" else "; "
    names = between.join(
        _of(one.name.in_(language), grade(issue.get(one, "WATER", "class"), language), language) for one in missed
    )
    beyond = between.join(_of(one.name.in_(language), words, language) for one, words in above)
    return [
        (MISSED.format(names=names) if missed else ALL_MET).in_(language),
        (EXCEEDED.format(names=beyond) if above else NONE_EXCEEDED).in_(language),
    ]


def _of(name: str, words: str, language: str) -> str:
    return f"{name}（{words}）" if language == "zh" else f"{name} ({words})"
