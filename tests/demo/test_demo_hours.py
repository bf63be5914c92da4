"""Stations go on reporting: continued hour by hour, once a day or once, the records are the same."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random
from typing import Any

import pytest

from qingtian.apps.air.models import HourReading
from qingtian.apps.air.queries import city_air
from qingtian.demo import hours
from qingtian.demo.places import create_areas, create_stations
from tests.conftest import TODAY, at

COLUMNS = ("station__code", "hour", "pm2_5", "pm10", "so2", "no2", "o3", "co")
MORNING = at(TODAY, 8)


@pytest.fixture
def stations(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hours, "KEPT", timedelta(hours=30))
    create_areas()
    create_stations()


def _rows(until: datetime) -> list[Any]:
    kept = HourReading.objects.filter(hour__gt=until - timedelta(hours=30))
    return list(kept.order_by("station__code", "hour").values_list(*COLUMNS))


@pytest.mark.parametrize("seed", range(4))
def test_continuing_in_any_steps_writes_what_loading_in_one_go_writes(stations: None, seed: int) -> None:
    chance, moment, evening = Random(seed), MORNING, MORNING + timedelta(hours=11)
    while moment < evening:
        hours.continue_hours(moment)
        moment += timedelta(minutes=chance.randrange(1, 400))
    hours.continue_hours(evening)
    continued = _rows(evening)
    HourReading.objects.all().delete()
    assert hours.continue_hours(evening) == len(continued)
    assert _rows(evening) == continued


def test_an_evening_visitor_reads_the_hour_that_ended_last(stations: None) -> None:
    hours.continue_hours(MORNING)
    evening = at(TODAY, 23, 20)
    hours.continue_hours(evening)
    found = city_air(evening)
    assert found is not None
    assert found.latest.hour == at(TODAY, 23)
    assert not found.older_than(timedelta(hours=2), evening)


def test_a_demonstration_opened_weeks_later_has_its_last_day_whole(stations: None) -> None:
    hours.continue_hours(MORNING)
    later = MORNING + timedelta(days=23)
    assert hours.continue_hours(later) > 16 * 30 * 0.7
    found = city_air(later)
    assert found is not None
    assert all(hour.index.aqi is not None for hour in found.hours)


def test_asking_again_in_the_same_hour_writes_nothing(stations: None) -> None:
    assert hours.continue_hours(MORNING) > 0
    # a station that sent nothing is asked for again and has nothing again
    assert hours.continue_hours(MORNING + timedelta(minutes=59)) == 0


def test_no_hour_that_has_not_ended_is_on_record(stations: None) -> None:
    hours.continue_hours(MORNING + timedelta(minutes=59))
    assert HourReading.objects.latest("hour").hour == MORNING
