"""The charts of the page, by the one grammar; each draws the rows of the table beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.safestring import SafeString

from qingtian.apps.places.models import Area
from qingtian.charts import SCREEN, HeatArea, HeatCell, RankBar, TrendPoint, heat_areas, heat_grid, ranking, trend
from qingtian.language import Text
from qingtian.web.design.drawn import drawn
from qingtian.web.desk.figures.tables import FigureTable
from qingtian.web.desk.figures.words import WEEKDAYS
from qingtian.web.templatetags.words import name, say

TICK = Text("上年同期", "year before")
HEAT = Text("钟点和星期（报告数）", "Hour and weekday (reports)")
MAP = Text("各地报告数（示意图）", "Reports by place (schematic)")
MONTHS = Text("逐月报告数", "Reports by month")
BAR_ROWS = 14


def bars(table: FigureTable, column: int = 0, before: int | None = 1) -> SafeString | None:
    """Bars of one column of a table, a tick for the year before where that is known; None without rows."""
    rows = [row for row in table.rows if row[1][column].text not in ("", "—")][:BAR_ROWS]
    if not any(cells[column].text != "0" for _, cells in rows):
        return None
    found = [
        RankBar(say(label), cells[column].text, cells[before].text if before is not None else "")
        for label, cells in rows
    ]
    title = Text(f"{table.title.zh}：{table.heads[column + 1].zh}", f"{table.title.en}: {table.heads[column + 1].en}")
    return drawn(ranking(SCREEN, say(title), found, tick=say(TICK), width=300), title)


def heat(counts: Mapping[tuple[int, int], int]) -> SafeString | None:
    """Weekday by hour; None where no hour is known."""
    if not counts:
        return None
    days = [say(words) for words in WEEKDAYS]
    hours = [f"{hour:02d}" for hour in range(24)]
    cells = [
        HeatCell(hours[hour], days[day - 1], counts.get((day, hour), 0)) for day in range(1, 8) for hour in range(24)
    ]
    return drawn(heat_grid(SCREEN, say(HEAT), cells, hours, days), HEAT)


def area_map(counts: Mapping[int | None, int]) -> SafeString | None:
    """The schematic map of areas; the city as a whole is no area of it. None where no outline is held."""
    areas = Area.objects.filter(boundary__isnull=False).exclude(kind=Area.Kind.CITY)
    found = [HeatArea(name(area), area.boundary, counts.get(area.pk, 0)) for area in areas]
    return drawn(heat_areas(SCREEN, say(MAP), found), MAP) if found else None


def months(counts: Mapping[date, int], last: date, known_from: date) -> SafeString | None:
    """Twelve months to the last, the year before dashed; None with less than two known."""
    wanted = _months_to(last, 12)
    points = [
        TrendPoint(f"{month.month}", _known(counts, month, known_from), _known(counts, _year_before(month), known_from))
        for month in wanted
    ]
    if sum(bool(point.value) for point in points) < 2:
        return None
    names = (say(Text("这一年", "this year")), say(Text("上一年", "year before")))
    return drawn(trend(SCREEN, say(MONTHS), points, names, width=560), MONTHS)


def _known(counts: Mapping[date, int], month: date, known_from: date) -> str:
    """A month from the first full one on: none is nought there, and a gap before."""
    return str(counts.get(month, 0)) if month >= known_from else ""


def _year_before(month: date) -> date:
    return month.replace(year=month.year - 1)


def _months_to(last: date, how_many: int) -> Sequence[date]:
    at = last.year * 12 + last.month - 1
    return [date(n // 12, n % 12 + 1, 1) for n in range(at - how_many + 1, at + 1)]
