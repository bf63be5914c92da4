"""The store of frames: on the disk before anybody hears of it, once, in order, nothing given up on a full disk."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Sequence
from pathlib import Path

import pytest

from qingtian.gateways.hj212.store import writer as writing
from qingtian.gateways.hj212.store.arrived import Arrived, Crc, Verdict, day_of, digest_of, key_moment
from qingtian.gateways.hj212.store.day_file import path_of
from qingtian.gateways.hj212.store.reading import FrameStore
from qingtian.gateways.hj212.store.standing import fold, standings
from qingtian.gateways.hj212.store.writer import FrameWriter
from tests.gateways.hj212.frames import MN, NOON, arrived

DAY = 24 * 3600 * 1000
#: 2026-11-24 00:00 in Shanghai
MIDNIGHT = NOON + DAY // 2


def stored(folder: Path, *batches: Sequence[Arrived]) -> FrameWriter:
    """Offer batch after batch, each only once the one before is durable; the writer, stopped."""
    done = threading.Semaphore(0)
    writer = FrameWriter(folder, lambda batch: [done.release() for _ in batch] and None)
    writer.start()
    for batch in batches:
        writer.offer(batch)
        for _ in batch:
            assert done.acquire(timeout=10)
    writer.stop()
    return writer


def raws(folder: Path, day: str) -> list[bytes]:
    return [one.raw for one in FrameStore(folder).after(day, 0, 10_000)]


def test_a_frame_is_on_the_disk_when_the_writer_says_so(tmp_path):
    seen: list[int] = []

    def look(batch: Sequence[Arrived]) -> None:
        file = sqlite3.connect(path_of(tmp_path, "2026-11-23"))
        seen.append(file.execute("SELECT count(*) FROM frame").fetchone()[0])

    writer = FrameWriter(tmp_path, look)
    writer.start()
    writer.offer([arrived() for _ in range(300)])
    writer.stop()
    assert seen
    assert seen[-1] == 300


def test_the_log_is_flushed_to_the_disk_at_every_commit(tmp_path):
    from qingtian.gateways.hj212.store.day_file import open_for_writing

    file = open_for_writing(tmp_path, "2026-11-23")
    assert file.execute("PRAGMA synchronous").fetchone()[0] == 2  # FULL
    assert file.execute("PRAGMA journal_mode").fetchone()[0] == "wal"


def test_the_same_bytes_are_stored_once_and_heard_of_twice(tmp_path):
    frame = arrived()
    writer = stored(tmp_path, [frame], [frame], [frame, frame])
    assert raws(tmp_path, "2026-11-23") == [frame.raw]
    assert (writer.written, writer.repeats) == (1, 3)


def test_the_same_key_with_other_bytes_is_a_correction_beside_the_first(tmp_path):
    first, second, other_part = arrived(), arrived(), arrived(pno=2)
    stored(tmp_path, [first, second, other_part])
    store = FrameStore(tmp_path)
    one, two, three = store.after("2026-11-23", 0, 10)
    assert store.first_of_key(two) == one
    assert store.first_of_key(one) is None
    assert store.first_of_key(three) is None


def test_a_frame_without_qn_is_stored_with_others_that_have_none(tmp_path):
    stored(tmp_path, [arrived(qn=0), arrived(qn=0)])
    first, second = FrameStore(tmp_path).after("2026-11-23", 0, 10)
    assert FrameStore(tmp_path).first_of_key(second) is None
    assert first.raw != second.raw


@pytest.mark.parametrize(("back", "files"), [(1, 1), (8, 1), (9, 2)])
def test_a_repeat_of_an_earlier_day_is_found_eight_days_back(tmp_path, back, files):
    frame = arrived(at=NOON - back * DAY, qn=int(day_of(NOON - back * DAY).replace("-", "") + "120000000"))
    again = Arrived(**{name: getattr(frame, name) for name in Arrived.__slots__} | {"at": NOON})
    stored(tmp_path, [frame], [again])
    assert sum(len(raws(tmp_path, day)) for day in FrameStore(tmp_path).days()) == files


def test_a_retry_over_midnight_is_one_frame_in_the_file_of_the_first_day(tmp_path):
    before = arrived(at=MIDNIGHT - 1)
    after = Arrived(**{name: getattr(before, name) for name in Arrived.__slots__} | {"at": MIDNIGHT})
    new = arrived(at=MIDNIGHT)
    stored(tmp_path, [before, after, new])
    assert raws(tmp_path, "2026-11-23") == [before.raw]
    assert raws(tmp_path, "2026-11-24") == [new.raw]


def test_a_disk_that_takes_nothing_is_tried_again_and_nothing_is_lost_or_announced(tmp_path, monkeypatch):
    heard: list[Arrived] = []
    failing = threading.Event()
    failing.set()
    inserting = writing._insert

    def insert(*arguments):
        if failing.is_set():
            raise sqlite3.OperationalError("database or disk is full")
        inserting(*arguments)

    monkeypatch.setattr(writing, "_insert", insert)
    monkeypatch.setattr(writing, "RETRY_SECONDS", 0.01)
    writer = FrameWriter(tmp_path, heard.extend)
    writer.start()
    frames = [arrived() for _ in range(5)]
    writer.offer(frames)
    for _ in range(500):
        if writer.trouble:
            break
        threading.Event().wait(0.01)
    assert writer.trouble is not None
    assert "full" in writer.trouble[0]
    assert heard == []
    assert writer.waiting == 5
    failing.clear()
    writer.stop()
    assert [one.raw for one in heard] == [one.raw for one in frames] == raws(tmp_path, "2026-11-23")
    assert writer.trouble is None


def test_the_listener_is_told_when_more_waits_than_memory_should_hold(tmp_path, monkeypatch):
    monkeypatch.setattr(writing, "MOST_WAITING", 400)
    writer = FrameWriter(tmp_path, lambda batch: None)
    writer.offer([arrived()])
    assert not writer.lagging
    assert writer.relaxed
    writer.offer([arrived() for _ in range(10)])
    assert writer.lagging
    assert not writer.relaxed
    writer.start()
    writer.stop()
    assert writer.relaxed


def test_frames_of_one_device_come_newest_first_and_page_on(tmp_path):
    mine = [arrived() for _ in range(5)]
    stored(tmp_path, [mine[0], arrived(mn="OTHER"), *mine[1:]])
    store = FrameStore(tmp_path)
    page = store.of_device(MN, "2026-11-23", 3)
    assert [one.raw for one in page] == [one.raw for one in mine[:1:-1]]
    rest = store.of_device(MN, "2026-11-23", 3, before=page[-1].number)
    assert [one.raw for one in rest] == [mine[1].raw, mine[0].raw]
    assert store.named(page[0].name) == page[0]
    assert store.named("2026-11-22/1") is None
    assert store.named("../x/1") is None


def test_what_is_known_of_a_device_is_the_sum_of_its_frames_once(tmp_path):
    ahead = arrived(qn=20261123120130000)
    stored(
        tmp_path,
        [
            arrived(),
            ahead,
            arrived(mn="X", verdict=Verdict.UNKNOWN),
            arrived(verdict=Verdict.WRONG_CRC, crc=Crc.MODBUS),
        ],
    )
    assert fold(tmp_path) == 4
    assert fold(tmp_path) == 0
    known = standings(tmp_path)
    assert known[MN].frames(Verdict.TAKEN) == 2
    assert known[MN].frames(Verdict.WRONG_CRC) == 1
    assert known[MN].variants == [Crc.MODBUS]
    assert known[MN].deviation is not None
    assert known[MN].deviation.total_seconds() == 90
    assert known["X"].frames(Verdict.UNKNOWN) == 1
    assert standings(tmp_path, since="2026-11-24")[MN].frames() == 0


def test_a_key_that_names_no_moment_tells_no_clock():
    assert key_moment(20261123120000123).microsecond == 123000  # type: ignore[union-attr]
    assert key_moment(20261123120000).hour == 12  # type: ignore[union-attr]
    assert key_moment(20261323120000000) is None
    assert key_moment(0) is None


def test_two_frames_that_differ_in_one_byte_have_other_digests():
    assert digest_of(b"##0001a") != digest_of(b"##0001b")
    assert len(digest_of(b"")) == 16
