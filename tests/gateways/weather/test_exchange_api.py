"""``/exchange/v1/``: signed, bounded, idempotent; 202 with count and SHA-256, a report by row, pages of our air."""

from __future__ import annotations

import gzip
import hashlib
import json
import secrets as random
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client

from qingtian.apps.catalogue.models import UseOfData
from qingtian.apps.places.models import Area, Station
from qingtian.apps.weather.models import Delivery, WeatherReading
from qingtian.gateways.signing.canonical import signed_headers
from qingtian.measurements.lake import Lake, Reading, State
from tests.gateways.weather.conftest import END, NOW, SOURCE, batch, row

pytestmark = pytest.mark.django_db
PATH = "/exchange/v1/batches"


@pytest.fixture(autouse=True)
def still(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("city_now", "real_now"):
        monkeypatch.setattr(f"qingtian.web.middleware.{name}", lambda: NOW)


def call(secret: str, method: str, path: str, body: bytes = b"", *, at: datetime = NOW, nonce: str = "", **more: str):
    headers = signed_headers(
        SOURCE, secret, method, path, body, timestamp=int(at.timestamp()), nonce=nonce or random.token_hex(12)
    )
    return Client().generic(method, path, body, content_type="application/json", headers={**headers, **more})


def post(secret: str, *rows: object, **more: Any):
    return call(secret, "POST", PATH, json.dumps(batch(*rows, **more)).encode())


def test_a_batch_is_confirmed_by_count_and_digest_and_its_report_names_the_rows(secret: str) -> None:
    body = json.dumps(batch(row(), row("1", "NOPE"), row("101325", "PRS", unit="Pa"))).encode()
    answered = call(secret, "POST", PATH, body)
    assert answered.status_code == 202
    told = answered.json()
    assert (told["received_rows"], told["sha256"]) == (3, hashlib.sha256(body).hexdigest())
    report = call(secret, "GET", f"{PATH}/{told['batch_id']}").json()
    assert [(one["row"], one["code"], one["where"]) for one in report["errors"]] == [
        (2, "weather.variable", "variable"), (3, "weather.unit", "unit"),
    ]  # fmt: skip
    assert "Pa" in report["errors"][1]["en"]
    assert "hPa" in report["errors"][1]["en"]


def test_gzip_is_unpacked_and_the_digest_is_of_the_json(secret: str) -> None:
    content = json.dumps(batch(row())).encode()
    answered = call(secret, "POST", PATH, gzip.compress(content), **{"Content-Encoding": "gzip"})
    assert (answered.status_code, answered.json()["sha256"]) == (202, hashlib.sha256(content).hexdigest())


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (gzip.compress(b" " * (5 * 1024 * 1024 + 1)), 413, "signing.too_large"),
        (b"no gzip", 422, "weather.gzip"),
        (gzip.compress(b"{}")[:-6], 422, "weather.gzip"),
    ],
    ids=["too_much", "none", "cut_off"],
)
def test_what_unpacks_to_too_much_or_not_at_all(secret: str, body: bytes, status: int, code: str) -> None:
    answered = call(secret, "POST", PATH, body, **{"Content-Encoding": "gzip"})
    assert (answered.status_code, answered.json()["code"]) == (status, code)


@pytest.mark.parametrize(("over", "status"), [(0, 202), (1, 413)])
def test_five_megabytes_are_taken_and_a_byte_more_is_not(secret: str, over: int, status: int) -> None:
    content = json.dumps(batch(row(), note="")).encode()
    padded = content[:-1] + b" " * (5 * 1024 * 1024 - len(content) + over) + b"}"
    assert call(secret, "POST", PATH, padded).status_code == status


def test_a_call_is_signed_in_time_and_good_once(secret: str) -> None:
    body = json.dumps(batch(row())).encode()
    assert call("wrong" * 8, "POST", PATH, body).status_code == 401
    assert call(secret, "POST", PATH, body, at=NOW - timedelta(seconds=301)).status_code == 401
    assert call(secret, "POST", PATH, body, at=NOW - timedelta(seconds=300), nonce="n" * 16).status_code == 202
    assert call(secret, "POST", PATH, body, nonce="n" * 16).status_code == 409
    assert WeatherReading.objects.count() == 1


def test_a_right_is_needed_for_each_door(secret: str) -> None:
    from qingtian.gateways.partners.models import Partner

    Partner.objects.update(may=["air_reading"])
    assert post(secret, row()).status_code == 403
    Partner.objects.update(may=["weather_push"])
    assert observe(secret).status_code == 403


def test_a_partner_sends_in_its_own_name_and_sees_its_own_batches_alone(secret: str) -> None:
    assert post(secret, row(), source="somebody-else").json()["code"] == "weather.source"
    number = post(secret, row()).json()["batch_id"]
    Delivery.objects.update(source="somebody-else")
    assert call(secret, "GET", f"{PATH}/{number}").status_code == 404


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"\xff", b'{"schema": "met-obs/1"}', b"[" * 100_000])
def test_what_is_no_batch_is_told(secret: str, body: bytes) -> None:
    assert call(secret, "POST", PATH, body).status_code == 422


def test_texts_no_database_takes_are_replaced_and_told(secret: str) -> None:
    rows = [row("\ud800\x00"), row("1", "TE\x00M"), row("1", station="\udfff"), row("17.5", "RHU", raw="\x0017.5")]
    answered = post(secret, *rows)
    assert (answered.status_code, answered.json()["taken"], answered.json()["rejected"]) == (202, 2, 2)
    report = call(secret, "GET", f"{PATH}/{answered.json()['batch_id']}")
    assert {one["code"] for one in report.json()["errors"]} == {
        "weather.unreadable", "weather.variable", "weather.station",
    }  # fmt: skip
    assert WeatherReading.objects.get(variable="RHU").raw == "\ufffd17.5"


