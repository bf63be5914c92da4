"""Tables that several publications share: the six items in columns, days across, months down, corrections."""

from __future__ import annotations

from collections.abc import Sequence

from qingtian.apps.air.publications.composing.words import category, names_of, short_day
from qingtian.apps.air.publications.issue import ITEMS, NAMES, Issue, Place
from qingtian.language import Text
from qingtian.standards.periods import Period, period
from qingtian.typeset import Column, Table

REGION = Text("区域", "Region")
RANK = Text("名次", "Rank")
INDEX = Text("综合\n指数", "Index")
YEAR_ON_YEAR = Text("同比\n%", "Change\n%")
RATE = Text("优良率\n%", "Good\n%")
VALID = Text("有效\n天数", "Valid\ndays")
GOOD = Text("优良\n天数", "Good\ndays")
PRIMARY = Text("首要\n污染物", "Primary")
DAY_ROWS = {
    "index": Text("AQI", "AQI"),
    "level": Text("级别", "Level"),
    "primary": Text("首要污染物", "Primary pollutant"),
}
DIFFERENCE = Text("同比", "change")
MONTH = Text("月份", "Month")


def six(width: int = 8) -> list[Column]:
    """Columns of the six items, PM10 first and strong."""
    return [Column(NAMES[item], width, figures=True, strong=item == "PM10") for item in ITEMS]


def six_values(issue: Issue, place: Place, of: str | None = None) -> list[str]:
    """The figures that stand for the six items."""
    return [issue.level(place, item, of) for item in ITEMS]


def regions_table(issue: Issue, language: str, caption: str, of: str | None = None) -> Table:
    """A row a region: valid days, good days and rate, the six items, index, primary pollutant."""
    columns = [
        Column(REGION.in_(language), 15),
        *(Column(words.in_(language), 7, figures=True) for words in (VALID, GOOD)),
        Column(RATE.in_(language), 9, figures=True),
        *six(8),
        Column(INDEX.in_(language), 8, figures=True, strong=True),
        Column(PRIMARY.in_(language), 12, figures=True),
    ]
    rows = [
        [
            place.name.in_(language),
            *(issue.get(place, "AQI", name, of) for name in ("valid_days", "good_days", "good_day_rate")),
            *six_values(issue, place, of),
            issue.get(place, "INDEX", "composite", of),
            names_of(issue.get(place, "INDEX", "primary", of), language),
        ]
        for place in issue.regions
    ]
    return Table(columns, rows, caption)


def days_across(issue: Issue, place: Place, days: Sequence[Period], language: str, caption: str) -> Table:
    """Days across (日历表): the index, its level and primary pollutant, then the six items, a row each."""
    head = Text("项目", "Item").in_(language)
    columns = [Column(head, 13), *(Column(short_day(day.first, language), 10, figures=True) for day in days)]
    rows = [
        [words.in_(language), *(_day_word(issue, place, day, name, language) for day in days)]
        for name, words in DAY_ROWS.items()
    ]
    rows += [[NAMES[item], *(issue.get(place, item, "day", day.id) for day in days)] for item in ITEMS]
    return Table(columns, rows, caption)


def _day_word(issue: Issue, place: Place, day: Period, name: str, language: str) -> str:
    written = issue.get(place, "AQI", name, day.id)
    if name == "level":
        return category(written, day.first, language)
    return names_of(written, language) if name == "primary" else written


def months_table(issue: Issue, place: Place, months: Sequence[str], language: str, caption: str) -> Table:
    """Months down: good-day rate, the six items and the index, each with its difference on the year before."""
    columns = [
        Column(MONTH.in_(language), 12),
        Column(RATE.in_(language), 10, figures=True),
        *six(9),
        Column(INDEX.in_(language), 9, figures=True, strong=True),
    ]
    rows = []
    for month in months:
        rate, index = issue.get(place, "AQI", "good_day_rate", month), issue.get(place, "INDEX", "composite", month)
        rows.append([month, rate, *six_values(issue, place, month), index])
        changed = [issue.get(place, item, "difference", month) for item in ITEMS]
        rows.append([DIFFERENCE.in_(language), "—", *changed, issue.get(place, "INDEX", "difference", month)])
    return Table(columns, rows, caption)


def in_order(text: str) -> tuple[int, str]:
    """A key that sorts ranks as numbers, places without one last."""
    return (int(text), "") if text.isdecimal() else (10**6, text)


def days_of(issue: Issue) -> list[Period]:
    """Every day of the issue's period."""
    span = issue.span
    return [period(f"{span.first.fromordinal(n)}") for n in range(span.first.toordinal(), span.last.toordinal() + 1)]
