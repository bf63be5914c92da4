"""Scores added up (检验汇总): by month, horizon and whose, of one place; counts stand beside every share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Avg, Count, Q

from qingtian.apps.forecasts.models import ForecastScore
from qingtian.apps.forecasts.models.score import NAMES
from qingtian.language import Text

HITS = {
    "days": Count("pk"),
    "range_hits": Count("pk", filter=Q(range_hit=True)),
    "level_hits": Count("pk", filter=Q(level_hit=True)),
    "primary_days": Count("pk", filter=Q(primary_hit__isnull=False)),
    "primary_hits": Count("pk", filter=Q(primary_hit=True)),
    "too_high": Count("pk", filter=Q(too_high=True)),
    "too_low": Count("pk", filter=Q(too_low=True)),
    "bias": Avg("error"),
    "mae": Avg("absolute"),
}


@dataclass(frozen=True, slots=True)
class Summed:
    """Hits in days. ``primary_days``: those whose index was above 50; ``bias`` and ``mae`` in index points."""

    of: str
    group: object
    days: int
    range_hits: int
    level_hits: int
    primary_days: int
    primary_hits: int
    too_high: int
    too_low: int
    bias: float
    mae: float

    @property
    def name(self) -> Text:
        """Whose."""
        return NAMES[self.of]


def by_month(place: str, horizon: int, months: Iterable[date]) -> list[Summed]:
    """Of one place and horizon, a line a month and whose: the latest month first; one query."""
    rows = ForecastScore.objects.filter(place=place, horizon=horizon, month__in=list(months))
    return _summed(rows.values("month", "of").annotate(**HITS), "month", latest_first=True)


def by_horizon(place: str, months: Iterable[date]) -> list[Summed]:
    """Of one place over those months, a line a horizon and whose; one query."""
    rows = ForecastScore.objects.filter(place=place, month__in=list(months))
    return _summed(rows.values("horizon", "of").annotate(**HITS), "horizon")


def of_recent(place: str, horizon: int, months: Iterable[date]) -> dict[str, Summed]:
    """Of one place and horizon over those months, by whose."""
    rows = ForecastScore.objects.filter(place=place, horizon=horizon, month__in=list(months))
    return {one.of: one for one in _summed(rows.values("horizon", "of").annotate(**HITS), "horizon")}


def months_scored() -> list[date]:
    """Months with any score, the latest first."""
    return list(ForecastScore.objects.order_by("-month").values_list("month", flat=True).distinct())


def _summed(rows: Iterable[dict[str, object]], group: str, *, latest_first: bool = False) -> list[Summed]:
    order = list(NAMES)
    found = [Summed(group=row.pop(group), **row) for row in (dict(each) for each in rows)]  # type: ignore[arg-type]
    found.sort(key=lambda one: order.index(one.of))
    return sorted(found, key=lambda one: one.group, reverse=latest_first)  # type: ignore[arg-type, return-value]
