"""Which backups stay, where keys may lie, what a damaged or foreign backup is told."""

from __future__ import annotations

import json
import os
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from qingtian.apps.operations.backup import before_django, check, folder, keys_apart, manifest
from qingtian.apps.operations.backup.rotation import Keep, rotate, staying, taken
from qingtian.errors import QingtianError

LAST = datetime(2026, 11, 25, 2, 0)  # a Wednesday


def nights(count: int) -> list[datetime]:
    return [LAST - timedelta(days=n) for n in range(count)]


def test_the_last_week_stays_whole() -> None:
    assert set(nights(7)) <= staying(nights(60), Keep(7, 4, 12))


def test_of_older_weeks_and_months_the_newest_of_each_stays() -> None:
    stay = staying(nights(120), Keep(7, 4, 3))
    older = sorted(stay - set(nights(7)))
    # Sundays end ISO weeks; months end on their last night
    assert older == [
        datetime(2026, 9, 30, 2),
        datetime(2026, 10, 31, 2),
        datetime(2026, 11, 8, 2),
        datetime(2026, 11, 15, 2),
    ]


def test_the_newest_stays_whatever_is_asked() -> None:
    assert staying(nights(3), Keep(0, 0, 0)) == {LAST}


def test_a_second_backup_of_a_day_takes_the_place_of_the_first() -> None:
    noon = LAST.replace(hour=12)
    assert staying([LAST, noon], Keep(1, 1, 1)) == {noon}


def test_only_finished_backups_are_counted_and_deleted(tmp_path: Path) -> None:
    for name in (
        "qingtian-20261120T020000",
        "qingtian-20261125T020000",
        "qingtian-2-holiday-photos",
        ".qingtian-x.part",
    ):
        (tmp_path / name).mkdir()
    assert len(taken(tmp_path)) == 2
    assert [p.name for p in rotate(tmp_path, Keep(1, 0, 0))] == ["qingtian-20261120T020000"]
    assert (tmp_path / "qingtian-2-holiday-photos").exists()


@pytest.mark.parametrize(("keys", "backups"), [("a", "a"), ("a/b", "a"), ("a", "a/b")])
def test_keys_never_lie_with_the_backup(tmp_path: Path, keys: str, backups: str) -> None:
    with pytest.raises(QingtianError) as refused:
        keys_apart.check_apart(tmp_path / keys, tmp_path / backups)
    assert refused.value.code == "backup.keys_not_apart"


def test_keys_are_not_copied_into_the_folder_they_come_from(tmp_path: Path, settings) -> None:
    settings.KEYS = tmp_path / "keys"
    with pytest.raises(QingtianError):
        keys_apart.check_apart(tmp_path / "keys" / "copy", tmp_path / "disk")


@pytest.fixture
def keys(tmp_path: Path, settings) -> Path:
    settings.KEYS = tmp_path / "keys"
    (settings.KEYS / "retired").mkdir(parents=True)
    for name in ("current", "master-20261101-aaaaaaaa.key", "retired/master-20260101-bbbbbbbb.key", "django.secret"):
        (settings.KEYS / name).write_text(name)
    return settings.KEYS


def test_the_same_keys_are_copied_once_and_readable_by_nobody_else(keys: Path, tmp_path: Path) -> None:
    place = tmp_path / "safe"
    first = keys_apart.copy_apart(place, LAST)
    assert keys_apart.copy_apart(place, LAST + timedelta(days=1)) == first
    assert keys_apart.name_of(first) == keys_apart.name_of(keys)
    for path in first.rglob("*.key"):
        assert path.stat().st_mode & 0o077 == 0
    (keys / "master-20261201-cccccccc.key").write_text("new")
    assert keys_apart.copy_apart(place, LAST + timedelta(days=2)) != first
    assert keys_apart.newest(place) != first


def test_a_key_the_backup_still_needs_comes_out_of_retirement(keys: Path) -> None:
    assert keys_apart.out_of_retirement(keys, {"20261101-aaaaaaaa", "20260101-bbbbbbbb"}) == []
    assert (keys / "master-20260101-bbbbbbbb.key").exists()
    assert keys_apart.out_of_retirement(keys, {"20250101-dddddddd"}) == ["20250101-dddddddd"]


def test_nothing_is_brought_back_over_something(tmp_path: Path) -> None:
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "qingtian.sqlite3").touch()
    with pytest.raises(QingtianError) as refused:
        before_django.check_empty(tmp_path / "var", tmp_path / "keys")
    assert refused.value.code == "restore.not_empty"


def test_a_restore_that_was_killed_starts_afresh(tmp_path: Path) -> None:
    data = tmp_path / "var"
    before_django.begin(data)
    (data / "files").mkdir()
    (data / "half").touch()
    before_django.check_empty(data, data / "keys")
    assert list(data.iterdir()) == []


def test_a_file_of_a_backup_cannot_be_laid_outside_the_data_folder(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(folder, "listed", lambda backup: iter([folder.Entry("../outside", 1, "0" * 64)]))
    (tmp_path / "var").mkdir()
    with pytest.raises(QingtianError) as refused:
        folder.bring_back(tmp_path / "backup", tmp_path / "var")
    assert refused.value.code == "restore.path_outside"


# ---- a frozen backup, damaged ------------------------------------------------------------------------------------


@pytest.fixture
def copy(frozen: Path, tmp_path: Path) -> Path:
    import shutil

    return Path(shutil.copytree(frozen / "backup", tmp_path / "backup"))


def refusal(backup: Path) -> str:
    with pytest.raises(QingtianError) as refused:
        check.check(backup)
    return refused.value.code


def test_a_whole_backup_is_whole(copy: Path) -> None:
    assert check.check(copy).files > 40


def test_one_changed_byte_is_found_and_its_file_named(copy: Path) -> None:
    path = sorted((copy / "files" / "files").glob("??/*"))[0]
    os.chmod(path, 0o600)
    content = bytearray(path.read_bytes())
    content[100] ^= 1
    path.write_bytes(content)
    with pytest.raises(QingtianError) as refused:
        check.check(copy)
    assert refused.value.code == "backup.file_broken"
    assert path.name in refused.value.message.en


def test_a_file_that_went_missing_is_found(copy: Path) -> None:
    (copy / "rows" / "default" / "proceedings_act.jsonl.gz").unlink()
    assert refusal(copy) == "backup.file_broken"


def test_a_manifest_somebody_wrote_again_does_not_hold(copy: Path) -> None:
    path = copy / manifest.NAME
    content = json.loads(path.read_text())
    content["body"]["heads"]["count"] += 1
    path.write_text(json.dumps(content))
    assert refusal(copy) == "backup.signature_broken"


def test_a_manifest_signed_by_another_office_does_not_hold(copy: Path) -> None:
    with pytest.raises(QingtianError) as refused:
        check.check(copy, key="A" * 43 + "=")
    assert refused.value.code == "backup.signature_broken"


def test_another_folder_is_no_backup(tmp_path: Path) -> None:
    assert refusal(tmp_path) == "backup.not_a_backup"
