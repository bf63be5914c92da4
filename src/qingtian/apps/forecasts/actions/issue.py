"""Issue (发布): from then on it is public, and what was issued first is kept beside whatever is corrected later."""

from __future__ import annotations

from django.db.models import F

from qingtian.apps.forecasts.models import AirForecast
from qingtian.apps.proceedings.chapters import Performed


def issue(performed: Performed) -> None:
    """Late after the hour of the national minimum; a missing issue is another act."""
    forecast = AirForecast.objects.get(proceeding=performed.proceeding)
    forecast.issued_at = performed.act.recorded_at
    forecast.late = forecast.issued_at > forecast.issue_by
    forecast.save(update_fields=["issued_at", "late"])
    forecast.days.update(first_low=F("low"), first_high=F("high"), first_primary=F("primary"))


def withdraw_issue(performed: Performed) -> None:
    """The act was voided: it is a draft again."""
    forecast = AirForecast.objects.get(proceeding=performed.proceeding)
    forecast.issued_at = forecast.late = None
    forecast.save(update_fields=["issued_at", "late"])
    forecast.days.update(first_low=None, first_high=None, first_primary=[])
