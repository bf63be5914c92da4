"""A served instance with sixteen officers at once: what a page takes until its last byte has come."""

from __future__ import annotations

import http.client
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

from bench.addresses import SHARES, Visitor
from bench.figures import Times

ROOT = Path(__file__).resolve().parent.parent
PORT = int(os.environ.get("BENCH_PORT", "8108"))
#: an officer reads, then clicks: a page every second, which is faster than anybody works
THINKING = (0.5, 1.5)
FINE = (200, 302)


@contextmanager
def served() -> Iterator[None]:
    """``qingtian serve`` over the data folder and databases of this environment, stopped at the end."""
    command = [sys.executable, "-c", "from qingtian.cli import main; main()", "serve", "--port", str(PORT)]
    log = Path(tempfile.gettempdir()) / "qingtian-bench-served.log"
    with log.open("w") as out:
        server = subprocess.Popen(command, cwd=ROOT, stdout=out, stderr=out)
    try:
        _wait_until_up()
        yield
    finally:
        server.terminate()
        server.wait(20)


def _wait_until_up() -> None:
    for _ in range(240):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=5)
            connection.request("GET", "/areas.geojson", headers={"Host": "localhost"})
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.25)
    raise TimeoutError("the server did not come up")


def day(
    visitors: list[Visitor], seconds: float, *, thinking: bool, pages: Collection[str] = tuple(SHARES)
) -> tuple[dict[str, Times], float]:
    """All visitors at work for so long on these pages; times by page, and pages a second."""
    times: dict[str, Times] = defaultdict(Times)
    failed: list[str] = []
    until = time.perf_counter() + seconds
    threads = [
        threading.Thread(target=_work, args=(visitor, n, until, thinking, times, failed, list(pages)))
        for n, visitor in enumerate(visitors)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed, f"{failed[:5]}: see qingtian-bench-served.log"
    return dict(times), sum(len(t.spent) for t in times.values()) / seconds


def _work(
    visitor: Visitor,
    number: int,
    until: float,
    thinking: bool,
    times: dict[str, Times],
    failed: list[str],
    pages: list[str],
) -> None:
    rng = Random(number)
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
    headers = {"Host": "localhost", "Cookie": f"sessionid={visitor.cookie}"}
    if thinking:
        time.sleep(rng.uniform(0, THINKING[1]))
    while time.perf_counter() < until:
        page = rng.choices(pages, [SHARES[name] for name in pages])[0]
        address = visitor.address(page, rng)
        begin = time.perf_counter()
        connection.request("GET", address, headers=headers)
        answer = connection.getresponse()
        answer.read()
        times[page].spent.append((time.perf_counter() - begin) * 1000)
        if answer.status not in FINE or "sign-in" in (answer.headers.get("Location") or ""):
            failed.append(f"{answer.status} {page}")
        if thinking:
            time.sleep(rng.uniform(*THINKING))
