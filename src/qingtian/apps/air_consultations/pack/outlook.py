"""Outlook (展望): the days of the latest forecast that was issued for the place."""

from __future__ import annotations

from datetime import date
from typing import Any

from qingtian.apps.air.places import Place
from qingtian.apps.forecasts.queries import days_ahead


def outlook_part(place: Place, on: date) -> list[dict[str, Any]]:
    """The days from ``on`` on; nothing where no forecast was issued within the last days."""
    return [
        {
            "day": one.target.isoformat(),
            "low": one.low,
            "high": one.high,
            "levels": [{"zh": level.word.zh, "en": level.word.en} for level in one.levels],
            "primary": list(one.primary),
            "by": one.by,
        }
        for one in days_ahead(place.code, on)
    ]
