"""How many lines, how fast, how long silent (限额). Numbers of running, not of law."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """``frames_a_second`` holds for one line, after a burst: a day of back-fill passes at once, a flood is slowed, not
    dropped. ``silent``: a logger heard less often than this is taken for half-open and comes back by itself."""

    connections: int = 5000
    from_one_address: int = 1000
    frames_a_second: float = 500.0
    burst: int = 6000
    #: seconds until the first frame, for half a frame to be completed, and between frames
    first_frame: float = 120.0
    half_frame: float = 30.0
    silent: float = 5400.0
    #: refused frames before a line is closed; a frame that is taken forgives one
    refused: int = 200
    #: bytes of one line that wait for the disk before its reading stops
    line_waiting: int = 256 << 10
    #: bytes of answers a line does not fetch before it is closed
    unread_answers: int = 64 << 10
    #: bytes a day kept for devices nobody registered
    quarantine_a_day: int = 2 << 30


class Bucket:
    """So many a second after a burst; ``spend`` gives the seconds to wait before more is read."""

    __slots__ = ("_at", "_left", "_most", "_rate")

    def __init__(self, rate: float, most: int, now: float) -> None:
        self._rate, self._most, self._left, self._at = rate, most, float(most), now

    def spend(self, count: int, now: float) -> float:
        self._left = min(self._most, self._left + (now - self._at) * self._rate) - count
        self._at = now
        return 0.0 if self._left >= 0 else -self._left / self._rate
