"""Ten-day report (旬报): stations and their means in rows, under each its change on the year before."""

from __future__ import annotations

from qingtian.apps.air.publications.composing.document import Document, Part
from qingtian.apps.air.publications.composing.parts import days_chart, document
from qingtian.apps.air.publications.composing.tables import (
    INDEX,
    PRIMARY,
    RANK,
    RATE,
    days_across,
    days_of,
    six,
    six_values,
)
from qingtian.apps.air.publications.composing.words import better_or_worse, named, names_of
from qingtian.apps.air.publications.issue import ITEMS, Issue, Place
from qingtian.language import Text
from qingtian.typeset import Column, Table

TITLE = Text("{city}环境空气质量旬报\n（{year}年{month}月{part}）", "{city}: ten-day air report\n{first} to {last}")
HEADING = Text("一、各区域、各点位", "1. Regions and stations")
BY_DAY = Text("二、{place}逐日", "2. {place} by day")
CAPTION = Text("表1　本旬空气质量及同比", "Table 1. Air quality of the ten days and its change")
DAY_CAPTION = Text("表2　逐日空气质量", "Table 2. Air quality by day")
PLACE = Text("区域\n点位", "Place")
LEVELS = (Text("一级\n天数", "Days\nlevel 1"), Text("二级\n天数", "Days\nlevel 2"), Text("超标\n天数", "Days\nover"))
CHANGE = Text("　同比%", "change, %")
SENTENCE = Text(
    "本旬{place}优良天数{good}天，超标{over}天，PM10平均{mean}微克/立方米，{compared}。",
    "{place}: {good} good days, {over} over the limit; PM10 averaged {mean} µg/m³, {compared}.",
)


def compose(issue: Issue, language: str) -> Document:
    """The report in one language."""
    span, lead, days = issue.span, issue.lead, days_of(issue)
    title = TITLE.format(
        city=issue.city,
        year=span.first.year,
        month=span.first.month,
        part=span.id[-2:],
        first=span.first,
        last=span.last,
    )
    said = SENTENCE.format(
        place=lead.name,
        good=issue.get(lead, "AQI", "good_days"),
        over=issue.get(lead, "AQI", "over_days"),
        mean=issue.level(lead, "PM10"),
        compared=better_or_worse(issue.get(lead, "PM10", "difference")),
    )
    half = -(-len(days) // 2)  # six days or fewer to a table: the line holds no more
    tables = [
        days_across(issue, lead, part, language, DAY_CAPTION.in_(language)) for part in (days[:half], days[half:])
    ]
    parts = [
        Part(HEADING.in_(language), [said.in_(language)], _table(issue, language)),
        Part(BY_DAY.format(place=lead.name).in_(language), (), tables[0]),
        Part("", (), tables[1], [days_chart(issue, lead, days, language)]),
    ]
    return document(issue, language, title, parts)


def _table(issue: Issue, language: str) -> Table:
    columns = [
        Column(PLACE.in_(language), 21),
        *six(8),
        Column(INDEX.in_(language), 8, figures=True, strong=True),
        Column(PRIMARY.in_(language), 11, figures=True),
        Column(RATE.in_(language), 9, figures=True),
        *(Column(words.in_(language), 7, figures=True) for words in LEVELS),
        Column(RANK.in_(language), 6, figures=True),
    ]
    rows = [row for place in issue.places for row in _rows(issue, place, language)]
    return Table(columns, rows, CAPTION.in_(language))


def _rows(issue: Issue, place: Place, language: str) -> list[list[str]]:
    counts = [issue.get(place, "AQI", name) for name in ("days_level_1", "days_level_2", "over_days")]
    index = issue.get(place, "INDEX", "composite")
    primary = names_of(issue.get(place, "INDEX", "primary"), language)
    rate = issue.get(place, "AQI", "good_day_rate")
    row = [
        named(place, language),
        *six_values(issue, place),
        index,
        primary,
        rate,
        *counts,
        issue.get(place, "INDEX", "rank"),
    ]
    changed = [issue.get(place, item, "change") for item in ITEMS]
    under = [CHANGE.in_(language), *changed, issue.get(place, "INDEX", "change"), *["—"] * 6]
    return [row, under]
