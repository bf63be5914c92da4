"""Frames in the nightly backup: a day still written to is copied as of one moment, a finished one is linked."""

from __future__ import annotations

from pathlib import Path

import pytest

from qingtian.apps.operations.backup.folder import Before, bring_back, save
from qingtian.gateways.hj212.place import frames_folder
from qingtian.gateways.hj212.store.day_file import open_for_writing
from qingtian.gateways.hj212.store.reading import FrameStore
from tests.gateways.hj212.frames import NOON, arrived
from tests.gateways.hj212.test_store import DAY, stored

pytestmark = pytest.mark.once


def test_a_day_still_open_comes_back_with_what_only_its_log_held(settings, tmp_path: Path):
    settings.DATA, settings.KEYS = tmp_path / "data", tmp_path / "keys"
    first = arrived(at=NOON - DAY, qn=20261122120000000)
    stored(frames_folder(), [first])
    frames = [arrived() for _ in range(50)]
    open_ = open_for_writing(frames_folder(), "2026-11-23")  # keeps the log where it is
    open_.execute("SELECT count(*) FROM frame").fetchone()
    stored(frames_folder(), frames)
    assert (frames_folder() / "2026-11-23.sqlite-wal").stat().st_size > 0
    one, two = tmp_path / "one", tmp_path / "two"
    for backup in (one, two):
        backup.mkdir()
    done = save(one, Before(None), tmp_path / "nowhere")
    assert done.files == 2
    again = save(two, Before(one), tmp_path / "nowhere")
    assert (again.linked, again.files) == (1, 1)
    open_.close()
    bring_back(two, tmp_path / "back")
    store = FrameStore(tmp_path / "back" / "frames")
    assert [one.raw for one in store.after("2026-11-23", 0, 99)] == [one.raw for one in frames]
    assert [one.raw for one in store.after("2026-11-22", 0, 99)] == [first.raw]


def test_a_finished_day_that_grew_after_all_is_copied_anew(settings, tmp_path: Path):
    settings.DATA, settings.KEYS = tmp_path / "data", tmp_path / "keys"
    stored(frames_folder(), [arrived()])
    one, two = tmp_path / "one", tmp_path / "two"
    for backup in (one, two):
        backup.mkdir()
    save(one, Before(None), tmp_path / "nowhere")
    stored(frames_folder(), [arrived()])
    assert save(two, Before(one), tmp_path / "nowhere").linked == 0
    bring_back(two, tmp_path / "back")
    assert len(FrameStore(tmp_path / "back" / "frames").after("2026-11-23", 0, 99)) == 2
