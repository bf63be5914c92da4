"""Keep the rows of a draft (留存草稿), in the transaction of the act that computed it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from qingtian.apps.forecasts.models import AirForecast, ForecastDay
from qingtian.apps.proceedings.chapters import Performed

if TYPE_CHECKING:
    from qingtian.apps.forecasts.drafting import Draft

BATCH = 200


def keep(performed: Performed) -> None:
    """What was computed comes in ``extra``; the trail has its digest."""
    computed: Draft = performed.extra["draft"]
    facts: Mapping[str, Any] = performed.after.facts
    forecast = AirForecast.objects.create(
        proceeding=performed.proceeding,
        issue_on=date.fromisoformat(facts["issue_on"]),
        issue_by=datetime.fromisoformat(facts["issue_by"]),
        origin=computed.origin,
        first_day=date.fromisoformat(facts["first_day"]),
        last_day=date.fromisoformat(facts["last_day"]),
        weather=computed.weather,
        versions=dict(computed.versions),
        weather_versions=dict(computed.weather_versions),
    )
    rows = []
    for one in computed.days:
        row = ForecastDay(forecast=forecast, place=one.place, target=one.target, horizon=one.horizon)
        row.items, row.baselines, row.compared = one.items, one.baselines, one.compared
        row.weather_forecast, row.widened = one.weather_forecast, one.widened
        if words := one.said:
            row.model_aqi, row.model_low, row.model_high = words.aqi, words.low, words.high
            row.low, row.high = words.low, words.high
            row.interval_low, row.interval_high = words.interval
            row.model_primary = row.primary = list(words.primary)
        rows.append(row)
    ForecastDay.objects.bulk_create(rows, batch_size=BATCH)
