"""Wind beside an air station's hours: of the nearest weather station, the very same hour, midnight included."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from qingtian.apps.places.models import Area, Station
from qingtian.apps.weather.actions.take import Came, take
from qingtian.apps.weather.models import Delivery, WeatherStation
from qingtian.measurements.weather.batch import read_batch
from qingtian.measurements.weather.periods import SHANGHAI, written
from qingtian.web.desk.weather.beside_air import wind_beside

pytestmark = pytest.mark.django_db
DAY = date(2026, 10, 31)
BEGIN = datetime(2026, 10, 31, tzinfo=SHANGHAI)


def reported(hour: int, speed: str, direction: str, station: str = "near", **more: object) -> None:
    """The report at that hour of the day, 24 being the next midnight."""
    end = BEGIN + timedelta(hours=hour)
    row = {"station_id": station, "period_start": written(end - timedelta(hours=1)), "period_end": written(end)}
    rows = [
        {**row, "variable": "WIN_S_Avg_10mi", "value": speed, "unit": "m/s", **more},
        {**row, "variable": "WIN_D_Avg_10mi", "value": direction, "unit": "degree", **more},
    ]
    sent = {"schema": "met-obs/1", "source": "wb", "issued": written(end), "units": {}, "rows": rows}
    take(read_batch(sent, end), Came(Delivery.Channel.API, "", "0" * 64, end))


@pytest.fixture(autouse=True)
def places() -> None:
    area = Area.objects.create(code="a", name_zh="区", name_en="District", kind="district")
    Station.objects.create(code="A1", name_zh="甲", name_en="A", level="city", area=area, longitude=102, latitude=25)
    for code, east in (("near", "102.1"), ("far", "103")):
        WeatherStation.objects.create(
            code=code, name_zh=code, name_en=code, longitude=Decimal(east), latitude=25, valid_from=date(2020, 1, 1)
        )


def test_every_hour_has_its_own_wind_up_to_the_24th_at_the_end_of_the_month() -> None:
    reported(0, "9.0", "90")  # ends the day before
    reported(1, "1.0", "360")
    reported(16, "3.2", "225")
    reported(24, "2.0", "181")
    reported(25, "8.0", "90")  # the first hour of November
    found = wind_beside("A1", DAY)
    assert found is not None
    assert {hour: words.en for hour, words in found.hours.items()} == {1: "N 1.0", 16: "SW 3.2", 24: "S 2.0"}


def test_calm_has_no_direction_and_what_may_not_be_used_is_left_out() -> None:
    reported(2, "0", "0")
    reported(3, "999999", "225")
    reported(4, "3.0", "225", quality=2)
    found = wind_beside("A1", DAY)
    assert found is not None
    assert {hour: words.zh for hour, words in found.hours.items()} == {2: "静风"}


def test_the_nearest_station_in_use_that_day_is_asked_and_no_farther_one_stands_in() -> None:
    reported(1, "5.0", "90", station="far")
    assert wind_beside("A1", DAY) is None
    WeatherStation.objects.filter(code="near").update(valid_to=DAY - timedelta(days=1))
    found = wind_beside("A1", DAY)
    assert found is not None
    assert found.station.code == "far"
