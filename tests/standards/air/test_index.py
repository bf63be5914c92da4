"""The index of an hour and of a day: greatest individual index, primary pollutants, level, and what is refused."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingtian.errors import UnusableInput
from qingtian.standards.air import NOT_MONITORED, daily_index, edition_on, hourly_index, sensitive_groups
from tests.standards.air.tables import CLEAN, FIRST_DAY_OF_2026, HOURLY, LAST_DAY_OF_2012, day, hour

BOTH_DAYS = pytest.mark.parametrize("on", [LAST_DAY_OF_2012, FIRST_DAY_OF_2026])


def test_the_edition_changes_between_28_february_and_1_march_2026():
    assert edition_on(date(2013, 1, 1)).id == "HJ633-2012"
    assert edition_on(LAST_DAY_OF_2012).id == "HJ633-2012"
    assert edition_on(FIRST_DAY_OF_2026).id == "HJ633-2026"
    assert edition_on(date(2026, 3, 2)).id == "HJ633-2026"
    assert edition_on(date(2031, 1, 1)).id == "HJ633-2026"


def test_the_same_air_is_worse_by_the_edition_of_2026():
    eve = hourly_index(hour(PM2_5="60", PM10="120"), LAST_DAY_OF_2012)
    first = hourly_index(hour(PM2_5="60", PM10="120"), FIRST_DAY_OF_2026)
    assert (eve.aqi, eve.level, eve.primary, eve.edition) == (85, 2, ("PM10",), "HJ633-2012")
    assert (first.aqi, first.level, first.primary, first.edition) == (100, 2, ("PM2_5", "PM10"), "HJ633-2026")


@BOTH_DAYS
def test_the_index_is_the_greatest_individual_index(on):
    index = hourly_index(hour(PM2_5="115", NO2="200", CO="5"), on)
    assert index.iaqi == {"PM2_5": 150, "PM10": 0, "SO2": 0, "NO2": 100, "O3": 0, "CO": 50}
    assert index.aqi == 150
    assert index.primary == ("PM2_5",)
    assert index.level == 3
    assert index.category is not None
    assert index.category.word.zh == "轻度污染"
    assert index.reason is None


@BOTH_DAYS
@pytest.mark.parametrize(("ozone", "aqi", "primary"), [("159", 50, ()), ("160", 50, ()), ("161", 52, ("O3",))])
def test_a_primary_pollutant_is_named_only_above_50(on, ozone, aqi, primary):
    index = hourly_index(hour(O3=ozone), on)
    assert (index.aqi, index.primary) == (aqi, primary)


@BOTH_DAYS
def test_ties_stand_side_by_side_in_the_standard_order(on):
    index = hourly_index(hour(CO="35", O3="300", NO2="700", SO2="650", PM10="250", PM2_5="115"), on)
    assert index.aqi == 150
    assert index.primary == ("PM2_5", "PM10", "SO2", "NO2", "O3", "CO")


def test_ties_are_decided_on_the_rounded_up_integers():
    # 2012: PM2.5 36 → 51.25 and PM10 53 → 51.5: both 52
    assert hourly_index(hour(PM2_5="36", PM10="53"), LAST_DAY_OF_2012).primary == ("PM2_5", "PM10")


@BOTH_DAYS
def test_in_a_dust_storm_both_particulates_are_capped_and_both_are_primary(on):
    index = hourly_index(hour(PM10="3003", PM2_5="574"), on)
    assert (index.aqi, index.level, index.primary) == (500, 6, ("PM2_5", "PM10"))


def test_sulphur_dioxide_above_800_in_an_hour_is_reported_by_its_day_up_to_2026():
    on = LAST_DAY_OF_2012
    assert hourly_index(hour(SO2="800"), on).iaqi["SO2"] == 200
    assert hourly_index(hour(SO2="801"), on).iaqi["SO2"] is None
    assert hourly_index(hour(SO2="801") | {"SO2_24h": None}, on).iaqi["SO2"] is None
    assert hourly_index(hour(SO2="801") | {"SO2_24h": Decimal(475)}, on).iaqi["SO2"] == 150
    assert hourly_index(hour(SO2="800") | {"SO2_24h": Decimal(2620)}, on).iaqi["SO2"] == 200
    assert hourly_index(hour(SO2="801") | {"SO2_24h": Decimal(475)}, FIRST_DAY_OF_2026).iaqi["SO2"] == 200


def test_the_day_of_2012_has_two_ozone_items_and_that_of_2026_one():
    eve = daily_index(day(O3_8h="160", O3_1h="300"), LAST_DAY_OF_2012)
    first = daily_index(day(O3_8h="160", O3_1h="300"), FIRST_DAY_OF_2026)
    assert (eve.aqi, eve.primary) == (150, ("O3",))
    assert (first.aqi, first.primary) == (100, ("O3",))
    assert eve.iaqi.keys() - first.iaqi.keys() == {"O3_1h"}


def test_ozone_above_800_over_8_hours_is_reported_by_its_hour_up_to_2026_and_counts_300_after():
    assert daily_index(day(O3_8h="801", O3_1h="1000"), LAST_DAY_OF_2012).iaqi["O3_8h"] == 400
    assert daily_index(day(O3_8h="801", O3_1h=None), LAST_DAY_OF_2012).iaqi["O3_8h"] is None
    assert daily_index(day(O3_8h="801", O3_1h="1000"), FIRST_DAY_OF_2026).aqi == 300


@BOTH_DAYS
def test_the_day_takes_the_day_breakpoints_of_the_gases(on):
    index = daily_index(day(SO2="150", NO2="80", CO="4"), on)
    assert {item: index.iaqi[item] for item in ("SO2", "NO2", "CO")} == {"SO2": 100, "NO2": 100, "CO": 100}


@pytest.mark.parametrize("wrong", [Decimal(-1), Decimal("NaN"), Decimal("Infinity"), 35.0, True, "35", Decimal("1E99")])
def test_what_is_not_a_concentration_is_refused_with_its_item(wrong):
    with pytest.raises(UnusableInput) as refused:
        hourly_index(CLEAN | {"PM10": wrong}, FIRST_DAY_OF_2026)
    assert (refused.value.code, refused.value.where) == ("air.bad_concentration", "PM10")


def test_a_float_is_refused_even_after_its_equal_was_taken():
    assert hourly_index(hour(PM10="35"), FIRST_DAY_OF_2026).iaqi["PM10"] == 35
    with pytest.raises(UnusableInput):
        hourly_index(CLEAN | {"PM10": 35.0}, FIRST_DAY_OF_2026)


def test_an_unknown_item_is_refused_not_ignored():
    with pytest.raises(UnusableInput, match=r"PM2\.5") as refused:
        hourly_index({"PM2.5": Decimal(1)}, FIRST_DAY_OF_2026)
    assert refused.value.code == "air.unknown_item"
    assert refused.value.remedy is not None
    assert "PM2_5" in refused.value.remedy.en


def test_sensitive_groups_are_told_from_2026_for_pollutants_above_100_only():
    air = hour(PM10="250", O3="200", SO2="501")
    assert set(sensitive_groups(hourly_index(air, FIRST_DAY_OF_2026), FIRST_DAY_OF_2026)) == {"PM10", "SO2"}
    assert sensitive_groups(hourly_index(air, LAST_DAY_OF_2012), LAST_DAY_OF_2012) == {}
    asthma = sensitive_groups(hourly_index(air, FIRST_DAY_OF_2026), FIRST_DAY_OF_2026)["SO2"][0]
    assert (asthma.zh, asthma.en) == ("哮喘患者", "people with asthma")


TOPS = {"PM2_5": 600, "PM10": 700, "SO2": 900, "NO2": 4000, "O3": 1300, "CO": 160}
concentrations = st.fixed_dictionaries(
    {item: st.decimals(0, top, places=2, allow_nan=False) for item, top in TOPS.items()}
)
days = st.integers(-400, 400).map(lambda days: FIRST_DAY_OF_2026 + timedelta(days=days))


@given(concentrations, st.sampled_from(list(HOURLY)), st.decimals(0, 500, places=2, allow_nan=False), days)
def test_more_of_one_pollutant_never_lowers_the_index(air, item, more, on):
    if item == "SO2" and on <= LAST_DAY_OF_2012:
        # above 800 µg/m³ the edition of 2012 takes SO2 out of the hour: not monotone, and rightly so
        air, more = (
            air | {"SO2": min(air["SO2"], Decimal(800))},
            min(more, Decimal(800) - min(air["SO2"], Decimal(800))),
        )
    before, after = hourly_index(air, on), hourly_index(air | {item: air[item] + more}, on)
    assert before.aqi is not None
    assert after.aqi is not None
    assert after.iaqi[item] >= before.iaqi[item]
    assert after.aqi >= before.aqi
    assert after.level >= before.level


@given(concentrations, days)
def test_the_index_and_its_primary_pollutants_agree_with_the_individual_indices(air, on):
    index = hourly_index(air, on)
    found = [value for value in index.iaqi.values() if value is not None]
    assert index.aqi == max(found)
    assert all(0 <= value <= 500 for value in found)
    leading = tuple(item for item in HOURLY if index.iaqi[item] == index.aqi)
    assert index.primary == (leading if index.aqi > 50 else ())


@given(concentrations, days)
def test_what_is_not_monitored_never_counts_as_zero(air, on):
    index = hourly_index(air | {"O3": NOT_MONITORED}, on)
    assert index.iaqi["O3"] is None
    assert "O3" not in index.primary
