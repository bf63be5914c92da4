"""Scores by item (分项检验): day values as computed against what came, in the item's own unit, by days ahead.

Items are computed by the system alone; a forecaster changes the range of the index. Read from the rows of the days, so
nothing is kept twice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from qingtian.apps.forecasts.models import ForecastDay
from qingtian.apps.forecasts.models.forecast_day import COMPARED, WITH_WEATHER
from qingtian.foresight.wording import ITEMS


@dataclass(frozen=True, slots=True)
class ItemScore:
    """One item and horizon. ``mae``, ``bias`` (forecast less what came): µg/m³, CO mg/m³; ``inside``: days within the
    80 % interval, of ``with_interval`` days that had one. ``with_weather``: days a weather forecast went into.

    ``compared``: by baseline the days it said something too, our error on those days, and its own.
    """

    item: str
    horizon: int
    days: int
    mae: float
    bias: float
    inside: int
    with_interval: int
    with_weather: int
    compared: dict[str, tuple[int, float, float]]

    @property
    def share(self) -> float | None:
        """Days inside the interval, per cent; None where no day had one."""
        return 100 * self.inside / self.with_interval if self.with_interval else None


@dataclass(frozen=True, slots=True)
class _Day:
    error: float
    inside: bool | None
    weather: bool
    others: dict[str, float]


def by_item(place: str, months: Iterable[date]) -> list[ItemScore]:
    """Of one place over those months (their first days), a line an item and horizon, in that order; one query."""
    wanted = set(months)
    if not wanted:
        return []
    rows = ForecastDay.objects.filter(place=place, target__gte=min(wanted)).exclude(came_items={})
    found: dict[tuple[str, int], list[_Day]] = defaultdict(list)
    told = rows.order_by("target").values_list("target", "horizon", "items", "came_items", "compared")
    for target, horizon, items, came, compared in told:
        if target.replace(day=1) not in wanted:
            continue
        for item, (predicted, low, high, way) in items.items():
            value = came.get(item)
            if value is None or predicted is None:
                continue
            inside = None if low is None or high is None else low <= value <= high
            others = {name: compared[name][item] - value for name in COMPARED if item in compared.get(name, {})}
            found[item, horizon].append(_Day(predicted - value, inside, way == WITH_WEATHER, others))
    order = sorted(found, key=lambda of: (ITEMS.index(of[0]), of[1]))
    return [_score(item, horizon, found[item, horizon]) for item, horizon in order]


def _score(item: str, horizon: int, days: list[_Day]) -> ItemScore:
    bounded = [day.inside for day in days if day.inside is not None]
    compared = {}
    for name in COMPARED:
        there = [day for day in days if name in day.others]
        if there:
            ours = _mean(abs(day.error) for day in there)
            compared[name] = (len(there), ours, _mean(abs(day.others[name]) for day in there))
    return ItemScore(
        item=item,
        horizon=horizon,
        days=len(days),
        mae=_mean(abs(day.error) for day in days),
        bias=_mean(day.error for day in days),
        inside=sum(bounded),
        with_interval=len(bounded),
        with_weather=sum(day.weather for day in days),
        compared=compared,
    )


def _mean(values: Iterable[float]) -> float:
    given = list(values)
    return sum(given) / len(given)
