"""What came is scored once for everybody, again where it was revised, and by item in the item's own unit."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from qingtian.apps.forecasts.actions import score as scoring
from qingtian.apps.forecasts.actions.score import score
from qingtian.apps.forecasts.item_scores import by_item
from qingtian.apps.forecasts.models import ForecastScore
from qingtian.apps.forecasts.scores import by_horizon, by_month, months_scored
from tests.apps.forecasts.conftest import Walk
from tests.days import TODAY
from tests.small_city import SmallCity

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
TOMORROW, LATER = TODAY + timedelta(days=1), TODAY + timedelta(days=20)
Air = Callable[..., None]


@pytest.fixture
def air(monkeypatch: pytest.MonkeyPatch) -> Air:
    """What came, of ``city`` alone: index, level, pollutants and PM10 by day; nothing of other places and days."""
    came: dict[date, Any] = {}

    def index(place: str, day: date) -> Any:
        return came.get(day) if place == "city" else None

    def value(place: str, day: date, item: str) -> Any:
        found = index(place, day)
        return SimpleNamespace(value=found.pm10 * 1000) if found and item == "PM10" and found.pm10 is not None else None

    def set_(
        day: date, aqi: int, *, pm10: int | None = 80, level: int = 2, primary: tuple[str, ...] = ("PM10",)
    ) -> None:
        came[day] = SimpleNamespace(aqi=aqi, level=level, primary=primary, pm10=pm10)

    monkeypatch.setattr(scoring, "days_of", lambda places, first, last: SimpleNamespace(index=index, value=value))
    return set_


def test_every_way_is_scored_beside_the_forecaster_and_the_model(city: SmallCity, air: Air) -> None:
    walk = Walk(city)
    walk.change(low="90", high="115")
    walk.do("issue_forecast")
    air(TODAY, 95)
    assert score(TOMORROW).days == 1
    found = {one.of: one for one in ForecastScore.objects.all()}
    assert set(found) == set(ForecastScore.Of.values)
    assert found["forecaster"].range_hit
    assert found["forecaster"].error == pytest.approx(102.5 - 95)
    day = walk.day()
    assert found["model"].range_hit == (day.model_low <= 95 <= day.model_high)


def test_what_was_issued_first_is_scored_and_not_its_correction(city: SmallCity, air: Air) -> None:
    walk = Walk(city)
    walk.do("issue_forecast")
    walk.change("correct_day", low="200", high="225", hour=19)
    air(TODAY, 210, level=5)
    score(TOMORROW)
    assert not ForecastScore.objects.get(of="forecaster").range_hit


def test_a_draft_that_was_never_issued_has_no_score_of_a_forecaster(city: SmallCity, air: Air) -> None:
    Walk(city)
    air(TODAY, 80)
    score(TOMORROW)
    assert not ForecastScore.objects.filter(of="forecaster").exists()
    assert ForecastScore.objects.filter(of="model").exists()


def test_the_pollutant_of_a_day_up_to_fifty_does_not_count(city: SmallCity, air: Air) -> None:
    Walk(city)
    air(TODAY, 45, level=1, primary=())
    score(TOMORROW)
    assert ForecastScore.objects.get(of="model").primary_hit is None


def test_scoring_again_does_nothing_until_the_day_is_revised(city: SmallCity, air: Air) -> None:
    walk = Walk(city)
    air(TODAY, 80)
    assert [score(TOMORROW).days, score(TOMORROW).days] == [1, 0]
    air(TODAY, 80, pm10=81)
    assert score(TOMORROW).days == 1
    air(TODAY, 140, pm10=81, level=3)
    assert score(TOMORROW).days == 1
    assert walk.day().came_aqi == 140
    assert ForecastScore.objects.filter(of="model").count() == 1


def test_a_day_that_is_not_over_or_has_no_index_is_not_scored(city: SmallCity, air: Air) -> None:
    walk = Walk(city)
    air(TODAY, 80)
    assert score(TODAY).days == 0
    score(LATER)
    assert walk.day(after=1).came_aqi is None
    assert not ForecastScore.objects.filter(place="station:a").exists()


def test_sums_stand_by_month_and_by_horizon(city: SmallCity, air: Air) -> None:
    Walk(city).do("issue_forecast")
    for n in range(7):
        air(TODAY + timedelta(days=n), 80)
    assert score(LATER).days == 7
    months = months_scored()
    ahead = by_horizon("city", months)
    assert {one.group for one in ahead} == set(range(1, 8))
    assert sum(one.days for one in ahead if one.of == "model") == 7
    assert [one.days for one in by_month("city", 1, months) if one.of == "model"] == [1]


def test_items_are_scored_in_their_own_unit_beside_the_last_day_and_the_month(city: SmallCity, air: Air) -> None:
    walk = Walk(city)
    predicted, low, high, _ = walk.day().items["PM10"]
    persistence = walk.day().compared["persistence"]["PM10"]
    air(TODAY, 80, pm10=85)
    score(TOMORROW)
    (one,) = by_item("city", [TODAY.replace(day=1)])
    assert (one.item, one.horizon, one.days, one.with_weather) == ("PM10", 1, 1, 0)
    assert one.bias == pytest.approx(predicted - 85)
    assert one.mae == pytest.approx(abs(predicted - 85))
    assert (one.inside, one.with_interval) == (int(low <= 85 <= high), 1)
    assert one.compared["persistence"] == (1, one.mae, pytest.approx(abs(persistence - 85)))
    assert one.compared["month_median"][0] == 1


def test_a_day_without_stored_comparisons_is_scored_without_them(city: SmallCity, air: Air) -> None:
    walk = Walk(city)
    walk.forecast.days.update(compared={})
    air(TODAY, 80)
    score(TOMORROW)
    (one,) = by_item("city", [TODAY.replace(day=1)])
    assert one.compared == {}


def test_what_did_not_come_is_no_item_score(city: SmallCity, air: Air) -> None:
    Walk(city)
    air(TODAY, 80, pm10=None)
    score(TOMORROW)
    assert by_item("city", [TODAY.replace(day=1)]) == []
    assert by_item("city", []) == []
