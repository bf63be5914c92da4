"""Parts several publications share: charts of their figures, the correction, the target."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from qingtian.apps.air.publications.composing.document import Chart, Document, Part
from qingtian.apps.air.publications.composing.words import WEEKDAYS, colour, named, notes, on
from qingtian.apps.air.publications.issue import ITEMS, NAMES, Issue, Place
from qingtian.charts import (
    Against,
    CalendarDay,
    DayBar,
    RankBar,
    TrendPoint,
    against_limits,
    calendar,
    day_bars,
    ranking,
    trend,
)
from qingtian.language import Text
from qingtian.standards.periods import Period
from qingtian.typeset import Column, Table

CALENDAR = Text("{place}空气质量日历（AQI）", "{place}: calendar of the AQI")
DAYS = Text("{place} PM10日均值，µg/m³", "{place}: PM10 by day, µg/m³")
DAY_LIMIT = Text("日标准 {limit}", "day limit {limit}")
AGAINST = Text("{place}六项与年二级限值（CO、O3与日限值）", "{place}: the six items against the grade II limits")
LIMIT = Text("二级限值", "grade II limit")
RANKING = Text("综合指数与同比（%）", "Composite index, change in %")
BEFORE = Text("上年同期", "year before")
MONTHLY = Text("{place} {item}逐月，µg/m³", "{place}: {item} by month, µg/m³")
CORRECTED = Text("更正", "Correction")
WHY = Text("本版更正第{version}版。原因：{why}", "This version corrects version {version}. Reason: {why}")
COLUMNS = (Text("区域", "Place"), Text("时段", "Period"), Text("项目", "Item"), Text("原", "Was"), Text("现", "Is"))
NO_CHANGES = Text("数据没有变，改的是文字。", "No figure changed; the wording did.")
#: a correction lists its figures up to this many; the rest stand in the file of figures
MOST_CHANGES = 60
MORE = Text("另有{n}个数据变动，见规范数据文件。", "{n} more figures changed; they stand in the file of figures.")


def document(issue: Issue, language: str, title: Text, parts: Sequence[Part], *more: Text, to: str = "") -> Document:
    """The whole, with the correction where there is one, the notes, the organ and the day."""
    held = [*parts, *([correction(issue, language)] if issue.correction else [])]
    return Document(
        title=title.in_(language),
        parts=held,
        notes=notes(issue, language, *more),
        language=language,
        organ=issue.organ.in_(language),
        day=on(issue.day, language, year=True) if issue.day else "",
        addressed=to,
        generated=issue.generated,
        draft=issue.draft,
    )


def correction(issue: Issue, language: str) -> Part:
    """Old, new and why."""
    made = issue.correction
    assert made is not None
    why = WHY.format(version=made.version, why=made.why).in_(language)
    heading = CORRECTED.in_(language)
    if not made.changes:
        return Part(heading, [why, NO_CHANGES.in_(language)])
    places = {place.code: named(place, language) for place in issue.places}
    rows = [
        [
            places.get(c.place, c.place or "—"),
            c.period,
            f"{NAMES.get(c.item, c.item)} {c.statistic}",
            *_both(c.old, c.new),
        ]
        for c in made.changes[:MOST_CHANGES]
    ]
    shares = zip(COLUMNS, (4, 5, 5, 3, 3), strict=True)
    columns = [Column(words.in_(language), width, figures=words in COLUMNS[3:]) for words, width in shares]
    left = len(made.changes) - len(rows)
    said = [why, MORE.format(n=left).in_(language)] if left else [why]
    return Part(heading, said, Table(columns, rows))


def _both(old: str, new: str) -> tuple[str, str]:
    return old.replace("-", "\u2212") or "—", new.replace("-", "\u2212") or "—"


def calendar_chart(issue: Issue, place: Place, days: Sequence[Period], language: str) -> Chart:
    """The calendar of days of a place."""
    title = CALENDAR.format(place=named(place, language)).in_(language)
    cells = []
    for day in days:
        level = issue.figures.value(place.code, day.id, "AQI", "level")
        text = issue.get(place, "AQI", "index", day.id)
        cells.append(CalendarDay(day.first, text, int(level) if level else None, colour(level, day.first)))
    return Chart(title, partial(calendar, title=title, days=cells, weekdays=WEEKDAYS[language]))


def days_chart(issue: Issue, place: Place, days: Sequence[Period], language: str) -> Chart:
    """PM10 by day against its day limit."""
    title = DAYS.format(place=named(place, language)).in_(language)
    limit = issue.figures.value("", issue.period, "PM10", "limit_day")
    bars = [DayBar(on(day.first, language), issue.get(place, "PM10", "day", day.id)) for day in days]
    rule = DAY_LIMIT.format(limit=limit).in_(language)
    return Chart(title, partial(day_bars, title=title, bars=bars, limit=limit, rule=rule))


def limits_chart(issue: Issue, place: Place, language: str, of: str | None = None) -> Chart:
    """The six items against the limits of the year, of the day where there is none of the year."""
    title = AGAINST.format(place=named(place, language)).in_(language)
    items = [Against(NAMES[item], issue.level(place, item, of), year_limit(issue, item)) for item in ITEMS]
    return Chart(title, partial(against_limits, title=title, items=items, rule=LIMIT.in_(language)))


def year_limit(issue: Issue, item: str) -> str:
    """The grade II limit a period is held against: of the year, or of the day for items without one."""
    found = issue.figures.value("", issue.period, item, "limit_year")
    return found or issue.figures.value("", issue.period, item, "limit_day") or "—"


def ranking_chart(issue: Issue, places: Sequence[Place], before: str, language: str) -> Chart:
    """The index of places in their order, a tick for the year before, the change beside it."""
    title = RANKING.in_(language)
    bars = [
        RankBar(
            named(place, language),
            issue.get(place, "INDEX", "composite"),
            issue.get(place, "INDEX", "composite", before),
            issue.get(place, "INDEX", "change").replace("—", ""),
        )
        for place in places
    ]
    return Chart(title, partial(ranking, title=title, bars=bars, tick=BEFORE.in_(language)))


def months_chart(
    issue: Issue, place: Place, item: str, months: Sequence[tuple[str, str]], years: tuple[str, str], language: str
) -> Chart:
    """An item by month, with the same months a year before; ``months`` are pairs of ids (this year, year before)."""
    title = MONTHLY.format(place=named(place, language), item=NAMES[item]).in_(language)
    points = [
        TrendPoint(month[-2:].lstrip("0"), issue.level(place, item, month), issue.level(place, item, before))
        for month, before in months
    ]
    return Chart(title, partial(trend, title=title, points=points, names=years))
