"""Evaluation of targets (目标完成评价): what a place is held to this year against where it stands."""

from __future__ import annotations

from decimal import Decimal

from qingtian.apps.air.publications.composing.document import Part
from qingtian.apps.air.publications.composing.tables import REGION
from qingtian.apps.air.publications.composing.words import named
from qingtian.apps.air.publications.computing import year_to_date
from qingtian.apps.air.publications.issue import NAMES, Issue, Place
from qingtian.language import Text
from qingtian.typeset import Column, Table

HEADING = Text("{n}、目标完成评价", "{n}. Targets")
CAPTION = Text("年度目标与今年以来", "Targets of the year against the year so far")
ITEM, TARGET = Text("指标", "Measure"), Text("目标", "Target")
NOW, STANDS = Text("今年以来", "Year so far"), Text("评价", "Stands")
RATE = Text("优良天数比例 %", "good days, %")
MET, MISSED = Text("达到目标进度", "on target"), Text("未达到目标进度", "short of target")
UNKNOWN = Text("不能评价", "cannot be judged")


def targets_part(issue: Issue, language: str, zh: str, en: str) -> list[Part]:
    """One part, or none where no target is on record; ``zh`` and ``en`` number it."""
    so_far = year_to_date(issue.span.last).id
    rows = [row for place in issue.regions for row in _rows(issue, place, so_far, language)]
    if not rows:
        return []
    heads = ((REGION, 5, False), (ITEM, 5, False), (TARGET, 3, True), (NOW, 3, True), (STANDS, 5, False))
    columns = [Column(words.in_(language), width, figures) for words, width, figures in heads]
    heading = HEADING.format(n=Text(zh, en)).in_(language)
    return [Part(heading, (), Table(columns, rows, CAPTION.in_(language)))]


def _rows(issue: Issue, place: Place, so_far: str, language: str) -> list[list[str]]:
    found = []
    for row in issue.figures.rows:
        if row.place != place.code or not row.statistic.startswith("target_"):
            continue
        statistic = row.statistic.removeprefix("target_")
        now = issue.figures.value(place.code, so_far, row.item, statistic)
        words = RATE.in_(language) if row.item == "AQI" else f"{NAMES.get(row.item, row.item)} µg/m³"
        stands = _stands(now, row.value, more_is_better=row.item == "AQI").in_(language)
        found.append([named(place, language), words, row.value, now or "NA", stands])
    return found


def _stands(now: str, target: str, *, more_is_better: bool) -> Text:
    if not now:
        return UNKNOWN
    reached = Decimal(now) >= Decimal(target) if more_is_better else Decimal(now) <= Decimal(target)
    return MET if reached else MISSED
