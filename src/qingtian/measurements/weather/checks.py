"""What only several readings show (组间检查): steps, stuck values, calms, pressures and rain sums that disagree.

Each is a doubt with its sentence, kept beside the value; none is a verdict and none changes a value.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from qingtian.language import Text
from qingtian.measurements.scale import SCALE
from qingtian.measurements.weather.elements import agreement_on, element
from qingtian.measurements.weather.periods import HOUR
from qingtian.measurements.weather.rows import Fault, Reading
from qingtian.measurements.weather.value import codes_on

Key = tuple[str, str, datetime, datetime, int]
#: values of one station and element by the end of their period
Series = dict[datetime, Reading]

STEP = Text(
    "“{name}”一小时变化 {by} {unit}，超过 {most}。",
    "“{name}” changed by {by} {unit} in an hour, more than {most}.",
)
STUCK = Text("“{name}”连续 {n} 小时没有变化。", "“{name}” has not changed for {n} hours.")
CALM = Text("风向 0 只和静风一起用，北风写 360。", "Direction 0 goes with a calm alone; north is 360.")
SEA_LEVEL = Text(
    "海平面气压与本站气压推算的 {reckoned} hPa 相差 {by} hPa。",
    "Sea-level pressure differs by {by} hPa from {reckoned} hPa reckoned from the station's.",
)
RAIN = Text(
    "{hours} 小时降水与逐小时之和 {total} 毫米不符。",
    "Rain of {hours} h is not the sum of its single hours, {total} mm.",
)


def doubts(fresh: Sequence[Reading], before: Iterable[Reading], heights: Mapping[str, float]) -> dict[Key, list[Fault]]:
    """Doubts about ``fresh`` by key. ``before``: what is held of the day before; ``heights``: metres of stations.

    Only values that may be averaged are compared: a missing one proves nothing.
    """
    series: dict[tuple[str, str], Series] = defaultdict(dict)
    for one in (*before, *fresh):
        if one.value.thousandths is not None and codes_on(one.period.end.date()).usable(one.value.quality):
            series[one.station, one.variable][one.period.end] = one
    found: dict[Key, list[Fault]] = {}
    for one in fresh:
        if series[one.station, one.variable].get(one.period.end) is one:
            told = [fault for fault in _of_one(one, series, heights) if fault]
            if told:
                found[one.key] = told
    return found


def _of_one(one: Reading, series: Mapping[tuple[str, str], Series], heights: Mapping[str, float]) -> list[Fault | None]:
    own = series[one.station, one.variable]
    return [
        _step(one, own),
        _stuck(one, own),
        _calm(one, series),
        _sea_level(one, series, heights),
        _rain_sum(one, series.get((one.station, "PRE_1h"), {})),
    ]


def _number(one: Reading) -> float:
    assert one.value.thousandths is not None
    return one.value.thousandths / SCALE


def _step(one: Reading, own: Series) -> Fault | None:
    told, before = element(one.variable, one.period.end.date()), own.get(one.period.end - HOUR)
    if told.step is None or before is None:
        return None
    by = abs(_number(one) - _number(before))
    if by <= told.step:
        return None
    words = STEP.format(name=one.variable, by=f"{by:g}", unit=told.unit, most=f"{told.step:f}")
    return Fault("weather.step", "value", words)


def _stuck(one: Reading, own: Series) -> Fault | None:
    """Equal for so many hours in a row; a calm that lasts is no fault."""
    most = element(one.variable, one.period.end.date()).stuck
    if most is None or one.value.thousandths == 0:
        return None
    hours = [own.get(one.period.end - number * HOUR) for number in range(most)]
    if any(hour is None or hour.value.thousandths != one.value.thousandths for hour in hours):
        return None
    return Fault("weather.stuck", "value", STUCK.format(name=one.variable, n=most))


def _calm(one: Reading, series: Mapping[tuple[str, str], Series]) -> Fault | None:
    speed_name = element(one.variable, one.period.end.date()).direction_of
    if not speed_name or one.value.thousandths != 0 or one.value.reason == "calm":
        return None
    speed = series.get((one.station, speed_name), {}).get(one.period.end)
    return Fault("weather.calm", "value", CALM) if speed is not None and _number(speed) > 0 else None


def _sea_level(one: Reading, series: Mapping[tuple[str, str], Series], heights: Mapping[str, float]) -> Fault | None:
    """The usual reduction by height and temperature (WMO-No. 8); less sure the higher the station."""
    height = heights.get(one.station)
    if one.variable != "PRS_Sea" or height is None:
        return None
    station = series.get((one.station, "PRS"), {}).get(one.period.end)
    warmth = series.get((one.station, "TEM"), {}).get(one.period.end)
    if station is None or warmth is None:
        return None
    lapse = 0.0065 * height
    reckoned = _number(station) * (1 - lapse / (_number(warmth) + lapse + 273.15)) ** -5.257
    agreed = agreement_on(one.period.end.date())
    by = abs(_number(one) - reckoned)
    if by <= float(agreed.sea_level_hpa) + float(agreed.sea_level_hpa_per_km) * height / 1000:
        return None
    return Fault("weather.sea_level", "value", SEA_LEVEL.format(reckoned=f"{reckoned:.1f}", by=f"{by:.1f}"))


def _rain_sum(one: Reading, single: Series) -> Fault | None:
    hours = {"PRE_3h": 3, "PRE_6h": 6}.get(one.variable)
    if hours is None:
        return None
    parts = [single.get(one.period.end - number * HOUR) for number in range(hours)]
    if any(part is None for part in parts):
        return None
    total = sum(part.value.thousandths or 0 for part in parts if part)
    assert one.value.thousandths is not None
    if abs(one.value.thousandths - total) <= agreement_on(one.period.end.date()).rain_mm * SCALE:
        return None
    return Fault("weather.rain_sum", "value", RAIN.format(hours=hours, total=f"{total / SCALE:g}"))
