"""The listener (监听服务): lines on one side, the writer's thread on the other, bounded in between."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import cast

from qingtian.gateways.hj212.listener.connection import LAGGING, Connection
from qingtian.gateways.hj212.listener.door import Heard
from qingtian.gateways.hj212.listener.limits import Limits
from qingtian.gateways.hj212.profiles import Profiles
from qingtian.gateways.hj212.store.arrived import Arrived, Verdict, day_of
from qingtian.gateways.hj212.store.writer import FrameWriter

BACKLOG = 4096
LOOK_SECONDS = 2.0
#: what is heard at the end of a line while stopping
REPLIES = frozenset({"9011", "9012", "9013"})


class Listener:
    """``profiles`` may be replaced at any time; ``heard_replies`` collects what loggers answer to commands."""

    def __init__(
        self,
        folder: Path,
        profiles: Profiles,
        limits: Limits | None = None,
        *,
        milliseconds: Callable[[], int] = lambda: time.time_ns() // 1_000_000,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.profiles, self.limits = profiles, limits or Limits()
        self.milliseconds, self.clock = milliseconds, clock
        self.writer = FrameWriter(folder, self._durable)
        self.connections: set[Connection] = set()
        self.addresses: Counter[str] = Counter()
        self.held: set[Connection] = set()
        #: the newest line of every registered logger: where commands go
        self.lines: dict[str, Connection] = {}
        self.dropped: Counter[str] = Counter()
        self.replies: list[Heard] = []
        self._quarantined, self._quarantine_day = 0, ""
        self._server: asyncio.Server | None = None
        self._looking: asyncio.Task[None] | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    async def start(self, host: str, port: int) -> int:
        """Listen; the port that is listened on. Raises OSError where it cannot be had."""
        self._loop = asyncio.get_running_loop()
        self.writer.start()
        self._server = await self._loop.create_server(lambda: Connection(self), host, port, backlog=BACKLOG)
        self._looking = self._loop.create_task(self._look())
        return int(self._server.sockets[0].getsockname()[1])

    async def stop(self) -> None:
        """Take no more; what was read is written and answered before the lines are closed."""
        if self._server is not None:
            self._server.close()
        for line in self.connections:
            line.hold("stopping")
        await asyncio.to_thread(self.writer.stop)
        await asyncio.sleep(0)  # the answers of the last batch are in the loop already
        if self._looking is not None:
            self._looking.cancel()
        for line in list(self.connections):
            if line.transport is not None:
                line.transport.close()

    # ---- lines ---------------------------------------------------------------------------------------------------

    def opened(self, line: Connection) -> None:
        """A new line; closed at once where there are too many."""
        self.connections.add(line)
        self.addresses[line.address] += 1
        if len(self.connections) > self.limits.connections:
            line.close("too many lines")
        elif self.addresses[line.address] > self.limits.from_one_address:
            line.close("too many lines from one address")
        elif self.writer.lagging:
            line.hold(LAGGING)

    def closed(self, line: Connection) -> None:
        self.connections.discard(line)
        self.held.discard(line)
        self.addresses[line.address] -= 1
        if not self.addresses[line.address]:
            del self.addresses[line.address]
        for mn in line.mns:
            if self.lines.get(mn) is line:
                del self.lines[mn]

    def keeps(self, one: Heard) -> bool:
        """False only for an unregistered device once the day's quarantine is full: a stranger cannot fill the disk."""
        if one.verdict == Verdict.TAKEN:
            return True
        if (day := day_of(one.at)) != self._quarantine_day:
            self._quarantine_day, self._quarantined = day, 0
        self._quarantined += len(one.raw)
        return self._quarantined <= self.limits.quarantine_a_day

    @property
    def quarantine_full(self) -> bool:
        return self._quarantined > self.limits.quarantine_a_day

    def send_soon(self, mn: str, frame: bytes) -> None:
        """From another thread: send a command on the newest line of that logger; a line gone meanwhile answers none."""
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._send, mn, frame)

    def _send(self, mn: str, frame: bytes) -> None:
        line = self.lines.get(mn)
        if line is not None and line.transport is not None and not line.transport.is_closing():
            line.transport.write(frame)

    # ---- between the threads -------------------------------------------------------------------------------------

    def _durable(self, batch: Sequence[Arrived]) -> None:
        """In the writer's thread: these are on the disk."""
        assert self._loop is not None
        try:
            self._loop.call_soon_threadsafe(self._answer, cast(Sequence[Heard], batch))
        except RuntimeError:  # the loop is closed: nobody is there to be answered
            return

    def _answer(self, batch: Sequence[Heard]) -> None:
        owed: dict[Connection, tuple[int, list[bytes]]] = {}
        for one in batch:
            size, answers = owed.get(one.line) or (0, [])
            if one.answer is not None:
                answers.append(one.answer)
            owed[one.line] = size + len(one.raw), answers
            if one.cn in REPLIES and one.verdict == Verdict.TAKEN:
                self.replies.append(one)
        for line, (size, answers) in owed.items():
            line.durable(size, answers)
        if self.held and self.writer.relaxed:
            held, self.held = self.held, set()
            for line in held:
                line.release(LAGGING)

    async def _look(self) -> None:
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            now = self.clock()
            for line in list(self.connections):
                line.look(now)
