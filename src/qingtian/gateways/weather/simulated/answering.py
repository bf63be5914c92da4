"""What the simulated bureau answers: a plain weather of its own, and the faults of a script. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

HOUR = timedelta(hours=1)
#: an hour is there so many minutes after its end
USUAL = timedelta(minutes=8)
FIELDS = (
    "Station_Id_C",
    "Year",
    "Mon",
    "Day",
    "Hour",
    "TEM",
    "RHU",
    "PRS",
    "PRE_1h",
    "WIN_D_Avg_10mi",
    "WIN_S_Avg_10mi",
)
UNITS = ("-", "年", "月", "日", "时", "摄氏度(℃)", "百分率", "百帕", "毫米", "度", "米/秒")
MISSING, TRACE = "999999", "999990"
NO_RECORD = {"returnCode": "-1", "returnMessage": "Query Error: no record found by the query condition."}


@dataclass(frozen=True, slots=True)
class Script:
    """Faults by the end of an hour. ``late``: minutes until it is there; ``revised``: minutes until it changes.

    ``out_of_range``, ``other_unit`` (kelvin and pascal), ``missing`` and ``twice`` name hours.
    """

    late: Mapping[datetime, int] = field(default_factory=dict)
    revised: Mapping[datetime, int] = field(default_factory=dict)
    out_of_range: frozenset[datetime] = frozenset()
    other_unit: frozenset[datetime] = frozenset()
    missing: frozenset[datetime] = frozenset()
    twice: frozenset[datetime] = frozenset()
    #: whether ``fieldUnits`` names the units at all
    says_units: bool = True


def answer(stations: Sequence[str], begin: datetime, end: datetime, now: datetime, script: Script) -> dict[str, Any]:
    """The answer at ``now`` about the hours that end from ``begin`` to ``end``."""
    rows: list[dict[str, str]] = []
    hour = begin
    while hour <= end:
        if now - hour >= timedelta(minutes=script.late.get(hour, USUAL.total_seconds() / 60)):
            rows += [row(station, hour, now, script) for station in stations] * (2 if hour in script.twice else 1)
        hour += HOUR
    if not rows:
        return dict(NO_RECORD)
    return {
        "returnCode": "0",
        "returnMessage": "Query Succeed",
        "rowCount": str(len(rows)),
        "colCount": str(len(FIELDS)),
        "requestTime": f"{now.astimezone(UTC):%Y-%m-%d %H:%M:%S}",
        "fieldUnits": " ".join(UNITS) if script.says_units else "",
        "DS": rows,
    }


def row(station: str, hour: datetime, now: datetime, script: Script) -> dict[str, str]:
    """One station's hour; all values are texts, times are UTC."""
    utc = hour.astimezone(UTC)
    cells = _cells(station, utc)
    changes = script.revised.get(hour)
    if changes is not None and now - hour >= timedelta(minutes=changes):
        cells["TEM"] = f"{float(cells['TEM']) + 1:.4f}"
    if hour in script.out_of_range:
        cells |= {"RHU": "140", "WIN_S_Avg_10mi": "250.0"}
    if hour in script.other_unit:
        cells |= {"TEM": f"{float(cells['TEM']) + 273.15:.2f}", "PRS": f"{float(cells['PRS']) * 100:.0f}"}
    if hour in script.missing:
        cells = dict.fromkeys(cells, MISSING)
    return {
        "Station_Id_C": station,
        "Year": str(utc.year),
        "Mon": str(utc.month),
        "Day": str(utc.day),
        "Hour": str(utc.hour),
        **cells,
    }


def _cells(station: str, utc: datetime) -> dict[str, str]:
    """A mild day without chance: warmest at 15 o'clock here, a little rain before dawn, calm at night."""
    here, own = (utc.hour + 8) % 24, sum(map(ord, station)) % 7 / 10
    wind = max(0.0, 0.4 * (6 - abs(here - 15) / 2) - 1 + own)
    rain = "0.6" if here == 4 else TRACE if here == 5 else "0.0"
    return {
        "TEM": f"{18 - abs(here - 15) * 0.8 + own:.4f}",
        "RHU": f"{60 + abs(here - 15)}",
        "PRS": f"{810 + own + utc.day % 5:.1f}",
        "PRE_1h": rain,
        "WIN_D_Avg_10mi": "225" if wind else "0",
        "WIN_S_Avg_10mi": f"{wind:.1f}",
    }
