"""The gateway of monitors under everything that goes wrong: killed, fed mutated frames, half-open lines, a full disk.

What was answered is counted on the loggers' side, so that the proof does not rest on what the listener says.
"""

from __future__ import annotations

import asyncio
import os
import random
import resource
import signal
import socket
import struct
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bench.loggers import deliver, frames_of, name_of
from qingtian.gateways.hj212.listener.limits import Limits
from qingtian.gateways.hj212.listener.server import Listener
from qingtian.gateways.hj212.profiles import Profile
from qingtian.gateways.hj212.store.arrived import Verdict
from qingtian.gateways.hj212.store.reading import FrameStore
from qingtian.gateways.hj212.store.standing import fold, standings
from soak.ground import forked, free_port

LOGGERS = 20
#: frames a logger has ready in one round: more than it can deliver before the kill
A_ROUND = 400
BEGIN = datetime(2026, 1, 1)
PROFILES = {name_of(n): Profile(name_of(n)) for n in range(LOGGERS)}
GENEROUS = Limits(from_one_address=10_000, refused=10**9, frames_a_second=1e9, burst=10**9, quarantine_a_day=10**12)


def listening(say: Callable[..., None], folder: str, port: int, limits: Limits = GENEROUS, most: int = 0) -> None:
    """In a child: listen until killed. ``most``: bytes a file may have, as a quota would set it."""
    if most:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))

    async def run() -> None:
        stopped = asyncio.Event()
        listener = Listener(Path(folder), PROFILES, limits)
        await listener.start("127.0.0.1", port)
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopped.set)
        if most:  # room again at a signal
            wider = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
            room = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, wider)  # noqa: E731
            asyncio.get_running_loop().add_signal_handler(signal.SIGUSR1, room)
        await stopped.wait()
        await listener.stop()

    asyncio.run(run())


def reachable(port: int, seconds: float = 20) -> None:
    """Wait until somebody listens."""
    until = time.monotonic() + seconds
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.01)


def ended(child: int, pipe: int, number: int = signal.SIGTERM) -> int:
    """Signal a child and wait; its exit code."""
    os.kill(child, number)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    os.close(pipe)
    return code


# ---- kills ---------------------------------------------------------------------------------------------------------


def kills(count: int) -> list[str]:
    """Kill the listener that often while loggers send; they come back and send again what was not answered."""
    with tempfile.TemporaryDirectory(prefix="qingtian-soak-") as folder:
        chance, todo, answered = random.Random(), Counter[int](), 0
        ready: dict[int, list[bytes]] = {n: [] for n in range(LOGGERS)}
        for number in range(1, count + 1):
            _get_ready(ready, todo)
            port = free_port()
            child, pipe = forked(listening, folder, port)
            reachable(port)
            killing = time.monotonic() + chance.uniform(0.02, 0.5)
            answered += _until_killed(child, port, killing, todo, ready)
            os.waitpid(child, 0)
            os.close(pipe)
            answers = {n: ready[n][: todo[n]] for n in ready}
            if found := _faults(folder, answers) if number % 20 == 0 or number == count else []:
                return [f"after kill {number}: {fault}" for fault in found]
        print(f"  {count} kills; {answered:,} frames answered, all there once", flush=True)
        return [] if answered > 10 * count else [f"only {answered} frames were answered: nothing was tried"]


def _get_ready(ready: dict[int, list[bytes]], done: Counter[int]) -> None:
    """Frames of every logger for one more round, made before the clock runs."""
    for n, frames in ready.items():
        if len(frames) < done[n] + A_ROUND:
            frames += frames_of(n, 2 * A_ROUND, BEGIN + len(frames) * timedelta(minutes=10))


def _until_killed(child: int, port: int, killing: float, todo: Counter[int], ready: dict[int, list[bytes]]) -> int:
    """Let every logger send what it has not had answered; kill in the midst; how many answers came."""

    async def play() -> int:
        loop = asyncio.get_running_loop()
        loop.call_at(loop.time() + max(0.0, killing - time.monotonic()), os.kill, child, signal.SIGKILL)
        senders = await asyncio.gather(*(_logger(ready[n][todo[n] :], port) for n in range(LOGGERS)))
        for n, answered in enumerate(senders):
            todo[n] += answered
        return sum(senders)

    return asyncio.run(play())


