"""A quarter's change is told apart from its weather, with an interval, or not told at all."""

import time

import numpy as np

from qingtian.foresight.hours import Hours
from qingtian.foresight.normalising.quarters import LEAST, Quarters

NOW, BEFORE = (2026, 3), (2025, 3)


def world(rise=10.0, weather_rise=20.0, seed=1):
    """Two third quarters: the stiller weather of the second adds ``weather_rise`` to what was emitted."""
    time_ = np.concatenate([np.arange(f"{y}-07-01T00", f"{y}-10-01T00", dtype="datetime64[h]") for y in (2025, 2026)])
    rng, later = np.random.default_rng(seed), time_ >= np.datetime64("2026-01-01")
    still = np.clip(rng.normal(0.45, 0.2, len(time_)) + 0.12 * later, 0, 1)
    speed = 6 * (1 - still)
    value = 40 + rise * later + weather_rise / 0.12 * still + rng.normal(0, 4, len(time_))
    weather = {"speed": speed, "temperature": rng.normal(20, 3, len(time_))}
    return Hours(np.full(len(time_), "a"), time_, value, weather, -speed, np.zeros(len(time_)))


def without(hours, gone):
    value = np.where(gone, np.nan, hours.value)
    return Hours(hours.station, hours.time, value, hours.weather, hours.u, hours.v)


def test_the_part_of_the_weather_is_taken_out():
    change = Quarters(world(), [BEFORE, NOW]).change(BEFORE, NOW)
    assert change.measured > 25
    assert change.low < 10 < change.high
    assert abs(change.adjusted - 10) < 2.5
    assert change.sure
    assert abs(change.weather - (change.measured - change.adjusted)) < 1e-9


def test_where_nothing_but_the_weather_changed_no_change_is_sure():
    change = Quarters(world(rise=0), [BEFORE, NOW]).change(BEFORE, NOW)
    assert change.measured > 15
    assert abs(change.adjusted) < 2.5


def test_a_quarter_with_one_hour_less_than_needed_is_not_told():
    hours = world()
    own = np.flatnonzero(hours.time >= np.datetime64("2026-01-01"))
    gone = np.zeros(len(hours.time), bool)
    gone[own[LEAST - 1 :]] = True
    few = Quarters(without(hours, gone), [BEFORE, NOW])
    assert few.of(NOW).hours == LEAST - 1
    assert few.of(NOW).adjusted is None
    assert few.change(BEFORE, NOW) is None
    gone[own[LEAST - 1]] = False
    assert Quarters(without(hours, gone), [NOW]).of(NOW).adjusted is not None


def test_hours_without_any_weather_are_left_out():
    hours = world()
    nothing = {name: np.full(len(hours.time), np.nan) for name in hours.weather}
    bare = Hours(hours.station, hours.time, hours.value, nothing, hours.u, hours.v)
    assert Quarters(bare, [NOW]).of(NOW).hours == 0


def test_an_element_nobody_measured_changes_nothing():
    hours = world()
    more = {**hours.weather, "humidity": np.full(len(hours.time), np.nan)}
    wider = Hours(hours.station, hours.time, hours.value, more, hours.u, hours.v)
    assert Quarters(wider, [BEFORE, NOW]).change(BEFORE, NOW) == Quarters(hours, [BEFORE, NOW]).change(BEFORE, NOW)


def test_a_quarter_nobody_has_hours_of_is_empty_and_not_zero():
    none = Quarters(world(), [(2024, 3)]).of((2024, 3))
    assert (none.hours, none.measured, none.adjusted) == (0, None, None)


def test_the_same_hours_give_the_same_figures_in_seconds():
    begun = time.monotonic()
    first, second = (Quarters(world(), [BEFORE, NOW]).change(BEFORE, NOW) for _ in range(2))
    assert first == second
    assert time.monotonic() - begun < 60
