"""Frames out of a stream: halves, several at once, wrong lengths, rubbish; nothing good is lost."""

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qingtian.hj212.frame import Frame
from qingtian.hj212.framing import LIMIT, Framer, Skipped
from qingtian.hj212.writing import Head, write, write_frame, write_segment

pytestmark = pytest.mark.once

KEY = b"0" * 16


def unit(number: int, key: bytes | None = None) -> bytes:
    """A message of a unit, with its line end."""
    head = Head("32", "2051", f"UNIT{number:010}", "123456", f"202605010101{number % 60:02}000", 9)
    values = [[("DataTime", "20260501010000")], [("w01018-Avg", f"{number}.5"), ("w01018-Flag", "N")]]
    return write(head, values, key)


def frames(found: list[Frame | Skipped]) -> list[bytes]:
    return [one.raw for one in found if isinstance(one, Frame)]


def fed(stream: bytes, *sizes: int) -> list[Frame | Skipped]:
    """Everything one connection gives, fed in pieces of the given sizes over and over, then closed."""
    framer, found, at, turn = Framer(), [], 0, 0
    while at < len(stream):
        size = sizes[turn % len(sizes)]
        found += framer.feed(stream[at : at + size])
        at, turn = at + size, turn + 1
    return found + framer.close()


def test_a_frame_in_halves_and_three_in_one_read() -> None:
    framer = Framer()
    first, rest = unit(1)[:50], unit(1)[50:] + unit(2) + unit(3)
    assert framer.feed(first) == []
    assert framer.held == 50
    assert frames(framer.feed(rest)) == [unit(n).rstrip() for n in (1, 2, 3)]


def test_no_line_ends_between_frames() -> None:
    stream = b"".join(unit(n).rstrip() for n in range(5))
    assert frames(fed(stream, 1)) == [unit(n).rstrip() for n in range(5)]


@pytest.mark.parametrize(
    "declared", [b"##0001", b"##0050", b"##0119", b"##0121", b"##0500", b"##9999", b"##120", b"##1"]
)
def test_a_wrong_length_keeps_its_frame_and_the_next(declared: bytes) -> None:
    right = unit(1)
    assert right.startswith(b"##01")
    wrong = declared + right[6:]
    found = fed(wrong + unit(2), 40)
    assert frames(found) == [wrong.rstrip(), unit(2).rstrip()]
    assert not found[0].length_ok or int(declared[2:]) == len(right) - 12
    assert found[1].length_ok


def test_a_wrong_length_is_taken_without_waiting_for_what_follows() -> None:
    framer = Framer()
    assert frames(framer.feed(b"##0900" + unit(1)[6:])) == [b"##0900" + unit(1)[6:].rstrip()]


def test_a_length_too_large_and_no_line_end_is_taken_after_silence() -> None:
    framer = Framer()
    sent = b"##0900" + unit(1)[6:].rstrip()
    assert framer.feed(sent) == []
    assert frames(framer.settle()) == [sent]
    assert (framer.held, framer.settle()) == (0, [])


def test_a_frame_cut_off_by_the_next_is_said_and_left() -> None:
    found = fed(unit(1)[:60] + unit(2), 13)
    assert found == [Skipped(unit(1)[:60], "cut_off"), *fed(unit(2), 13)]


def test_the_half_that_stands_at_the_end_is_said() -> None:
    assert fed(unit(1) + unit(2)[:30], 500)[1:] == [Skipped(unit(2)[:30], "cut_off")]


def test_noise_between_frames_is_said_and_blanks_are_not() -> None:
    found = fed(b"\r\n  AT+CSQ\r\n" + unit(1) + b"\\r\\n" + unit(2) + b"\r\n\r\n", 9)
    assert [one.reason for one in found if isinstance(one, Skipped)] == ["noise"] * len(found[:-2])
    assert b"".join(one.raw for one in found[:-2]).strip() == b"AT+CSQ"
    assert frames(found) == [unit(1).rstrip(), unit(2).rstrip()]


def test_cipher_text_may_hold_anything_that_divides() -> None:
    inner = b"&&##0012\r\n&&ABCD\n##9999&&" * 3
    segment = write_segment(Head("31", "2051", "M", flag=9), "x" * len(inner)).replace(b"x" * len(inner), inner)
    sent = write_frame(segment)
    assert frames(fed(sent + unit(1), 11)) == [sent.rstrip(), unit(1).rstrip()]


def test_an_empty_segment_is_a_frame() -> None:
    (frame,) = fed(b"##0000FFFF\r\n", 3)
    assert (frame.segment, frame.crc_status, frame.length_ok) == (b"", "ok", True)


rubbish = st.one_of(
    st.binary(max_size=60),
    st.text("#0123456789&;=QNST\r\n ", max_size=60).map(str.encode),
    st.builds(lambda n, cut: unit(n)[:cut], st.integers(0, 99), st.integers(0, 100)),
    st.builds(lambda n, cut: unit(n, KEY)[:cut], st.integers(0, 99), st.integers(0, 100)),
    st.builds(lambda n: b"##%04d" % n, st.integers(0, 9999)),
    st.builds(lambda n: b"##%04dQ" % n, st.integers(80, 140)),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(rubbish, st.booleans()), max_size=6), st.integers(1, 400))
def test_no_good_frame_is_lost_behind_rubbish(parts: list[tuple[bytes, bool]], size: int) -> None:
    good, stream = [], b""
    for number, (dirt, encrypted) in enumerate(parts):
        sent = unit(number, KEY if encrypted else None)
        good.append(sent.rstrip())
        stream += dirt + sent
    found = frames(fed(stream, size))
    assert [raw for raw in found if raw in good] == good


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(st.binary(max_size=3000), st.just(b"##9999" + b"x" * 4000), st.just(b"#" * 5000))))
def test_memory_is_bounded_whatever_is_fed(pieces: list[bytes]) -> None:
    framer = Framer()
    for piece in pieces:
        framer.feed(piece)
        assert framer.held <= LIMIT


def test_every_byte_is_either_in_a_frame_or_said_to_be_skipped() -> None:
    chance = random.Random(212)
    for _ in range(200):
        stream = bytearray(b"".join(unit(n, KEY if n % 2 else None) for n in range(4)))
        for _ in range(chance.randint(1, 12)):
            stream[chance.randrange(len(stream))] = chance.randrange(256)
        found = fed(bytes(stream), chance.randint(1, 300))
        left = bytes(stream)
        for one in found:
            at = left.index(one.raw)
            assert not left[:at].replace(b"\\r\\n", b"").strip(b"\r\n \t\x00")
            left = left[at + len(one.raw) :]
        assert not left.strip(b"\r\n \t\x00")


@pytest.mark.parametrize(
    "hostile",
    [
        b"##1a", b"##9999a", b"##9999aaaa\r\n", b"##0100QN=", b"##0002&&FFFF", b"#", b"##", b"&&FFFF\r\n",
        b"##99999 \t", b"##5000&&abcd", b"##0008ST=1;&&0000##9990aaaa\r\n",
    ],
)  # fmt: skip
def test_rubbish_made_to_look_like_frames_costs_no_more_than_its_length(hostile: bytes) -> None:
    stream = hostile * (250_000 // len(hostile))
    framer, begun = Framer(), time.process_time()
    for at in range(0, len(stream), 65_536):
        framer.feed(stream[at : at + 65_536])
        assert framer.held <= LIMIT
    assert time.process_time() - begun < 4
    found = framer.feed(b"\r\n" + unit(1)) + framer.close()
    assert unit(1).rstrip() in frames(found)
