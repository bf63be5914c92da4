"""Reports received a second, each on disk in both stores when it counts: sixteen at once, a process a core."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

ROOT = Path(__file__).resolve().parent.parent
AT_ONCE = 16
TODAY = date(2026, 11, 23)


def receive_for(seconds: float, threads: int) -> int:
    """So many threads receive one report after another; returns how many were received."""
    from django.db import connections

    from qingtian.apps.identities.vault import Identity
    from qingtian.apps.petitions.actions.receive import Report, receive
    from qingtian.config.city import city
    from qingtian.procedures.who import Actor

    received = [0] * threads
    now = datetime.combine(TODAY, datetime.min.time(), ZoneInfo("Asia/Shanghai")) + timedelta(hours=10)
    until = time.perf_counter() + seconds

    def work(thread: int) -> None:
        while time.perf_counter() < until:
            report = Report("夜里有气味，请来看看。", "web", city().receiver, ["air"], "老粮站旁边", area="wangxi")
            phone = f"139-0000-{received[thread] % 10_000:04d}"
            who = Identity("演示居民", phone, "")
            reporter = Actor(kind="reporter")
            receive(report, who, by=reporter, on=TODAY, now=now, prefix=city().prefix, generated=True)
            received[thread] += 1
        connections.close_all()

    workers = [threading.Thread(target=work, args=(n,)) for n in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return sum(received)


def rate(seconds: float = 15) -> float:
    """Reports a second, all processes together."""
    processes = max(2, os.cpu_count() or 2)
    command = [sys.executable, "-m", "bench.intake", str(seconds), str(AT_ONCE // processes)]
    running = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(processes)]
    return sum(int((each.communicate()[0] or "0").split()[-1]) for each in running) / seconds


def through(channel: str, seconds: float) -> float:
    """Reports a second that one process takes over one channel, answer and all."""
    from soak.channels import CHANNELS

    count, until = 0, time.perf_counter() + seconds
    while time.perf_counter() < until:
        CHANNELS[channel](os.urandom(12).hex(), count)
        count += 1
    return count / seconds


def by_channel(seconds: float = 5) -> dict[str, float]:
    """A process a channel, one after another; a WeChat report is a chat of five messages."""
    from soak.channels import CHANNELS

    found = {}
    for channel in CHANNELS:
        command = [sys.executable, "-m", "bench.intake", str(seconds), channel]
        said = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True).stdout
        found[channel] = float(said.split()[-1])
    return found


def main() -> None:
    import django

    django.setup()
    if not sys.argv[2].isdigit():
        print(through(sys.argv[2], float(sys.argv[1])))
        return
    receive_for(1, 1)  # declarations read, connections made
    print(receive_for(float(sys.argv[1]), int(sys.argv[2])))


if __name__ == "__main__":
    main()
