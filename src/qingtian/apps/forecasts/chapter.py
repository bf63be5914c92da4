"""What the air forecast (空气质量预报) adds to the kernel."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from qingtian.apps.forecasts.actions.change import change_day, correct_day, undo_change
from qingtian.apps.forecasts.actions.issue import issue, withdraw_issue
from qingtian.apps.forecasts.actions.joint import link_joint, unlink_joint
from qingtian.apps.forecasts.actions.keep import keep
from qingtian.apps.forecasts.models import AirForecast, ForecastDay
from qingtian.apps.forecasts.rules import range_rule
from qingtian.apps.proceedings.chapters import Chapter
from qingtian.apps.proceedings.models import Proceeding
from qingtian.foresight.wording.saying import HIGHEST as HIGHEST_INDEX
from qingtian.procedures import Projection
from qingtian.procedures.guards.air_forecasts import HIGHEST, PLACES, WIDTHS


def world(proceeding: Proceeding, projection: Projection, on: date) -> Mapping[str, Any]:
    """Places of this forecast and the usual widths of a range, while something may be changed."""
    if projection.state not in ("drafted", "issued"):
        return {}
    rows = ForecastDay.objects.filter(forecast__proceeding=proceeding).order_by()
    rule = range_rule(on)
    return {
        PLACES: frozenset(rows.values_list("place", flat=True).distinct()),
        WIDTHS: (rule.narrow, rule.wide),
        HIGHEST: HIGHEST_INDEX,
    }


def erase(proceeding: Proceeding) -> None:
    """Its rows go with the matter: days, changes, scores."""
    AirForecast.objects.filter(proceeding=proceeding).delete()


CHAPTERS: tuple[Chapter, ...] = (
    Chapter(
        procedure="air_forecast",
        world=world,
        effects={
            "compute_forecast": keep,
            "change_day": change_day,
            "correct_day": correct_day,
            "issue_forecast": issue,
            "link_joint_forecast": link_joint,
        },
        undo={
            "change_day": undo_change,
            "correct_day": undo_change,
            "issue_forecast": withdraw_issue,
            "link_joint_forecast": unlink_joint,
        },
        erase=erase,
    ),
)
