"""A weather forecast goes into the days it tells of and no others; its errors make no interval narrower."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from typing import Any

import numpy as np
import pytest

from qingtian.apps.forecasts import with_weather as room
from qingtian.apps.forecasts.actions import compute as computing
from qingtian.apps.forecasts.actions.compute import compute
from qingtian.apps.forecasts.foretold import foretold
from qingtian.apps.forecasts.models import AirForecast, ForecastDay
from qingtian.apps.forecasts.realised import ENOUGH, realised_bounds, widest
from qingtian.foresight.forecasting import Model, train
from qingtian.foresight.forecasting.scale import to_learn
from tests.apps.forecasts.windy import told, weather_table, windy_past
from tests.days import TODAY, at
from tests.small_city import SmallCity

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


@pytest.fixture(scope="module")
def both() -> Iterator[tuple[Model, Model]]:
    from dataclasses import replace

    from qingtian.foresight.forecasting import training, trees

    with ExitStack() as stack:
        patch = stack.enter_context(pytest.MonkeyPatch.context())
        patch.setattr(trees, "TREES", 12)
        patch.setattr(training, "REHEARSED", 120)
        patch.setattr(training, "BLOCK", 120)
        series = windy_past().series["PM10"]
        weather = weather_table(series.first, YESTERDAY)
        laid = np.broadcast_to(weather, (len(series.places), *weather.shape))
        yield (
            train(series, YESTERDAY, (1, 2, 3)),
            train(replace(series, weather=laid), YESTERDAY, (1, 2, 3)),
        )


@pytest.fixture
def computed(both: tuple[Model, Model], monkeypatch: pytest.MonkeyPatch) -> Any:
    """Compute the forecast of TODAY with whatever weather forecasts there are."""
    monkeypatch.setattr(room, "measured_weather", weather_table)
    plain, told_ = both

    def run(**changed: Any) -> AirForecast:
        given = {"models": {"PM10": plain}, "weather_models": {"PM10": told_}, **changed}
        return compute(TODAY, at(TODAY, 8), past=windy_past(), **given)

    return run


def day(forecast: AirForecast, after: int, place: str = "city") -> ForecastDay:
    return forecast.days.get(place=place, target=TODAY + timedelta(days=after))


def test_the_days_it_tells_of_use_it_and_the_rest_do_without_and_widen(city: SmallCity, computed: Any) -> None:
    source = told({TODAY: 0.6, TOMORROW: 5.0})
    forecast = computed()
    ways = {row.horizon: row.items["PM10"][3] for row in forecast.days.filter(place="city")}
    assert [ways[n] for n in range(1, 5)] == ["model_weather", "model_weather", "model", ways[4]]
    assert ways[4] != "model_weather"
    assert [day(forecast, n).weather_forecast_id for n in (0, 1, 2)] == [source.pk, source.pk, None]
    assert [day(forecast, n).widened for n in (0, 1, 2)] == [False, False, True]
    calm, windy = day(forecast, 0), day(forecast, 1)
    assert calm.items["PM10"][0] > 1.5 * windy.items["PM10"][0]
    assert (windy.high - windy.low, day(forecast, 2).high - day(forecast, 2).low) == (20, 30)


def test_the_matter_names_which_weather_forecast_went_in(city: SmallCity, computed: Any) -> None:
    told({TODAY: 2.0})
    forecast = computed()
    facts = forecast.proceeding.projection["facts"]
    assert facts["weather"] == "yes"
    assert "市气象局 值班岗" in facts["how"]
    assert "16:00 发布" in facts["how"]
    assert "市气象局 值班岗 11-22 16:00 发布" in facts["how"]
    assert set(forecast.weather_versions) == {"PM10"}


def test_a_day_between_that_nobody_told_breaks_the_chain(city: SmallCity, computed: Any) -> None:
    told({TODAY: 2.0, TODAY + timedelta(days=2): 2.0})
    ways = [day(computed(), n).items["PM10"][3] for n in (0, 2)]
    assert ways == ["model_weather", "model"]


def test_what_was_issued_or_entered_after_the_computation_goes_into_nothing(city: SmallCity, computed: Any) -> None:
    told({TODAY: 2.0}, issued=at(TODAY, 9))
    told({TODAY: 2.0}, entered=at(TODAY, 12))
    forecast = computed()
    assert not forecast.weather
    assert day(forecast, 0).widened


def test_the_latest_that_tells_enough_holds_and_a_withdrawn_one_does_not(city: SmallCity) -> None:
    early = told({TODAY: 1.0}, issued=at(YESTERDAY, 7))
    late = told({TODAY: 3.0})
    late.days.update(temperature_low=None, temperature_high=None, rain_low=None, rain_high=None)
    assert foretold(TODAY, TODAY, at(TODAY, 8))[TODAY].forecast == early
    early.withdrawn_at = at(TODAY, 7)
    early.save()
    assert foretold(TODAY, TODAY, at(TODAY, 8)) == {}
    assert TODAY in foretold(TODAY, TODAY, at(TODAY, 6))


def test_ranges_are_read_by_their_middle_and_the_untold_stays_missing(city: SmallCity) -> None:
    row = told({TODAY: 2.0})
    row.days.update(wind_low=1, wind_high=4, rain_low=0, rain_high=2, temperature_low=None, temperature_high=None)
    told_again = told({TODAY: 2.0}, issued=at(YESTERDAY, 7))
    told_again.days.update(wind_low=1, wind_high=4, rain_low=0, rain_high=2)
    assert foretold(TODAY, TODAY, at(TODAY, 8))[TODAY].features.tolist() == [8.0, 20.0, 2.5, pytest.approx(np.log(2))]


def test_without_a_model_without_weather_there_is_nothing_to_take_the_width_from(
    city: SmallCity, computed: Any
) -> None:
    told({TODAY: 2.0})
    assert not computed(models={}).weather


def test_an_interval_is_never_narrower_than_without_weather_until_enough_came(
    city: SmallCity, computed: Any, both: tuple[Model, Model]
) -> None:
    told({TODAY: 2.0})
    predicted, low, high, _ = day(computed(), 0).items["PM10"]
    errors = both[0].judgements[1].errors
    width = to_learn(np.array(high)) - to_learn(np.array(low))
    assert width >= errors[1] - errors[0] - 0.01
    assert low <= predicted <= high


def test_a_weather_forecast_that_can_only_make_it_worse_is_not_used(
    city: SmallCity, computed: Any, both: tuple[Model, Model], monkeypatch: pytest.MonkeyPatch
) -> None:
    told({TODAY: 2.0})
    monkeypatch.setattr(room, "_better", lambda *given: False)
    assert day(computed(), 0).items["PM10"][3] == "model"


def test_realised_errors_count_once_there_are_enough_days_that_were_issued(city: SmallCity, computed: Any) -> None:
    source = told({TODAY: 2.0})
    forecast = computed()
    forecast.days.all().delete()
    rows = [
        ForecastDay(
            forecast=forecast, place="city", target=TODAY - timedelta(days=n), horizon=1, weather_forecast=source,
            items={"PM10": [100.0, 90.0, 110.0, "model_weather"]}, came_items={"PM10": 200.0 if n % 2 else 50.0},
            first_low=10, first_high=40,
        )
        for n in range(ENOUGH)
    ]  # fmt: skip
    ForecastDay.objects.bulk_create(rows[:-1])
    assert realised_bounds(TODAY) == {}
    rows[-1].save()
    low, high = realised_bounds(TODAY)["PM10", 1]
    assert (low, high) == (pytest.approx(np.log(51 / 101)), pytest.approx(np.log(201 / 101)))
    assert widest((-0.1, 0.1), (-9.0, 9.0), {("PM10", 1): (low, high)}, ("PM10", 1)) == (low, high)
    forecast.days.update(first_low=None, first_high=None)
    assert realised_bounds(TODAY) == {}


def test_the_room_of_acts_takes_no_weather_where_none_was_entered(city: SmallCity, computed: Any) -> None:
    assert not computed().weather
    assert computing.weather_input(YESTERDAY, at(TODAY, 8)).models == {}
