"""Which station counts for which place, read from a table with the columns ``station`` and ``place``."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.measurements.statistics.results import Membership
from qingtian.tables import Column, Record, guess, read_table, rows_of

COLUMNS = (
    Column("station", Text("点位", "station"), required=True, longest=200),
    Column("place", Text("区域", "place"), required=True, longest=200),
)


def memberships(path: Path | None, stations: Iterable[str]) -> list[Membership]:
    """Members by the table ``path``, of stations that are there; without a table each station is its own place.

    A station may count for several places. UnusableInput if the table cannot be read or names no station there is.
    """
    known = sorted(set(stations))
    if path is None:
        return [Membership(station, station) for station in known]
    table = read_table(path, COLUMNS)
    pairs = set()
    for row in rows_of(table, COLUMNS, guess(COLUMNS, table.headings)):
        if not isinstance(row, Record):
            raise UnusableInput(
                "statistics.places",
                Text("第 {row} 行看不懂", "row {row} cannot be read").format(row=row.number),
                where=path.name,
                remedy=Text("每行写一个点位和它所属的区域。", "Write a station and its place in each row."),
            )
        pairs.add((str(row.values["place"]), str(row.values["station"])))
    found = [Membership(place, station) for place, station in sorted(pairs) if station in known]
    if not found:
        raise UnusableInput(
            "statistics.places",
            Text("表中的点位在数据里一个也没有", "not one station of the table is in the data"),
            where=path.name,
            remedy=Text("数据里的点位：{names}。", "Stations of the data: {names}.").format(
                names=", ".join(known[:20]) + (" …" if len(known) > 20 else "")
            ),
        )
    return found
