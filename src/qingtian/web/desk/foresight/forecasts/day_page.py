"""One day of one place: six items with intervals and ways, what it is measured against, changes, what came."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from qingtian.apps.forecasts.models import AirForecast, ForecastChange, ForecastDay
from qingtian.apps.forecasts.models.score import NAMES
from qingtian.apps.forecasts.places import forecast_places
from qingtian.apps.forecasts.words import source_of, way
from qingtian.apps.people.models import Post
from qingtian.apps.proceedings.policy import may_see
from qingtian.foresight.wording import ITEMS
from qingtian.language import Text
from qingtian.web.desk.foresight.forecasts.one_page import found
from qingtian.web.desk.foresight.forecasts.words import NAV, cell, names, state_of
from qingtian.web.desk.seat import DeskRequest, officer

#: the order in which what a day is measured against is shown
BESIDE = ("persistence", "last_week", "climatology", "month_median")
CHANGES = {"drafted": "change_day", "issued": "correct_day"}


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One item as printed: whole µg/m³, CO one decimal in mg/m³; None where nothing is said."""

    item: str
    predicted: str | None
    low: str | None
    high: str | None
    way: Text | None


@officer
@require_safe
def forecast_day(request: DeskRequest, number: str, place: str, target: str) -> HttpResponse:
    """404 where the forecast has no such place or day."""
    one = found(number)
    try:
        row = _row(one, place, date.fromisoformat(target))
    except ValueError:
        raise Http404 from None
    if row is None:
        raise Http404
    seen = may_see(request.actor, one.proceeding)
    context = {
        "forecast": one,
        "matter": one.proceeding,
        "state": state_of(one),
        "name": names(forecast_places()).get(place, Text(place, place)),
        "cell": cell(row),
        "row": row,
        "source": source_of(row.weather_forecast) if row.weather_forecast is not None else None,
        "items": [_line(row, item) for item in ITEMS],
        "beside": [(NAMES[name], *row.baselines[name]) for name in BESIDE if name in row.baselines],
        "changes": _changes(row) if seen else [],
        "scores": {one.of: one for one in row.scores.all()},
        "change": _change(row, one.proceeding.state, one.proceeding.number) if seen else None,
        "over": row.target < request.as_of,
        "nav_current": NAV,
    }
    return render(request, "desk/foresight/forecasts/day.html", context)


def _row(one: AirForecast, place: str, target: date) -> ForecastDay | None:
    return one.days.filter(place=place, target=target).select_related("weather_forecast").first()


def _line(row: ForecastDay, item: str) -> ItemLine:
    found = row.items.get(item)
    if found is None:
        return ItemLine(item, None, None, None, None)
    predicted, low, high, how = found
    return ItemLine(item, _printed(item, predicted), _printed(item, low), _printed(item, high), way(how))


def _changes(row: ForecastDay) -> list[tuple[ForecastChange, Post | None]]:
    """Each change with the post that made it; None where the post is no more."""
    changes = list(row.changes.all())
    posts = {post.code: post for post in Post.objects.filter(code__in={one.post for one in changes})}
    return [(one, posts.get(one.post)) for one in changes]


def _printed(item: str, value: Any) -> str | None:
    return None if value is None else f"{value:.1f}" if item == "CO" else f"{value:.0f}"


def _change(row: ForecastDay, state: str, number: str) -> str | None:
    """The form of the change, filled with what stands now; None where it is over or closed."""
    act = CHANGES.get(state)
    if act is None or row.low is None:
        return None
    filled = {"place": row.place, "target": row.target.isoformat(), "low": row.low, "high": row.high}
    query = urlencode({f"f_{name}": value for name, value in (filled | {"primary": row.primary}).items()}, doseq=True)
    return f"{reverse('desk:act', args=[number, act])}?{query}"
