"""The demonstration served for real: own data folder, collected files with hashes, the strict policy, a fixed day."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.migrated import give

TODAY = "2026-11-23"
REPORTS = "40"
SEED = "20261123"
#: this month and the one before are enough air for the pages
AIR_MONTHS = "1"
LOAD = ["demo", "load", "--reports", REPORTS, "--seed", SEED, "--today", TODAY, "--air-months"]
COMMAND = [sys.executable, "-c", "from qingtian.cli import main; main()"]
#: seconds until the first page must have come
PATIENCE = 180
#: all tests of a worker report from one address within the hour; the question asked of the seventh has tests of its own
RATES = "report_unasked=200/3600 report=200/3600"


def free_port() -> int:
    """A port nobody listens on at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(folder: Path, today: str = TODAY) -> dict[str, str]:
    """What every command of this city runs with; nothing of the tests' own settings comes along."""
    own = {k: v for k, v in os.environ.items() if not k.startswith(("QINGTIAN_", "DJANGO_", "DATABASE_URL"))}
    kept = {k: os.environ[k] for k in ("QINGTIAN_ASSETS",) if k in os.environ}
    said = {"QINGTIAN_DATA": str(folder), "QINGTIAN_DEMO": "1", "QINGTIAN_TODAY": today, "QINGTIAN_RATES": RATES}
    return own | kept | said | {"LANG": "C.UTF-8"}


def run(folder: Path, *arguments: str, today: str = TODAY) -> subprocess.CompletedProcess[str]:
    """One ``qingtian`` command on that folder, to its end."""
    return subprocess.run(
        [*COMMAND, *arguments], env=environment(folder, today), capture_output=True, text=True, timeout=600
    )


def load(folder: Path, air_months: str = AIR_MONTHS) -> None:
    """Prepare a folder and load the invented city into it."""
    give(folder, "default", "identity")
    for arguments in (["prepare"], [*LOAD, air_months]):
        done = run(folder, *arguments)
        assert done.returncode == 0, f"qingtian {' '.join(arguments)}: {done.stdout[-800:]}{done.stderr[-800:]}"


@dataclass
class ServedCity:
    """A running server on a folder. ``log`` collects whatever it says, over all its starts."""

    folder: Path
    today: str = TODAY
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> Path:
        return self.folder.parent / f"{self.folder.name}.log"

    def start(self, extra: Mapping[str, str] | None = None) -> ServedCity:
        with self.log.open("ab") as out:
            self.process = subprocess.Popen(
                [*COMMAND, "serve", "--port", str(self.port)],
                env=environment(self.folder, self.today) | dict(extra or {}),
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self._wait()
        return self

    def _wait(self) -> None:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            assert self.process is not None
            assert self.process.poll() is None, f"the server ended: {self.log.read_text()[-2000:]}"
            try:
                urllib.request.urlopen(f"{self.address}/about/", timeout=10).read()
                return
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                time.sleep(0.2)
        raise AssertionError(f"no page after {PATIENCE} s: {self.log.read_text()[-2000:]}")

    def stop(self) -> None:
        """End the server and the workers it started, and nothing else."""
        if self.process is None:
            return
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(10)
        self.process = None

    def move_to(self, day: str) -> None:
        """The same city, the same data, on another day."""
        self.stop()
        self.today = day
        self.start()

    def command(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return run(self.folder, *arguments, today=self.today)


def served_copy(loaded: Path, folder: Path) -> ServedCity:
    """A server on a copy of a loaded folder."""
    shutil.copytree(loaded, folder)
    return ServedCity(folder).start()
