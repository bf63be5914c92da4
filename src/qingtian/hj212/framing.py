"""A stream of bytes cut into frames, by length, with resynchronisation behind rubbish.

A line end is never what divides: an encrypted payload of 2025 may hold any byte. A frame whose length leads to ``&&``
and a check sum is taken at once. Where it does not, the frame is taken up to the ``&&CCCC`` it ends with, or left
behind as skipped as soon as another frame has begun; so a good frame is never lost behind a broken one. Whatever is
fed, no more than ``limit`` bytes and the last piece are kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from qingtian.hj212.crc import judge_crc
from qingtian.hj212.encryption import looks_plain
from qingtian.hj212.frame import CRC_BEHIND, INNER_START, LAST_END, START, Frame, blanks_before
from qingtian.hj212.segment import divide

Reason = Literal["noise", "cut_off", "no_end"]
#: the longest frame the length field can announce, and its frame around it
LIMIT = 6 + 9999 + 6
_ENDED = re.compile(rb"&&([0-9A-Fa-f]{4})(?=\r?\n|\\r)")
_BLANK = b"\r\n \t\x00"
#: a head that is not whole yet, at the end of what has come
_HEAD_COMES = re.compile(rb"(?:##[ \t]?[0-9]{0,5}[ \t]{0,4}|#)\Z")
_LONGEST_HEAD = 2 + 1 + 5 + 4
#: longer than an end or another head, so that one lying across two pieces is found
_OVERLAP = 40
#: bytes of doubtful frames whose check sum is reckoned, for each byte fed: rubbish that looks like frames costs no more
_DOUBT = 4


@dataclass(frozen=True, slots=True)
class Skipped:
    """Bytes that are no frame: between frames (``noise``), a frame broken off by the next one (``cut_off``), or one
    that never ended (``no_end``)."""

    raw: bytes
    reason: Reason


class Framer:
    """Fed bytes as they arrive from one connection; gives back frames and what was skipped, in order."""

    def __init__(self, limit: int = LIMIT) -> None:
        self._limit = limit
        self._held = b""
        self._at = 0
        self._no_end_before = self._no_inner_before = 0
        self._doubt_left = 2 * limit

    @property
    def held(self) -> int:
        """Bytes waiting for the rest of their frame."""
        return len(self._held) - self._at

    def feed(self, piece: bytes) -> list[Frame | Skipped]:
        """Everything that is decided with these bytes."""
        self._held += piece
        self._doubt_left += _DOUBT * len(piece)
        decided = list(self._decided())
        self._no_end_before = max(0, self._no_end_before - self._at)
        self._no_inner_before = max(0, self._no_inner_before - self._at)
        self._held, self._at = self._held[self._at :], 0
        return decided

    def settle(self) -> list[Frame | Skipped]:
        """The sender has been silent: a frame whose length was too large and which has no line end is taken now."""
        start = START.match(self._held)
        if start is None or not LAST_END.search(self._held, start.end()):
            return []
        held = self._held
        self._forget()
        return [_ended_early(held, start)]

    def close(self) -> list[Frame | Skipped]:
        """The connection has ended: the frame that stands there, or its half as skipped."""
        left = self.settle()
        if not left and self._held.strip(_BLANK):
            left = [Skipped(self._held, "cut_off")]
        self._forget()
        return left

    def _forget(self) -> None:
        self._held, self._at, self._no_end_before, self._no_inner_before = b"", 0, 0, 0

    def _decided(self) -> Iterator[Frame | Skipped]:
        while True:
            start = START.search(self._held, self._at)
            coming = _HEAD_COMES.search(self._held, max(self._at, len(self._held) - _LONGEST_HEAD))
            if coming and (start is None or coming.start() <= start.start()):
                start = None
            at = start.start() if start else coming.start() if coming else len(self._held)
            if noise := _noise(self._held[self._at : at]):
                yield Skipped(noise, "noise")
            self._at = at
            found = self._frame(start) if start else None
            if found is None:
                return
            yield found

    def _frame(self, start: re.Match[bytes]) -> Frame | Skipped | None:
        whole = _by_length(self._held, start)
        if whole is not None and self._believed(whole):
            self._at += len(whole.raw)
            return whole
        return self._ended_or_broken_off(start)

    def _believed(self, frame: Frame) -> bool:
        """A segment that ends with ``&&`` and holds no other head is a frame; of others the check sum must be right."""
        if frame.segment.endswith(b"&&") and not INNER_START.search(frame.segment):
            return True
        if self._doubt_left < len(frame.segment):
            return False
        self._doubt_left -= len(frame.segment)
        return judge_crc(frame.segment, frame.crc) != "wrong"

    def _ended_or_broken_off(self, start: re.Match[bytes]) -> Frame | Skipped | None:
        """No end where the length says: the frame is not all there yet, its length is wrong, or it broke off."""
        held, window = self._held, min(len(self._held), self._at + self._limit)
        ended = self._end_in(start.end(), window)
        inner = self._inner_in(start.end(), ended.start() if ended else window)
        if inner is not None:
            before = held[self._at : inner.start()]
            self._at = inner.start()
            return _ended_early(before, start) if LAST_END.search(before) else Skipped(before, "cut_off")
        if ended is not None and self._is_its_end(start, ended):
            before = held[self._at : ended.end()]
            self._at = ended.end()
            return _ended_early(before, start)
        return self._given_up(start) if self.held > self._limit else None

    def _end_in(self, begin: int, window: int) -> re.Match[bytes] | None:
        """The first end from ``begin``; what was looked through for another start is not looked through again."""
        found = _ENDED.search(self._held, max(begin, self._no_end_before), window)
        self._no_end_before = found.start() if found else max(begin, self._no_end_before, window - _OVERLAP)
        return found

    def _inner_in(self, begin: int, window: int) -> re.Match[bytes] | None:
        """The first head of another frame from ``begin``, in the same way."""
        found = INNER_START.search(self._held, max(begin, self._no_inner_before), window)
        if found is None:
            self._no_inner_before = max(begin, self._no_inner_before, window - _OVERLAP)
        return found

    def _is_its_end(self, start: re.Match[bytes], ended: re.Match[bytes]) -> bool:
        """``&&CCCC`` and a line end before the length is reached end the frame, unless they stand in cipher text."""
        arrived = len(self._held) >= start.end() + int(start[1]) + 6
        return arrived or looks_plain(divide(self._held[start.end() : ended.start() + 2])[2])

    def _given_up(self, start: re.Match[bytes]) -> Skipped:
        """More has come than a frame can hold, and neither an end nor another frame is in it."""
        following = START.search(self._held, start.end())
        end = following.start() if following else len(self._held)
        lost = Skipped(self._held[self._at : end], "no_end")
        self._at = end
        return lost


def _noise(between: bytes) -> bytes:
    """What stands between two frames; line ends and blanks are nobody's noise."""
    return between if between.replace(b"\\r\\n", b"").strip(_BLANK) else b""


def _by_length(held: bytes, start: re.Match[bytes]) -> Frame | None:
    """The frame at ``start`` where its length leads to a check sum; None where it does not, or not yet."""
    blanks = blanks_before(held[start.end() : start.end() + 8])
    return _ending_at(held, start, start.end()) or (_ending_at(held, start, start.end() + blanks) if blanks else None)


def _ending_at(held: bytes, start: re.Match[bytes], begin: int) -> Frame | None:
    """The frame whose segment begins at ``begin``, if a check sum stands where its length says."""
    declared = int(start[1])
    end = begin + declared
    if len(held) < end + 4 and not held.endswith(b"\n"):
        return None
    behind = CRC_BEHIND.match(held, end)
    if behind is None:
        return None
    return Frame(held[start.start() : behind.end()], declared, held[begin:end], behind[0].decode("ascii"))


def _ended_early(raw: bytes, start: re.Match[bytes]) -> Frame:
    """The frame that ends with the ``&&`` and check sum at the end of ``raw``, whatever its length says."""
    found = LAST_END.search(raw)
    assert found is not None
    head = start.end() - start.start()
    return Frame(raw[: found.end(1)], int(start[1]), raw[head : found.start() + 2], found[1].decode("ascii"))
