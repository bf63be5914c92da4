"""Annual figures (年度数据): every region against the limits of the year, ranked, and the city month by month."""

from __future__ import annotations

from qingtian.apps.air.publications.composing.document import Document, Part
from qingtian.apps.air.publications.composing.parts import document, limits_chart, months_chart, ranking_chart
from qingtian.apps.air.publications.composing.ranking import ordered, ranking_table
from qingtian.apps.air.publications.composing.tables import REGION, months_table, regions_table
from qingtian.apps.air.publications.composing.targets import targets_part
from qingtian.apps.air.publications.composing.words import better_or_worse, named
from qingtian.apps.air.publications.computing import months_in
from qingtian.apps.air.publications.issue import ITEMS, NAMES, Issue
from qingtian.language import Text
from qingtian.standards.periods import year_before
from qingtian.typeset import Column, Table

TITLE = Text("{city}{year}年环境空气质量", "{city}: air quality in {year}")
WHOLE = Text("一、全年状况", "1. The year")
EVALUATED = Text("二、年评价", "2. Evaluation against the limits of the year")
RANKED = Text("三、排名", "3. Ranking")
MONTHS = Text("四、逐月变化", "4. Month by month")
SENTENCE = Text(
    "{year}年{place}有效监测{valid}天，优良{good}天，优良率{rate}%；PM10平均{mean}微克/立方米，{compared}。",
    "{year}: {place} {valid} valid days, {good} good, {rate} %; PM10 averaged {mean} µg/m³, {compared}.",
)
REGIONS = Text("表1　各区域全年空气质量", "Table 1. Regions in the year")
VERDICTS = Text("表2　六项年评价（达标、超标倍数）", "Table 2. The six items: attained, exceedance factor")
RANKS = Text("表3　全年综合指数排名", "Table 3. Ranking by the index of the year")
BY_MONTH = Text("表4　逐月空气质量", "Table 4. Air quality by month")
MET, NOT_MET = Text("达标", "attained"), Text("超标", "exceeds")


def compose(issue: Issue, language: str) -> Document:
    """The figures of a year in one language."""
    lead, year = issue.lead, issue.period
    months, before = months_in(issue.span), year_before(issue.span).id
    pairs = [(month.id, year_before(month).id) for month in months]
    said = SENTENCE.format(
        year=year,
        place=lead.name,
        **{name: issue.get(lead, "AQI", f"{name}_days") for name in ("valid", "good")},
        rate=issue.get(lead, "AQI", "good_day_rate"),
        mean=issue.level(lead, "PM10"),
        compared=better_or_worse(issue.get(lead, "PM10", "difference")),
    )
    ranked = ordered(issue)
    by_month = months_table(issue, lead, [month.id for month in months], language, BY_MONTH.in_(language))
    charts = [months_chart(issue, lead, item, pairs, (year, before), language) for item in ("PM10", "PM2_5")]
    parts = [
        Part(WHOLE.in_(language), [said.in_(language)], regions_table(issue, language, REGIONS.in_(language))),
        Part(EVALUATED.in_(language), (), _verdicts(issue, language), [limits_chart(issue, lead, language)]),
        Part(
            RANKED.in_(language),
            (),
            ranking_table(issue, ranked, language, RANKS.in_(language)),
            [ranking_chart(issue, ranked, before, language)],
        ),
        Part(MONTHS.in_(language), (), by_month, charts),
        *targets_part(issue, language, "五", "5"),
    ]
    return document(issue, language, TITLE.format(city=issue.city, year=year), parts)


def _verdicts(issue: Issue, language: str) -> Table:
    """Each region and item: attained or not, and by how much it exceeds."""
    columns = [Column(REGION.in_(language), 3), *(Column(NAMES[item], 3) for item in ITEMS)]
    rows = [
        [named(place, language), *(_verdict(issue, place.code, item, language) for item in ITEMS)]
        for place in issue.regions
    ]
    return Table(columns, rows, VERDICTS.in_(language))


def _verdict(issue: Issue, place: str, item: str, language: str) -> str:
    attained = issue.figures.value(place, issue.period, item, "attained")
    if not attained:
        return issue.get(place, item, "attained")
    if attained == "1":
        return MET.in_(language)
    factor = issue.figures.value(place, issue.period, item, "exceedance_factor")
    return f"{NOT_MET.in_(language)} {factor}".rstrip()
