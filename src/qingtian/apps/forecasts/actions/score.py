"""Score what came (检验): every forecast day whose day of record is there, for model, forecaster and baselines.

Days of the last weeks are looked at again, as reviewed data change them; a changed day is scored anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from qingtian.apps.air.figures import days_of
from qingtian.apps.air.figures.answers import Days
from qingtian.apps.air.standards import held_rules
from qingtian.apps.forecasts.models import ForecastDay, ForecastScore
from qingtian.foresight.wording import ITEMS, Observed, judged
from qingtian.measurements.scale import SCALE

#: so many days back data are still reviewed: the month and the first days of the next
AGAIN = 45
BATCH = 200


@dataclass(frozen=True, slots=True)
class Scored:
    """How many days were scored for the first time or anew."""

    days: int = 0


def score(on: date) -> Scored:
    """Everything that came before ``on``; doing it again with the same data does nothing."""
    first, last = on - timedelta(days=AGAIN), on - timedelta(days=1)
    rows = list(ForecastDay.objects.filter(target__range=(first, last)).select_related("forecast"))
    if not rows:
        return Scored()
    came = days_of(sorted({row.place for row in rows}), first, last)
    changed = [row for row in rows if _take(row, came)]
    with transaction.atomic():
        ForecastDay.objects.bulk_update(
            changed, ["came_aqi", "came_level", "came_primary", "came_items"], batch_size=BATCH
        )
        for start in range(0, len(changed), BATCH):
            ForecastScore.objects.filter(day__in=changed[start : start + BATCH]).delete()
        fresh = [one for row in changed for one in _scores(row)]
        ForecastScore.objects.bulk_create(fresh, batch_size=BATCH)
    return Scored(len(changed))


def _take(row: ForecastDay, came: Days) -> bool:
    """Put what came into the row; whether it says anything new."""
    index = came.index(row.place, row.target)
    found = (index.aqi, index.level, list(index.primary)) if index else (None, None, [])
    items = {}
    for item in ITEMS:
        value = came.value(row.place, row.target, item)
        if value is not None and value.value is not None:
            items[item] = value.value / SCALE
    if (*found, items) == (row.came_aqi, row.came_level, row.came_primary, row.came_items):
        return False
    row.came_aqi, row.came_level, row.came_primary = found
    row.came_items = items
    return True


def _scores(row: ForecastDay) -> Iterator[ForecastScore]:
    if row.came_aqi is None or row.came_level is None:
        return
    observed = Observed(row.came_aqi, row.came_level, tuple(row.came_primary))
    of = ForecastScore.Of
    said = {of.MODEL: (row.model_low, row.model_high, row.model_primary)}
    if row.first_low is not None:
        said[of.FORECASTER] = (row.first_low, row.first_high, row.first_primary)
    for name, (_, low, high, primary) in row.baselines.items():
        if name in of.values:
            said[of(name)] = (low, high, primary)
    for whose, (low, high, primary) in said.items():
        if low is None or high is None:
            continue
        one = judged(low, high, primary, observed, row.target, held_rules())
        yield ForecastScore(
            day=row, of=whose, place=row.place, month=row.target.replace(day=1), horizon=row.horizon,
            range_hit=one.range_hit, level_hit=one.level_hit, primary_hit=one.primary_hit,
            too_high=one.too_high, too_low=one.too_low, error=one.error, absolute=abs(one.error),
        )  # fmt: skip
