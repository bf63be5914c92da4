"""A forecast knows only what was known; what lost to the month's median gives way to it; equal seeds, equal models."""

from __future__ import annotations

import dataclasses
from datetime import date, timedelta

import numpy as np
import pytest

from qingtian.errors import UnusableInput
from qingtian.foresight.forecasting import (
    DaySeries,
    baselines,
    dumps,
    loads,
    month_medians,
    of_hours,
    predict,
    train,
)
from qingtian.foresight.forecasting import training as training_room
from qingtian.foresight.forecasting import trees as trees_room
from qingtian.foresight.forecasting.backtest import backtest
from qingtian.foresight.forecasting.features import see
from qingtian.foresight.forecasting.judging import judge
from qingtian.foresight.forecasting.trees import grow
from qingtian.foresight.forecasting.verdicts import Verdicts

FIRST = date(2023, 1, 1)
PLACES = ("东", "西", "南")


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Few trees and short rehearsals: the same steps in seconds."""
    monkeypatch.setattr(trees_room, "TREES", 12)
    monkeypatch.setattr(training_room, "REHEARSED", 120)
    monkeypatch.setattr(training_room, "BLOCK", 120)


def invented(days=500, memory=0.8, seed=5, places=PLACES):
    """Day values that remember the day before, with a season; one gap."""
    draw = np.random.default_rng(seed)
    city = np.zeros(days)
    for day in range(1, days):
        city[day] = memory * city[day - 1] + draw.normal(0, 0.4)
    season = 0.5 * np.cos(2 * np.pi * np.arange(days) / 365.25)
    values = np.exp(3.8 + season + city + draw.normal(0, 0.1, (len(places), days)))
    values[0, 40:45] = np.nan
    return DaySeries(places, FIRST, values, beside=np.log(values)[..., None] + draw.normal(0, 0.1, (*values.shape, 1)))


def day(index):
    return FIRST + timedelta(days=index)


def future_destroyed(series, origin):
    at = series.index(origin) + 1
    values, beside = series.values.copy(), series.beside.copy()
    values[:, at:], beside[:, at:] = 9999.0, -7.0
    return dataclasses.replace(series, values=values, beside=beside)


def test_nothing_after_the_origin_changes_a_model_or_a_forecast():
    series, until, origin = invented(), day(430), day(440)
    model = train(series, until, (1, 4))
    other = train(future_destroyed(series, until), until, (1, 4))
    assert dumps(other) == dumps(model)
    assert predict(other, future_destroyed(series, origin), origin) == predict(model, series, origin)
    assert predict(model, series.known_at(origin), origin) == predict(model, series, origin)


def test_nothing_after_the_origin_changes_a_backtest():
    series, last = invented(), day(470)
    whole = backtest(series, day(420), day(480), (1, 3))
    known = backtest(future_destroyed(series, last), day(420), day(480), (1, 3))
    assert [one for one in whole if one.origin <= last] == [one for one in known if one.origin <= last]
    assert whole != known, "the future that was destroyed lies within the span"


def test_days_moved_one_on_move_the_forecasts_one_on():
    """Had a feature peeked at the target, it would be another one after the move."""
    series = invented()
    moved = dataclasses.replace(
        series,
        values=np.roll(series.values, 1, axis=1)[:, 1:],
        beside=np.roll(series.beside, 1, axis=1)[:, 1:],
        first=series.first + timedelta(days=1),
    )
    here, there = see(series).known[:, 399], see(moved).known[:, 399]
    np.testing.assert_allclose(here[:, :2], there[:, :2])


def test_the_weather_of_the_target_day_is_read_only_where_it_is_given():
    draw = np.random.default_rng(2)
    series = invented()
    told = dataclasses.replace(series, weather=np.log(series.values)[..., None] + draw.normal(0, 0.05, (3, 500, 1)))
    with_weather, without = (train(one, day(430), (2,)) for one in (told, series))

    def error(model, one):
        found = [f for at in range(430, 490) for f in predict(model, one, day(at))]
        return np.mean([abs(f.predicted - one.values[PLACES.index(f.place), one.index(f.target)]) for f in found])

    assert error(with_weather, told) < 0.7 * error(without, series)
    with pytest.raises(UnusableInput, match="weather"):
        predict(with_weather, series, day(440))


def test_a_row_for_every_station_target_and_horizon_even_without_readings():
    series = invented(460)
    series.values[1, 300:] = np.nan
    series.beside[1, 300:] = np.nan
    found = backtest(series, day(430), day(465), (1, 2, 7))
    wanted = [(day(at), h, place) for at in range(430, 466) for h in (1, 2, 7) for place in PLACES]
    assert [(one.target, one.horizon, one.place) for one in found] == wanted
    for one in found:
        assert one.origin == one.target - timedelta(days=one.horizon)
        assert 0 <= one.low <= one.predicted <= one.high


def test_a_backtest_without_history_says_what_it_can_and_invents_nothing():
    found = backtest(invented(60), day(0), day(3), (1,))
    assert np.isnan([one.predicted for one in found if one.target == day(0)]).all(), "nothing was measured before"
    assert np.isfinite([one.predicted for one in found if one.target > day(0)]).all()


def test_a_backtest_forecasts_as_predict_does():
    series = invented()
    found = backtest(series, day(430), day(440), (2,))
    begin = day(428)
    model = train(series, begin, (2,))
    assert [one for one in found if one.origin == begin] == predict(model, series, begin)


def test_equal_seeds_give_equal_models_and_another_seed_another():
    series = invented()
    one, again = (train(series, day(430), (1,), seed=3) for _ in range(2))
    other = train(series, day(430), (1,), seed=4)
    assert dumps(one) == dumps(again)
    assert one.version == again.version != other.version
    assert dumps(train(series, day(430), (1, 2), workers=2)) == dumps(train(series, day(430), (1, 2)))
    changed = dataclasses.replace(series, values=series.values * 1.001)
    assert train(changed, day(430), (1,), seed=3).version != one.version


def test_a_model_comes_back_from_its_bytes_and_other_bytes_are_refused():
    series = invented()
    model = train(series, day(430), (1, 3))
    back = loads(dumps(model))
    assert predict(back, series, day(435)) == predict(model, series, day(435))
    assert (back.version, back.until, back.judgements) == (model.version, model.until, model.judgements)
    for broken in (b"", b"no zip", dumps(model)[:-200]):
        with pytest.raises(UnusableInput, match=r"forecast\.no_model"):
            loads(broken)


def test_the_arrays_say_what_the_library_says():
    from sklearn.ensemble import HistGradientBoostingRegressor

    draw = np.random.default_rng(1)
    rows = draw.normal(size=(800, 5))
    rows[draw.random(rows.shape) < 0.1] = np.nan
    wanted = np.nan_to_num(rows[:, 0]) + draw.normal(0, 0.1, 800)
    kept: list[HistGradientBoostingRegressor] = []
    whole = HistGradientBoostingRegressor.fit

    def fit(self, *given):
        kept.append(self)
        return whole(self, *given)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(HistGradientBoostingRegressor, "fit", fit)
        trees = grow(rows, wanted, seed=1, loss="squared_error")
    np.testing.assert_allclose(trees.predict(rows), kept[0].predict(rows))


def test_a_model_may_not_forecast_from_before_what_it_learned():
    series = invented()
    with pytest.raises(UnusableInput, match=r"forecast\.too_early"):
        predict(train(series, day(430), (1,)), series, day(429))
    with pytest.raises(UnusableInput, match=r"forecast\.too_short"):
        train(series, day(9), (1, 7))


def hours_of(valid):
    hours = np.full((1, 48), 10.0)
    hours[0, 24 + valid :] = np.nan
    return hours


@pytest.mark.parametrize(("valid", "known"), [(17, False), (18, True), (24, True)])
def test_a_day_mean_asks_for_eighteen_valid_hours(valid, known):
    series = of_hours(("东",), FIRST, "PM10", {"PM10": hours_of(valid)})
    assert series.values[0, 0] == 10.0
    assert np.isfinite(series.values[0, 1]) == known


def verdicts(answer_error, median_error, days=200, horizon=1):
    draw = np.random.default_rng(3)
    actual = np.exp(draw.normal(4, 0.5, days))
    target = np.datetime64(FIRST) + np.arange(days)
    answer, median = (actual * np.exp(draw.normal(0, error, days)) for error in (answer_error, median_error))
    return Verdicts(np.full(days, horizon), target, answer, median, median, actual)


def test_the_median_is_shown_and_named_where_the_model_lost():
    series = invented(800)
    model = train(series, day(700), (1,))
    lost = {1: judge(verdicts(1.5, 0.1), 1)}
    assert lost[1].gives_way
    found = predict(dataclasses.replace(model, judgements=lost), series, day(700))
    assert {one.way for one in found} == {"month_median"}
    medians = month_medians(series.known_at(day(700)), day(701))
    np.testing.assert_allclose([one.predicted for one in found], medians)


def test_a_model_that_was_better_is_trusted_and_one_by_chance_worse_is_not_put_away():
    better = judge(verdicts(0.1, 0.6), 1)
    assert not better.gives_way
    assert better.weight > 0.9
    assert not judge(verdicts(0.5, 0.5), 1).gives_way


def test_a_month_without_earlier_years_has_no_median_and_the_model_speaks():
    series = invented(300)
    model = train(series, day(280), (1,))
    assert np.isnan(month_medians(series.known_at(day(280)), day(281))).all()
    assert {one.way for one in predict(model, series, day(280))} == {"model"}


def test_intervals_hold_what_they_promise():
    series = invented(800)
    found = backtest(series, day(500), day(799), (1, 3))
    for horizon in (1, 3):
        mine = [one for one in found if one.horizon == horizon]
        actual = [series.values[PLACES.index(one.place), series.index(one.target)] for one in mine]
        held = np.mean([one.low <= value <= one.high for one, value in zip(mine, actual, strict=True)])
        assert 0.7 < held < 0.9


def test_the_baselines_are_what_their_names_say():
    series = DaySeries(("东",), date(2023, 3, 1), np.arange(400.0)[None])
    origin = date(2024, 3, 20)
    said = baselines(series, origin, 3)
    at = series.index(origin)
    assert said["persistence"] == at
    assert said["last_week"] == at + 3 - 7
    assert said["month_median"] == 15, "the days of March 2023, not of the March that is running"
    around = series.index(date(2023, 3, 23))
    assert abs(said["climatology"][0] - around) < 1
    assert baselines(series, origin, 7)["last_week"] == at
    assert np.isnan(baselines(series, date(2023, 3, 5), 1)["month_median"]).all()


def test_the_line_through_every_item_is_drawn_once_there_are_years(monkeypatch):
    monkeypatch.setattr(training_room, "SEASONED", 400)
    series = dataclasses.replace(invented(), wide=1)
    young, old = (train(series, day(at), (1, 2)) for at in (380, 430))
    assert (young.ahead[1].wide, old.ahead[2].wide) == (None, None)
    assert old.ahead[1].wide is not None
    assert predict(loads(dumps(old)), series, day(431)) == predict(old, series, day(431))


def test_hours_become_days_with_the_last_hours_of_every_place_beside_them():
    draw = np.random.default_rng(8)
    hours = {item: draw.gamma(3, 20, (3, 48)) for item in ("PM10", "NO2")}
    series = of_hours(PLACES, FIRST, "PM10", hours)
    np.testing.assert_allclose(series.values, hours["PM10"].reshape(3, 2, 24).mean(axis=-1))
    assert series.wide == 3, "the other item at each of three places"
    last = np.log(hours["PM10"][:, -1] + 1)
    assert all(np.isclose(series.beside[0, -1], one).any() for one in last), "told to the first place too"


def test_a_model_is_refused_for_other_places():
    series = invented()
    with pytest.raises(UnusableInput, match=r"forecast\.other_places"):
        predict(train(series, day(430), (1,)), dataclasses.replace(series, places=("东", "西", "北")), day(430))
