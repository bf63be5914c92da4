"""Special numbers, ranges, units and quality codes at the door: what is not a value never becomes one."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingtian.measurements.weather.elements import element, elements_on, named, unit_of
from qingtian.measurements.weather.periods import SHANGHAI, iso_moment
from qingtian.measurements.weather.rows import Around, read_row
from qingtian.measurements.weather.value import codes_on, read_value

DAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 16, 8, tzinfo=SHANGHAI)
UNITS = {"TEM": "degC", "PRS": "hPa", "WIN_S_Avg_10mi": "m/s", "PRE_1h": "mm", "VIS_HOR_10MI": "m"}


def door(code: str, raw: object, **more: object):
    return read_value(raw, element(code, DAY), DAY, **more)


@pytest.mark.parametrize("raw", ["999999", "999999.0", 999999, 999999.0, "-9999", "-999", "9999", "99999"])
@pytest.mark.parametrize("code", sorted(elements_on(DAY).elements))
def test_a_missing_number_is_missing_of_every_element(code: str, raw: object) -> None:
    found = door(code, raw)
    assert (found.thousandths, found.quality, found.reason, found.raw) == (None, 8, "missing", str(raw))


@pytest.mark.parametrize("raw", ["", "-", "--", "/", "―", "—", None, "NA", "nan", "NaN"])
def test_words_for_missing(raw: object) -> None:
    assert door("TEM", raw).reason == "missing"


@pytest.mark.parametrize(
    ("code", "raw", "value", "reason"),
    [
        ("PRE_1h", "999990", "0.05", "trace"),
        ("TEM", "999990", None, "out_of_range"),
        ("WIN_D_Avg_10mi", "999001", "360", "compass"),
        ("WIN_D_Avg_10mi", "999002", "22.5", "compass"),
        ("WIN_D_Avg_10mi", "999016", "337.5", "compass"),
        ("WIN_D_Avg_10mi", "999017", "0", "calm"),
        ("WIN_S_Avg_10mi", "999017", None, "out_of_range"),
        ("PRE_24h", "999612", None, "composite"),
        ("PRE_24h", "999812", None, "composite"),
        ("TEM", "999998", None, "no_task"),
        ("TEM", "12,5", None, "unreadable"),
        ("TEM", "1e400", None, "unreadable"),
        ("TEM", "Infinity", None, "unreadable"),
    ],
)
def test_special_numbers(code: str, raw: str, value: str | None, reason: str) -> None:
    found = door(code, raw)
    assert (found.decimal, found.reason, found.raw) == (None if value is None else Decimal(value), reason, raw)


@pytest.mark.parametrize(
    ("code", "inside", "outside"),
    [
        ("PRS", ["500", "1100"], ["499.9", "1100.1"]),
        ("TEM", ["-80", "60"], ["-80.1", "60.1"]),
        ("RHU", ["0", "100"], ["-0.1", "100.1"]),
        ("WIN_S_Avg_2mi", ["0", "100"], ["-0.1", "100.1"]),
        ("WIN_D_Avg_2mi", ["0", "360"], ["-1", "360.1"]),
        ("PRE_1h", ["0", "300"], ["-0.1", "300.1"]),
        ("VIS", ["0", "100000"], ["-1", "100000.1"]),
    ],
)
def test_borders_of_the_physical_ranges(code: str, inside: list[str], outside: list[str]) -> None:
    assert [door(code, raw).decimal for raw in inside] == [Decimal(raw) for raw in inside]
    assert [(door(code, raw).thousandths, door(code, raw).reason) for raw in outside] == [(None, "out_of_range")] * 2


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**7), max_value=10**7))
def test_nothing_outside_the_range_ever_becomes_a_value(number: Decimal) -> None:
    for code, told in elements_on(DAY).elements.items():
        found = door(code, f"{number:f}")
        assert found.thousandths is None or told.low <= found.decimal <= told.high


@pytest.mark.parametrize(
    ("code", "raw", "unit"), [("PRS", "81040", "Pa"), ("TEM", "288.2", "K"), ("PRS", "81.04", "kPa")]
)
def test_a_number_that_looks_like_another_unit_is_told_by_name_and_not_converted(
    code: str, raw: str, unit: str
) -> None:
    found = door(code, raw)
    assert (found.thousandths, found.looks_like) == (None, unit)


def test_climate_daily_sets_write_tenths_and_codes_of_their_own() -> None:
    assert door("TEM", "159", family="climate_daily").decimal == Decimal("15.9")
    assert door("PRE_24h", "32700", family="climate_daily").reason == "trace"
    assert door("PRE_24h", "30012", family="climate_daily").reason == "composite"
    assert {door("TEM", raw, family="climate_daily").reason for raw in ("32766", "32744")} == {"missing"}
    assert door("VIS", "32766").decimal == 32766, "hourly data know no such code"


def test_quality_codes_say_what_may_be_averaged() -> None:
    codes = codes_on(DAY)
    assert [code for code in range(10) if codes.usable(code)] == [0, 3, 4, 9]
    assert codes.quality.basis.certainty == "from_memory"
    assert door("TEM", "12", quality=8).thousandths is None, "what the sender calls missing is missing"


def test_keys_are_compared_without_case_and_units_in_their_spellings() -> None:
    assert {named(text, DAY) for text in ("PRE_1h", "PRE_1H", "pre_1h")} == {"PRE_1h"}
    assert [unit_of(text) for text in ("摄氏度(℃)", "百帕", "米/秒(m/s)", "%", "furlong")] == [
        "degC", "hPa", "m/s", "%", "furlong",
    ]  # fmt: skip


def row(**changed: object):
    sent = {
        "station_id": "57586",
        "period_start": "2026-11-23T15:00:00+08:00",
        "period_end": "2026-11-23T16:00:00+08:00",
        "variable": "TEM",
        "value": 15.9,
        "quality": 0,
    }
    return read_row(1, sent | changed, Around(NOW, UNITS))


@pytest.mark.parametrize(
    ("changed", "code", "where"),
    [
        ({"station_id": ""}, "weather.no_station", "station_id"),
        ({"variable": "PM2_5"}, "weather.variable", "variable"),
        ({"period_end": "2026-11-23T16:00:00"}, "weather.no_time", "period_end"),
        ({"period_start": "2026-11-23T13:00:00+08:00"}, "weather.period", "period_start"),
        ({"variable": "PRE_3h", "unit": "mm"}, "weather.period", "period_start"),
        ({"unit": "K"}, "weather.unit", "unit"),
        ({"variable": "PRS", "unit": "Pa"}, "weather.unit", "unit"),
        ({"variable": "WIN_S_Avg_10mi", "unit": "km/h"}, "weather.unit", "unit"),
        ({"variable": "RHU"}, "weather.no_unit", "unit"),
        ({"quality": 7}, "weather.quality", "quality"),
        ({"revision": -1}, "weather.number", "revision"),
        ({"revision": True}, "weather.number", "revision"),
    ],
)
def test_a_row_that_is_wrong_is_refused_by_name(changed: dict[str, object], code: str, where: str) -> None:
    found = row(**changed)
    assert found.reading is None
    assert [(one.code, one.where) for one in found.faults] == [(code, where)]


@pytest.mark.parametrize(("minutes", "taken"), [(5, True), (6, False)])
def test_a_period_may_end_as_far_ahead_as_clocks_may_differ(minutes: int, taken: bool) -> None:
    late = datetime(2026, 11, 23, 16, tzinfo=SHANGHAI) - timedelta(minutes=minutes)
    sent = {"station_id": "1", "period_start": "2026-11-23T15:00:00+08:00", "period_end": "2026-11-23T16:00:00+08:00",
            "variable": "TEM", "value": "1"}  # fmt: skip
    found = read_row(1, sent, Around(late, UNITS))
    assert (found.reading is not None) is taken
    assert taken or found.faults[0].code == "weather.future"


def test_the_rows_of_the_agreement_are_read_as_they_stand_there() -> None:
    calm = row(variable="WIN_S_Avg_10mi", value=2.4, raw="2.4000").reading
    rain = row(variable="PRE_1h", value=0.05, reason="trace", raw="999990").reading
    sight = row(variable="VIS_HOR_10MI", value=None, quality=8, reason="missing", raw="999999").reading
    assert calm is not None
    assert rain is not None
    assert sight is not None
    assert (calm.value.thousandths, calm.value.raw) == (2400, "2.4000")
    assert (rain.value.thousandths, rain.value.reason, rain.value.raw) == (50, "trace", "999990")
    assert (sight.value.thousandths, sight.value.reason, sight.value.quality) == (None, "missing", 8)


def test_a_time_without_its_offset_is_not_guessed() -> None:
    assert iso_moment("2026-11-23T16:00:00") is None
    assert iso_moment("2026-11-23T08:00:00Z") == datetime(2026, 11, 23, 16, tzinfo=SHANGHAI)
