"""Our air handed over: confirmed by count and digest, sent again when it changed or failed; files where no line is."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from qingtian.apps.catalogue.models import UseOfData
from qingtian.apps.places.models import Area, Station
from qingtian.apps.weather.models import AirHourSent, ExchangeLook
from qingtian.gateways.weather import air_files, push
from qingtian.gateways.weather.air_obs import air_rows
from qingtian.gateways.weather.calling import NotReached
from qingtian.gateways.weather.settings import Push, Settings
from qingtian.gateways.weather.simulated.answering import Script
from qingtian.gateways.weather.simulated.server import SimulatedBureau
from qingtian.measurements.lake import Lake, Reading
from tests.gateways.weather.conftest import END, HOUR, NOW, SOURCE

pytestmark = pytest.mark.django_db


def keep(settings: Any, value: int, hours: range) -> None:
    readings = [Reading("a", item, END.date(), hour, value) for item in ("PM10", "PM2_5") for hour in hours]
    Lake(settings.DATA / "lake").append(readings, source="test", received_at=datetime(2026, 11, 23, 8, tzinfo=UTC))


@pytest.fixture
def air(secret: str, settings: Any) -> str:
    area = Area.objects.create(code="a", name_zh="区", name_en="District", kind="district")
    Station.objects.create(code="a", name_zh="a", name_en="a", level="city", area=area, longitude=102, latitude=25)
    keep(settings, 40_000, range(14, 17))
    return secret


@pytest.fixture
def bureau(air: str) -> Iterator[SimulatedBureau]:
    with SimulatedBureau((), Script(), lambda: NOW, secret=air) as found:
        yield found


def send(bureau: SimulatedBureau, now: datetime = NOW) -> dict[str, object]:
    to = Settings(source=SOURCE, push=Push(address=bureau.address, own_code="environment"))
    return dict(push.send(to, now, sleep=lambda _: None))


def test_every_hour_is_handed_over_once_and_confirmed(bureau: SimulatedBureau) -> None:
    assert send(bureau)["hours"] == 48, "the gaps of hours long due are told too"
    assert send(bureau)["hours"] == 0
    assert AirHourSent.objects.filter(confirmed_at=None).count() == 0
    last = next(one for one in bureau.batches.values() if one["rows"][0]["period_end"].startswith("2026-11-23T16"))
    assert {one["variable"] for one in last["rows"]} == {"PM2_5", "PM10", "SO2", "NO2", "CO", "O3", "O3_8h", "AQI"}
    assert (last["schema"], last["backfill"]) == ("air-obs/1", False)
    assert {one["station_id"] for batch in bureau.batches.values() for one in batch["rows"]} == {"a"}
    assert UseOfData.objects.get().rows == 48 * 8


def test_a_changed_hour_goes_again_as_the_next_revision(bureau: SimulatedBureau, settings: Any) -> None:
    send(bureau)
    keep(settings, 44_000, range(16, 17))
    assert send(bureau)["hours"] == 1
    sent = list(bureau.batches.values())[-1]
    assert sent["revision"] == 1
    assert next(one["value"] for one in sent["rows"] if one["variable"] == "PM10") == 44.0


def test_what_failed_is_on_record_and_goes_in_the_next_round(bureau: SimulatedBureau) -> None:
    bureau.fails = 3
    with pytest.raises(NotReached):
        send(bureau)
    first = AirHourSent.objects.get()
    assert (first.confirmed_at, first.error, first.tries) == (None, "weather.not_reached", 1)
    assert [(one.outcome, one.tries) for one in ExchangeLook.objects.all()] == [("failed", 3)]
    assert send(bureau)["hours"] == 48
    assert AirHourSent.objects.filter(confirmed_at=None).count() == 0


def test_content_that_changed_before_it_was_confirmed_is_another_revision(
    bureau: SimulatedBureau, settings: Any
) -> None:
    """What was tried may have arrived: the same revision with other content would be a conflict over there."""
    bureau.fails = 3
    with pytest.raises(NotReached):
        send(bureau)
    hour = AirHourSent.objects.get().hour
    keep(settings, 1_000, range(1, 17))
    Lake(settings.DATA / "lake").append(
        [Reading("a", "PM10", hour.date(), 17, 2_000)], source="t", received_at=datetime(2026, 11, 23, 8, tzinfo=UTC)
    )
    send(bureau)
    assert AirHourSent.objects.get(hour=hour).revision == 1


def test_an_hour_of_which_nothing_was_heard_waits_until_it_is_due(bureau: SimulatedBureau) -> None:
    later = END + HOUR
    bureau.clock = lambda: later.replace(minute=9)
    send(bureau, later.replace(minute=9))
    assert not AirHourSent.objects.filter(hour=later).exists()


def test_where_no_line_is_files_are_written_whole_with_their_sidecar(air: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    push.send(Settings(source=SOURCE, out=out), NOW)
    path = out / "air-obs_environment-weather-bureau_2026112316_0.csv"
    beside = json.loads(path.with_suffix(".json").read_text())
    rows = list(csv.DictReader(path.open(encoding="utf-8")))
    assert (beside["rows"], beside["sha256"]) == (len(rows), hashlib.sha256(path.read_bytes()).hexdigest())
    gap = next(one for one in rows if one["variable"] == "SO2")
    assert (gap["value"], gap["quality"], gap["reason"], gap["unit"]) == ("", "missing", "unheard", "ug/m3")
    assert not list(out.glob("*.part"))


def test_parquet_holds_utc_microseconds_and_doubles(air: str, tmp_path: Path) -> None:
    rows = next(iter(air_rows(END, END).values()))
    path = air_files.write(tmp_path, "env", END, 2, rows, NOW, "parquet")
    told = duckdb.sql(
        f"SELECT typeof(period_end), typeof(value), epoch_us(period_end), value FROM '{path}' WHERE variable = 'PM10'"
    ).fetchone()
    assert told == ("TIMESTAMP WITH TIME ZONE", "DOUBLE", int(END.timestamp()) * 1_000_000, 40.0)
