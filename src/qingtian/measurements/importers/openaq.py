"""OpenAQ: the CSV of its archive, and measurements or hours of its API (version 3) as JSON. A row a value.

The archive's columns: location_id, sensors_id, location, datetime (ISO 8601 with offset, the end of the hour),
lat, lon, parameter, units, value [docs.openaq.org]. The API names no station in its results: the mapping file does
(``station_fixed``), unless they carry ``locationsId``. Days are natural days of Beijing time, whatever the offset.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.measurements.importers.layout import Layout
from qingtian.measurements.importers.prsa import wrong_columns
from qingtian.standards.air.feed import natural_hour
from qingtian.standards.air.records import split
from qingtian.tables.limits import LIMITS, too_large

PARAMETERS = {"pm25": "PM2_5", "pm10": "PM10", "so2": "SO2", "no2": "NO2", "o3": "O3", "co": "CO"}
GAPS = frozenset({"", "-99", "-999", "-9999", "-99.0", "-999.0", "-9999.0", "nan", "NaN"})
_HEADING = ("location_id", "datetime", "parameter", "units", "value")
_ONE_HOUR = "01:00:00"


def layout_of(heading: str, where: str) -> Layout:
    """Where things stand in the archive's CSV. UnusableInput ``air.columns``."""
    names = [cell.strip() for cell in split(heading) or ()]
    units = "units" if "units" in names else "unit"
    wanted = ("location_id", "datetime", "parameter", units, "value")
    if missing := [name for name in wanted if names.count(name) != 1]:
        raise wrong_columns(missing, wanted, where)
    at = names.index
    return Layout(
        feed="openaq",
        width=len(names),
        station=at("location_id"),
        station_name="location_id",
        stamp=(at("datetime"),),
        stamp_name="datetime",
        read_stamp=natural_hour,
        items=(),
        gaps=GAPS,
        not_monitored=frozenset(),
        extra=(("parameter", at("parameter")), (units, at(units)), ("value", at("value"))),
    )


def as_text(source: Path, work: Path, station: str) -> Path:
    """The API's JSON as the archive's CSV. UnusableInput ``air.unreadable_file``, ``air.no_station``."""
    if source.stat().st_size > LIMITS.file_bytes:
        raise too_large(source.name, Text("JSON 文件过大", "the JSON file is too large"))
    try:
        results = json.loads(source.read_bytes(), parse_float=str, parse_int=str)["results"]
        rows = [_row(one, station) for one in results]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UnusableInput(
            "air.unreadable_file",
            Text("这不是 OpenAQ 第 3 版接口的 JSON：{why}。", "this is no JSON of OpenAQ's API 3: {why}.").format(
                why=error
            ),
            where=source.name,
        ) from error
    if any(not row[0] for row in rows):
        raise UnusableInput(
            "air.no_station",
            Text("接口的结果里没有站点。", "the results name no station."),
            where=source.name,
            remedy=Text("在列对应文件里写 station_fixed。", "Write station_fixed in a mapping file."),
        )
    path = work / f"{source.name}.results.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(_HEADING)
        out.writerows(rows)
    return path


def _row(one: dict[str, Any], station: str) -> tuple[str, ...]:
    period, parameter = one["period"], one["parameter"]
    hourly = period.get("interval") in (None, _ONE_HOUR)
    ends = period["datetimeTo"].get("local") or period["datetimeTo"]["utc"]
    named = station or str(one.get("locationsId") or "")
    value = "" if one["value"] is None else str(one["value"])
    return named, ends if hourly else "", parameter["name"], parameter["units"], value
