"""A weather bureau's partner, two of its stations, and a way to send it batches."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from qingtian.apps.accounts.logbook import Doer
from qingtian.apps.weather.actions.take import Came, take
from qingtian.apps.weather.models import Delivery, WeatherStation
from qingtian.gateways.partners.actions.keep import Wanted, add_partner
from qingtian.measurements.weather.batch import read_batch
from qingtian.measurements.weather.periods import SHANGHAI, written

SOURCE, HOUR = "weather-bureau", timedelta(hours=1)
NOW = datetime(2026, 11, 23, 16, 9, tzinfo=SHANGHAI)
END = datetime(2026, 11, 23, 16, tzinfo=SHANGHAI)
STATIONS = ("57586", "Y9001")
UNITS = {"TEM": "degC", "PRS": "hPa", "RHU": "%", "WIN_S_Avg_10mi": "m/s", "PRE_1h": "mm"}


@pytest.fixture
def bureau_stations(db: None, settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path / "data"
    settings.DATA.mkdir()
    for code in STATIONS:
        WeatherStation.objects.create(
            code=code, name_zh=f"{code}站", name_en=f"Station {code}", longitude=Decimal("102.7"),
            latitude=Decimal("25.0"), altitude_m=Decimal("100"), valid_from=date(2020, 1, 1),
        )  # fmt: skip


@pytest.fixture
def secret(bureau_stations: None) -> str:
    may = ["weather_push", "air_reading"]
    return add_partner(Wanted(SOURCE, "气象局", "Weather bureau", may), by=Doer(), now=NOW)[1]


def row(value: object = "15.9", variable: str = "TEM", end: datetime = END, station: str = "57586", **more: object):
    period = {"period_start": written(end - HOUR), "period_end": written(end)}
    return {"station_id": station, **period, "variable": variable, "value": value, "quality": 0, **more}


def batch(*rows: object, **more: object) -> dict[str, Any]:
    head = {"schema": "met-obs/1", "source": SOURCE, "issued": written(NOW), "revision": 0, "units": UNITS}
    return {**head, "rows": list(rows), **more}


def sent(*rows: object, now: datetime = NOW, **more: object) -> Delivery:
    """What became of a batch."""
    return take(read_batch(batch(*rows, **more), now), Came(Delivery.Channel.API, "test", "0" * 64, now))


def counts(delivery: Delivery) -> tuple[int, int, int, int, int]:
    """New, revised among them, repeated, conflicting, rejected."""
    one = delivery
    return one.taken, one.revised, one.repeated, one.conflicts, one.rejected
