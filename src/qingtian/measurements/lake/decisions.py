"""What was decided about hours (审核决定): append-only parts, read back as the bits that count."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, date
from pathlib import Path
from typing import Any

import duckdb

from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.measurements.items import ITEMS
from qingtian.measurements.lake import engine
from qingtian.measurements.lake.catalogue import Current
from qingtian.measurements.lake.reading import Decision
from qingtian.measurements.lake.view import Decided

_COLUMNS = "number, place, station, item, day, first_hour, last_hour, effect, reason, decided_by, decided_at, undoes"


@dataclass(frozen=True, slots=True)
class Recorded:
    """A decision as it lies in the lake: ``id`` is ``number.place``, import number and place in it."""

    id: str
    number: int
    decision: Decision


def write(connection: duckdb.DuckDBPyConnection, draft: Path, number: int, decisions: Sequence[Decision]) -> None:
    """Write decisions as the part of an import."""
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE decided (number INTEGER, place INTEGER, station VARCHAR, item VARCHAR, day DATE, "
        "first_hour TINYINT, last_hour TINYINT, effect VARCHAR, reason VARCHAR, decided_by VARCHAR, "
        "decided_at TIMESTAMP, undoes VARCHAR)"
    )
    rows = [
        (number, place, d.station, d.item, d.day, d.first_hour, d.last_hour, d.effect, d.reason, d.by,
         d.at.astimezone(UTC).replace(tzinfo=None), d.undoes)
        for place, d in enumerate(decisions, start=1)
    ]  # fmt: skip
    connection.executemany("INSERT INTO decided VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    connection.execute(f"COPY decided TO {engine.quoted(draft)} (FORMAT parquet, COMPRESSION zstd)")


def read(root: Path, connection: duckdb.DuckDBPyConnection, current: Current, upto: int) -> list[Recorded]:
    """All decisions up to an import, in the order they were made."""
    parts = current.of("")
    if not parts:
        return []
    source = engine.files(root / part.path for part in parts)
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM {source} WHERE number <= {int(upto)} ORDER BY number, place"
    ).fetchall()
    return [Recorded(f"{row[0]}.{row[1]}", row[0], _decision(row)) for row in rows]


def _decision(row: tuple[Any, ...]) -> Decision:
    station, item, day, first, last, effect, reason, by, at, undoes = row[2:]
    return Decision(station, item, day, first, last, effect, reason, by, at.replace(tzinfo=UTC), undoes)


def standing(decided: Sequence[Recorded]) -> list[Recorded]:
    """Those that were not taken back; one that takes another back is none itself."""
    off: set[str] = set()
    found = []
    for one in reversed(decided):
        if one.id in off:
            continue
        if one.decision.undoes is not None:
            off.add(one.decision.undoes)
        else:
            found.append(one)
    return found[::-1]


def bits(decided: Sequence[Recorded], first: date, last: date, local: Collection[str]) -> Decided:
    """The bits of the hours that something is decided about; ``invalid`` counts on ``local`` stations alone."""
    found: dict[tuple[str, date, int], tuple[int, int]] = {}
    for one in standing(decided):
        d = one.decision
        if not first <= d.day <= last or (d.effect != "dust" and d.station not in local):
            continue
        bit = 1 << ITEMS.index(d.item)
        for hour in range(d.first_hour, d.last_hour + 1):
            invalid, dust = found.get((d.station, d.day, hour), (0, 0))
            if d.effect == "dust":
                dust |= bit
            else:
                invalid = invalid | bit if d.effect == "invalid" else invalid & ~bit
            found[(d.station, d.day, hour)] = (invalid, dust)
    return {key: both for key, both in found.items() if any(both)}


def check_undone(decided: Sequence[Recorded], fresh: Sequence[Decision]) -> None:
    """UnusableInput ``lake.no_decision`` where one takes back a decision the lake does not have."""
    known = {one.id for one in decided}
    for one in fresh:
        if one.undoes is not None and one.undoes not in known:
            raise UnusableInput(
                "lake.no_decision",
                Text("数据湖里没有这项决定：{id}。", "the lake has no such decision: {id}.").format(id=one.undoes),
            )
