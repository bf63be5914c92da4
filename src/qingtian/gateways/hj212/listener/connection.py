"""One line (连接): bytes come in, frames go to the writer, answers go out once the frame is on the disk."""

from __future__ import annotations

import asyncio
import socket
from typing import TYPE_CHECKING, cast

from qingtian.gateways.hj212.listener.door import Heard, hear
from qingtian.gateways.hj212.listener.limits import Bucket
from qingtian.gateways.hj212.store.arrived import REFUSED, Verdict
from qingtian.hj212.framing import Framer

if TYPE_CHECKING:
    from qingtian.gateways.hj212.listener.server import Listener

LAGGING, FULL, FAST = "lagging", "full", "fast"
#: half-open lines are asked by the system: after a minute, four times a quarter of a minute apart
KEEPALIVE = (("TCP_KEEPIDLE", 60), ("TCP_KEEPINTVL", 15), ("TCP_KEEPCNT", 4))


class Connection(asyncio.Protocol):
    """Reading stops while the disk lags, while too much of this line waits, or while it is too fast."""

    def __init__(self, listener: Listener) -> None:
        self.listener, self.limits = listener, listener.limits
        self.framer = Framer()
        self.peer, self.address = "", ""
        self.transport: asyncio.Transport | None = None
        self.mns: set[str] = set()
        self.waiting = self.frames = self.refused = 0
        self.held: set[str] = set()
        now = listener.clock()
        self.begun = self.heard = self.half_since = now
        self.bucket = Bucket(self.limits.frames_a_second, self.limits.burst, now)

    # ---- asyncio -------------------------------------------------------------------------------------------------

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)
        name = transport.get_extra_info("peername")
        self.address = str(name[0]) if name else "?"
        self.peer = f"{self.address}:{name[1]}" if name else "?"
        self.transport.set_write_buffer_limits(high=self.limits.unread_answers)
        _keep_alive(transport.get_extra_info("socket"))
        self.listener.opened(self)

    def data_received(self, data: bytes) -> None:
        self.heard = self.listener.clock()
        if not self.framer.held:
            self.half_since = self.heard
        self.take(self.framer.feed(data))

    def pause_writing(self) -> None:
        """It does not fetch its answers: it will get them on another line."""
        self.close("answers not read")

    def connection_lost(self, exc: Exception | None) -> None:
        self.take(self.framer.close())
        self.transport = None
        self.listener.closed(self)

    # ---- frames --------------------------------------------------------------------------------------------------

    def take(self, found: list) -> None:  # type: ignore[type-arg]
        """Judge what was cut out of the stream and hand it to the writer."""
        if not found:
            return
        heard = [hear(each, self) for each in found]
        kept = [one for one in heard if self.listener.keeps(one)]
        self.half_since = self.heard
        for one in kept:
            self._count(one)
        if kept:
            self.waiting += sum(len(one.raw) for one in kept)
            self.listener.writer.offer(kept)
        self._slow_down(len(found))
        if len(kept) < len(heard):
            self.close("quarantine is full")
        elif self.refused > self.limits.refused:
            self.close("too much that cannot be read")

    def _count(self, one: Heard) -> None:
        self.frames += 1
        if one.verdict in REFUSED:
            self.refused += 1
        else:
            self.refused = max(0, self.refused - 1)
            if one.mn not in self.mns:
                self.mns.add(one.mn)
                if one.verdict == Verdict.TAKEN:
                    self.listener.lines[one.mn] = self

    def _slow_down(self, frames: int) -> None:
        wait = self.bucket.spend(frames, self.listener.clock())
        if wait > 0:
            self.hold(FAST)
            asyncio.get_running_loop().call_later(wait, self.release, FAST)
        if self.waiting > self.limits.line_waiting:
            self.hold(FULL)
        if self.listener.writer.lagging:
            self.hold(LAGGING)

    def durable(self, size: int, answers: list[bytes]) -> None:
        """So many bytes of this line are on the disk; send what is owed for them."""
        self.waiting -= size
        if self.transport is not None and answers and not self.transport.is_closing():
            self.transport.write(b"".join(answers))
        if FULL in self.held and self.waiting < self.limits.line_waiting // 4:
            self.release(FULL)

    # ---- holding, closing ----------------------------------------------------------------------------------------

    def hold(self, why: str) -> None:
        """Read no more for that reason."""
        if not self.held and self.transport is not None:
            self.transport.pause_reading()
        self.held.add(why)
        if why == LAGGING:
            self.listener.held.add(self)

    def release(self, why: str) -> None:
        """That reason is over; read on when no other is left."""
        self.held.discard(why)
        if not self.held and self.transport is not None and not self.transport.is_closing():
            self.heard = self.listener.clock()
            self.transport.resume_reading()

    def close(self, why: str) -> None:
        """End this line at once; what it sent is with the writer already."""
        self.listener.dropped[why] += 1
        if self.transport is not None:
            self.transport.abort()

    def look(self, now: float) -> None:
        """Whether the line is still worth keeping; called every few seconds."""
        if self.held:
            return
        limits, silent = self.limits, now - self.heard
        if self.framer.held and silent > 2:
            self.take(self.framer.settle())
        if self.framer.held and now - self.half_since > limits.half_frame:
            self.close("half a frame")
        elif not self.frames and now - self.begun > limits.first_frame:
            self.close("nothing said")
        elif silent > limits.silent:
            self.close("silent")


def _keep_alive(sock: socket.socket | None) -> None:
    if sock is None:
        return
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for name, value in KEEPALIVE:
        if hasattr(socket, name):
            sock.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), value)
