"""The city's own forecast as an outlook: the range of every day that was issued, its middle standing for it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from qingtian.apps.forecasts import queries
from qingtian.foresight.warning import Window
from qingtian.foresight.warning.typed import ranged


def issued_forecast(area: str, on: date) -> Sequence[Window]:
    """Drafts do not count: what nobody issued suggests nothing."""
    return [ranged(day.target, day.low, day.high, tuple(day.primary)) for day in queries.days_ahead(area, on)]
