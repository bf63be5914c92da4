"""The connection of one simulated unit: sends, waits for 9014, sends again with the same QN, obeys the centre."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from qingtian.hj212.errors import UnreadableFrame
from qingtian.hj212.frame import Frame
from qingtian.hj212.framing import Framer
from qingtian.hj212.message import message_of, read_message
from qingtian.hj212.simulation.tally import Tally
from qingtian.hj212.simulation.unit import Unit

#: the defaults of the standard: ten seconds, three retries (HJ 212-2017, 6.5)
OVER_TIME, RETRIES = 10.0, 3
_READ = 65_536
_PAUSE = 1.0


@dataclass(frozen=True, slots=True)
class Centre:
    """Where the units connect to, and how long they wait for an answer."""

    host: str
    port: int
    over_time: float = OVER_TIME
    retries: int = RETRIES


class Client:
    """Runs one unit from ``start_at`` seconds on; ``drop`` makes it lose its connection and come back."""

    def __init__(self, unit: Unit, centre: Centre, tally: Tally, clock: Callable[[], datetime]) -> None:
        self.unit = unit
        self._centre, self._tally, self._clock = centre, tally, clock
        self._writer: asyncio.StreamWriter | None = None
        self._answers: dict[str, asyncio.Future[None]] = {}
        self._reader: asyncio.Task[None] | None = None

    async def run(self, start_in: float, interval: float, back_fill: int = 0) -> None:
        """Connect after ``start_in`` seconds, fill back, then send the due frames every ``interval`` seconds."""
        await asyncio.sleep(start_in)
        await self._connect()
        try:
            await self._send_all(self.unit.step(self._clock()))
            for record in self.unit.back_fill(back_fill):
                answered = await self._send(record)  # first, for another unit may count meanwhile
                self._tally.back_filled += answered
            loop = asyncio.get_running_loop()
            due = loop.time() + interval
            while True:
                await asyncio.sleep(max(0.0, due - loop.time()))
                due += interval
                await self._send_all(self.unit.step(self._clock()))
        finally:
            await self.close()

    async def _connect(self) -> None:
        """Try until the centre accepts."""
        while True:
            try:
                reader, self._writer = await asyncio.open_connection(self._centre.host, self._centre.port)
            except OSError:
                self._tally.refused += 1
                await asyncio.sleep(_PAUSE)
                continue
            self._tally.connected += 1
            self._reader = asyncio.create_task(self._listen(reader))
            return

    async def close(self) -> None:
        """Hang up."""
        if self._reader:
            self._reader.cancel()
            await asyncio.wait({self._reader})  # never swallows that this unit itself is to stop
        if self._writer:
            self._writer.close()
            with contextlib.suppress(OSError):
                await self._writer.wait_closed()
        self._writer = self._reader = None

    async def _send_all(self, frames: Iterable[bytes]) -> None:
        """Each frame until it is answered, before the next."""
        for frame in frames:
            await self._send(frame)

    async def _send(self, frame: bytes) -> bool:
        qn = read_message(frame).field("QN") or ""
        loop = asyncio.get_running_loop()
        begun = loop.time()
        answered = self._answers[qn] = loop.create_future()
        self._tally.sent += 1
        for turn in range(1 + self._centre.retries):
            self._tally.sent_again += turn > 0
            await self._write(frame)
            await asyncio.wait({answered}, timeout=self._centre.over_time)
            if answered.done():
                break
        self._answers.pop(qn, None)
        if answered.done():
            self._tally.answered += 1
            self._tally.waits.append(loop.time() - begun)
            return True
        self._tally.unanswered += 1
        return False

    async def _write(self, frame: bytes) -> None:
        """On the wire; a lost connection is made again first."""
        if self._reader is None or self._reader.done():
            if self._reader is not None:
                self._tally.dropped += 1
                await self.close()
            await self._connect()
        assert self._writer is not None
        with contextlib.suppress(OSError):
            self._writer.write(frame)
            await self._writer.drain()

    async def _listen(self, reader: asyncio.StreamReader) -> None:
        framer = Framer()
        with contextlib.suppress(OSError):
            while piece := await reader.read(_READ):
                for found in framer.feed(piece):
                    if isinstance(found, Frame):
                        await self._heard(found)

    async def _heard(self, frame: Frame) -> None:
        try:
            message = message_of(frame, self.unit.key)
        except UnreadableFrame:
            return
        if message.field("CN") == "9014":
            answered = self._answers.get(message.answers or "")
            if answered and not answered.done():
                answered.set_result(None)
            return
        replies = self.unit.obey(message)
        self._tally.commands += bool(replies)
        for reply in replies:
            if self._writer:
                self._writer.write(reply)
        if self._writer:
            await self._writer.drain()
