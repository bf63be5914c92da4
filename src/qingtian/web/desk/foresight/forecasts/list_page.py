"""The days of issue, the latest first: in time, late, never issued; what the city was told; what came."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.core.paginator import Paginator
from django.db.models import Count, Prefetch, Q
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.air.places import CITY
from qingtian.apps.forecasts.models import AirForecast, ForecastDay
from qingtian.apps.forecasts.queries import forecasts as all_forecasts
from qingtian.apps.forecasts.queries import late_or_missing
from qingtian.apps.forecasts.rules import issue_by, minimum
from qingtian.language import Text
from qingtian.web.desk.foresight.forecasts.words import NAV, Cell, cell, state_of
from qingtian.web.desk.seat import DeskRequest, officer

PAGE = 30
#: the days of the city a row shows, and the days back that are counted in the head
SHOWN, LATELY = 4, 30


@dataclass(frozen=True, slots=True)
class Row:
    """One day of issue."""

    forecast: AirForecast
    state: Text
    city: list[Cell]
    changed: int
    missing: bool


@officer
@require_safe
def forecasts(request: DeskRequest) -> HttpResponse:
    """For every officer in office."""
    page = Paginator(_asked(), PAGE).get_page(request.GET.get("page"))
    today = request.as_of
    late, missing = late_or_missing(today - timedelta(days=LATELY), today - timedelta(days=1))
    context = {
        "page": page,
        "rows": [_row(one, today) for one in page.object_list],
        "today": AirForecast.objects.filter(issue_on=today).select_related("proceeding").first(),
        "issue_by": issue_by(today),
        "overdue": request.now > issue_by(today),
        "minimum": minimum(today),
        "late": late,
        "missing": missing,
        "lately": LATELY,
        "nav_current": NAV,
    }
    return render(request, "desk/foresight/forecasts/list.html", context)


def _asked() -> object:
    city = ForecastDay.objects.filter(place=CITY, horizon__lte=SHOWN).order_by("target")
    changed = Count("days", filter=Q(days__changed=True))
    return all_forecasts().annotate(changed=changed).prefetch_related(Prefetch("days", city, to_attr="of_city"))


def _row(forecast: AirForecast, today: date) -> Row:
    missing = forecast.issued_at is None and forecast.issue_on < today
    days = [cell(day) for day in forecast.of_city]  # type: ignore[attr-defined]
    return Row(forecast, state_of(forecast), days, forecast.changed, missing)  # type: ignore[attr-defined]
