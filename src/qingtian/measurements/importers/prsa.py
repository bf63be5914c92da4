"""The Beijing multi-site set (PRSA; Zhang et al. 2017, doi 10.1098/rspa.2017.0457): UCI's CSV.

All concentrations are in µg/m³, CO among them. ``hour`` runs from 0 to 23: taken as the hour that begins then, so hour
0 is hour 1 of that day and every day is whole; the set begins with hour 0 of its first day and ends with hour 23 of its
last [local default: the set does not say]. Means over whole days do not depend on it; 8-hour ozone does by an hour.
"""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction

from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.measurements.importers.layout import AS_GIVEN, Factor, ItemColumn, Layout
from qingtian.standards.air.feed import Unreadable
from qingtian.standards.air.records import split

COLUMNS = {"PM2.5": "PM2_5", "PM10": "PM10", "SO2": "SO2", "NO2": "NO2", "O3": "O3", "CO": "CO"}
STAMP = ("year", "month", "day", "hour")
GAPS = frozenset({"", "NA"})
FROM_MICROGRAMS = (Factor(date.min, Fraction(1, 1000)),)
_STAMP = re.compile(r"(\d{4}) (\d{1,2}) (\d{1,2}) (\d{1,2})", re.ASCII)


def layout_of(heading: str, where: str) -> Layout:
    """Where things stand under UCI's heading. UnusableInput ``air.columns``."""
    names = [cell.strip() for cell in split(heading) or ()]
    wanted = (*STAMP, *COLUMNS, "station")
    if missing := [name for name in wanted if names.count(name) != 1]:
        raise wrong_columns(missing, wanted, where)
    return Layout(
        feed="prsa",
        width=len(names),
        station=names.index("station"),
        station_name="station",
        stamp=tuple(names.index(name) for name in STAMP),
        stamp_name="hour",
        read_stamp=hour_of,
        items=tuple(
            ItemColumn(item, name, names.index(name), "µg/m³", FROM_MICROGRAMS if item == "CO" else AS_GIVEN)
            for name, item in COLUMNS.items()
        ),
        gaps=GAPS,
        not_monitored=frozenset(),
    )


def hour_of(stamp: str) -> tuple[date, int]:
    """``2013 3 1 0`` → 2013-03-01, hour 1."""
    match = _STAMP.fullmatch(stamp)
    if match is None or int(match[4]) > 23:
        raise Unreadable("bad_time")
    try:
        return date(int(match[1]), int(match[2]), int(match[3])), int(match[4]) + 1
    except ValueError:
        raise Unreadable("bad_time") from None


def wrong_columns(missing: list[str], wanted: tuple[str, ...], where: str) -> UnusableInput:
    """A heading that is not the feed's."""
    return UnusableInput(
        "air.columns",
        Text(
            "缺少或重复的列：{missing}；需要的列：{wanted}。", "missing or double: {missing}; wanted: {wanted}."
        ).format(missing=", ".join(missing), wanted=", ".join(wanted)),
        where=where,
        remedy=Text("用 --feed 指明文件是哪一种。", "Say with --feed which kind of file it is."),
    )
