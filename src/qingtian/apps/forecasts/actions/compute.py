"""Compute the forecast of a day of issue (算出草稿): an act of the system, once a day; a draft is no publication."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from qingtian.apps.forecasts.actions.joint import joint_forecasts_of
from qingtian.apps.forecasts.drafting import draft
from qingtian.apps.forecasts.history import History, history
from qingtian.apps.forecasts.models import AirForecast
from qingtian.apps.forecasts.organs import forecasting_office
from qingtian.apps.forecasts.rules import issue_by
from qingtian.apps.forecasts.trained import models_known_at
from qingtian.apps.forecasts.with_weather import weather_input
from qingtian.apps.forecasts.words import how
from qingtian.apps.installation.kind import DEMONSTRATION, kind
from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.errors import Refused
from qingtian.foresight.forecasting import Model
from qingtian.language import Text
from qingtian.procedures import Actor

SYSTEM = Actor(kind="system")
NOTHING = Text("没有日均值，算不出预报。", "There are no day values to forecast from.")
TITLE = "{day:%Y年%m月%d日}空气质量预报"


def compute(
    on: date,
    now: datetime,
    *,
    past: History | None = None,
    models: Mapping[str, Model] | None = None,
    weather_models: Mapping[str, Model] | None = None,
) -> AirForecast:
    """The forecast to be issued on a day, from the days before it; the one there is where it was computed already.

    Weather forecasts issued and entered by ``now`` go in. ``past`` and the models for whoever computes many. Raises
    Refused ``forecasts.nothing`` where no day has a value.
    """
    if found := AirForecast.objects.filter(issue_on=on).select_related("proceeding").first():
        return found
    origin = on - timedelta(days=1)
    known = past if past is not None else history(origin)
    weather = weather_input(origin, now, weather_models)
    computed = draft(known, origin, models if models is not None else models_known_at(origin), weather)
    if not any(day.said for day in computed.days):
        raise Refused("forecasts.nothing", NOTHING)
    title, last = TITLE.format(day=on), computed.days[-1].target
    matter = open_proceeding(
        "air_forecast",
        by=SYSTEM,
        on=on,
        now=now,
        title=title,
        once=f"air-forecast-{on}",
        generated=kind() == DEMONSTRATION,
        fields={
            "subject": title,
            "office": forecasting_office().code,
            "origin": origin.isoformat(),
            "first_day": on.isoformat(),
            "last_day": last.isoformat(),
            "issue_on": on.isoformat(),
            "issue_by": issue_by(on).isoformat(timespec="minutes"),
            "how": how(computed, joint_forecasts_of(on, last)).zh,
            "weather": "yes" if computed.weather else "no",
            "digest": computed.digest,
        },
        extra={"draft": computed},
    )
    return AirForecast.objects.select_related("proceeding").get(proceeding=matter)
