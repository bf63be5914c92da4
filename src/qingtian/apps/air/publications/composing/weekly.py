"""Weekly bulletin (周报): last week in words and as a calendar table, every region, the year so far."""

from __future__ import annotations

from qingtian.apps.air.publications.composing.document import Document, Part
from qingtian.apps.air.publications.composing.parts import days_chart, document, limits_chart
from qingtian.apps.air.publications.composing.tables import days_across, days_of, regions_table
from qingtian.apps.air.publications.composing.words import NONE, better_or_worse, category, named, names_of, on
from qingtian.apps.air.publications.computing import year_to_date
from qingtian.apps.air.publications.issue import Issue
from qingtian.language import Text
from qingtian.standards.periods import Period

TITLE = Text(
    "{city}环境空气质量周报\n（{year}年第{n}周，{first}至{last}）",
    "{city}: weekly air bulletin\nWeek {n} of {year}, {first} to {last}",
)
LAST_WEEK = Text("一、本周概况", "1. The week")
REGIONS = Text("二、各区域情况", "2. Regions")
YEAR = Text("三、今年以来（截至{last}）", "3. The year to {last}")
SENTENCE = Text(
    "本周{place}有效监测{valid}天，优良{good}天，超标{over}天。{range}首要污染物：{led}。",
    "{place}: {valid} valid days, {good} of them good, {over} over the limit. {range}Primary pollutants: {led}.",
)
RANGE = Text(
    "AQI为{low}至{high}（{low_word}至{high_word}）。", "The AQI was {low} to {high} ({low_word} to {high_word}). "
)
ONE_WORD = Text("AQI为{low}至{high}（{low_word}）。", "The AQI was {low} to {high} ({low_word}). ")
SAME = Text("AQI为{low}（{low_word}）。", "The AQI was {low} ({low_word}). ")
PM10 = Text("PM10平均{mean}微克/立方米，{compared}微克/立方米。", "PM10 averaged {mean} µg/m³, {compared}.")
YEAR_SO_FAR = Text(
    "{place}有效监测{valid}天，优良天数比例{rate}%；PM10平均{pm10}微克/立方米，PM2.5平均{pm25}微克/立方米。",
    "{place}: {valid} valid days, {rate} % of them good; PM10 averaged {pm10} µg/m³, PM2.5 {pm25} µg/m³.",
)
BY_DAY = Text("表1　{place}逐日空气质量", "Table 1. {place} by day")
BY_REGION = Text("表2　各区域本周空气质量", "Table 2. Regions this week")
SO_FAR = Text("表3　各区域今年以来空气质量", "Table 3. Regions this year")


def compose(issue: Issue, language: str) -> Document:
    """The bulletin in one language."""
    span, lead = issue.span, issue.lead
    year, week, _ = span.first.isocalendar()
    first, last = on(span.first, language), on(span.last, language)
    title = TITLE.format(city=issue.city, year=year, n=week, first=first, last=last)
    place, days, so_far = named(lead, language), days_of(issue), year_to_date(span.last).id
    caption = BY_DAY.format(place=place).in_(language)
    parts = [
        Part(
            LAST_WEEK.in_(language),
            [words.in_(language) for words in _week(issue, days, language)],
            days_across(issue, lead, days, language, caption),
            [days_chart(issue, lead, days, language)],
        ),
        Part(REGIONS.in_(language), (), regions_table(issue, language, BY_REGION.in_(language))),
        Part(
            YEAR.format(last=last).in_(language),
            [_so_far(issue, so_far, language)],
            regions_table(issue, language, SO_FAR.in_(language), so_far),
            [limits_chart(issue, lead, language, so_far)],
        ),
    ]
    return document(issue, language, title, parts)


def _week(issue: Issue, days: list[Period], language: str) -> list[Text]:
    lead = issue.lead
    counts = {name: issue.get(lead, "AQI", f"{name}_days") for name in ("valid", "good", "over")}
    led = ";".join(issue.figures.value(lead.code, day.id, "AQI", "primary") for day in days)
    unique = ";".join(dict.fromkeys(code for code in led.split(";") if code))
    words = names_of(unique, language) if unique else NONE.in_(language)
    said = SENTENCE.format(place=lead.name, **counts, range=_range(issue, days), led=words)
    mean = issue.level(lead, "PM10")
    if mean in ("NA", "—"):
        return [said]
    compared = better_or_worse(issue.get(lead, "PM10", "difference"))
    pm10 = PM10.format(mean=mean, compared=compared)
    # "as a year before" and "no figure" carry no unit
    if not compared.zh[-1].isdecimal():
        pm10 = Text(pm10.zh.removesuffix("微克/立方米。") + "。", pm10.en)
    return [said, pm10]


def _range(issue: Issue, days: list[Period]) -> Text | str:
    found = [(int(text), day) for day in days if (text := issue.figures.value(issue.lead.code, day.id, "AQI", "index"))]
    if not found:
        return ""
    low, high = min(found, key=lambda pair: pair[0]), max(found, key=lambda pair: pair[0])
    words = [_word(issue, day) for _, day in (low, high)]
    shape = SAME if low[0] == high[0] else ONE_WORD if words[0] == words[1] else RANGE
    return shape.format(low=low[0], high=high[0], low_word=words[0], high_word=words[1])


def _word(issue: Issue, day: Period) -> Text:
    level = issue.figures.value(issue.lead.code, day.id, "AQI", "level")
    return Text(category(level, day.first, "zh"), category(level, day.first, "en").lower())


def _so_far(issue: Issue, so_far: str, language: str) -> str:
    lead = issue.lead
    return YEAR_SO_FAR.format(
        place=lead.name,
        valid=issue.get(lead, "AQI", "valid_days", so_far),
        rate=issue.get(lead, "AQI", "good_day_rate", so_far),
        pm10=issue.level(lead, "PM10", so_far),
        pm25=issue.level(lead, "PM2_5", so_far),
    ).in_(language)
