"""Measured weather by day: the files first, then the exchange; a day with too few hours is missing, never zero."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import duckdb
import numpy as np
import pytest

from qingtian.apps.forecasts.measured_weather import days_measured, measured_weather
from qingtian.apps.weather.models import Delivery, WeatherReading, WeatherStation
from tests.days import TODAY, at

pytestmark = pytest.mark.django_db
VALUES = {"TEM": 10_000, "WIN_S_Avg_10mi": 2_000, "PRE_1h": 100}


def exchange(hours: int) -> None:
    """So many hours of TODAY from two stations; the second is two units higher."""
    delivery = Delivery.objects.create(code="d", source="wb", channel="api", sha256="0" * 64, received_at=at(TODAY))
    begin = at(TODAY, 0)
    for number in range(2):
        station = WeatherStation.objects.create(
            code=f"Y{number}", name_zh="站", name_en="s", longitude=Decimal(102), latitude=Decimal(25),
            valid_from=TODAY - timedelta(days=900),
        )  # fmt: skip
        WeatherReading.objects.bulk_create(
            WeatherReading(
                source="wb", station=station, variable=name, period_start=begin + timedelta(hours=hour),
                period_end=begin + timedelta(hours=hour + 1), value=value + number * 2_000 + hour, quality=0,
                delivery=delivery, received_at=at(TODAY),
            )
            for name, value in VALUES.items() for hour in range(hours)
        )  # fmt: skip


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Any) -> Any:
    settings.DATA = tmp_path
    return tmp_path / "wind"


def test_a_day_of_the_exchange_is_the_mean_of_its_stations() -> None:
    exchange(24)
    (row,) = measured_weather(TODAY, TODAY)
    assert row == pytest.approx([11.0, 11.023, 3.0115, np.log1p(24 * 1.1 + 0.276)])


def test_fewer_than_eighteen_hours_are_no_day() -> None:
    exchange(17)
    table = measured_weather(TODAY, TODAY)
    assert np.isnan(table).all()
    assert days_measured(table) == 0


def test_what_the_files_hold_goes_before_the_exchange(folder: Any) -> None:
    exchange(24)
    folder.mkdir()
    hours = f"SELECT 's' AS station, DATE '{TODAY}' AS day, hour, 0 AS sector, 5.0 AS speed FROM range(1, 25) t(hour)"
    duckdb.sql(f"COPY ({hours}) TO '{folder / 'w.parquet'}' (FORMAT parquet)")
    (row,) = measured_weather(TODAY, TODAY)
    assert (row[0], row[2]) == (pytest.approx(11.0), 5.0)
