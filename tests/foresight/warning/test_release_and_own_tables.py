"""When a warning may be lifted, and a city's own table as its office entered it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from qingtian.errors import Refused
from qingtian.foresight.warning import SHANGHAI, Window, day_window, find, national, release, table_on
from qingtian.language import Text
from qingtian.standards.declared import Basis
from qingtian.standards.entered import Entry, shape_named, values_of

RULE = national()[-1].release
NOON = datetime(2025, 1, 8, 12, tzinfo=SHANGHAI)
DAY = date(2025, 1, 8)
PLAN = Basis(instrument=Text("本市预案", "Our plan"), clause=Text("四", "4"), certainty="copy")


def window(begin: datetime, hours: int, aqi: int | None) -> Window:
    return Window(begin, begin + timedelta(hours=hours), aqi)


@pytest.mark.parametrize(
    ("hours", "aqi", "shown"), [(35, 150, False), (36, 150, True), (36, 151, False), (48, None, False)]
)
def test_36_hours_at_150_or_better_lift_and_one_less_or_one_more_does_not(hours, aqi, shown):
    assert release([window(NOON, hours, aqi)], RULE, NOON).shown is shown


def test_the_hours_run_from_the_moment_asked_not_from_the_beginning_of_the_day():
    found = release([day_window(DAY, 90), day_window(DAY + timedelta(days=1), 100)], RULE, NOON)
    assert (found.shown, found.hours) == (True, 36)
    assert not release(
        [day_window(DAY, 90), day_window(DAY + timedelta(days=1), 100)], RULE, NOON + timedelta(hours=1)
    ).shown


def test_a_hole_or_a_worse_day_ends_the_count_and_is_named():
    worse = day_window(DAY + timedelta(days=1), 151)
    found = release([day_window(DAY, 90), worse, day_window(DAY + timedelta(days=2), 50)], RULE, NOON)
    assert (found.hours, found.stopped_by) == (12, worse)
    later = day_window(DAY + timedelta(days=2), 50)
    assert release([day_window(DAY, 90), later], RULE, NOON).stopped_by == later
    assert release([], RULE, NOON).hours == 0


@pytest.mark.parametrize(("hours", "shown"), [(35, False), (36, True)])
def test_hours_past_count_but_air_known_to_worsen_within_36_hours_withholds_the_lifting(hours, shown):
    clear = window(NOON - timedelta(hours=48), 48 + hours, 100)
    worse = window(clear.end, 24, 151)
    assert release([clear, worse], RULE, clear.begin, NOON).shown is shown
    unknown = window(clear.end, 24, None)
    assert release([clear, unknown], RULE, clear.begin, NOON).shown


def entry(table: str, number: int = 1, first: date = date(2025, 1, 1), **rows: dict[str, str]) -> Entry:
    values, faults = values_of(shape_named(table), rows)
    assert not faults
    return Entry(table, number, first, None, values, PLAN)


LIGHT = entry("air_warning.tiers", yellow={"above": "100", "hours": "24"}, orange={"above": "150", "hours": "24"})


def test_a_citys_own_table_takes_the_place_of_the_national_one_from_its_day():
    table = table_on(DAY, [LIGHT])
    assert table.id == "entered_1"
    assert table.basis == PLAN
    assert find([day_window(DAY, 101)], table).tier == "yellow"
    assert find([day_window(DAY, 100)], table).tier == ""
    assert find([day_window(DAY, 400)], table).tier == "orange"  # no red was entered
    assert table_on(date(2024, 12, 31), [LIGHT]).id == "national_2024"


def test_what_the_citys_plan_leaves_open_stays_national():
    assert table_on(DAY, [LIGHT]).release == RULE
    scope = entry("air_warning.scope", rule={"release_at_most": "100", "release_hours": "12", "exclude": "无"})
    table = table_on(DAY, [LIGHT, scope])
    assert (table.release.at_most, table.release.hours, table.exclude) == (100, 12, [])
    assert find([day_window(DAY, 120, cause="dust")], table).tier == "yellow"
    assert table.warning_pollutants == national()[-1].warning_pollutants


@pytest.mark.parametrize(
    "rows",
    [
        {"yellow": {"above": "100"}},
        {"yellow": {"hours": "24"}},
        {"yellow": {"above": "100", "hours": "0"}},
        {"red": {"and_above": "300", "and_hours": "24"}},
        {},
    ],
)
def test_a_table_that_does_not_hold_is_refused_by_its_number(rows):
    with pytest.raises(Refused) as refused:
        table_on(DAY, [entry("air_warning.tiers", 7, **rows)])
    assert refused.value.code == "warning.entered"
    assert "7" in refused.value.message.en


def test_a_scope_nobody_understands_is_refused():
    with pytest.raises(Refused):
        table_on(DAY, [LIGHT, entry("air_warning.scope", rule={"pollutants": "PM2.5、粉尘"})])
