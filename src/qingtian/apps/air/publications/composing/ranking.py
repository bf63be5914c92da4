"""Monthly ranking (月度排名): groups ranked apart, the change ranking, polluted days, targets."""

from __future__ import annotations

from qingtian.apps.air.publications.composing.document import Document, Part
from qingtian.apps.air.publications.composing.parts import calendar_chart, days_chart, document, ranking_chart
from qingtian.apps.air.publications.composing.tables import (
    INDEX,
    RANK,
    RATE,
    REGION,
    VALID,
    YEAR_ON_YEAR,
    days_of,
    in_order,
    six,
    six_values,
)
from qingtian.apps.air.publications.composing.targets import targets_part
from qingtian.apps.air.publications.composing.words import better_or_worse, group_words, named, names_of, on
from qingtian.apps.air.publications.issue import Issue, Place
from qingtian.language import Text
from qingtian.standards.periods import year_before
from qingtian.typeset import Column, Table

TITLE = Text("{organ}关于{year}年{month}月\n环境空气质量排名的通报", "{organ}\nAir quality ranking, {month}/{year}")
TO = Text(
    "各县（市、区）人民政府，各开发（度假）园区管委会：",
    "To the governments of districts and counties, and to the zones:",
)
OPENING = Text(
    "现将{year}年{month}月环境空气质量排名通报如下。", "The ranking of air quality for {month}/{year} follows."
)
PM10 = Text(
    "本月{place}可吸入颗粒物（PM10）均值{mean}微克/立方米，{compared}；{n}个区域中{led}个以PM10为首要污染物。",
    "PM10 in {place} averaged {mean} µg/m³, {compared}; it leads in {led} of {n} regions.",
)
CAPTION = Text("表1　{year}年{month}月环境空气质量排名表", "Table 1. Ranking for {month}/{year}")
GROUP = Text("分组", "Group")
CHANGED = Text("一、变化幅度排名", "1. Ranking by change")
CHANGE_CAPTION = Text("表2　综合指数同比变化", "Table 2. Change of the index on the year before")
NOW, BEFORE = Text("本月\n指数", "Index"), Text("上年\n同月", "Year\nbefore")
POLLUTED = Text("二、超标日", "2. Polluted days")
NO_POLLUTED = Text("没有超标日。", "There was no polluted day.")
A_DAY = Text("{day}（{item}）", "{day} ({item})")
DAYS_OVER, WHICH = Text("天数", "Days"), Text("日期（首要污染物）", "Date (primary pollutant)")
TIES = Text(
    "综合指数相同的名次并列，其后名次空出；并列的按PM10由低到高列出。",
    "Equal indices share a rank and the next is skipped; within a tie the lower PM10 is listed first.",
)
CALENDAR = Text("三、逐日情况", "3. Day by day")


def compose(issue: Issue, language: str) -> Document:
    """The ranking in one language."""
    span = issue.span
    when = {"year": span.first.year, "month": span.first.month}
    title = TITLE.format(organ=issue.organ, **when)
    opening = [OPENING.format(**when), *_pm10(issue)]
    before = year_before(span).id
    ranked = ordered(issue)
    days = days_of(issue)
    parts = [
        Part(
            "",
            [w.in_(language) for w in opening],
            ranking_table(issue, ranked, language, CAPTION.format(**when).in_(language)),
        ),
        Part(
            CHANGED.in_(language),
            (),
            _changes(issue, before, language),
            [ranking_chart(issue, ranked, before, language)],
        ),
        polluted(issue, ranked, language),
        Part(
            CALENDAR.in_(language),
            charts=[calendar_chart(issue, issue.lead, days, language), days_chart(issue, issue.lead, days, language)],
        ),
        *targets_part(issue, language, "四", "4"),
    ]
    return document(issue, language, title, parts, TIES, to=TO.in_(language))


