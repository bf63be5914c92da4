"""Nothing that was ever known is lost: snapshots, revisions, what a killed import leaves."""

from __future__ import annotations

import os
import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from qingtian.errors import Refused, UnusableInput
from qingtian.measurements.lake import Decision, Lake, Reading, Snapshot, State
from qingtian.measurements.lake.compaction import compact

pytestmark = pytest.mark.once
DAY = date(2026, 10, 31)
SPAN = (date(2026, 10, 1), date(2026, 11, 30))
START = datetime(2026, 11, 1, tzinfo=UTC)


def at(hours: int) -> datetime:
    return START + timedelta(hours=hours)


def hour(value: int | None, number: int = 1, **more: object) -> Reading:
    return Reading("1001A", "PM2_5", DAY, number, value, **more)  # type: ignore[arg-type]


def values(lake: Lake, snapshot: Snapshot | None = None, **asked: object) -> list[tuple[object, ...]]:
    connection = duckdb.connect()
    lake.hourly(snapshot, *SPAN, **asked).create(connection)  # type: ignore[arg-type]
    return connection.sql("SELECT hour, pm2_5, pm2_5_state, dust FROM hourly ORDER BY day, hour").fetchall()


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    return Lake(tmp_path / "lake")


def test_an_empty_lake_has_no_hours_and_a_snapshot_before_all_others(lake: Lake) -> None:
    assert lake.snapshot().number == 0
    assert values(lake) == []
    assert lake.known_on(at(9)) is None


def test_the_same_twice_adds_nothing_and_makes_no_snapshot(lake: Lake) -> None:
    first = lake.append([hour(1000)], source="test", received_at=at(1))
    again = lake.append([hour(1000)], source="test", received_at=at(2))
    assert (first.new, again.new, again.revised, again.unchanged) == (1, 0, 0, 1)
    assert again.snapshot is None
    assert lake.snapshot() == first.snapshot


def test_a_changed_value_is_a_revision_and_both_are_kept(lake: Lake) -> None:
    first = lake.append([hour(1000)], source="test", received_at=at(1))
    second = lake.append([hour(2000)], source="test", received_at=at(2))
    assert (second.new, second.revised) == (0, 1)
    assert values(lake) == [(1, 2000, State.VALID, 0)]
    assert values(lake, first.snapshot) == [(1, 1000, State.VALID, 0)]
    sql = f"SELECT value, import_number FROM {lake.ledger()} ORDER BY import_number"
    assert duckdb.sql(sql).fetchall() == [(1000, 1), (2000, 2)]


def test_a_value_may_return_to_what_it_was(lake: Lake) -> None:
    for hours, value in enumerate((1000, 2000, 1000)):
        lake.append([hour(value)], source="test", received_at=at(hours))
    assert lake.snapshot().number == 3
    assert values(lake) == [(1, 1000, State.VALID, 0)]


def test_known_on_is_the_last_snapshot_made_not_after_the_moment(lake: Lake) -> None:
    first = lake.append([hour(1000)], source="test", received_at=at(1))
    second = lake.append([hour(2000)], source="test", received_at=at(2))
    assert lake.known_on(at(1) - timedelta(microseconds=1)) is None
    assert lake.known_on(at(1)) == first.snapshot
    assert lake.known_on(at(2) - timedelta(microseconds=1)) == first.snapshot
    assert lake.known_on(at(2)) == second.snapshot


def test_lost_by_us_is_no_news_where_something_is_known(lake: Lake) -> None:
    lake.append([hour(None, state=State.LOST)], source="poll", received_at=at(1))
    assert values(lake) == [(1, None, State.LOST, 0)]
    lake.append([hour(1000)], source="feed", received_at=at(2))
    lake.append([hour(None, state=State.LOST)], source="poll", received_at=at(3))
    assert values(lake) == [(1, 1000, State.VALID, 0)]


def test_the_hourly_view_is_remade_from_the_ledger_cell_by_cell(lake: Lake) -> None:
    readings = [
        Reading(f"{s}A", item, DAY + timedelta(days=d), h, 1000 * s + h)
        for s in range(3)
        for item in ("CO", "O3")
        for d in (0, 1)
        for h in (1, 24)
    ]
    lake.append(readings, source="test", received_at=at(1))
    lake.append([hour(7), Reading("0A", "CO", DAY, 1, None, State.MISSING)], source="test", received_at=at(2))
    hourly = lake.hourly(None, *SPAN)
    before = duckdb.sql(f"{hourly.sql} ORDER BY station, day, hour").fetchall()
    shutil.rmtree(lake.root / "hourly")
    assert duckdb.sql(f"{lake.hourly(None, *SPAN).sql} ORDER BY station, day, hour").fetchall() == before
    assert len(before) == 13


