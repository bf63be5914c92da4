"""The figures a reminder letter on worsening air is reviewed by: the next quarter, by the query of the air pages.

Printed with how many days are missing on each side; a mean that cannot be computed is said to be missing, never nought.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from qingtian.apps.air.figures.answers import Ranking
from qingtian.apps.air.figures.questions import ranking_of
from qingtian.apps.air.models import Region
from qingtian.apps.air.places import Place, ranked_regions
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.queries import projection_of
from qingtian.apps.supervision.air_figures import written
from qingtian.errors import QingtianError
from qingtian.measurements.statistics.results import Figure
from qingtian.standards.periods import quarter_of

#: what the letters speak of, by the name it is printed with
ITEMS = {"PM10": "PM10", "PM2_5": "PM2.5"}
NOT_ENOUGH = "有效数据不够，没有均值"


def offers(proceeding: Proceeding, act: str) -> Mapping[str, Any]:
    """What a fresh form of ``review_effect`` holds: the next quarter of the letter's area, for a person to check."""
    if act != "review_effect":
        return {}
    facts = projection_of(proceeding).facts
    if facts.get("trigger") != "air" or not facts.get("next_quarter_ends"):
        return {}
    try:
        figures = next_quarter(proceeding.area_id, date.fromisoformat(facts["next_quarter_ends"]))
    except QingtianError:  # the lake cannot be read: the figures are typed, the review waits for nothing
        return {}
    return {"next_figures": figures} if figures else {}


def next_quarter(area: int | None, last: date) -> str:
    """The quarter that ends on ``last`` in the ranked region of an area; nothing where the area has none."""
    codes = set(Region.objects.filter(area=area).values_list("code", flat=True)) if area else set()
    place = next((each for each in ranked_regions() if each.code in codes), None)
    return told(ranking_of(quarter_of(last)), place) if place else ""


def told(ranking: Ranking, place: Place) -> str:
    """A line an item, under the name of the place and the days of the quarter."""
    quarter = ranking.period
    lines = [
        f"{name} {_compared(ranking.figure(place.code, item), ranking.figure_before(place.code, item))}"
        for item, name in ITEMS.items()
    ]
    return "\n".join([f"{place.name.zh} {quarter.id}（{quarter.first} 至 {quarter.last}）", *lines])


def _compared(now: Figure | None, before: Figure | None) -> str:
    mean, earlier = _mean(now), _mean(before)
    change = f"，{_change(now.value, before.value)}" if now and before and now.value and before.value else ""
    return f"均值 {mean}；去年同期 {earlier}{change}。"


def _mean(figure: Figure | None) -> str:
    if figure is None:
        return "没有数据"
    value = NOT_ENOUGH if figure.value is None else f"{written(figure.value)} μg/m³"
    missing = figure.expected - figure.valid
    return f"{value}（有效 {figure.valid} 天，缺 {missing} 天）"


def _change(now: int, before: int) -> str:
    """By whole per cent, rounded down as the rule counts it; a smaller change is said to be less than one."""
    if now == before:
        return "持平"
    share = abs(now - before) * 100 // before
    return f"{'上升' if now > before else '下降'} {share}%" if share else f"{'上升' if now > before else '下降'}不到 1%"
