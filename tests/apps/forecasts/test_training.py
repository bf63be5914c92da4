"""Models are trained from the whole past, versioned, one in use of each kind; what is too short trains nothing."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from qingtian.apps.forecasts.actions import train as training
from qingtian.apps.forecasts.actions.train import train_all
from qingtian.apps.forecasts.models import TrainedForecaster
from qingtian.apps.forecasts.trained import models_known_at
from qingtian.errors import Refused
from tests.apps.forecasts.windy import DAYS, weather_table, windy_past
from tests.days import TODAY, at
from tests.small_city import SmallCity

pytestmark = [pytest.mark.django_db(databases=["default", "identity"]), pytest.mark.usefixtures("quick_models")]
YESTERDAY = TODAY - timedelta(days=1)
FEW: dict[str, Any] = {"items": ["PM10"], "horizons": (1, 2), "workers": 1}


@pytest.fixture(autouse=True)
def measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(training, "measured_weather", weather_table)


def test_one_with_weather_is_trained_beside_the_one_without(city: SmallCity) -> None:
    done = train_all(YESTERDAY, at(TODAY), past=windy_past(), **FEW)
    assert (done.items, done.with_weather, done.short) == (["PM10"], ["PM10"], {})
    rows = TrainedForecaster.objects.filter(in_use=True)
    assert {(row.item, row.weather, row.settings["weather"]) for row in rows} == {
        ("PM10", False, False),
        ("PM10", True, True),
    }
    assert len({row.version for row in rows}) == 2
    assert all(row.path.exists() for row in rows)


def test_the_weather_of_the_day_makes_the_rehearsal_better(city: SmallCity) -> None:
    train_all(YESTERDAY, at(TODAY), past=windy_past(), **FEW)
    plain, told = (TrainedForecaster.objects.get(weather=weather).verdict["1"]["model"] for weather in (False, True))
    assert told < plain / 2


def test_the_same_past_gives_the_same_version_and_the_new_one_takes_the_place_of_the_old(city: SmallCity) -> None:
    for _ in range(2):
        train_all(YESTERDAY, at(TODAY), past=windy_past(), **FEW)
    assert TrainedForecaster.objects.count() == 4
    for weather in (False, True):
        rows = TrainedForecaster.objects.filter(weather=weather)
        assert len({(row.version, row.digest) for row in rows}) == 1
        assert sum(row.in_use for row in rows) == 1


def test_without_measured_weather_only_the_one_without_is_trained(
    city: SmallCity, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(training, "measured_weather", lambda first, last: weather_table(first, last) * np.nan)
    assert train_all(YESTERDAY, at(TODAY), past=windy_past(), **FEW).with_weather == []
    assert not TrainedForecaster.objects.filter(weather=True).exists()


def test_a_history_shorter_than_the_law_room_asks_trains_nothing_and_says_how_short(city: SmallCity) -> None:
    with pytest.raises(Refused) as refused:
        train_all(YESTERDAY, at(TODAY), past=windy_past(first=TODAY - timedelta(days=200)), **FEW)
    assert "200" in refused.value.message.en
    assert DAYS > 400
    assert not TrainedForecaster.objects.exists()


def test_a_model_that_learned_later_or_whose_file_was_touched_is_not_used(city: SmallCity) -> None:
    train_all(YESTERDAY, at(TODAY), past=windy_past(), **FEW)
    assert set(models_known_at(YESTERDAY)) == set(models_known_at(YESTERDAY, weather=True)) == {"PM10"}
    assert models_known_at(YESTERDAY - timedelta(days=1)) == {}
    from qingtian.apps.forecasts import trained

    trained._read.clear()
    path: Path = TrainedForecaster.objects.get(weather=True).path
    path.write_bytes(b"another")
    assert models_known_at(YESTERDAY, weather=True) == {}
    assert set(models_known_at(YESTERDAY)) == {"PM10"}
