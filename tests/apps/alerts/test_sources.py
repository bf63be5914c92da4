"""The adapters: hours by their beginning, shares of the limit exact at the border, declared stops known."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from qingtian.apps.alerts.registry import SOURCES
from qingtian.apps.alerts.sources.hours import SHANGHAI, begins, day_of
from qingtian.apps.monitors.models import DataLogger, HourValue, OperationMark, Outlet, PermitLimit
from qingtian.apps.noise.models import NoiseDay, NoisePoint, NoisePointZone
from qingtian.apps.people.models import Post
from qingtian.apps.weather.models import Delivery, WeatherReading, WeatherStation
from qingtian.gateways.hj212 import alert_source
from qingtian.gateways.hj212.store.standing import Standing
from qingtian.standards.sources.scale import scaled
from tests.apps.penalties.walking import a_party

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
START = datetime(2026, 9, 1, 0, tzinfo=SHANGHAI)
HOUR = timedelta(hours=1)


@pytest.fixture
def outlet(city):
    made = Outlet.objects.create(
        number="WX-01",
        name_zh="一号烟囱",
        name_en="Stack 1",
        party=a_party(),
        area=city.areas["wangxi"],
        organ=city.organs["branch"],
        medium="gas",
        networked_on=START.date(),
    )
    limit = {"limit": Decimal(50), "limit_scaled": scaled(Decimal(50)), "unit": "mg/m³", "basis": "许可证"}
    PermitLimit.objects.create(outlet=made, factor="a34013", valid_from=START.date(), **limit)
    return made


def hour(outlet, n, number, **more):
    start = START + n * HOUR
    values = {"validity": "valid", "text": number or "", "scaled": None if number is None else scaled(Decimal(number))}
    return HourValue.objects.create(
        outlet=outlet,
        factor="a34013",
        period_start=start,
        period_end=start + HOUR,
        received_at=start + HOUR,
        **{**values, **more},
    )


def shares(*, hours=8):
    return SOURCES["outlet_gas"].series("limit_share", ["WX-01:a34013"], START, START + hours * HOUR)["WX-01:a34013"]


def test_a_share_above_its_limit_always_reads_as_above_and_the_limit_itself_does_not(outlet):
    for n, number in enumerate(("49.999999", "50", "50.000001", "75")):
        hour(outlet, n, number)
    assert [one.number for one in shares()] == [100_000, 100_000, 100_001, 150_000]


def test_invalid_substituted_and_declared_hours_are_missing_with_their_reason(outlet):
    hour(outlet, 0, "60", validity="invalid", reason="calibration")
    hour(outlet, 1, "60", validity="substituted")
    hour(outlet, 2, "60")
    post = Post.objects.first()
    mark = {"kind": "start_up", "words": "点炉", "declared_at": START, "entered_by": post, "entered_at": START}
    OperationMark.objects.create(outlet=outlet, begins_at=START + 2 * HOUR, ends_at=START + 3 * HOUR, **mark)
    assert [(one.number, one.reason) for one in shares()] == [
        (None, "calibration"),
        (None, "substituted"),
        (None, "declared"),
    ]


def test_an_hour_declared_as_a_stop_is_not_silence(outlet):
    hour(outlet, 0, "10")
    post = Post.objects.first()
    mark = {"kind": "stop", "words": "停产", "declared_at": START, "entered_by": post, "entered_at": START}
    OperationMark.objects.create(outlet=outlet, begins_at=START + HOUR * 1.5, ends_at=START + 3 * HOUR, **mark)
    found = SOURCES["outlet_gas"].series("received", ["WX-01"], START, START + 5 * HOUR)["WX-01"]
    assert [one.start - START for one in found] == [0 * HOUR, 1 * HOUR, 2 * HOUR]


def test_subjects_are_the_factors_with_a_limit_and_their_unit_and_organ(outlet):
    (one,) = SOURCES["outlet_gas"].subjects("limit_share")
    assert (one.code, one.organ, one.area, one.party) == ("WX-01:a34013", "branch", "wangxi", outlet.party.number)
    assert [each.code for each in SOURCES["outlet_gas"].subjects("received")] == ["WX-01"]
    assert SOURCES["outlet_water"].subjects("received") == []


def test_an_hour_labelled_by_its_end_begins_an_hour_before():
    assert begins(START.date(), 1) == START
    assert begins(START.date(), 24) == START + 23 * HOUR
    assert day_of(begins(START.date(), 24)) == START.date()


def test_a_night_at_its_limit_is_not_above_and_one_nobody_can_judge_is_missing(city):
    point = NoisePoint.objects.create(
        code="np-1", name_zh="一号点", name_en="Point 1", place="zone", area=city.areas["wangxi"]
    )
    NoisePointZone.objects.create(point=point, zone="2", first_day=START.date())
    counts = {"hours_day": 16, "hours_night": 8, "night_begins": 22, "ld": 5000}
    for n, night in enumerate((5000, 5010)):  # class 2: 50 dB(A) at night
        NoiseDay.objects.create(point=point, day=START.date() + n * timedelta(days=1), ln=night, **counts)
    NoiseDay.objects.create(point=point, day=START.date() - timedelta(days=1), ln=7000, **counts)
    since = START - timedelta(days=1)
    found = SOURCES["noise"].series("night_above_limit", ["np-1"], since, START + timedelta(days=2))["np-1"]
    assert [(one.start, one.number) for one in sorted(found, key=lambda each: each.start)] == [
        (since, None),  # no class on that day
        (START, 0),
        (START + timedelta(days=1), 10),
    ]


def test_a_weather_hour_is_known_by_its_beginning_and_an_unusable_one_is_missing(city):
    station = WeatherStation.objects.create(
        code="56778", name_zh="昆明", name_en="Kunming", longitude="102.65", latitude="25.0", valid_from=START.date()
    )
    delivery = Delivery.objects.create(code="d1", source="test", channel="file", sha256="0" * 64, received_at=START)
    for n, (value, reason) in enumerate(((15_000, ""), (None, "sentinel"))):
        WeatherReading.objects.create(
            source="test",
            station=station,
            variable="TEM",
            period_start=START + (n + 1) * HOUR,
            period_end=START + (n + 1) * HOUR,
            value=value,
            reason=reason,
            quality=0,
            delivery=delivery,
            received_at=START,
        )
    found = SOURCES["weather"].series("TEM", ["56778"], START, START + 5 * HOUR)["56778"]
    assert [(one.start, one.number, one.reason) for one in found] == [
        (START, 15_000, ""),
        (START + HOUR, None, "sentinel"),
    ]
    assert SOURCES["weather"].item("TEM").unit == "degC"


def test_a_logger_is_silent_from_the_hour_after_it_was_last_heard(outlet, monkeypatch):
    DataLogger.objects.create(mn="MN1", name="数采仪", organ=outlet.organ, outlet=outlet)
    heard = Standing("MN1", START, START + 2.5 * HOUR, None, "")
    monkeypatch.setattr(alert_source, "standings", lambda folder: {"MN1": heard})
    found = SOURCES["logger"].series("heard", ["MN1", "MN2"], START, START + 6 * HOUR)
    assert [one.start - START for one in found["MN1"]] == [0 * HOUR, 1 * HOUR, 2 * HOUR]
    assert found["MN2"] == []
    assert SOURCES["logger"].subjects("heard")[0].party == outlet.party.number
