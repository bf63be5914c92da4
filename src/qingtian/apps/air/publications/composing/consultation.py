"""Quarterly consultation pack of one region (季度会商资料): state against target, rank, months, days, what is ahead."""

from __future__ import annotations

from dataclasses import replace

from qingtian.apps.air.publications.composing.document import Document, Part
from qingtian.apps.air.publications.composing.parts import (
    calendar_chart,
    days_chart,
    document,
    limits_chart,
    months_chart,
)
from qingtian.apps.air.publications.composing.ranking import polluted
from qingtian.apps.air.publications.composing.tables import days_of, months_table
from qingtian.apps.air.publications.composing.targets import targets_part
from qingtian.apps.air.publications.composing.words import better_or_worse
from qingtian.apps.air.publications.computing import months_in
from qingtian.apps.air.publications.issue import ITEMS, NAMES, Issue, Place
from qingtian.language import Text
from qingtian.standards.periods import year_before
from qingtian.typeset import Column, Table

TITLE = Text("{place}{year}年第{n}季度\n空气质量会商资料", "{place}: consultation pack\nQuarter {n} of {year}")
STATE = Text("一、状况和排名", "1. State and rank")
MONTHS = Text("二、逐月变化", "2. Month by month")
DAYS = Text("三、超标日和首要污染物", "3. Polluted days and what led them")
SENTENCE = Text(
    "本季度{place}有效监测{valid}天，优良率{rate}%，综合指数{index}，同组第{rank}名，指数同比{change}%；"
    "PM10平均{mean}微克/立方米，{compared}。",
    "{place}: {valid} valid days this quarter, {rate} % good; composite index {index}, rank {rank} in its group, "
    "change {change} %; PM10 averaged {mean} µg/m³, {compared}.",
)
CAPTION = Text("表1　逐月空气质量", "Table 1. Air quality by month")
LED_CAPTION = Text("表2　各项污染物为首要的天数", "Table 2. Days each pollutant led")
ITEM, LED, VALID = Text("项目", "Item"), Text("为首要的天数", "Days it led"), Text("有效天数", "Valid days")


def compose(issue: Issue, language: str) -> Document:
    """The pack of the issue's first region in one language; the others stand beside it for comparison."""
    span, place = issue.span, issue.about_place
    quarter = (span.first.month - 1) // 3 + 1
    title = TITLE.format(place=place.name, year=span.first.year, n=quarter)
    days, months = days_of(issue), months_in(span)
    pairs = [(month.id, year_before(month).id) for month in months]
    years = (str(span.first.year), str(span.first.year - 1))
    charts = [months_chart(issue, place, item, pairs, years, language) for item in ("PM10", "PM2_5")]
    led = _led(issue, place, language)
    parts = [
        Part(STATE.in_(language), [_state(issue, place).in_(language)], charts=[limits_chart(issue, place, language)]),
        Part(
            MONTHS.in_(language),
            (),
            months_table(issue, place, [month.id for month in months], language, CAPTION.in_(language)),
            charts,
        ),
        replace(polluted(issue, [place], language), heading=DAYS.in_(language)),
        Part(
            "",
            (),
            led,
            [calendar_chart(issue, place, days, language), days_chart(issue, place, days, language)],
        ),
        *targets_part(issue, language, "四", "4"),
    ]
    return document(issue, language, title, parts)


def _state(issue: Issue, place: Place) -> Text:
    return SENTENCE.format(
        place=place.name,
        valid=issue.get(place, "AQI", "valid_days"),
        rate=issue.get(place, "AQI", "good_day_rate"),
        index=issue.get(place, "INDEX", "composite"),
        rank=issue.get(place, "INDEX", "rank"),
        change=issue.get(place, "INDEX", "change"),
        mean=issue.level(place, "PM10"),
        compared=better_or_worse(issue.get(place, "PM10", "difference")),
    )


def _led(issue: Issue, place: Place, language: str) -> Table:
    """Days each item led; what it rests on stands beside it."""
    columns = [
        Column(ITEM.in_(language), 2),
        Column(LED.in_(language), 2, figures=True, strong=True),
        Column(VALID.in_(language), 2, figures=True),
    ]
    valid = issue.get(place, "AQI", "valid_days")
    rows = [[NAMES[item], issue.get(place, item, "days_leading"), valid] for item in ITEMS]
    return Table(columns, rows, LED_CAPTION.in_(language))