def ordered(issue: Issue) -> list[Place]:
    """Ranked regions, group by group in their own order, within it as shown (ties by PM10)."""
    held = [place for place in issue.regions if place.group]
    groups = list(dict.fromkeys(place.group for place in held))
    return sorted(
        held,
        key=lambda place: (
            groups.index(place.group),
            in_order(issue.figures.value(place.code, issue.period, "INDEX", "shown")),
        ),
    )


def _pm10(issue: Issue) -> list[Text]:
    lead, ranked = issue.lead, ordered(issue)
    mean = issue.level(lead, "PM10")
    if mean in ("NA", "—"):
        return []
    compared = better_or_worse(issue.get(lead, "PM10", "difference"))
    if compared.zh[-1].isdecimal():
        compared = Text(f"{compared.zh}微克/立方米", compared.en)
    led = sum("PM10" in issue.figures.value(p.code, issue.period, "INDEX", "primary").split(";") for p in ranked)
    return [PM10.format(place=lead.name, mean=mean, compared=compared, n=len(ranked), led=led)]


def ranking_table(issue: Issue, ranked: list[Place], language: str, caption: str) -> Table:
    """Groups in rows: rank, valid days, good-day rate, the six items, index, change."""
    columns = [
        Column(GROUP.in_(language), 9 if language == "zh" else 16),
        Column(RANK.in_(language), 6, figures=True),
        Column(REGION.in_(language), 14 if language == "zh" else 20),
        Column(VALID.in_(language), 7, figures=True),
        Column(RATE.in_(language), 10, figures=True),
        *six(8),
        Column(INDEX.in_(language), 8, figures=True, strong=True),
        Column(YEAR_ON_YEAR.in_(language), 9, figures=True),
    ]
    rows = [
        [
            group_words(place, language),
            issue.get(place, "INDEX", "rank"),
            named(place, language),
            issue.get(place, "AQI", "valid_days"),
            issue.get(place, "AQI", "good_day_rate"),
            *six_values(issue, place),
            issue.get(place, "INDEX", "composite"),
            issue.get(place, "INDEX", "change"),
        ]
        for place in ranked
    ]
    return Table(columns, rows, caption, grouped=True)


def _changes(issue: Issue, before: str, language: str) -> Table:
    columns = [
        Column(GROUP.in_(language), 4),
        Column(RANK.in_(language), 2, figures=True),
        Column(REGION.in_(language), 6),
        Column(NOW.in_(language), 3, figures=True),
        Column(BEFORE.in_(language), 3, figures=True),
        Column(YEAR_ON_YEAR.in_(language), 3, figures=True, strong=True),
    ]
    held = ordered(issue)
    groups = list(dict.fromkeys(place.group for place in held))
    held.sort(key=lambda p: (groups.index(p.group), in_order(issue.get(p, "INDEX", "change_rank"))))
    rows = [
        [
            group_words(place, language),
            issue.get(place, "INDEX", "change_rank"),
            named(place, language),
            issue.get(place, "INDEX", "composite"),
            issue.get(place, "INDEX", "composite", before),
            issue.get(place, "INDEX", "change"),
        ]
        for place in held
    ]
    return Table(columns, rows, CHANGE_CAPTION.in_(language), grouped=True)


def polluted(issue: Issue, places: list[Place], language: str) -> Part:
    """Each region's days over the limit with the item that led, as the ranking notes them."""
    found = []
    good = issue.good_levels()
    for place in places:
        bad = []
        for day in days_of(issue):
            level = issue.figures.value(place.code, day.id, "AQI", "level")
            if level and level not in good:
                item = names_of(issue.figures.value(place.code, day.id, "AQI", "primary"), language)
                bad.append(A_DAY.format(day=on(day.first, language), item=item).in_(language))
        if bad:
            found.append([named(place, language), str(len(bad)), ("、" if language == "zh" else ", ").join(bad)])
    heading = POLLUTED.in_(language)
    if not found:
        return Part(heading, [NO_POLLUTED.in_(language)])
    columns = [
        Column(REGION.in_(language), 5),
        Column(DAYS_OVER.in_(language), 2, figures=True),
        Column(WHICH.in_(language), 21),
    ]
    return Part(heading, (), Table(columns, found))
