"""How much was the weather (气象影响) and where it came from (风和时段), of one place, as strings."""

from __future__ import annotations

from typing import Any

import numpy as np

from qingtian.apps.air_consultations.pack.series import Series
from qingtian.foresight.normalising import Quarters
from qingtian.foresight.wind import LEAST, Mean, by_hour, by_wind
from qingtian.language import Text
from qingtian.standards.periods import Period

#: quarters told in the trend, the last included: two years, so that each has its year before
TREND = 8
#: of the valued hours, the share that may lack wind before the rose is called thin, per cent
THIN = 50

NO_WEATHER = Text(
    "逐时气象资料不够（本季度 {now} 小时、去年同期 {before} 小时可用，各要 {least} 小时），分不出气象的影响。",
    "Too few hours with weather ({now} this quarter, {before} a year before, {least} needed of each): the part of the "
    "weather cannot be told.",
)
SENTENCE = Text(
    "有气象资料的小时里，PM10 比去年同期{measured}；扣除气象影响后{adjusted}（95% 区间 {low} 到 {high} μg/m³），"
    "气象使它{weather}。",
    "Over the hours with weather PM10 {measured} on the year before; with equal weather it {adjusted} (95 % interval "
    "{low} to {high} µg/m³); the weather {weather}.",
)
UNSURE = Text("扣除气象影响以后，是升是降分不清。", "With equal weather, a rise cannot be told from a fall.")
ROSE, FELL = Text("升高 {n}", "rose by {n}"), Text("下降 {n}", "fell by {n}")
RAISED, LOWERED = Text("升高 {n} μg/m³", "raised it by {n} µg/m³"), Text("降低 {n} μg/m³", "lowered it by {n} µg/m³")


def signed(value: float) -> str:
    """One decimal with its sign, U+2212 for minus.

    >>> signed(3.04), signed(-0.25), signed(0.0)
    ('+3.0', '−0.2', '0.0')
    """
    text = f"{value:+.1f}"
    return "0.0" if text in ("+0.0", "-0.0") else text.replace("-", "\u2212")


def quarters_before(of: Period, count: int = TREND) -> list[tuple[int, int]]:
    """The quarters that end with that of the period, oldest first."""
    last = of.last.year * 4 + (of.last.month - 1) // 3
    return [(at // 4, at % 4 + 1) for at in range(last - count + 1, last + 1)]


def weather_part(series: Series, of: Period) -> tuple[dict[str, Any], Text]:
    """The change on the year before with and without the weather, the trend, and the sentence that says it."""
    wanted = quarters_before(of)
    now, before = wanted[-1], (wanted[-1][0] - 1, wanted[-1][1])
    quarters = Quarters(series.hours, wanted)
    change = quarters.change(before, now)
    rows = [_quarter(quarters.of(one)) for one in wanted]
    if change is None:
        words = NO_WEATHER.format(now=quarters.of(now).hours, before=quarters.of(before).hours, least=_least())
        return {"change": None, "quarters": rows}, words
    told = {name: signed(getattr(change, name)) for name in ("measured", "adjusted", "low", "high", "weather")}
    verdict = "unsure" if not change.sure else "worse" if change.low > 0 else "better"
    sentence = SENTENCE.format(
        measured=_moved(change.measured, ROSE, FELL),
        adjusted=_moved(change.adjusted, ROSE, FELL),
        weather=_moved(change.weather, RAISED, LOWERED),
        low=told["low"],
        high=told["high"],
    )
    if not change.sure:
        sentence = Text(sentence.zh + UNSURE.zh, f"{sentence.en} {UNSURE.en}")
    return {"change": {**told, "verdict": verdict}, "quarters": rows}, sentence


def _least() -> int:
    from qingtian.foresight.normalising.quarters import LEAST as LEAST_OF_A_QUARTER

    return LEAST_OF_A_QUARTER


def _moved(value: float, up: Text, down: Text) -> Text:
    return (up if value >= 0 else down).format(n=f"{abs(value):.1f}")


def _quarter(one: Any) -> dict[str, Any]:
    year, number = one.quarter
    figures = {name: _one(getattr(one, name)) for name in ("measured", "adjusted", "low", "high")}
    return {"quarter": f"{year}-Q{number}", "hours": one.hours, **figures}


def _one(value: float | None) -> str:
    return "" if value is None else f"{value:.1f}"


def wind_part(series: Series) -> dict[str, Any]:
    """Means by sector, speed class and hour of the day, with hours; calm and hours without wind apart."""
    clock = (series.time - series.time.astype("datetime64[D]")).astype(int)
    found = by_wind(series.value, series.sector, series.elements["speed"])
    return {
        "sectors": [_mean(one) for one in found.sectors],
        "classes": [[_mean(one) for one in row] for row in found.classes],
        "calm": _mean(found.calm),
        "highest": found.highest(),
        "valued": found.valued,
        "windless": found.windless,
        "thin": found.windless * 100 > found.valued * THIN or found.valued < LEAST,
        "by_hour": [_mean(one) for one in by_hour(series.value, np.asarray(clock))],
    }


def _mean(one: Mean) -> dict[str, Any]:
    return {"hours": one.hours, "mean": _one(one.mean)}
