"""Many imports in any order of revisions, against a dictionary: every snapshot is what was known then."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

import duckdb
import pytest

from qingtian.measurements.lake import Lake, Reading, Snapshot, State
from qingtian.measurements.lake.compaction import compact

pytestmark = pytest.mark.once
FIRST = date(2026, 10, 30)
DAYS = [FIRST + timedelta(days=n) for n in range(4)]  # two of October, two of November
Key = tuple[str, str, date, int]
Known = dict[Key, tuple[int | None, State]]


def some(chance: Random) -> list[Reading]:
    """Readings of a few hours, values and states of every kind among them."""
    found = []
    for _ in range(chance.randrange(1, 25)):
        state = chance.choice([State.VALID, State.VALID, State.MISSING, State.NOT_MONITORED, State.LOST])
        value = chance.randrange(3) * 1000 if state is State.VALID else None
        item, day = chance.choice(["PM2_5", "CO"]), chance.choice(DAYS)
        found.append(Reading(chance.choice("AB"), item, day, chance.choice([1, 2, 24]), value, state))
    return found


def after(known: Known, readings: list[Reading]) -> Known:
    """What is known once they came in: of one import the last counts, lost is no news where something is known."""
    last = {(r.station, r.item, r.day, r.hour): (r.value, r.state) for r in readings}
    return known | {key: said for key, said in last.items() if said[1] is not State.LOST or key not in known}


def held(lake: Lake, snapshot: Snapshot | None) -> Known:
    sql = lake.hourly(snapshot, DAYS[0], DAYS[-1]).sql
    found: Known = {}
    for item, c in (("PM2_5", "pm2_5"), ("CO", "co")):
        rows = duckdb.sql(f"SELECT station, day, hour, {c}, {c}_state FROM ({sql}) WHERE {c}_state IS NOT NULL")
        found |= {(station, item, day, hour): (v, State(s)) for station, day, hour, v, s in rows.fetchall()}
    return found


@pytest.mark.parametrize("seed", [1, 2])
def test_every_snapshot_is_what_was_known_then(tmp_path: Path, seed: int) -> None:
    lake, chance, known, states = Lake(tmp_path), Random(seed), Known(), list[tuple[Snapshot, Known]]()
    for n in range(6):
        readings = some(chance)
        received = datetime(2026, 11, 1, n, tzinfo=UTC)
        added = lake.append(readings, source="test", received_at=received)
        before, known = known, after(known, readings)
        assert (added.new, added.revised) == (
            len(known.keys() - before.keys()),
            sum(before[key] != known[key] for key in before),
        )
        if added.snapshot is not None:
            states.append((added.snapshot, known))
    for snapshot, then in states:
        assert held(lake, snapshot) == then
    with lake.importing() as (connection, work):
        compact(lake.root, connection, work, most=1)
    shutil.rmtree(lake.root / "hourly")
    for snapshot, then in states:
        assert held(lake, snapshot) == then
