"""``python -m bench.hj212``: frames a second durable before the answer, a storm of reconnecting loggers, memory.

Beside it, in the same run and with the same frames, a receiver that commits frame by frame. The listener is a process
of its own; the loggers share the machine with it, so processor time a frame is the figure to compare.
``BENCH_LOGGERS`` (2000), ``BENCH_STORM`` (60 s), ``BENCH_FLAT`` (60 s) set the amounts.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import platform
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from datetime import datetime
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from bench import hj212_by_hand
from bench.loggers import Sender, deliver, frames_of, name_of

LOGGERS = int(os.environ.get("BENCH_LOGGERS", "2000"))
STORM = float(os.environ.get("BENCH_STORM", "60"))
FLAT = float(os.environ.get("BENCH_FLAT", "60"))
#: a day of ten-minute and hour data of one logger
A_DAY = 144
BEGIN = datetime(2026, 11, 26)


def memory() -> int:
    """Megabytes this process holds now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() >> 20


def ours(pipe: Connection, folder: str) -> None:
    """The listener, with its keeper, in this process; says its port and answers every question with its figures."""
    from qingtian.gateways.hj212.listener.keeper import Keeper, Office
    from qingtian.gateways.hj212.listener.limits import Limits
    from qingtian.gateways.hj212.listener.server import Listener
    from qingtian.gateways.hj212.profiles import Profile

    async def run() -> None:
        profiles = {name_of(n): Profile(name_of(n)) for n in range(LOGGERS)}
        frames = Path(folder) / "frames"
        listener = Listener(frames, profiles, Limits(from_one_address=LOGGERS + 10))
        port = await listener.start("127.0.0.1", 0)
        keeper = Keeper(listener, Office(lambda: profiles), frames, Path(folder) / "sign.json", port)
        keeper.start()
        await _answering(pipe, port, lambda: listener.writer.written)
        await listener.stop()
        await asyncio.to_thread(keeper.stop)

    asyncio.run(run())


def by_hand(pipe: Connection, folder: str) -> None:
    async def run() -> None:
        await _answering(pipe, await hj212_by_hand.serve(Path(folder)), lambda: 0)

    asyncio.run(run())


async def _answering(pipe: Connection, port: int, written: Callable[[], int]) -> None:
    pipe.send(port)
    while await asyncio.to_thread(pipe.recv) != "end":
        pipe.send((time.process_time(), memory(), written()))


@contextmanager
def running(who: Callable[[Connection, str], None]) -> Any:
    """The receiver in a process of its own over an empty folder: its port, and a way to ask for its figures."""
    here, there = multiprocessing.Pipe()
    with tempfile.TemporaryDirectory(prefix="qingtian-bench-") as folder:
        process = multiprocessing.get_context("spawn").Process(target=who, args=(there, folder))
        process.start()
        port = here.recv()

        def ask() -> tuple[float, int, int]:
            here.send("figures")
            return here.recv()

        try:
            yield port, ask, Path(folder)
        finally:
            here.send("end")
            process.join(60)


async def _all(port: int, frames: Sequence[Sequence[bytes]], window: int, over: float) -> list[Sender]:
    step = over / max(1, len(frames))
    return await asyncio.gather(*(deliver(port, own, window, n * step) for n, own in enumerate(frames)))


def measure(
    title: str, who: Callable[[Connection, str], None], frames: list[list[bytes]], window: int, over: float
) -> float:
    """Deliver everything; print and return processor microseconds a frame."""
    with running(who) as (port, ask, folder):
        cpu, held, _ = ask()
        begun = time.perf_counter()
        senders = asyncio.run(_all(port, frames, window, over))
        took = time.perf_counter() - begun
        after, most, written = ask()
        count = sum(map(len, frames))
        lost = count - sum(one.answered for one in senders)
        spent = sorted(s * 1000 for one in senders for s in one.spent)
        each = (after - cpu) / count * 1e6
        size = sum(path.stat().st_size for path in folder.rglob("*.sqlite*")) / count
        told = f"; {size:.0f} bytes a frame on disk" if count > 100_000 else ""
        print(
            f"  {title:34} {count / took:7.0f} frames/s, {each:4.0f} us of processor a frame; answer median "
            f"{statistics.median(spent):6.1f} ms, p99 {spent[int(len(spent) * 0.99)]:7.1f} ms; "
            f"{held} -> {most} MB; unanswered {lost}{told}" + (f"; stored {written}" if written else ""),
            flush=True,
        )
        return each


def flat(seconds: float) -> None:
    """Memory while frames come without a pause: after a quarter, and at the end."""
    with running(ours) as (port, ask, _):
        until, seen, round_ = time.monotonic() + seconds, [], 0
        while time.monotonic() < until:
            day = BEGIN.replace(year=2000 + round_ % 26, day=1 + round_ // 26 % 27)
            frames = [frames_of(n, 40, day) for n in range(200)]
            asyncio.run(_all(port, frames, 20, 0))
            seen.append(ask()[1])
            round_ += 1
        quarter = seen[len(seen) // 4]
        amount = f"{seconds:.0f} s, {round_ * 8000:,} frames"
        print(f"  memory over {amount}: {quarter} MB after a quarter, {seen[-1]} MB at the end", flush=True)


def main() -> None:
    machine = f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
    print(f"HJ 212: {machine}, {LOGGERS} loggers", flush=True)
    few = [frames_of(n, 100, BEGIN) for n in range(min(200, LOGGERS))]
    mine = measure("ours, 200 lines, 20 unanswered", ours, few, 20, 0)
    theirs = measure("frame by frame, the same", by_hand, few, 20, 0)
    print(f"  processor a frame, ours / frame by frame: {mine / theirs:.2f}")
    day = [frames_of(n, A_DAY, BEGIN) for n in range(LOGGERS)]
    measure(f"storm: all back within {STORM:.0f} s, a day", ours, day, 1, STORM)
    city = [frames_of(n, 2, BEGIN) for n in range(LOGGERS)]
    measure("a city's pace (200 a second)", ours, city, 1, len(city) * 2 / 200)
    flat(FLAT)


if __name__ == "__main__":
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(65536, most), most))
    main()
