"""The long form (长表): one row a station, variable and period; what is wrong with a row is said of that row alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from qingtian.language import Text
from qingtian.measurements.weather.elements import Element, agreement_on, element, named, unit_of
from qingtian.measurements.weather.periods import Period, iso_moment, written
from qingtian.measurements.weather.value import (
    MISSING_QUALITY,
    REASONS,
    Family,
    Value,
    codes_on,
    read_value,
    storable,
)

#: columns of a met-obs file, in order
COLUMNS = (
    "station_id", "period_start", "period_end", "variable", "value", "unit", "quality", "reason", "raw", "revision",
)  # fmt: skip
LONGEST_STATION = 20
MOST_REVISIONS = 10_000

NO_OBJECT = Text("这一行不是对象。", "This row is no object.")
NO_STATION = Text("没有站号，或站号太长。", "There is no station number, or it is too long.")
UNKNOWN_VARIABLE = Text("不认识的要素“{name}”。", "“{name}” is no known variable.")
NO_TIME = Text(
    "“{name}”要写带时区的 ISO 8601 时间，如 2026-11-23T16:00:00+08:00。",
    "“{name}” must be an ISO 8601 time with its offset, such as 2026-11-23T16:00:00+08:00.",
)
BAD_PERIOD = Text(
    "起止时间相差 {found}，“{name}”应是 {wanted}。", "The period is {found}; “{name}” has one of {wanted}."
)
FUTURE = Text("时段在 {end} 结束，还没有到。", "The period ends at {end}, which is still to come.")
NO_UNIT = Text("没有写“{name}”的单位，应是 {wanted}。", "The unit of “{name}” is not named; it must be {wanted}.")
BAD_UNIT = Text(
    "“{name}”的单位写的是 {found}，约定是 {wanted}；不代为换算，请换算后重发。",
    "“{name}” came in {found}; the agreed unit is {wanted}. Nothing is converted here: send it again in that unit.",
)
BAD_NUMBER = Text("“{name}”要是 0 或以上的整数。", "“{name}” must be a whole number, 0 or more.")
UNKNOWN_QUALITY = Text("不认识的质量码“{found}”。", "“{found}” is no known quality code.")


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a row was not taken: a stable code, the field, a sentence."""

    code: str
    where: str
    words: Text

    def as_dict(self) -> dict[str, str]:
        return {"code": self.code, "where": self.where, **self.words.as_dict()}


