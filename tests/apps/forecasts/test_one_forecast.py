"""One air forecast: drafted by the system, changed with a reason, issued in time or late, corrected, missing, filed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from qingtian.apps.forecasts.actions.compute import compute
from qingtian.apps.forecasts.models import AirForecast, ForecastDay
from qingtian.apps.forecasts.queries import days_ahead, late_or_missing
from qingtian.apps.proceedings.actions.sweep import sweep_matters
from qingtian.errors import Refused
from tests.apps.forecasts.conftest import Walk, past
from tests.days import TODAY, at
from tests.small_city import SmallCity

pytestmark = pytest.mark.django_db(databases=["default", "identity"])


def test_the_draft_has_seven_days_of_every_place(city: SmallCity) -> None:
    walk = Walk(city)
    assert walk.matter.number.startswith("KY-")
    assert walk.matter.state == "drafted"
    rows = ForecastDay.objects.filter(forecast=walk.forecast)
    assert rows.count() == 2 * 7
    assert {row.horizon for row in rows} == set(range(1, 8))
    assert walk.forecast.origin == TODAY - timedelta(days=1)


def test_a_draft_is_computed_once_a_day(city: SmallCity) -> None:
    walk = Walk(city)
    assert compute(TODAY, at(TODAY, 9), past=past(), models={}).pk == walk.forecast.pk
    assert AirForecast.objects.count() == 1


def test_without_a_model_the_median_of_the_month_is_shown_and_named(city: SmallCity) -> None:
    day = Walk(city).day()
    assert {item[3] for item in day.items.values()} == {"month_median"}
    assert day.items["CO"][0] == pytest.approx(0.6, abs=0.05)  # mg/m³


def test_without_a_weather_forecast_the_range_is_the_wider_one(city: SmallCity) -> None:
    walk = Walk(city)
    day = walk.day()
    assert day.high - day.low == 30
    assert walk.matter.projection["facts"]["weather"] == "no"


def test_a_draft_is_nothing_for_others_until_it_is_issued(city: SmallCity) -> None:
    walk = Walk(city)
    assert days_ahead("city", TODAY) == []
    assert len(days_ahead("city", TODAY, drafts=True)) == 7
    walk.do("issue_forecast")
    found = days_ahead("city", TODAY)
    assert [one.target for one in found] == [TODAY + timedelta(days=n) for n in range(7)]
    assert found[0].by == "model"
    assert [one.level for one in found[0].levels] == [2, 3] or [one.level for one in found[0].levels] == [2]


def test_an_area_without_a_region_of_its_own_has_the_citys_air(city: SmallCity) -> None:
    Walk(city).do("issue_forecast")
    assert [one.place for one in days_ahead("wangxi", TODAY)][:1] == ["city"]


def test_a_forecast_older_than_three_days_says_nothing(city: SmallCity) -> None:
    Walk(city).do("issue_forecast")
    assert days_ahead("city", TODAY + timedelta(days=3))
    assert days_ahead("city", TODAY + timedelta(days=4)) == []


def test_out_by_eight_in_the_evening_is_in_time(city: SmallCity) -> None:
    walk = Walk(city)
    walk.do("issue_forecast", hour=20)
    assert walk.forecast.late is False


def test_after_eight_in_the_evening_it_is_late_and_stays_so(city: SmallCity) -> None:
    walk = Walk(city)
    walk.do("issue_forecast", hour=21)
    assert walk.forecast.late is True
    assert late_or_missing(TODAY, TODAY) == ([TODAY], [])


def test_a_change_keeps_what_was_computed(city: SmallCity) -> None:
    walk = Walk(city)
    before = walk.day()
    assert walk.change() == "drafted"
    day = walk.day()
    assert (day.low, day.high, day.primary, day.changed) == (90, 115, ["PM10"], True)
    assert (day.model_low, day.model_high) == (before.model_low, before.model_high)
    change = day.changes.get()
    assert (change.correction, change.post, change.after) == (False, "analyst-1", [90, 115, ["PM10"]])


def test_a_change_needs_a_reason(city: SmallCity) -> None:
    with pytest.raises(Refused):
        Walk(city).change(why="")


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"place": "nowhere"}, "does not have that place"),
        ({"target": (TODAY + timedelta(days=7)).isoformat()}, "not among those forecast"),
        ({"low": "115", "high": "90"}, "from low to high"),
        ({"low": "480", "high": "510"}, "between 0 and 500"),
        ({"primary": ["PM10", "PM2_5", "O3"]}, "two primary pollutants at most"),
    ],
)
def test_what_a_forecaster_cannot_write(city: SmallCity, changed: dict[str, object], sentence: str) -> None:
    with pytest.raises(Refused) as refused:
        Walk(city).change(**changed)
    assert sentence in refused.value.message.en


@pytest.mark.parametrize(("high", "refused"), [("109", True), ("110", False), ("120", False), ("121", True)])
def test_another_width_than_usual_asks_for_a_reason(city: SmallCity, high: str, refused: bool) -> None:
    walk = Walk(city)
    if refused:
        with pytest.raises(Refused):
            walk.change(low="90", high=high)
    walk.change(low="90", high=high, reason="分歧大。" if refused else "")
    assert walk.day().high == int(high)


def test_a_day_that_is_over_is_not_corrected(city: SmallCity) -> None:
    walk = Walk(city)
    walk.do("issue_forecast")
    with pytest.raises(Refused) as refused:
        walk.change("correct_day", on=TODAY + timedelta(days=1))
    assert "is over" in refused.value.message.en


def test_a_correction_stands_beside_what_was_issued_first(city: SmallCity) -> None:
    walk = Walk(city)
    first = walk.day()
    walk.do("issue_forecast")
    assert walk.change("correct_day", hour=19) == "issued"
    day = walk.day()
    assert (day.first_low, day.first_high) == (first.low, first.high)
    assert (day.low, day.high) == (90, 115)
    assert day.changes.get().correction
    assert days_ahead("city", TODAY)[0].first == (first.low, first.high)


def test_a_voided_change_gives_back_what_stood_before(city: SmallCity) -> None:
    walk = Walk(city)
    before = walk.day()
    walk.change(low="60", high="85")
    walk.change()
    second = walk.matter.seq
    walk.do("correct", "centre-chief", number=second, why="写错了")
    assert (walk.day().low, walk.day().changed) == (60, True)
    walk.do("correct", "centre-chief", number=second - 1, why="写错了")
    day = walk.day()
    assert (day.low, day.high, day.changed) == (before.low, before.high, False)


def test_nobody_issues_it_after_its_day(city: SmallCity) -> None:
    walk = Walk(city)
    with pytest.raises(Refused) as refused:
        walk.do("issue_forecast", on=TODAY + timedelta(days=1))
    assert "never issued" in refused.value.message.en


def test_time_brings_the_missing_issue_and_the_filing(city: SmallCity) -> None:
    never, issued = Walk(city), Walk(city, TODAY - timedelta(days=1))
    issued.do("issue_forecast")
    assert [one for one in sweep_matters(on=TODAY, now=at(TODAY, 23)) if one.number == never.matter.number] == []
    next_day = TODAY + timedelta(days=1)
    done = {one.number: one.act for one in sweep_matters(on=next_day, now=at(next_day, 1))}
    assert done[never.matter.number] == "note_missing"
    assert late_or_missing(TODAY, TODAY) == ([], [TODAY])
    week = TODAY + timedelta(days=6)
    done = {one.number: one.act for one in sweep_matters(on=week, now=at(week, 1))}
    assert done[issued.matter.number] == "file_forecast"
