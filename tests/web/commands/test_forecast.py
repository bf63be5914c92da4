"""``qingtian forecast run``, ``train``, ``score`` and the jobs that do the same every morning."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from qingtian.apps.forecasts.actions import compute as computing
from qingtian.apps.forecasts.actions import train as training
from qingtian.apps.forecasts.models import AirForecast, ForecastDay, TrainedForecaster
from qingtian.apps.operations.jobs import JOBS
from tests.apps.forecasts.conftest import past, quick_models  # noqa: F401
from tests.apps.forecasts.windy import weather_table, windy_past
from tests.days import TODAY, at

pytestmark = pytest.mark.django_db(databases=["default", "identity"])


@pytest.fixture(autouse=True)
def this_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is the morning of TODAY, and the past is the small one."""
    monkeypatch.setattr("qingtian.web.commands.forecast.city_moment", lambda: at(TODAY, 8))
    monkeypatch.setattr("qingtian.web.middleware.city_now", lambda: at(TODAY, 8))
    monkeypatch.setattr(computing, "history", lambda origin: past(origin))
    monkeypatch.setattr(training, "history", lambda until: windy_past(until))
    monkeypatch.setattr(training, "measured_weather", weather_table)


def test_run_drafts_the_day_once_and_says_which_models(city: Any, run: Any) -> None:
    answers = [json.loads(run("forecast", "run", "--json").output) for _ in range(2)]
    assert answers[0] == answers[1]
    assert (answers[0]["on"], answers[0]["days"], answers[0]["models"]) == (TODAY.isoformat(), 14, {})
    assert answers[0]["weather_models"] == {}
    assert "none, the median of that month" in run("forecast", "run").output
    assert AirForecast.objects.count() == 1


def test_run_refuses_a_day_to_come(city: Any, run: Any) -> None:
    answer = run("forecast", "run", "--on", (TODAY + timedelta(days=1)).isoformat())
    assert answer.exit_code != 0
    assert not AirForecast.objects.exists()


def test_run_without_any_day_value_is_refused(city: Any, run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def empty(origin: Any) -> Any:
        whole = past(origin)
        for series in whole.series.values():
            series.values[:] = float("nan")
        return whole

    monkeypatch.setattr(computing, "history", empty)
    assert run("forecast", "run").exit_code != 0
    assert JOBS["air_forecast"].run(at(TODAY)) == {"days": 0}


@pytest.mark.usefixtures("quick_models")
def test_train_trains_the_item_asked_for_with_and_without_weather(city: Any, run: Any) -> None:
    told = json.loads(run("forecast", "train", "--item", "PM10", "--workers", "1", "--json").output)
    assert told == {"trained": ["PM10"], "with_weather": ["PM10"], "short": {}}
    assert TrainedForecaster.objects.filter(in_use=True).count() == 2
    assert "with weather PM10" in run("forecast", "train", "--item", "PM10", "--workers", "1").output


def test_train_refuses_an_item_it_does_not_know(city: Any, run: Any) -> None:
    answer = run("forecast", "train", "--item", "PM1")
    assert answer.exit_code != 0
    assert not TrainedForecaster.objects.exists()


@pytest.mark.usefixtures("quick_models")
def test_a_history_too_short_fails_the_command_and_not_the_job(
    city: Any, run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(training, "history", lambda until: windy_past(until, TODAY - timedelta(days=100)))
    assert run("forecast", "train").exit_code != 0
    assert JOBS["forecast_training"].run(at(TODAY)) == {}


@pytest.mark.usefixtures("quick_models")
def test_the_weekly_job_counts_what_it_trained(city: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from qingtian.apps.forecasts.actions.train import train_all

    few = {"items": ["PM10"], "horizons": (1,), "workers": 1}
    monkeypatch.setattr(training, "train_all", lambda until, now: train_all(until, now, **few))
    assert JOBS["forecast_training"].run(at(TODAY)) == {"trained": 1, "with_weather": 1, "short": 0}


def test_the_jobs_of_the_morning_draft_and_score(city: Any, run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    assert JOBS["air_forecast"].run(at(TODAY)) == {"days": 14}
    ForecastDay.objects.all().delete()
    assert JOBS["forecast_scores"].run(at(TODAY)) == {"days": 0}
    assert json.loads(run("forecast", "score", "--json").output) == {"days": 0}
    assert "0 days of places scored" in run("forecast", "score").output
