"""Answers shaped like MUSIC (天擎): all is text, key case differs, times are UTC, errors come with status 200."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.measurements.weather.elements import element, named
from qingtian.measurements.weather.periods import ending, music_moment, utc_moment
from qingtian.measurements.weather.rows import (
    NO_STATION,
    Delivered,
    Fault,
    Reading,
    Row,
    period_faults,
    unit_faults,
    value_doubts,
)
from qingtian.measurements.weather.value import Family, codes_on, read_value

NOT_AN_ANSWER = Text("这不是 MUSIC 形式的回答。", "This is no answer shaped like MUSIC.")
REFUSED = Text("对方回答出错（{code}）：{words}", "The answer is an error ({code}): {words}")
NO_TIME = Text("这一行没有可用的观测时间。", "This row has no usable observation time.")
#: what the message of an answer without records says; the code differs between systems
_NO_RECORD = ("no record", "no data", "无记录", "没有记录", "查询结果为空", "empty record")
#: keys that are no elements
_IDS = ("station_id_c", "station_id_d")


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer: its rows by lower-case key, and the unit each key was said to have."""

    rows: tuple[Mapping[str, str], ...]
    units: Mapping[str, str]
    no_record: bool = False


def read_answer(sent: Any) -> Answer:
    """The rows of an answer, none where there is no record. UnusableInput ``weather.music…``."""
    if not isinstance(sent, Mapping):
        raise UnusableInput("weather.music", NOT_AN_ANSWER)
    plain = {str(key).casefold(): value for key, value in sent.items()}
    if "returncode" not in plain:
        raise UnusableInput("weather.music", NOT_AN_ANSWER, where="returnCode")
    code, words = str(plain["returncode"]).strip(), str(plain.get("returnmessage") or "").strip()
    if code != "0":
        if any(sign in words.casefold() for sign in _NO_RECORD):
            return Answer((), {}, no_record=True)
        raise UnusableInput("weather.music_error", REFUSED.format(code=code[:20], words=words[:200] or "—"))
    rows = plain.get("ds")
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        raise UnusableInput("weather.music", NOT_AN_ANSWER, where="DS")
    found = tuple({str(key).casefold(): "" if cell is None else str(cell) for key, cell in row.items()} for row in rows)
    return Answer(found, _units(plain, rows), no_record=not rows)


def delivered(sent: Any, source: str, now: datetime, *, family: Family = "music", backfill: bool = False) -> Delivered:
    """An answer as rows of the long form. UnusableInput as ``read_answer``."""
    answer = read_answer(sent)
    rows: list[Row] = []
    for one in answer.rows:
        rows += read_wide(len(rows) + 1, one, answer.units, now, family)
    return Delivered(source, tuple(rows), backfill=backfill, numbered=False)


def read_wide(
    first: int, cells: Mapping[str, str], units: Mapping[str, str], now: datetime, family: Family
) -> list[Row]:
    """One wide row, keys in lower case, as a row an element; the hour is the one that ends at its UTC time.

    A unit named for an element must be the agreed one; where none is named the form of the service stands for it.
    """
    station = next((cells[key].strip() for key in _IDS if cells.get(key, "").strip()), "")
    at = _time(cells)
    if not station or len(station) > 20:
        return [Row(first, cells, faults=(Fault("weather.no_station", "Station_Id_C", NO_STATION),))]
    if at is None:
        return [Row(first, cells, faults=(Fault("weather.no_time", "Datetime", NO_TIME),))]
    codes = sorted({code for key in cells if (code := named(key, at.date()))})
    return [_one(first + number, station, at, code, cells, units, now, family) for number, code in enumerate(codes)]


def _one(
    number: int, station: str, at: datetime, code: str, cells: Mapping[str, str], units: Mapping[str, str],
    now: datetime, family: Family,
) -> Row:  # fmt: skip
    told, key = element(code, at.date()), code.casefold()
    period = ending(at, told.length)
    raw = {"station_id": station, "variable": code, "period_end": at.isoformat(), "value": cells[key]}
    faults = period_faults(code, told, period, now)
    faults += unit_faults(code, told, units[key]) if units.get(key, "").strip(" -") else []
    if faults:
        return Row(number, raw, faults=tuple(faults))
    value = read_value(cells[key], told, at.date(), quality=_quality(cells.get(f"q_{key}"), at), family=family)
    reading = Reading(station, code, period, value)
    return Row(number, raw, reading, doubts=tuple(value_doubts(reading)))


def _quality(text: str | None, at: datetime) -> int | None:
    """The sender's code; one that is no code of the list says nothing (999999 is written there too)."""
    plain = (text or "").strip().split(".")[0]
    known = plain.isascii() and plain.isdecimal() and len(plain) < 4 and int(plain) in codes_on(at.date()).quality.codes
    return int(plain) if known else None


def _time(cells: Mapping[str, str]) -> datetime | None:
    """Datetime where there is one, else Year, Mon, Day, Hour; UTC, given in Shanghai time."""
    if cells.get("datetime", "").strip():
        return music_moment(cells["datetime"])
    parts = [cells.get(key, "").strip().split(".")[0] for key in ("year", "mon", "day", "hour")]
    if not all(part.isascii() and part.isdecimal() and len(part) < 5 for part in parts):
        return None
    year, month, day, hour = map(int, parts)
    return utc_moment(year, month, day, hour)


def _units(plain: Mapping[str, Any], rows: list[Mapping[str, Any]]) -> dict[str, str]:
    """``fieldUnits`` in the order of the first row's keys, where both lists are equally long; else nothing is known."""
    told = str(plain.get("fieldunits") or "").split()
    keys = [str(key).casefold() for key in rows[0]] if rows else []
    return dict(zip(keys, told, strict=True)) if len(told) == len(keys) else {}