@pytest.mark.parametrize("value", ["1e400", "NaN", "Infinity", "9" * 4000, True, [1], {"a": 1}, -0.0, "１２"])
def test_whatever_stands_where_a_number_should_is_a_value_in_range_or_none(secret: str, value: object) -> None:
    answered = post(secret, row(value))
    assert answered.status_code == 202
    found = WeatherReading.objects.get()
    assert found.value in (None, 0)
    assert found.value == 0 or found.reason in ("unreadable", "missing")


def observe(secret: str, **query: str):
    asked = {"start": "2026-11-23T00:00:00+08:00", "end": "2026-11-23T16:00:00+08:00", **query}
    return call(secret, "GET", f"/exchange/v1/observations?{urlencode(asked)}")


@pytest.fixture
def air(secret: str, settings: Any) -> str:
    """Two stations with three days of hours: one plain, one with a gap, a flag and an item nobody measures."""
    area = Area.objects.create(code="a", name_zh="区", name_en="District", kind="district")
    for code in ("a", "b"):
        Station.objects.create(
            code=code, name_zh=code, name_en=code, level="city", area=area, longitude=102, latitude=25
        )
    items = {"PM10": 80_000, "PM2_5": 35_500, "SO2": 8_000, "NO2": 30_000, "O3": 90_000, "CO": 600}
    days = [END.date() - timedelta(days=number) for number in range(3)]
    readings = []
    for day in days:
        for hour in range(1, 25):
            for item, value in items.items():
                readings.append(Reading("a", item, day, hour, value))
                gap = (day, item) == (END.date(), "O3") and hour <= 12
                none = State.MISSING if gap else State.NOT_MONITORED if item == "CO" else None
                readings.append(Reading("b", item, day, hour, None if none else value, none or State.VALID))
    Lake(settings.DATA / "lake").append(readings, source="test", received_at=datetime(2026, 11, 23, 8, tzinfo=UTC))
    return secret


def test_our_air_by_pages_with_both_ends_of_every_period(air: str) -> None:
    told = observe(air, variable="PM2_5,O3_8h,AQI").json()
    assert (told["schema"], told["units"]) == ("air-obs/1", {"PM2_5": "ug/m3", "O3_8h": "ug/m3", "AQI": "1"})
    assert told["next_cursor"] is None
    assert len(told["rows"]) == 16 * 2 * 3
    by = {(one["station_id"], one["variable"], one["period_end"]): one for one in told["rows"]}
    first, last = "2026-11-23T01:00:00+08:00", "2026-11-23T16:00:00+08:00"
    assert min(one["period_end"] for one in told["rows"]) == first
    fine = by["a", "PM2_5", last]
    assert (fine["period_start"], fine["value"], fine["quality"], fine["state"], fine["revision"]) == (
        "2026-11-23T15:00:00+08:00", 35.5, "valid", "auto", 0,
    )  # fmt: skip
    ozone = by["a", "O3_8h", last]
    assert (ozone["period_start"], ozone["value"], ozone["coverage"]) == ("2026-11-23T08:00:00+08:00", 90.0, 1.0)
    assert by["b", "O3_8h", last]["value"] is None
    assert (by["b", "O3_8h", last]["coverage"], by["b", "O3_8h", last]["reason"]) == (0.5, "too_few_hours")
    assert UseOfData.objects.get().rows == len(told["rows"])


def test_pages_meet_without_gap_or_overlap(air: str) -> None:
    found, cursor = [], ""
    while cursor is not None:
        told = observe(
            air, start="2026-11-21T00:00:00+08:00", variable="PM10", **({"cursor": cursor} if cursor else {})
        )
        assert told.status_code == 200
        found += [one["period_end"] for one in told.json()["rows"] if one["station_id"] == "a"]
        cursor = told.json()["next_cursor"]
    assert len(found) == len(set(found)) == 64
    assert found == sorted(found)


def test_a_gap_has_its_reason_and_no_number(air: str) -> None:
    rows = observe(air, variable="O3,CO", end="2026-11-23T01:00:00+08:00").json()["rows"]
    told = {(one["station_id"], one["variable"]): (one["value"], one["quality"], one["reason"]) for one in rows}
    assert told == {
        ("a", "O3"): (90.0, "valid", None), ("a", "CO"): (0.6, "valid", None),
        ("b", "O3"): (None, "missing", "missing"), ("b", "CO"): (None, "missing", "not_monitored"),
    }  # fmt: skip


def test_hours_to_come_are_not_told(air: str) -> None:
    rows = observe(air, variable="PM10", end="2026-11-24T10:00:00+08:00").json()["rows"]
    assert max(one["period_end"] for one in rows) == "2026-11-23T16:00:00+08:00"


@pytest.mark.parametrize(
    "query",
    [{"variable": "TEM"}, {"start": "2026-11-23"}, {"end": "2026-11-22T00:00:00+08:00"}, {"cursor": "x"},
     {"cursor": "MjAyMC0wMS0wMVQwMDowMDowMCswODowMA"}, {"start": "2026-10-01T00:00:00+08:00"}],
)  # fmt: skip
def test_what_cannot_be_asked(secret: str, query: dict[str, str]) -> None:
    assert observe(secret, **query).status_code == 422
