"""Daily short bulletin (快报): yesterday by region and station, month and year to date, days still allowed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from qingtian.apps.air.publications.composing.document import Document, Part
from qingtian.apps.air.publications.composing.parts import document
from qingtian.apps.air.publications.composing.words import better_or_worse, category, names_of, on
from qingtian.apps.air.publications.computing import month_to_date, year_to_date
from qingtian.apps.air.publications.issue import Issue, Place
from qingtian.language import Text

TITLE = Text("【{city}空气质量快报】{day}", "[{city}: air bulletin] {day}")
CITY = Text(
    "{place}：AQI {aqi}，{word}{led}。PM10 {pm10}，PM2.5 {pm25}微克/立方米。",
    "{place}: AQI {aqi}, {word}{led}. PM10 {pm10}, PM2.5 {pm25} µg/m³.",
)
LED = Text("，首要污染物{items}", ", led by {items}")
REGIONS = Text("各区域：{each}。", "Regions: {each}.")
STATIONS = Text("各点位：{each}。", "Stations: {each}.")
EACH = Text("{place}{aqi}（{word}{led}）", "{place} {aqi} ({word}{led})")
EACH_LED = Text("，{items}", ", {items}")
MONTH = Text("本月以来", "Month to date")
YEAR = Text("今年以来", "Year to date")
SO_FAR = Text(
    "{since}：{place}优良{good}/{valid}天（{rate}%）；PM10 {pm10}，{c10}；PM2.5 {pm25}，{c25}。",
    "{since}: {place} {good} of {valid} days good ({rate} %); PM10 {pm10}, {c10}; PM2.5 {pm25}, {c25}.",
)
ALLOWED = Text(
    "完成优良率{target}%的目标，今年还可以超标{days}天（剩余{left}天）。",
    "Target of {target} % good days: {days} more days over the limit are allowed this year ({left} days left).",
)
SPENT = Text(
    "优良率目标{target}%已不能完成：已超标{over}天。",
    "The target of {target} % good days is out of reach: {over} days were over.",
)
PROVISIONAL = Text("数据未经审核，仅供参考。", "Provisional data.")


def compose(issue: Issue, language: str) -> Document:
    """The bulletin in one language: sentences only, short enough for a messaging app."""
    day = issue.span.first
    title = TITLE.format(city=issue.city, day=Text(on(day, "zh"), on(day, "en")))
    sentences = [
        _city(issue, day),
        *_each(REGIONS, issue, [place for place in issue.regions if not place.lead], day),
        *_each(STATIONS, issue, [place for place in issue.places if place.station], day),
        _so_far(issue, MONTH, month_to_date(day).id),
        _so_far(issue, YEAR, year_to_date(day).id),
        *_allowed(issue, day),
        *([PROVISIONAL] if issue.provisional else []),
    ]
    return document(issue, language, title, [Part("", [words.in_(language) for words in sentences])])


def _word(issue: Issue, place: Place, day: date) -> Text:
    level = issue.figures.value(place.code, issue.period, "AQI", "level")
    return Text(category(level, day, "zh"), category(level, day, "en"))


def _led(issue: Issue, place: Place, shape: Text) -> Text | str:
    codes = issue.figures.value(place.code, issue.period, "AQI", "primary")
    if not codes:
        return ""
    return shape.format(items=Text(names_of(codes, "zh"), names_of(codes, "en")))


def _city(issue: Issue, day: date) -> Text:
    lead = issue.lead
    return CITY.format(
        place=lead.name,
        aqi=issue.get(lead, "AQI", "index"),
        word=_word(issue, lead, day),
        led=_led(issue, lead, LED),
        pm10=issue.get(lead, "PM10", "day"),
        pm25=issue.get(lead, "PM2_5", "day"),
    )


def _each(shape: Text, issue: Issue, places: Sequence[Place], day: date) -> list[Text]:
    if not places:
        return []
    found = [
        EACH.format(
            place=place.name,
            aqi=issue.get(place, "AQI", "index"),
            word=_word(issue, place, day),
            led=_led(issue, place, EACH_LED),
        )
        for place in places
    ]
    return [shape.format(each=Text("，".join(t.zh for t in found), ", ".join(t.en for t in found)))]


def _so_far(issue: Issue, since: Text, period: str) -> Text:
    lead = issue.lead
    return SO_FAR.format(
        since=since,
        place=lead.name,
        good=issue.get(lead, "AQI", "good_days", period),
        valid=issue.get(lead, "AQI", "valid_days", period),
        rate=issue.get(lead, "AQI", "good_day_rate", period),
        pm10=issue.level(lead, "PM10", period),
        c10=better_or_worse(issue.get(lead, "PM10", "difference", period)),
        pm25=issue.level(lead, "PM2_5", period),
        c25=better_or_worse(issue.get(lead, "PM2_5", "difference", period)),
    )


def _allowed(issue: Issue, day: date) -> list[Text]:
    """How many days may still be over, where the city has a target for good days this year."""
    lead = issue.lead
    target = issue.figures.value(lead.code, issue.period, "AQI", "target_good_day_rate")
    allowed = issue.figures.value(lead.code, issue.period, "AQI", "days_over_allowed")
    if not target or not allowed:
        return []
    if allowed.startswith("-"):
        over = issue.get(lead, "AQI", "over_days", year_to_date(day).id)
        return [SPENT.format(target=target, over=over)]
    left = (date(day.year, 12, 31) - day).days
    return [ALLOWED.format(target=target, days=allowed, left=left)]
