"""The whole pack of a place and a quarter: computed part by part; what cannot be computed is said and stops nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, TypeVar

import duckdb

from qingtian import __version__
from qingtian.apps.air.figures.extent import first_day, last_day
from qingtian.apps.air.places import Place
from qingtian.apps.air_consultations.models import AirConsultation
from qingtian.apps.air_consultations.pack.effect import effect_part
from qingtian.apps.air_consultations.pack.events import events_part, tasks_part
from qingtian.apps.air_consultations.pack.outlook import outlook_part
from qingtian.apps.air_consultations.pack.series import Series, series_of
from qingtian.apps.air_consultations.pack.state import ranking_part, state_of, targets_part
from qingtian.apps.air_consultations.pack.weather import quarters_before, weather_part, wind_part
from qingtian.errors import QingtianError
from qingtian.language import Text
from qingtian.standards.periods import Period, span, year_before

FORMAT = 1
NO_AIR = Text("数据湖里没有这个季度的数据。", "The lake holds no data of this quarter.")
NOT_OVER = Text("季度还没过完，数字到 {day} 为止。", "The quarter is not over: figures up to {day}.")
NO_YEAR_BEFORE = Text(
    "没有去年同期的数据（{first} 起才有），变化算不出来。",
    "No data of the year before (they begin on {first}): no change.",
)
NOT_RANKED = Text(
    "这个区域不参加排名，或者这个季度算不出名次。", "The place is not ranked, or has no rank this quarter."
)
NO_TARGET = Text(
    "没有录入今年的目标，进度比不了。", "No target of the year was entered: the state has nothing to stand against."
)
NO_WIND = Text("没有风的资料，看不出从哪边来。", "No wind is known: not from where it comes.")
THIN_WIND = Text(
    "一半以上的小时没有风的资料，只作参考。", "More than half of the hours lack wind: for orientation only."
)
NO_FORECAST = Text("没有发布过未来几天的预报。", "No forecast of the days ahead was issued.")
FAILED = Text("“{part}”没有算成：{why}", "“{part}” could not be computed: {why}")
PARTS = {
    "state": Text("状况", "State"),
    "ranking": Text("排名", "Rank"),
    "targets": Text("目标", "Targets"),
    "series": Text("逐时数据", "Hours"),
    "weather": Text("气象影响", "The weather"),
    "wind": Text("风和时段", "Wind and hour"),
    "outlook": Text("展望", "Outlook"),
}
Answer = TypeVar("Answer")


@dataclass
class Making:
    """The pack as it grows. ``missing``: sentences of what lacks."""

    data: dict[str, Any]
    missing: list[Text] = field(default_factory=list)

    def part(self, name: str, compute: Callable[[], Answer]) -> Answer | None:
        """What ``compute`` gives, or None with the reason said."""
        try:
            return compute()
        except QingtianError as refused:
            self.missing.append(FAILED.format(part=PARTS[name], why=refused.message))
        except (duckdb.Error, OSError, ValueError) as broken:
            why = type(broken).__name__
            self.missing.append(FAILED.format(part=PARTS[name], why=why))
        return None


def make_pack(place: Place, quarter: Period, on: date, earlier: Sequence[AirConsultation] = ()) -> dict[str, Any]:
    """All parts as of the day ``on``. ``earlier``: consultations of the place before this quarter, the latest first.

    Never fails for want of data: ``missing`` says what lacks.
    """
    of = _covered(quarter, on)
    held = (first_day(), last_day())
    making = Making({"format": FORMAT, "place": _place(place), "quarter": quarter.id, "made_on": on.isoformat()})
    making.data |= {"first": of.first.isoformat(), "through": of.last.isoformat()}
    if of.last < quarter.last:
        making.missing.append(NOT_OVER.format(day=of.last.isoformat()))
    measured = held[0] is not None and held[1] is not None and held[1] >= of.first and held[0] <= of.last
    making.data["state"], making.data["basis"] = None, {"snapshot": "", "edition": "", "program": __version__}
    for name in ("ranking", "targets", "weather", "wind"):
        making.data[name] = None
    if measured:
        _air(making, place, of, held[0])
    else:
        making.missing.append(NO_AIR)
    making.data["events"] = events_part(place, of)
    making.data["outlook"] = making.part("outlook", lambda: outlook_part(place, on)) or []
    if not making.data["outlook"]:
        making.missing.append(NO_FORECAST)
    making.data["tasks"] = tasks_part(earlier)
    making.data["effect"] = effect_part(making.data, quarter, earlier)
    making.data["summary"] = summary(making.data).as_dict()
    making.data["missing"] = [one.as_dict() for one in making.missing]
    return making.data


def _covered(quarter: Period, on: date) -> Period:
    """The quarter, or what is over of it on the day."""
    last = min(quarter.last, on - timedelta(days=1))
    return quarter if last >= quarter.last else span(quarter.first, max(last, quarter.first))


def _air(making: Making, place: Place, of: Period, begins: date | None) -> None:
    told = making.part("state", lambda: state_of(place, of))
    if told:
        making.data["state"], making.data["basis"] = told
    if begins is not None and begins > year_before(of).first:
        making.missing.append(NO_YEAR_BEFORE.format(first=begins.isoformat()))
    making.data["ranking"] = making.part("ranking", lambda: ranking_part(place, of))
    if making.data["ranking"] is None:
        making.missing.append(NOT_RANKED)
    making.data["targets"] = making.part("targets", lambda: targets_part(place, of.last)) or []
    if not making.data["targets"]:
        making.missing.append(NO_TARGET)
    series = making.part("series", lambda: _series(place, of))
    if series is not None:
        _causes(making, series, of)


def _series(place: Place, of: Period) -> Series:
    year, number = quarters_before(of)[0]
    return series_of(place.code, date(year, number * 3 - 2, 1), of.last)


def _causes(making: Making, series: Series, of: Period) -> None:
    told = making.part("weather", lambda: weather_part(series, of))
    if told:
        making.data["weather"] = {**told[0], "sentence": told[1].as_dict()}
        if told[0]["change"] is None:
            making.missing.append(told[1])
    wind = making.part("wind", lambda: wind_part(series.between(of.first, of.last)))
    making.data["wind"] = wind
    if wind is None or wind["valued"] == wind["windless"]:
        making.missing.append(NO_WIND)
    elif wind["thin"]:
        making.missing.append(THIN_WIND)


def _place(place: Place) -> dict[str, Any]:
    return {"code": place.code, "name": place.name.as_dict(), "composed": place.composed}


COMPARED = Text(
    "PM10 均值 {value} μg/m³，去年同期 {before}，变化 {percent}%（有效 {valid} 天，应有 {expected} 天）。",
    "PM10 averaged {value} µg/m³ against {before} a year before, {percent} % (valid days {valid} of {expected}).",
)
ALONE = Text(
    "PM10 均值 {value} μg/m³，没有去年同期可比（有效 {valid} 天，应有 {expected} 天）。",
    "PM10 averaged {value} µg/m³, with no year before to compare (valid days {valid} of {expected}).",
)
NONE = Text("这个季度没有 PM10 均值。", "There is no PM10 mean of this quarter.")
PLACED = Text("同组第 {rank} 名（共 {of} 个）。", "Rank {rank} of {of} in its group.")


def summary(data: dict[str, Any]) -> Text:
    """What the figures say, in a few sentences."""
    told = [_compared(data)]
    if data["ranking"]:
        told.append(PLACED.format(rank=data["ranking"]["rank"], of=data["ranking"]["of"]))
    if data["weather"]:
        told.append(Text.of(data["weather"]["sentence"]))
    return Text("".join(one.zh for one in told), " ".join(one.en for one in told))


def _compared(data: dict[str, Any]) -> Text:
    row = pm10_of(data)
    if row is None or not row["value"]:
        return NONE
    return (COMPARED if row["percent"] else ALONE).format(**row)


def pm10_of(data: dict[str, Any]) -> dict[str, Any] | None:
    """The row of PM10 in the state; None where there is no state."""
    rows = data["state"]["items"] if data["state"] else []
    return next((row for row in rows if row["item"] == "PM10"), None)
