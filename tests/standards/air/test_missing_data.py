"""When an index is left blank: the feed's practice up to 2026-02-28, HJ 633-2026 cl. 5.3 from the next day."""

from __future__ import annotations

from decimal import Decimal

import pytest

from qingtian.standards.air import NOT_MONITORED, daily_index, hourly_index
from tests.standards.air.tables import CLEAN, FIRST_DAY_OF_2026, HOURLY, LAST_DAY_OF_2012, day, hour


def test_up_to_february_2026_only_the_loss_of_both_particulates_blanks_the_index():
    assert hourly_index(hour(PM2_5=None, O3="200"), LAST_DAY_OF_2012).aqi == 100
    assert hourly_index(hour(PM10=None, O3="200"), LAST_DAY_OF_2012).aqi == 100
    assert hourly_index(hour(SO2=None, NO2=None, O3=None, CO=None, PM10="50"), LAST_DAY_OF_2012).aqi == 50
    both = hourly_index(hour(PM2_5=None, PM10=None, O3="1200"), LAST_DAY_OF_2012)
    assert (both.aqi, both.primary, both.level, both.category) == (None, (), None, None)
    assert both.iaqi["O3"] == 500
    assert both.reason is not None
    assert "PM2_5, PM10" in both.reason.en
    assert "不发布指数" in both.reason.zh


@pytest.mark.parametrize("item", [item for item in HOURLY if item != "PM10"])
def test_from_march_2026_one_gap_blanks_an_index_up_to_100(item):
    led_by = "O3" if item != "O3" else "NO2"
    at_100, above = {"O3": "200", "NO2": "200"}[led_by], {"O3": "201", "NO2": "201"}[led_by]
    blank = hourly_index(hour(**{led_by: at_100, item: None}), FIRST_DAY_OF_2026)
    assert (blank.aqi, blank.level, blank.primary) == (None, None, ())
    assert blank.iaqi[led_by] == 100
    assert blank.reason is not None
    assert item in blank.reason.en
    assert "5.3.1" in blank.reason.zh
    published = hourly_index(hour(**{led_by: above, item: None}), FIRST_DAY_OF_2026)
    assert (published.aqi, published.level, published.primary) == (101, 3, (led_by,))


def test_on_the_eve_the_same_gap_blanks_nothing():
    assert hourly_index(hour(O3=None, PM2_5="35"), LAST_DAY_OF_2012).aqi == 50
    assert hourly_index(hour(O3=None, PM2_5="35"), FIRST_DAY_OF_2026).aqi is None


def test_a_gap_in_pm10_alone_does_not_block_while_pm2_5_is_valid():
    assert hourly_index(hour(PM10=None, PM2_5="19"), FIRST_DAY_OF_2026).aqi == 28
    assert hourly_index(hour(PM10=None, PM2_5="19", CO=None), FIRST_DAY_OF_2026).aqi is None
    assert hourly_index(hour(PM10=None, PM2_5=None), FIRST_DAY_OF_2026).aqi is None
    assert hourly_index(hour(PM10=None, PM2_5=NOT_MONITORED), FIRST_DAY_OF_2026).aqi is None


def test_the_exception_for_pm10_was_seen_on_hours_and_is_not_taken_over_for_the_day():
    assert daily_index(day(PM10=None, PM2_5="19"), FIRST_DAY_OF_2026).aqi is None
    assert daily_index(day(PM10=None, PM2_5="116"), FIRST_DAY_OF_2026).level == 4


def test_what_is_not_monitored_by_plan_does_not_block_from_2026():
    assert hourly_index(hour(CO=NOT_MONITORED, PM2_5="35"), FIRST_DAY_OF_2026).aqi == 50
    assert hourly_index(hour(CO=NOT_MONITORED, SO2=NOT_MONITORED, PM2_5="35"), FIRST_DAY_OF_2026).aqi == 50
    assert hourly_index(hour(CO=NOT_MONITORED, SO2=None, PM2_5="35"), FIRST_DAY_OF_2026).aqi is None


def test_the_day_of_2026_does_not_miss_the_ozone_hour_it_no_longer_has():
    assert daily_index(day(O3_1h=None, PM2_5="35"), FIRST_DAY_OF_2026).aqi == 50


@pytest.mark.parametrize("on", [LAST_DAY_OF_2012, FIRST_DAY_OF_2026])
@pytest.mark.parametrize("nothing", [None, NOT_MONITORED])
def test_nothing_measured_is_a_blank_never_zero(on, nothing):
    index = hourly_index(dict.fromkeys(HOURLY, nothing), on)
    assert index.aqi is None
    assert set(index.iaqi.values()) == {None}
    assert index.reason is not None
    assert hourly_index({}, on).aqi is None


def test_all_zero_is_measured_air_and_excellent():
    index = hourly_index(CLEAN, FIRST_DAY_OF_2026)
    assert (index.aqi, index.level, index.primary) == (0, 1, ())


def test_an_item_left_out_of_the_mapping_is_a_gap():
    given = {item: value for item, value in hour(PM2_5="35").items() if item != "O3"}
    assert hourly_index(given, FIRST_DAY_OF_2026) == hourly_index(given | {"O3": None}, FIRST_DAY_OF_2026)
    assert hourly_index({"PM2_5": Decimal(116)}, FIRST_DAY_OF_2026).aqi == 152
