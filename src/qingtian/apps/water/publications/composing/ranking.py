"""Ranking of areas by their surface water (地表水环境质量排名): the least index first, what is incomplete apart."""

from __future__ import annotations

from qingtian.apps.air.publications.composing.document import Document, Part
from qingtian.apps.water.publications.composing.tables import ranks_table
from qingtian.apps.water.publications.composing.words import document, named
from qingtian.apps.water.publications.issue import Issue
from qingtian.language import Text

TITLE = Text("{city}地表水环境质量排名\n（{year}年{month}月）", "{city}: ranking by surface water\n{month}/{year}")
HEAD = Text("一、排名", "1. Ranking")
BY_ALL = Text(
    "按 21 项水质指数排名，指数小的在前。项目不全的区域单列，不参加排名。",
    "Ranked by the water quality index of 21 items, the least first. Areas without all of them stand apart.",
)
BY_FEWER = Text(
    "按 {basis} 的规定，各区域都只用 {n} 项计算：{items}。这个指数不能和 21 项的比较。",
    "By {basis}, every area is measured by {n} items alone: {items}. This index cannot be compared with that of 21.",
)
MISSING = Text("{name}缺：{items}", "{name} lacks {items}")
APART = Text("单列的区域：{names}。", "Apart: {names}.")
CAPTION = Text("表1　各区域水质指数", "Table 1. Water quality index of areas")


def compose(issue: Issue, language: str) -> Document:
    """The ranking in one language."""
    month = issue.span.first
    title = TITLE.format(city=issue.city, year=month.year, month=month.month)
    said = [BY_ALL.in_(language)]
    if issue.fewer_items:
        codes = ";".join(issue.fewer_items)
        items = Text(named(codes, "zh"), named(codes, "en"))
        said = [BY_FEWER.format(basis=issue.fewer_basis, n=len(issue.fewer_items), items=items).in_(language)]
    apart = [
        MISSING.format(name=place.name, items=Text(named(missing, "zh"), named(missing, "en"))).in_(language)
        for place in issue.of_sort("area")
        if (missing := issue.get(place, "WATER", "missing"))
    ]
    if apart:
        said.append(APART.format(names=("；" if language == "zh" else "; ").join(apart)).in_(language))
    table = ranks_table(issue, language, CAPTION.in_(language))
    return document(issue, language, title, [Part(HEAD.in_(language), said, table)])
