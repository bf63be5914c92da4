"""The adapters: hours by their beginning, shares of the limit exact at the border, declared stops known."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from qingtian.apps.alerts.registry import SOURCES
from qingtian.apps.alerts.sources.hours import SHANGHAI, begins, day_of
from qingtian.apps.monitors.models import HourValue, OperationMark, Outlet, PermitLimit
from qingtian.apps.people.models import Post
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
