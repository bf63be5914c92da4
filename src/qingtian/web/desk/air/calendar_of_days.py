"""A calendar of days by level: a year or any period of a place, each day with its index and what leads."""

from __future__ import annotations

from datetime import date
from typing import Any

from qingtian.apps.air.figures import Days
from qingtian.language import Text
from qingtian.standards.air import categories
from qingtian.web.design.months import DayCell, Month, counts, months
from qingtian.web.desk.air.rule_words import why
from qingtian.web.templatetags.air_pieces import plain_item

WORDS = Text("{word} {aqi}，首要污染物 {items}", "{word} {aqi}, led by {items}")
CLEAN = Text("{word} {aqi}", "{word} {aqi}")
NONE = Text("没有指数，{why}", "no index, {why}")


def calendar(days: Days, place: str, until: date, hours_of: str = "") -> tuple[list[Month], list[tuple[Any, int]], int]:
    """The months, the number of days of each level, the days without an index; none after ``until``."""
    last = min(days.last, until)
    span = range(days.first.toordinal(), last.toordinal() + 1)
    cells = {day: _cell(days, place, day, hours_of) for day in map(date.fromordinal, span)}
    found = list(cells.values())
    tally = counts(found, categories(last))
    return months(cells), tally, sum(cell.level is None for cell in found)


def _cell(days: Days, place: str, day: date, hours_of: str) -> DayCell:
    index = days.index(place, day)
    href = f"{hours_of}&day={day}" if hours_of else ""
    if index is None or index.aqi is None:
        return DayCell(day, None, None, NONE.format(why=why(index.rule if index else "")), href=href)
    word = next(each.word for each in categories(day) if each.level == index.level)
    words = CLEAN.format(word=word, aqi=index.aqi)
    if index.primary:
        leads = list(map(plain_item, index.primary))
        words = WORDS.format(word=word, aqi=index.aqi, items=Text("、".join(leads), ", ".join(leads)))
    return DayCell(day, index.aqi, index.level, words, href=href)
