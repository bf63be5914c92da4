"""Loggers on real sockets, for the benchmark and for the trials: each waits for the answers to what it sent."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import cast

from qingtian.hj212.writing import Head, write

FACTORS = ("a21026", "a21002", "a34013", "a19001", "a01011", "a01012", "a01013", "a01014", "a00000")
ANSWER = b"CN=9014"


def name_of(number: int) -> str:
    """The MN of a generated logger: 24 hexadecimal digits, as in HJ 212-2017."""
    return f"010000A8900016F{number:09X}"


def frames_of(number: int, count: int, begin: datetime, step: timedelta = timedelta(minutes=10)) -> list[bytes]:
    """So many frames of nine factors (about half a kilobyte each), one a step, as sent in a back-fill."""
    made = []
    for place in range(count):
        at = begin + place * step
        label = f"{at:%Y%m%d%H%M%S}"
        groups = [[("DataTime", label)]] + [
            [(f"{code}-Avg", f"{(number * 7 + place * 13 + n) % 900 / 10}"), (f"{code}-Flag", "N")]
            for n, code in enumerate(FACTORS)
        ]
        head = Head("31", "2051" if at.minute else "2061", name_of(number), "123456", f"{label}{number % 1000:03d}", 5)
        made.append(write(head, groups))
    return made


class Sender(asyncio.Protocol):
    """One logger: at most ``window`` frames without an answer; ``spent`` holds how long each answer took."""

    def __init__(self, frames: Sequence[bytes], window: int, done: asyncio.Future[int]) -> None:
        self.frames, self.window, self.done = frames, window, done
        self.sent = self.answered = 0
        self.spent: list[float] = []
        self._begun: deque[float] = deque()
        self._tail = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)
        self._go_on()

    def _go_on(self) -> None:
        upto = min(len(self.frames), self.answered + self.window)
        if upto > self.sent:
            now = time.perf_counter()
            self._begun.extend([now] * (upto - self.sent))
            self.transport.write(b"".join(self.frames[self.sent : upto]))
            self.sent = upto

    def data_received(self, data: bytes) -> None:
        data = self._tail + data
        heard = data.count(ANSWER)
        self._tail = b"" if data.endswith(b"\n") else data[data.rfind(b"\n") + 1 :][-400:]
        if self._tail and ANSWER in self._tail:
            self._tail = self._tail[self._tail.rfind(ANSWER) + len(ANSWER) :]
        now = time.perf_counter()
        for _ in range(min(heard, len(self._begun))):
            self.spent.append(now - self._begun.popleft())
        self.answered += heard
        if self.answered >= len(self.frames):
            self.transport.close()
        else:
            self._go_on()

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.done.done():
            self.done.set_result(self.answered)


async def deliver(port: int, frames: Sequence[bytes], window: int, delay: float = 0.0) -> Sender:
    """Connect after a while, send everything, wait for every answer or the end of the line."""
    await asyncio.sleep(delay)
    loop = asyncio.get_running_loop()
    done: asyncio.Future[int] = loop.create_future()
    _, sender = await loop.create_connection(lambda: Sender(frames, window, done), "127.0.0.1", port)
    await done
    return sender
