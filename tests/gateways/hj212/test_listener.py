"""The listener with real sockets: what is stored, what is answered, who is held up and who is shown the door."""

from __future__ import annotations

import asyncio
import socket
import sqlite3
import struct
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bench.loggers import deliver, frames_of, name_of
from qingtian.gateways.hj212.listener.connection import Connection
from qingtian.gateways.hj212.listener.limits import Bucket, Limits
from qingtian.gateways.hj212.listener.server import Listener
from qingtian.gateways.hj212.profiles import Profile
from qingtian.gateways.hj212.store import writer as writing
from qingtian.gateways.hj212.store.arrived import REFUSED, Crc, Verdict
from qingtian.gateways.hj212.store.reading import FrameStore, Stored
from qingtian.hj212.crc import modbus_crc, swapped
from qingtian.hj212.framing import Framer
from qingtian.hj212.message import Message, message_of
from qingtian.hj212.writing import Head, write, write_frame
from tests.gateways.hj212.frames import MN, NOON

OTHER = "88888880000001"
KEY = bytes(range(16))
PROFILES = {MN: Profile(MN), OTHER: Profile(OTHER, "2005")}


def hour(
    qn: str = "20261123120000001", mn: str = MN, value: str = "12.5", flag: int = 5, key: bytes | None = None
) -> bytes:
    """An hour's data."""
    groups = [[("DataTime", "20261123110000")], [("w01018-Avg", value), ("w01018-Flag", "N")]]
    return write(Head("32", "2061", mn, "654321", qn, flag), groups, key)