async def _logger(frames: list[bytes], port: int) -> int:
    with suppress(OSError):
        return (await deliver(port, frames, 8)).answered
    return 0


def _faults(folder: str, answered: dict[int, list[bytes]]) -> list[str]:
    """Every answered frame is stored, none twice, and the devices' standing adds up to what is stored."""
    store, held = FrameStore(Path(folder)), Counter[bytes]()
    for day in store.days():
        last = 0
        while rows := store.after(day, last, 20_000):
            held.update(one.raw for one in rows)
            last = rows[-1].number
    faults = [f"stored {n} times: {raw[:60]!r}" for raw, n in held.items() if n > 1]
    for frames in answered.values():
        lost = [raw for raw in frames if raw.rstrip(b"\r\n") not in held]
        faults += [f"answered and not there: {raw[:60]!r}" for raw in lost]
    fold(Path(folder))
    counted = sum(one.frames() for one in standings(Path(folder)).values())
    return (
        faults if counted == sum(held.values()) else [*faults, f"standing says {counted}, stored {sum(held.values())}"]
    )


# ---- mutated frames ------------------------------------------------------------------------------------------------


def mutated(count: int) -> list[str]:
    """So many frames with bytes changed, cut out, doubled among good ones; the listener lives, and in its memory."""
    with tempfile.TemporaryDirectory(prefix="qingtian-soak-") as folder:
        port = free_port()
        child, pipe = forked(listening, folder, port)
        reachable(port)
        seen: list[int] = []
        sent = asyncio.run(_mutants(port, count, lambda: seen.append(resident(child))))
        good = asyncio.run(deliver(port, frames_of(1, 50, BEGIN.replace(year=2030)), 10))
        code = ended(child, pipe)
        store = FrameStore(Path(folder))
        verdicts = Counter[Verdict]()
        for day in store.days():
            last = 0
            while rows := store.after(day, last, 20_000):
                verdicts.update(one.verdict for one in rows)
                last = rows[-1].number
        faults = [f"ended with {code}"] if code else []
        faults += [] if good.answered == 50 else [f"a good logger afterwards had {good.answered} of 50 answers"]
        settled, last_seen = seen[len(seen) // 4], seen[-1]
        faults += [] if last_seen < settled + 40 else [f"memory grew from {settled} to {last_seen} MB"]
        told = {verdict.name: n for verdict, n in sorted(verdicts.items())}
        print(f"  {sent:,} mutated frames; {settled} MB after a quarter, {last_seen} MB at the end; {told}", flush=True)
        return faults


async def _mutants(port: int, count: int, look: Callable[[], None]) -> int:
    chance, sent = random.Random(212), 0
    base = [frame for n in range(LOGGERS) for frame in frames_of(n, 50, BEGIN)]
    while sent < count:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        drained = asyncio.create_task(_swallow(reader))
        with suppress(ConnectionError):
            for _ in range(min(50, -(-(count - sent) // 100))):
                writer.write(b"".join(mutant(chance.choice(base), chance) for _ in range(100)))
                await writer.drain()
                sent += 100
            if chance.random() < 0.5:
                writer.transport.abort()
        writer.close()
        drained.cancel()
        look()
    return sent


async def _swallow(reader: asyncio.StreamReader) -> None:
    with suppress(ConnectionError):
        while await reader.read(1 << 16):
            pass


def mutant(frame: bytes, chance: random.Random) -> bytes:
    """A frame changed in one of the ways wires and programs change frames."""
    at, other = sorted((chance.randrange(len(frame)), chance.randrange(len(frame))))
    return chance.choice(
        (
            lambda: frame[:at] + bytes([chance.randrange(256)]) + frame[at + 1 :],
            lambda: frame[:at],
            lambda: frame[at:],
            lambda: frame[:at] + frame[other:],
            lambda: frame[:other] + frame[at:],
            lambda: frame[:at] + chance.randbytes(chance.randrange(1, 40)) + frame[at:],
            lambda: frame.replace(b"&&", b"&", 1),
            lambda: b"##" + b"%04d" % chance.randrange(10_000) + frame[6:],
            lambda: frame.rstrip(b"\r\n"),
            lambda: chance.randbytes(chance.randrange(1, 200)),
            lambda: frame,
        )
    )()


def resident(process: int) -> int:
    """Megabytes a process holds."""
    pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    return pages * resource.getpagesize() >> 20


# ---- lines that misbehave ------------------------------------------------------------------------------------------

HASTY = Limits(from_one_address=10_000, first_frame=0.5, half_frame=0.5, silent=1.0, refused=50)


def lines(count: int) -> list[str]:
    """Silent, half, slow and reset lines in great number beside a good logger, which has every answer."""
    with tempfile.TemporaryDirectory(prefix="qingtian-soak-") as folder:
        port = free_port()
        child, pipe = forked(listening, folder, port, HASTY)
        reachable(port)
        answered, left = asyncio.run(_beside(port, count))
        code = ended(child, pipe)
        print(
            f"  {count} bad lines, {left} still open at the end; the good logger had {answered} of 400 answers",
            flush=True,
        )
        faults = [f"ended with {code}"] if code else []
        faults += [] if answered == 400 else ["the good logger was not served"]
        return faults + ([f"{left} dead lines were kept"] if left else [])


async def _beside(port: int, count: int) -> tuple[int, int]:
    frame, open_ = frames_of(2, 1, BEGIN)[0], []
    kinds: list[Callable[[asyncio.StreamWriter], Any]] = [
        lambda writer: None,
        lambda writer: writer.write(frame[: len(frame) // 2]),
        lambda writer: writer.write(frame),
        _reset,
    ]
    good = asyncio.create_task(_patiently(port))
    for n in range(count):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        kinds[n % len(kinds)](writer)
        open_.append(asyncio.create_task(_swallow(reader)))
    await asyncio.wait(open_, timeout=10)
    return await good, sum(not one.done() for one in open_)


def _reset(writer: asyncio.StreamWriter) -> None:
    sock = writer.get_extra_info("socket")
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


async def _patiently(port: int) -> int:
    answered = 0
    for n in range(40):
        answered += (await deliver(port, frames_of(1, 10, BEGIN + timedelta(days=n)), 1)).answered
        await asyncio.sleep(0.05)
    return answered


# ---- a full disk ---------------------------------------------------------------------------------------------------


def full(rounds: int) -> list[str]:
    """Files may grow no further while loggers send: no answer, no loss; with room again everything is answered."""
    faults: list[str] = []
    for number in range(rounds):
        with tempfile.TemporaryDirectory(prefix="qingtian-soak-") as folder:
            port, most = free_port(), (1500 + 400 * number) << 10
            child, pipe = forked(listening, folder, port, GENEROUS, most)
            reachable(port)
            before, after = asyncio.run(_through_it(port, child))
            code = ended(child, pipe)
            answers = {n: frames_of(n, 400, BEGIN) for n in range(LOGGERS)} if after == 400 * LOGGERS else {}
            faults += [f"ended with {code}"] if code else []
            faults += _faults(folder, answers)
            if not before < 400 * LOGGERS == after:
                faults.append(f"{before} answered on the full disk, {after} afterwards, of {400 * LOGGERS}")
            told = f"{before} answers to loggers served whole, {after} once there was room"
            print(f"  files of at most {most >> 10} kB: {told}", flush=True)
    return faults


async def _through_it(port: int, child: int) -> tuple[int, int]:
    """Answers while the disk is full, and in the end."""
    senders = [asyncio.create_task(deliver(port, frames_of(n, 400, BEGIN), 400)) for n in range(LOGGERS)]
    await asyncio.sleep(1.5)
    before = sum(one.result().answered for one in senders if one.done())
    os.kill(child, signal.SIGUSR1)
    done = await asyncio.wait_for(asyncio.gather(*senders), 60)
    return before, sum(one.answered for one in done)