@dataclass(frozen=True, slots=True)
class Reading:
    """One value of one station, element and period, as it is kept."""

    station: str
    variable: str
    period: Period
    value: Value
    revision: int = 0

    @property
    def key(self) -> tuple[str, str, datetime, datetime, int]:
        """What makes it the same row when it is sent again, beside its source."""
        return (self.station, self.variable, self.period.start, self.period.end, self.revision)

    @property
    def content(self) -> tuple[int | None, int, str]:
        """What must be equal for a repeat to be harmless."""
        return (self.value.thousandths, self.value.quality, self.value.reason)


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it came: its number from 1, what it held, its reading or its faults; ``doubts`` are advisory."""

    number: int
    raw: Mapping[str, Any]
    reading: Reading | None = None
    faults: tuple[Fault, ...] = ()
    doubts: tuple[Fault, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Delivered:
    """A delivery as it was read, whatever its form.

    ``numbered``: its rows bear revisions of the sender's. A MUSIC answer and a wide export bear none: there what
    differs from what came before is the next revision, not a conflict.
    """

    source: str
    rows: tuple[Row, ...]
    issued: datetime | None = None
    backfill: bool = False
    numbered: bool = True


@dataclass(frozen=True, slots=True)
class Around:
    """What a row cannot say itself: our clock, the units of its block, the revision of its file."""

    now: datetime
    units: Mapping[str, str] = field(default_factory=dict)
    revision: int = 0
    family: Family = "music"


def read_row(number: int, raw: Any, around: Around) -> Row:
    """One row of the long form. Its own unit goes before that of the block."""
    if not isinstance(raw, Mapping):
        return Row(number, {}, faults=(Fault("weather.no_object", "", NO_OBJECT),))
    faults: list[Fault] = []
    station = _station(raw, faults)
    end = _moment(raw, "period_end", faults)
    start = _moment(raw, "period_start", faults)
    day = (end or around.now).date()
    name = str(raw.get("variable") or "").strip()
    code = named(name, day)
    if code is None:
        faults.append(Fault("weather.variable", "variable", UNKNOWN_VARIABLE.format(name=name[:40] or "—")))
    revision = _whole(raw, "revision", around.revision, faults)
    quality = _quality(raw, day, faults)
    if code is None or start is None or end is None or faults:
        return Row(number, raw, faults=tuple(faults))
    told, period = element(code, day), Period(start, end)
    faults += period_faults(code, told, period, around.now)
    faults += unit_faults(code, told, str(raw.get("unit") or around.units.get(code, "")))
    if faults:
        return Row(number, raw, faults=tuple(faults))
    value = _value(raw, told, period, quality, around.family)
    reading = Reading(station, code, period, value, revision)
    return Row(number, raw, reading, doubts=tuple(value_doubts(reading)))


def period_faults(code: str, told: Element, period: Period, now: datetime) -> list[Fault]:
    """A period of another length than the element has, or one that is still to come."""
    if period.length != told.length:
        words = BAD_PERIOD.format(name=code, found=_length(period.length), wanted=_length(told.length))
        return [Fault("weather.period", "period_start", words)]
    if period.end - now > timedelta(minutes=agreement_on(period.end.date()).ahead_minutes):
        return [Fault("weather.future", "period_end", FUTURE.format(end=written(period.end)))]
    return []


def unit_faults(code: str, told: Element, unit: str) -> list[Fault]:
    """A unit that is missing or another than agreed: told by name, never converted."""
    if not unit.strip():
        return [Fault("weather.no_unit", "unit", NO_UNIT.format(name=code, wanted=told.unit))]
    if unit_of(unit) != told.unit:
        words = BAD_UNIT.format(name=code, found=unit.strip()[:20], wanted=told.unit)
        return [Fault("weather.unit", "unit", words)]
    return []


OUT_OF_RANGE = Text(
    "“{name}”的值 {raw} 超出物理范围，记为缺测。", "{raw} of “{name}” is outside the physical range; kept as missing."
)
LOOKS_LIKE = Text(
    "“{name}”的值 {raw} 超出物理范围，像是按 {unit} 写的，约定是 {wanted}；记为缺测，请核对后重发。",
    "{raw} of “{name}” is outside the physical range and looks like {unit}; {wanted} is agreed. Kept as missing.",
)
UNREADABLE = Text("“{name}”的值不是数，记为缺测。", "The value of “{name}” is no number; kept as missing.")


def value_doubts(reading: Reading) -> list[Fault]:
    """What is told to the sender of a value that became missing at the door."""
    value, name = reading.value, reading.variable
    told = element(name, reading.period.end.date())
    if value.looks_like:
        words = LOOKS_LIKE.format(name=name, raw=value.raw, unit=value.looks_like, wanted=told.unit)
        return [Fault("weather.looks_like_unit", "value", words)]
    if value.reason == "out_of_range":
        return [Fault("weather.out_of_range", "value", OUT_OF_RANGE.format(name=name, raw=value.raw))]
    if value.reason == "unreadable":
        return [Fault("weather.unreadable", "value", UNREADABLE.format(name=name))]
    return []


REPEATED_IN_FILE = Text(
    "同一份里第 {number} 行已有这一条，内容不同。", "Row {number} of this delivery has the same key with other content."
)


def without_repeats(rows: Sequence[Row]) -> tuple[list[Row], int]:
    """Rows with every key once: equal ones counted, a later one of other content refused; how many were equal."""
    first: dict[object, Row] = {}
    kept: list[Row] = []
    equal = 0
    for row in rows:
        earlier = first.setdefault(row.reading.key, row) if row.reading else row
        if earlier is row:
            kept.append(row)
        elif earlier.reading and row.reading and earlier.reading.content == row.reading.content:
            equal += 1
        else:
            fault = Fault("weather.repeated_key", "", REPEATED_IN_FILE.format(number=earlier.number))
            kept.append(replace(row, reading=None, faults=(fault,)))
    return kept, equal


def readings(rows: Iterable[Row]) -> list[Reading]:
    """The readings of the rows that hold one."""
    return [row.reading for row in rows if row.reading]


def _station(raw: Mapping[str, Any], faults: list[Fault]) -> str:
    station = str(raw.get("station_id") or "").strip()
    if not 0 < len(station) <= LONGEST_STATION:
        faults.append(Fault("weather.no_station", "station_id", NO_STATION))
    return station


def _moment(raw: Mapping[str, Any], name: str, faults: list[Fault]) -> datetime | None:
    found = raw.get(name)
    moment = iso_moment(found)
    if moment is None:
        faults.append(Fault("weather.no_time", name, NO_TIME.format(name=name)))
    return moment


def _whole(raw: Mapping[str, Any], name: str, default: int, faults: list[Fault]) -> int:
    found = raw.get(name)
    if found is None or found == "":
        return default
    text = str(found)
    if isinstance(found, bool) or not (text.isascii() and text.isdecimal()) or int(text[:9]) > MOST_REVISIONS:
        faults.append(Fault("weather.number", name, BAD_NUMBER.format(name=name)))
        return default
    return int(text)


def _quality(raw: Mapping[str, Any], day: Any, faults: list[Fault]) -> int | None:
    found = raw.get("quality")
    if found is None or found == "":
        return None
    text = str(found)
    known = not isinstance(found, bool) and text.isascii() and text.isdecimal() and len(text) < 4
    if known and int(text) in codes_on(day).quality.codes:
        return int(text)
    faults.append(Fault("weather.quality", "quality", UNKNOWN_QUALITY.format(found=text[:20])))
    return None


def _value(raw: Mapping[str, Any], told: Element, period: Period, quality: int | None, family: Family) -> Value:
    """The value and its reason. A translated row keeps its raw text; what it says of itself is checked again."""
    found = raw.get("value")
    original = storable(str(raw.get("raw") or ""))[:40]
    value = read_value(found, told, period.end.date(), quality=quality, family=family)
    reason = str(raw.get("reason") or "").strip()
    if value.thousandths is None and not value.raw and reason in REASONS:
        value = replace(value, reason=reason, quality=MISSING_QUALITY if quality is None else quality)
    elif value.thousandths is not None and not value.reason and reason in ("trace", "calm", "compass"):
        value = replace(value, reason=reason)
    return replace(value, raw=original or value.raw)


def _length(length: timedelta) -> Text:
    minutes = int(length.total_seconds() // 60)
    if minutes % 60:
        return Text(f"{minutes} 分钟", f"{minutes} min")
    return Text(f"{minutes // 60} 小时", f"{minutes // 60} h")
