"""The air forecast as everybody may see it: the latest that was issued, its corrections, how good forecasts were."""

from __future__ import annotations

from datetime import date
from typing import Any

from qingtian.apps.air.places import named
from qingtian.apps.forecasts.models import ForecastScore
from qingtian.apps.forecasts.places import forecast_places
from qingtian.apps.forecasts.queries import DayAhead, days_ahead, latest
from qingtian.apps.forecasts.scores import Summed, months_scored, of_recent
from qingtian.apps.publishing.gate import Gate, Publishable, Shown

KIND = "air_forecast"
#: "how good were we" is about the day after the day of issue, over the last months
TOMORROW, MONTHS = 2, 3


def air_forecast_shown(gate: Gate, code: str, on: date) -> Shown:
    """The days of a place from today on, the city where the code is unknown; drafts do not exist here."""
    if (shut := gate.closed(KIND)) is not None:
        return shut
    known = forecast_places()
    place = named(known, code) or known[0]
    issued = latest(on)
    days = days_ahead(place.code, on) if issued else []
    words = issued.proceeding.projection["facts"].get("words", "") if issued else ""
    fields: dict[str, object] = {
        "places": [{"code": one.code, "name": one.name, "sort": one.sort} for one in known],
        "code": place.code,
        "name": place.name,
        "days": [_day(one) for one in days],
        "issued_at": issued.issued_at if issued else None,
        "late": bool(issued and issued.late),
        "weather": bool(issued and issued.weather),
        "words": str(words),
        "good": _how_good(place.code),
    }
    return gate.admit(Publishable(KIND, fields, issued.proceeding.number if issued else ""))


def _day(one: DayAhead) -> dict[str, Any]:
    return {
        "day": one.target,
        "low": one.low,
        "high": one.high,
        "levels": [level.level for level in one.levels],
        "primary": list(one.primary),
        "interval": None if one.interval_low is None else [one.interval_low, one.interval_high],
        "first": list(one.first) if one.first else None,
    }


def _how_good(code: str) -> dict[str, Any] | None:
    """Of the last months, for the next day: hits of what was issued, and of the last day again; None without any."""
    scored = of_recent(code, TOMORROW, months_scored()[:MONTHS])
    ours, again = scored.get(ForecastScore.Of.FORECASTER), scored.get(ForecastScore.Of.PERSISTENCE)
    if ours is None:
        return None
    return {"months": MONTHS, "ours": _hits(ours), "again": _hits(again) if again else None}


def _hits(one: Summed) -> dict[str, Any]:
    return {"days": one.days, "range": one.range_hits, "level": one.level_hits, "mae": f"{one.mae:.0f}"}
