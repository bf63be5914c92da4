"""Air forecasts of the invented city: three weeks of them, drafted every morning from its own lake, issued in the
afternoon; some changed with a reason, one corrected, one late, one never issued; what came is scored every morning.

A weather forecast of the afternoon before goes in where one was entered (``foretold_life``). The models are trained
once, on what was known before the first of these days; without a lake there are no forecasts.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from qingtian.apps.air.places import CITY
from qingtian.apps.forecasts.actions.compute import compute
from qingtian.apps.forecasts.actions.joint import joint_forecasts_of
from qingtian.apps.forecasts.actions.score import score
from qingtian.apps.forecasts.actions.train import train_all
from qingtian.apps.forecasts.history import History, history
from qingtian.apps.forecasts.models import AirForecast, ForecastDay
from qingtian.apps.forecasts.trained import models_known_at
from qingtian.apps.proceedings.models import Proceeding
from qingtian.demo.stage import SYSTEM, Life, Stage, moment
from qingtian.errors import Refused

DAYS = 21
#: what a model is trained of, and so many days ahead, so that loading stays cheap; all else follows its own past,
#: and the pages say so
TRAINED, AHEAD = ("PM10",), range(1, 4)
ANALYST = "yunping-analyst"
#: days before the day of loading: issued after the hour, never issued, corrected in the evening
LATE, NEVER, CORRECTED = 9, 15, 4
#: days before, days ahead, index points the range is moved by, why
CHANGES = (
    (19, 1, -15, "夜间有小雨，颗粒物应当降下来。"),
    (13, 1, 20, "本地工地集中开挖，静风，颗粒物偏高。"),
    (8, 2, 15, "午后晴热，臭氧可能抬头。"),
    (6, 1, 10, "气象台电话说混合层偏低。"),
    (2, 1, -10, "偏北风三级，扩散好转。"),
    (1, 1, 10, "逆温没有打破。"),
)
EVENING = "傍晚风停了，原先的范围偏低。"
MOVED = 20


def forecast_lives(stage: Stage, air_months: int) -> Iterator[Life]:
    """One life of the whole office: the mornings, the afternoons, the scores. Nothing without a lake."""
    if air_months:
        yield _life(stage)


def _life(stage: Stage) -> Life:
    first = stage.day(DAYS)
    yield moment(first, 6, 40)
    past = history(stage.day(1))
    _train(past, first)
    models = models_known_at(first - timedelta(days=1))
    with_weather = models_known_at(first - timedelta(days=1), weather=True)
    for before in range(DAYS, 0, -1):
        on = stage.day(before)
        at = moment(on, 7, 31)
        yield at
        try:
            forecast = compute(on, at, past=past, models=models, weather_models=with_weather)
        except Refused:  # no day has a value
            return
        stage.counted()
        yield from _afternoon(stage, forecast, on, before)
    yield moment(stage.day(1), 22)
    score(stage.day(1))


def _train(past: History, first: date) -> None:
    """On what was known before the first day; a lake too short trains nothing."""
    try:
        train_all(first - timedelta(days=1), moment(first, 6, 40), items=TRAINED, horizons=AHEAD, past=past, workers=1)
    except Refused:
        return


def _afternoon(stage: Stage, forecast: AirForecast, on: date, before: int) -> Life:
    matter = forecast.proceeding
    for number, (day, ahead, moved, why) in enumerate(CHANGES):
        if day == before:
            at = moment(on, 15, 20 + number)
            yield at
            _move(stage, forecast, "change_day", at, on + timedelta(days=ahead), moved, why)
    if joint := joint_forecasts_of(on, forecast.last_day):
        at = moment(on, 16, 5)
        yield at
        _link(stage, matter, joint[0], at)
    if before == NEVER:
        yield moment(on + timedelta(days=1), 0, 20)
        stage.act(matter, "note_missing", SYSTEM, moment(on + timedelta(days=1), 0, 20))
        return
    at = moment(on, 21, 12) if before == LATE else moment(on, 16, 40)
    yield at
    stage.act(matter, "issue_forecast", ANALYST, at, words="")
    if before == CORRECTED:
        at = moment(on, 19, 5)
        yield at
        _move(stage, forecast, "correct_day", at, on + timedelta(days=1), MOVED, EVENING)


def _link(stage: Stage, matter: Proceeding, joint: Proceeding, at: datetime) -> None:
    stage.act(matter, "link_joint_forecast", ANALYST, at, joint=joint.number)


def _move(stage: Stage, forecast: AirForecast, act: str, at: datetime, target: date, moved: int, why: str) -> None:
    """The range of the city moved by so many points, its width and pollutants kept."""
    row = ForecastDay.objects.get(forecast=forecast, place=CITY, target=target)
    if row.low is None or row.high is None:
        return
    low = max(row.low + moved, 0)
    high = low + row.high - row.low
    fields = {"place": CITY, "target": target.isoformat(), "low": str(low), "high": str(high)}
    stage.act(forecast.proceeding, act, ANALYST, at, **fields, primary=row.primary, why=why)
