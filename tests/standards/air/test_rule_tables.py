"""The rule tables statistics join: what each edition says, as plain integers, for every day exactly once."""

from datetime import date, timedelta

import pytest

from qingtian.errors import UnusableInput
from qingtian.standards.air.rule_tables import rule_tables

pytestmark = pytest.mark.once

EDITIONS = ["GB3095-2012", "GB3095-2026-transitional", "GB3095-2026"]


def rows(name, of=None, **asked):
    return [row for row in rule_tables(**asked)[name] if of in (None, row["edition"])]


def test_the_editions_follow_each_other_without_a_gap():
    found = rows("rule_edition")
    assert [row["edition"] for row in found] == EDITIONS
    assert (found[0]["first_day"], found[-1]["last_day"]) == (None, None)
    assert found[1]["first_day"] == found[0]["last_day"] + timedelta(days=1) == date(2026, 3, 1)
    assert found[2]["first_day"] == date(2031, 1, 1)
    assert [row["evaluation_edition"] for row in found] == ["HJ663-2013", "HJ663-2026", "HJ663-2026"]
    assert [row["index_edition"] for row in found] == ["HJ633-2012", "HJ633-2026", "HJ633-2026"]


def test_one_edition_alone_holds_on_every_day():
    (only,) = rows("rule_edition", edition="GB3095-2026-transitional")
    assert (only["first_day"], only["last_day"]) == (None, None)
    assert {row["edition"] for row in rows("rule_statistic", edition="GB3095-2026")} == {"GB3095-2026"}
    with pytest.raises(UnusableInput) as refused:
        rule_tables(edition="GB3095-2099")
    assert "GB3095-2026-transitional" in str(refused.value.remedy)


def test_every_cell_is_a_plain_value_and_no_row_stands_twice():
    for name, found in rule_tables().items():
        assert all(list(row) == list(found[0]) for row in found), name
        assert all(type(cell) in (int, str, date, type(None)) for row in found for cell in row.values()), name
        assert len({tuple(row.values()) for row in found}) == len(found) > 0, name
        assert {row["edition"] for row in found} == set(EDITIONS), name


@pytest.mark.parametrize(
    ("edition", "divisors"),
    [
        ("GB3095-2012", {"SO2": 60, "NO2": 40, "PM10": 70, "PM2_5": 35, "CO": 4, "O3_8h": 160}),
        ("GB3095-2026-transitional", {"SO2": 60, "NO2": 40, "PM10": 60, "PM2_5": 30, "CO": 4, "O3_8h": 160}),
        ("GB3095-2026", {"SO2": 20, "NO2": 30, "PM10": 50, "PM2_5": 25, "CO": 4, "O3_8h": 160}),
    ],
)
def test_the_composite_index_is_made_of_four_means_and_two_percentiles(edition, divisors):
    summed = {row["item"]: row for row in rows("rule_statistic", edition) if row["in_index"]}
    assert {item: row["divisor"] for item, row in summed.items()} == {k: v * 1000 for k, v in divisors.items()}
    assert {row["weight_num"] for row in summed.values()} == {1}
    assert (summed["CO"]["statistic"], summed["O3_8h"]["statistic"]) == ("p95", "p90")
    assert {summed[item]["statistic"] for item in ("SO2", "NO2", "PM10", "PM2_5")} == {"mean"}
    assert {item: row["decimals"] for item, row in summed.items() if row["decimals"]} == {"CO": 1}


def test_a_year_is_evaluated_by_mean_and_percentile_and_the_percentile_by_the_days_limit():
    found = {(row["item"], row["statistic"]): row["limit_year"] for row in rows("rule_statistic", "GB3095-2012")}
    assert (found[("SO2", "mean")], found[("SO2", "p98")]) == (60_000, 150_000)
    assert (found[("PM2_5", "mean")], found[("PM2_5", "p95")]) == (35_000, 75_000)
    assert len(found) == 10


@pytest.mark.parametrize("edition", EDITIONS)
def test_ozone_needs_fourteen_windows_or_a_value_above_its_limit(edition):
    (rule,) = rows("rule_ozone", edition)
    assert (rule["first_end"], rule["last_end"], rule["least_hours"]) == (8, 24, 6)
    assert (rule["least_windows"], rule["valid_above"]) == (14, 160_000)


def test_how_many_days_are_enough():
    found = {(row["kind"], row["item"]): row for row in rows("rule_period", "GB3095-2012")}
    for item in ("PM2_5", "PM10", "SO2", "NO2", "CO", "O3_8h"):
        year, month = found[("year", item)], found[("month", item)]
        assert (year["least_days"], year["least_month_days"], year["least_february_days"]) == (324, 27, 25)
        assert (month["least_days"], month["least_month_days"], month["least_february_days"]) == (0, 27, 25)
        assert (found[("week", item)]["share_num"], found[("week", item)]["share_den"]) == (3, 4)


def test_a_station_day_needs_twenty_hours_and_a_place_three_quarters_of_its_stations():
    days = {row["item"]: row for row in rows("rule_day", "GB3095-2012")}
    assert {row["least_hours"] for item, row in days.items() if item != "O3_8h"} == {20}
    assert (days["PM2_5"]["limit_day"], days["PM2_5"]["limit_day_1"]) == (75_000, 35_000)
    assert {item for item, row in days.items() if row["station_decimals"] == row["place_decimals"] == 1} == {"CO"}
    (place,) = rows("rule_place", "GB3095-2012")
    assert (place["order_of_averaging"], place["share_num"], place["share_den"]) == ("station_days", 3, 4)


def test_breakpoints_of_the_daily_report_differ_in_particulates_only():
    def ladders(edition):
        return {(r["item"], r["index_high"]): r["high"] for r in rows("rule_breakpoint", edition)}

    old, new = ladders("GB3095-2012"), ladders("GB3095-2026-transitional")
    assert {key for key in new if new[key] != old[key]} == {("PM10", 100), ("PM2_5", 100)}
    assert {item for item, _ in old.keys() - new.keys()} == {"O3_1h"}
    above = {row["item"]: row["counts_as"] for row in rows("rule_above", "GB3095-2012")}
    assert (above["O3_8h"], above["PM10"]) == (None, 500)


def test_kunming_prints_its_particulates_with_one_decimal():
    found = rows("rule_statistic", "GB3095-2012", printing="particulates_one_decimal")
    for column in ("decimals", "index_input_decimals"):
        assert {row["item"]: row[column] for row in found if row[column]} == {"PM2_5": 1, "PM10": 1, "CO": 1}


def test_a_gap_blocks_by_the_rule_of_the_edition():
    assert [(r["publish_above"], r["primary_above"]) for r in rows("rule_report")] == [(None, 50), (100, 50), (100, 50)]
    assert [r["item"] for r in rows("rule_report_item", "GB3095-2012") if r["needed"]] == ["PM2_5", "PM10"]
    assert not [r for r in rows("rule_report_item", "GB3095-2026") if r["needed"]]
    assert {r["decimals"] for r in rows("rule_report_item", "GB3095-2012")} == {None}
    assert {r["item"]: r["decimals"] for r in rows("rule_report_item", "GB3095-2026")}["CO"] == 1