class Logger:
    """A field unit on a real socket."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader, self.writer, self.framer = reader, writer, Framer()

    def send(self, *pieces: bytes) -> None:
        for piece in pieces:
            self.writer.write(piece)

    async def answers(self, count: int, seconds: float = 5) -> list[Message]:
        """So many answers; fewer where they do not come in that time."""
        found: list[Message] = []
        try:
            async with asyncio.timeout(seconds):
                while len(found) < count and (data := await self.reader.read(65536)):
                    found += [message_of(frame) for frame in self.framer.feed(data)]  # type: ignore[arg-type]
        except (TimeoutError, ConnectionError):
            return found
        return found

    async def gone(self, seconds: float = 5) -> bool:
        """Whether the other side ended the line."""
        try:
            async with asyncio.timeout(seconds):
                return await self.reader.read() is not None
        except TimeoutError:
            return False
        except ConnectionError:
            return True


class Line:
    """The listener under test and how to reach it."""

    def __init__(self, listener: Listener, port: int) -> None:
        self.listener, self.port = listener, port

    async def connect(self) -> Logger:
        return Logger(*await asyncio.open_connection("127.0.0.1", self.port))


def on_the_wire(
    folder: Path,
    play: Callable[[Line], Awaitable[None]],
    limits: Limits | None = None,
    profiles: dict[str, Profile] = PROFILES,
) -> list[Stored]:
    """Play against a running listener; what is in the store afterwards."""

    async def run() -> None:
        listener = Listener(folder, profiles, limits, milliseconds=lambda: NOON)
        port = await listener.start("127.0.0.1", 0)
        try:
            await play(Line(listener, port))
        finally:
            await listener.stop()

    asyncio.run(run())
    store = FrameStore(folder)
    return [one for day in store.days() for one in store.after(day, 0, 10_000)]


def test_a_frame_is_answered_by_9014_with_its_qn_pw_and_mn(tmp_path):
    async def play(line: Line) -> None:
        logger = await line.connect()
        logger.send(hour())
        (answer,) = await logger.answers(1)
        assert {name: answer.field(name) for name in ("QN", "ST", "CN", "PW", "MN", "Flag")} == {
            "QN": "20261123120000001", "ST": "91", "CN": "9014", "PW": "654321", "MN": MN, "Flag": "4",
        }  # fmt: skip
        assert answer.crc_status == "ok"

    (stored,) = on_the_wire(tmp_path, play)
    assert stored.raw == hour().rstrip(b"\r\n")
    assert (stored.verdict, stored.crc, stored.cn, stored.key) == (
        Verdict.TAKEN,
        Crc.STANDARD,
        "2061",
        20261123120000001,
    )


def test_the_frame_is_in_the_file_before_the_answer_is_on_the_wire(tmp_path):
    async def play(line: Line) -> None:
        logger = await line.connect()
        for number in range(20):
            logger.send(hour(f"202611231200{number:02d}000"))
            await logger.answers(1)
            file = sqlite3.connect(tmp_path / "2026-11-23.sqlite")
            assert file.execute("SELECT count(*) FROM frame").fetchone()[0] == number + 1
            file.close()

    on_the_wire(tmp_path, play)


@pytest.mark.parametrize(("flag", "answers"), [(4, 0), (5, 1), (8, 0), (9, 1), (0, 0), (1, 1)])
def test_only_the_answer_bit_asks_for_an_answer(tmp_path, flag, answers):
    async def play(line: Line) -> None:
        logger = await line.connect()
        logger.send(hour(flag=flag))
        assert len(await logger.answers(1, seconds=0.3 if not answers else 5)) == answers

    assert len(on_the_wire(tmp_path, play)) == 1


def test_the_profile_says_the_edition_of_the_answer_not_the_flag(tmp_path):
    """Surface-water stations sent Flag=9 years before 2025; a logger of 2005 gets its QN in the data area."""

    async def play(line: Line) -> None:
        logger = await line.connect()
        logger.send(hour(flag=9), hour(mn=OTHER, flag=9))
        first, second = await logger.answers(2)
        assert first.field("Flag") == "4"
        assert (second.field("Flag"), second.param("QN")) == ("0", "20261123120000001")

    on_the_wire(tmp_path, play)


@pytest.mark.parametrize("command", ["1013", "9015"])
def test_a_notice_and_a_heartbeat_are_answered_by_9013(tmp_path, command):
    async def play(line: Line) -> None:
        logger = await line.connect()
        logger.send(write(Head("32", command, MN, "654321", "20261123120000001", 5)))
        (answer,) = await logger.answers(1)
        assert answer.field("CN") == "9013"

    on_the_wire(tmp_path, play)


def test_an_answer_of_a_logger_is_stored_and_not_answered(tmp_path):
    async def play(line: Line) -> None:
        logger = await line.connect()
        logger.send(write(Head("91", "9012", MN, "654321", "20261123120000001", 5), [[("ExeRtn", "1")]]))
        assert await logger.answers(1, seconds=0.3) == []
        assert [one.cn for one in line.listener.replies] == ["9012"]

    assert len(on_the_wire(tmp_path, play)) == 1


def test_a_repeat_is_answered_again_and_stored_once(tmp_path):
    async def play(line: Line) -> None:
        for _ in range(3):
            logger = await line.connect()
            logger.send(hour())
            assert len(await logger.answers(1)) == 1

    assert len(on_the_wire(tmp_path, play)) == 1


def test_another_value_under_the_same_qn_is_stored_beside_the_first(tmp_path):
    async def play(line: Line) -> None:
        logger = await line.connect()
        logger.send(hour(value="12.5"), hour(value="12.50"))
        assert len(await logger.answers(2)) == 2

    first, second = on_the_wire(tmp_path, play)
    assert FrameStore(tmp_path).first_of_key(second) == first


def test_an_unknown_device_is_kept_in_quarantine_and_answered(tmp_path):
    async def play(line: Line) -> None:
        logger = await line.connect()
        logger.send(hour(mn="NOBODY"))
        assert len(await logger.answers(1)) == 1

    (stored,) = on_the_wire(tmp_path, play)
    assert (stored.mn, stored.verdict) == ("NOBODY", Verdict.UNKNOWN)


def test_a_stranger_cannot_fill_the_disk(tmp_path):
    async def play(line: Line) -> None:
        logger = await line.connect()
        for number in range(20):
            logger.send(hour(f"202611231200{number:02d}000", mn="NOBODY"))
        assert await logger.gone()
        known = await line.connect()
        known.send(hour())
        assert len(await known.answers(1)) == 1
        assert line.listener.quarantine_full

    stored = on_the_wire(tmp_path, play, Limits(quarantine_a_day=900))
    assert [one.verdict for one in stored if one.mn == MN] == [Verdict.TAKEN]
    assert sum(len(one.raw) for one in stored if one.mn == "NOBODY") <= 900


def test_a_wrong_crc_and_a_wrong_length_are_refused_and_kept_and_the_next_frame_is_taken(tmp_path):
    broken = hour("20261123120000002").replace(b"12.5", b"12.6")
    longer = hour("20261123120000003").replace(b"##0", b"##1", 1)

    async def play(line: Line) -> None:
        logger = await line.connect()
        logger.send(broken, b"\x00rubbish\xff", longer, hour())
        answers = await logger.answers(2, seconds=0.5)
        assert [one.field("QN") for one in answers] == ["20261123120000001"]

    assert sorted(one.verdict for one in on_the_wire(tmp_path, play)) == [
        Verdict.TAKEN,
        Verdict.WRONG_CRC,
        Verdict.WRONG_LENGTH,
        Verdict.UNREADABLE,
    ]


@pytest.mark.parametrize(
    ("policy", "sent", "taken"),
    [
        ("strict", "modbus", False),
        ("modbus", "modbus", True),
        ("modbus", "swapped", False),
        ("modbus_swapped", "swapped", True),
        ("modbus_swapped", "modbus", False),
        ("modbus", "right", True),
    ],
)
def test_the_crc_policy_of_the_logger_decides_on_variants(tmp_path, policy, sent, taken):
    good = hour()
    segment = good[6:-6]
    wrong = {"modbus": modbus_crc(segment), "swapped": swapped(modbus_crc(segment))}
    frame = good if sent == "right" else good[:-6] + b"%04X\r\n" % wrong[sent]

    async def play(line: Line) -> None:
        logger = await line.connect()
        logger.send(frame)
        assert len(await logger.answers(1, seconds=5 if taken else 0.3)) == taken

    (stored,) = on_the_wire(tmp_path, play, profiles={MN: Profile(MN, crc_policy=policy)})
    assert stored.verdict == (Verdict.TAKEN if taken else Verdict.WRONG_CRC)
    assert stored.crc == {"right": Crc.STANDARD, "modbus": Crc.MODBUS, "swapped": Crc.MODBUS_SWAPPED}[sent]


@pytest.mark.parametrize(
    ("key", "verdict"), [(KEY, Verdict.TAKEN), (bytes(16), Verdict.WRONG_CRC), (None, Verdict.WRONG_CRC)]
)
def test_an_encrypted_frame_is_judged_over_its_plain_text_and_stored_as_it_came(tmp_path, key, verdict):
    sent = hour(flag=9, key=KEY)

    async def play(line: Line) -> None:
        logger = await line.connect()
        logger.send(sent)
        await logger.answers(1, seconds=5 if verdict == Verdict.TAKEN else 0.3)

    (stored,) = on_the_wire(tmp_path, play, profiles={MN: Profile(MN, "2025", key=key)})
    assert stored.verdict == verdict
    assert stored.raw == sent[:-2]


def test_no_key_and_no_password_shows_in_what_is_printed_of_a_profile():
    assert "key" not in repr(Profile(MN, key=KEY))


def test_half_frames_and_many_frames_in_one_read_are_the_same_to_it(tmp_path):
    stream = b"".join(hour(f"202611231200{number:02d}000") for number in range(30))

    async def play(line: Line) -> None:
        logger = await line.connect()
        logger.send(stream[:1000])
        await logger.writer.drain()
        await asyncio.sleep(0.05)
        for at in range(1000, 1200):
            logger.send(stream[at : at + 1])
        logger.send(stream[1200:])
        assert len(await logger.answers(30)) == 30

    assert len(on_the_wire(tmp_path, play)) == 30


def test_two_lines_with_one_mn_both_deliver_and_commands_go_to_the_newest(tmp_path):
    async def play(line: Line) -> None:
        old, new = await line.connect(), await line.connect()
        old.send(hour("20261123120000001"))
        assert len(await old.answers(1)) == 1
        new.send(hour("20261123120000002"))
        assert len(await new.answers(1)) == 1
        old.send(hour("20261123120000003"))
        assert len(await old.answers(1)) == 1
        line.listener.send_soon(MN, write(Head("32", "1011", MN, "654321", "20261123120000009", 5)))
        (command,) = await new.answers(1)
        assert command.field("CN") == "1011"

    assert len(on_the_wire(tmp_path, play)) == 3


def test_a_forwarder_sends_many_loggers_over_one_line(tmp_path):
    async def play(line: Line) -> None:
        forwarder = await line.connect()
        forwarder.send(hour(), hour(mn=OTHER, flag=1))
        assert {one.field("MN") for one in await forwarder.answers(2)} == {MN, OTHER}
        assert set(line.listener.lines) == {MN, OTHER}

    on_the_wire(tmp_path, play)


def test_a_profile_entered_while_it_runs_counts_from_the_next_frame(tmp_path):
    async def play(line: Line) -> None:
        logger = await line.connect()
        logger.send(hour("20261123120000001", mn="NEW"))
        await logger.answers(1)
        line.listener.profiles = {"NEW": Profile("NEW")}
        logger.send(hour("20261123120000002", mn="NEW"))
        await logger.answers(1)

    assert [one.verdict for one in on_the_wire(tmp_path, play)] == [Verdict.UNKNOWN, Verdict.TAKEN]


def test_a_reset_line_loses_nothing_that_was_read_whole(tmp_path):
    async def play(line: Line) -> None:
        logger = await line.connect()
        sock = logger.writer.get_extra_info("socket")
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        logger.send(hour(), hour("20261123120000002")[:40])
        await logger.answers(1)
        logger.writer.transport.abort()
        while line.listener.connections:
            await asyncio.sleep(0.01)

    stored = on_the_wire(tmp_path, play)
    assert [one.verdict for one in stored if one.raw.startswith(b"##") and len(one.raw) > 40] == [Verdict.TAKEN]


def test_silent_half_and_empty_lines_are_closed_and_a_good_one_is_kept(tmp_path, monkeypatch):
    monkeypatch.setattr("qingtian.gateways.hj212.listener.server.LOOK_SECONDS", 0.05)
    limits = Limits(first_frame=0.3, half_frame=0.3, silent=0.6)

    async def play(line: Line) -> None:
        empty, half, silent, good = [await line.connect() for _ in range(4)]
        half.send(hour(), hour()[:50])
        silent.send(hour())
        ended = asyncio.gather(empty.gone(), half.gone(), silent.gone())
        for number in range(14):
            good.send(hour(f"202611231200{number:02d}000"))
            assert len(await good.answers(1)) == 1
            await asyncio.sleep(0.08)
        assert await ended == [True, True, True]
        assert line.listener.dropped["nothing said"] == 1
        assert line.listener.dropped["half a frame"] == 1
        assert line.listener.dropped["silent"] == 1

    on_the_wire(tmp_path, play, limits)


def test_too_many_lines_are_turned_away_and_a_place_is_free_again_afterwards(tmp_path):
    async def play(line: Line) -> None:
        first, second = await line.connect(), await line.connect()
        first.send(hour())
        await first.answers(1)
        third = await line.connect()
        assert await third.gone()
        second.writer.close()
        while len(line.listener.connections) > 1:
            await asyncio.sleep(0.01)
        fourth = await line.connect()
        fourth.send(hour("20261123120000002"))
        assert len(await fourth.answers(1)) == 1

    on_the_wire(tmp_path, play, Limits(connections=2))


def test_a_flood_of_rubbish_ends_its_line(tmp_path):
    async def play(line: Line) -> None:
        flood = await line.connect()
        for _ in range(100):
            flood.send(b"##0010" + b"x" * 200 + b"\r\n")
            flood.send(hour().replace(b"12.5", b"99.9"))
        assert await flood.gone()
        assert line.listener.dropped["too much that cannot be read"] == 1

    assert {one.verdict for one in on_the_wire(tmp_path, play, Limits(refused=20))} <= REFUSED


def test_a_flood_of_good_frames_is_slowed_and_not_dropped(tmp_path):
    async def play(line: Line) -> None:
        logger = await line.connect()
        begun = asyncio.get_running_loop().time()
        for number in range(40):
            logger.send(hour(f"202611231200{number:02d}000"))
            await logger.writer.drain()
            await asyncio.sleep(0)
        assert len(await logger.answers(40)) == 40
        logger.send(hour("20261123130000000"))
        assert len(await logger.answers(1)) == 1
        assert asyncio.get_running_loop().time() - begun > 0.25

    assert len(on_the_wire(tmp_path, play, Limits(frames_a_second=100, burst=10))) == 41


def test_while_the_disk_is_full_nobody_is_answered_reading_stops_and_nothing_is_lost(tmp_path, monkeypatch):
    full = [True]
    inserting = writing._insert

    def insert(*arguments):
        if full[0]:
            raise sqlite3.OperationalError("database or disk is full")
        inserting(*arguments)

    monkeypatch.setattr(writing, "_insert", insert)
    monkeypatch.setattr(writing, "RETRY_SECONDS", 0.05)
    monkeypatch.setattr(writing, "MOST_WAITING", 1000)

    async def play(line: Line) -> None:
        logger = await line.connect()
        for number in range(40):
            logger.send(hour(f"202611231200{number:02d}000"))
            await logger.writer.drain()
            await asyncio.sleep(0.001)
        assert await logger.answers(1, seconds=0.3) == []
        assert line.listener.writer.trouble is not None
        assert line.listener.held
        assert not logger.reader.at_eof()
        full[0] = False
        assert len(await logger.answers(40)) == 40
        assert not line.listener.held

    assert len(on_the_wire(tmp_path, play)) == 40


def test_a_logger_that_does_not_fetch_its_answers_is_closed(tmp_path):
    async def play(line: Line) -> None:
        logger = await line.connect()
        connection: Connection = next(iter(line.listener.connections))
        connection.pause_writing()
        assert await logger.gone()
        assert line.listener.dropped["answers not read"] == 1

    on_the_wire(tmp_path, play)


def test_stopping_writes_and_answers_what_was_read(tmp_path):
    async def run() -> int:
        listener = Listener(tmp_path, PROFILES, milliseconds=lambda: NOON)
        port = await listener.start("127.0.0.1", 0)
        logger = Logger(*await asyncio.open_connection("127.0.0.1", port))
        logger.send(*(hour(f"202611231200{number:02d}000") for number in range(50)))
        while listener.writer.written + listener.writer.waiting < 50:
            await asyncio.sleep(0)
        await listener.stop()
        return len(await logger.answers(50))

    assert asyncio.run(run()) == 50
    assert len(FrameStore(tmp_path).after("2026-11-23", 0, 100)) == 50


def test_loggers_that_all_come_back_at_once_with_their_back_fill_have_every_answer(tmp_path):
    """The storm of ``make bench`` in short: 60 loggers, 24 hours each, each waiting for an answer before the next."""
    frames = [frames_of(n, 24, datetime(2026, 11, 22), timedelta(hours=1)) for n in range(60)]

    async def play(line: Line) -> None:
        senders = await asyncio.gather(*(deliver(line.port, own, 1) for own in frames))
        assert [one.answered for one in senders] == [24] * 60

    stored = on_the_wire(tmp_path, play, profiles={name_of(n): Profile(name_of(n)) for n in range(60)})
    assert sorted(one.raw for one in stored) == sorted(raw.rstrip(b"\r\n") for own in frames for raw in own)


def test_the_bucket_lets_a_burst_through_and_then_so_many_a_second():
    bucket = Bucket(10, 5, now=0)
    assert bucket.spend(5, 0) == 0
    assert bucket.spend(1, 0) == pytest.approx(0.1)
    assert bucket.spend(1, 1) == 0
    assert Bucket(10, 5, now=0).spend(5, 100) == 0


def test_a_frame_of_nobody_is_kept_as_unreadable(tmp_path):
    async def play(line: Line) -> None:
        logger = await line.connect()
        logger.send(write_frame(b"ST=32;CN=2061;PW=123456;CP=&&&&"))
        await logger.answers(1, seconds=0.2)

    (stored,) = on_the_wire(tmp_path, play)
    assert (stored.mn, stored.verdict) == ("", Verdict.UNREADABLE)
