"""The lake is in every backup, whole although an import goes on, and comes back as the same snapshot."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from qingtian.apps.operations.backup import folder, lake
from qingtian.measurements.lake import Lake, Reading

pytestmark = pytest.mark.once
DAY = date(2026, 10, 31)


def filled(data: Path, hour: int) -> Lake:
    there = Lake(data / "lake")
    readings = [Reading("1A", "CO", DAY, hour, 1000)]
    there.append(readings, source="test", received_at=datetime(2026, 11, 1, hour, tzinfo=UTC))
    return there


def save(data: Path, backup: Path, before: Path | None = None) -> folder.Copied:
    backup.mkdir()
    return folder.save(backup, folder.Before(before), backup)


@pytest.fixture
def data(tmp_path: Path, settings) -> Path:
    settings.DATA, settings.KEYS = str(tmp_path / "data"), str(tmp_path / "data" / "keys")
    (tmp_path / "data").mkdir()
    return tmp_path / "data"


def test_what_comes_back_is_the_same_snapshot_and_its_hours(data: Path, tmp_path: Path) -> None:
    saved = filled(data, 1).snapshot()
    save(data, tmp_path / "backup")
    assert lake.snapshot_in(tmp_path / "backup" / "files") == saved.id
    assert not (tmp_path / "backup" / "files" / "lake" / "hourly").exists()
    back = tmp_path / "back"
    folder.bring_back(tmp_path / "backup", back)
    assert (lake.snapshot_in(back), lake.broken(back), lake.lost(back)) == (saved.id, [], [])
    assert Lake(back / "lake").hourly(None, DAY, DAY).paths[0].exists()


def test_an_import_during_the_copy_is_in_no_state_of_it(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved, walk = filled(data, 1).snapshot(), folder.walk

    def walk_while_importing(top: Path, away_from: Path) -> Iterator[Path]:
        for path in walk(top, away_from):
            yield path
            if path.name == "current.json":
                filled(data, 2)

    monkeypatch.setattr(folder, "walk", walk_while_importing)
    save(data, tmp_path / "backup")
    copied = tmp_path / "backup" / "files"
    assert (lake.snapshot_in(copied), lake.lost(copied)) == (saved.id, [])
    folder.bring_back(tmp_path / "backup", tmp_path / "back")
    again = filled(tmp_path / "back", 3)
    assert again.snapshot().number == 2
    assert again.verify() == []


def test_parts_are_linked_to_the_backup_before(data: Path, tmp_path: Path) -> None:
    filled(data, 1)
    save(data, tmp_path / "first")
    filled(data, 2)
    assert save(data, tmp_path / "second", tmp_path / "first").linked == 1


def test_a_part_that_is_gone_is_named(data: Path, tmp_path: Path) -> None:
    filled(data, 1)
    (part,) = (data / "lake" / "parts").rglob("*.parquet")
    part.unlink()
    save(data, tmp_path / "backup")
    assert lake.lost(tmp_path / "backup" / "files") == [f"lake/{part.relative_to(data / 'lake').as_posix()}"]
    assert lake.broken(data) == [part.relative_to(data / "lake").as_posix()]


def test_without_a_lake_there_is_nothing_to_prove(data: Path) -> None:
    assert (lake.snapshot_in(data), lake.lost(data), lake.broken(data)) == ("", [], [])