def test_merging_parts_changes_no_row_and_loses_no_snapshot(lake: Lake) -> None:
    made = [lake.append([hour(n)], source="test", received_at=at(n)).snapshot for n in range(1, 7)]
    with lake.importing() as (connection, work):
        assert compact(lake.root, connection, work, most=6) == 0
        assert compact(lake.root, connection, work, most=5) == 5
    assert len(list((lake.root / "parts" / "2026-10").glob("*-*.parquet"))) == 1
    shutil.rmtree(lake.root / "hourly")
    for snapshot in made:
        assert snapshot is not None
        assert lake.snapshot(snapshot.id) == snapshot
    assert values(lake, made[2]) == [(1, 3, State.VALID, 0)]
    assert lake.verify() == []


def test_what_a_killed_import_left_is_not_read_and_the_next_one_sweeps_it(lake: Lake) -> None:
    lake.append([hour(1000)], source="test", received_at=at(1))
    state = (lake.root / "current.json").read_bytes()
    second = lake.append([hour(2000)], source="test", received_at=at(2))
    (lake.root / "current.json").write_bytes(state)  # as if it had been killed just before the last rename
    (lake.root / "work" / "left").mkdir(parents=True)
    assert values(lake) == [(1, 1000, State.VALID, 0)]
    third = lake.append([hour(3000)], source="test", received_at=at(3))
    assert third.snapshot is not None
    assert second.snapshot is not None
    assert third.snapshot.number == second.snapshot.number == 2
    assert third.snapshot.id != second.snapshot.id
    assert values(lake) == [(1, 3000, State.VALID, 0)]
    assert lake.verify() == []
    with pytest.raises(UnusableInput, match="no such snapshot"):
        lake.snapshot(second.snapshot.id)


def test_who_is_reading_goes_on_reading_the_state_asked_for(lake: Lake) -> None:
    lake.append([hour(1000)], source="test", received_at=at(1))
    asked = lake.hourly(None, *SPAN)
    os.utime(asked.paths[0], (0, 0))  # written long ago
    lake.append([hour(2000)], source="test", received_at=at(2))
    lake.append([hour(3000)], source="test", received_at=at(3))
    assert duckdb.sql(f"SELECT pm2_5 FROM ({asked.sql})").fetchall() == [(1000,)]


def test_reading_an_empty_lake_writes_nothing(lake: Lake) -> None:
    assert values(lake) == []
    assert lake.decisions() == []
    assert not lake.root.exists()


def test_a_lake_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "lake").write_text("a file stands where the folder should be")
    with pytest.raises(Refused, match="nothing was imported") as refused:
        Lake(tmp_path / "lake").append([hour(1000)], source="test", received_at=at(1))
    assert refused.value.code == "lake.unwritable"


def test_two_imports_at_once_the_second_is_refused_clearly(lake: Lake) -> None:
    with lake.importing(), pytest.raises(Refused, match="nothing was written"), lake.importing(wait_seconds=0):
        pass


def test_a_broken_part_is_named(lake: Lake) -> None:
    lake.append([hour(1000)], source="test", received_at=at(1))
    (part,) = (lake.root / "parts").rglob("*.parquet")
    part.write_bytes(part.read_bytes()[:-1])
    assert lake.verify() == [part.relative_to(lake.root).as_posix()]


def decision(effect: str, first: int, last: int, **more: object) -> Decision:
    return Decision("1001A", "PM2_5", DAY, first, last, effect, "calibration", "token", at(5), **more)  # type: ignore[arg-type]


def test_review_counts_on_local_stations_alone_and_is_undone_without_erasing(lake: Lake) -> None:
    lake.append([hour(1000, n) for n in (1, 2, 3)], source="test", received_at=at(1))
    decided = lake.decide([decision("invalid", 2, 3), decision("valid", 3, 3)], made_at=at(5))
    official = [(n, 1000, State.VALID, 0) for n in (1, 2, 3)]
    assert values(lake) == official
    local = values(lake, local=["1001A"])
    assert local == [(1, 1000, State.VALID, 0), (2, None, State.INVALID, 0), (3, 1000, State.VALID, 0)]
    lake.decide([decision("invalid", 2, 3, undoes=lake.decisions()[0].id)], made_at=at(6))
    assert values(lake, local=["1001A"]) == official
    assert values(lake, decided, local=["1001A"]) == local
    assert len(lake.decisions()) == 3
    with pytest.raises(UnusableInput, match="no such decision"):
        lake.decide([decision("invalid", 2, 3, undoes="9.9")], made_at=at(7))


def test_both_series_with_and_without_dust_are_there(lake: Lake) -> None:
    lake.append([hour(1000, n) for n in (1, 24)], source="test", received_at=at(1))
    lake.decide([decision("dust", 1, 24)], made_at=at(5))
    assert values(lake) == [(1, 1000, State.VALID, 1), (24, 1000, State.VALID, 1)]
    assert values(lake, without_dust=True) == [(1, None, State.DUST, 1), (24, None, State.DUST, 1)]
