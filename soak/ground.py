"""What every trial stands on: a data folder of its own, a database of its own, and processes it may kill."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
BINARIES = Path(os.environ.get("SOAK_POSTGRES_BIN", "/usr/lib/postgresql/15/bin"))
PROOF_SECONDS = 900


@dataclass
class Cluster:
    """A PostgreSQL of the trial's own, in a folder of its own, with the shipped durability (fsync on)."""

    folder: Path
    port: int

    @property
    def url(self) -> str:
        return f"postgres://soak@127.0.0.1:{self.port}/"

    def control(self, *arguments: str) -> None:
        command = [str(BINARIES / "pg_ctl"), "-D", str(self.folder / "data"), "-w", *arguments]
        subprocess.run([*as_postgres(), *command], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def start(self) -> None:
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={self.folder}"
        self.control("start", "-l", str(self.folder / "log"), "-o", options)

    def restart(self, mode: str = "immediate") -> None:
        """``immediate`` is what a power cut does: the server recovers from its log."""
        self.control("restart", "-m", mode)


def as_postgres() -> list[str]:
    """The server refuses to run as root."""
    return ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def cluster() -> Iterator[Cluster]:
    """A running server that is gone afterwards; one role that may do everything, on this machine only."""
    folder = Path(tempfile.mkdtemp(prefix="qingtian-soak-pg-"))
    if as_postgres():
        shutil.chown(folder, "postgres", "postgres")
    made = Cluster(folder, free_port())
    init = [str(BINARIES / "initdb"), "-D", str(folder / "data"), "-U", "soak", "--auth=trust", "-E", "UTF8"]
    subprocess.run([*as_postgres(), *init], check=True, stdout=subprocess.DEVNULL)
    made.start()
    try:
        for name in ("records", "identities"):
            create = [str(BINARIES / "createdb"), "-h", "127.0.0.1", "-p", str(made.port), "-U", "soak", name]
            subprocess.run(create, check=True)
        yield made
    finally:
        subprocess.run([*as_postgres(), str(BINARIES / "pg_ctl"), "-D", str(folder / "data"), "stop", "-m", "fast"],
                       check=False, stdout=subprocess.DEVNULL)  # fmt: skip
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def folder_of(parent: str | None = None) -> Iterator[dict[str, str]]:
    """The environment of a fresh installation on SQLite; its folder is gone afterwards."""
    folder = tempfile.mkdtemp(prefix="qingtian-soak-", dir=parent)
    clean = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "IDENTITY_DATABASE_URL", "QINGTIAN_DEMO")}
    try:
        yield {**clean, "QINGTIAN_DATA": folder, "DJANGO_SETTINGS_MODULE": "qingtian.config.settings"}
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def installation(database: str) -> Iterator[tuple[dict[str, str], Cluster | None]]:
    """An environment on ``sqlite`` or ``postgresql``."""
    with folder_of() as environment:
        if database == "sqlite":
            yield environment, None
            return
        with cluster() as server:
            urls = {"DATABASE_URL": server.url + "records", "IDENTITY_DATABASE_URL": server.url + "identities"}
            yield {**environment, **urls}, server


def enter(environment: dict[str, str]) -> None:
    """Make this process one of that installation. Opens no connection, so that it may still fork."""
    os.environ.update(environment)
    for name in ("DATABASE_URL", "IDENTITY_DATABASE_URL"):
        if name not in environment:
            os.environ.pop(name, None)
    import django

    django.setup()


def here(work: Callable[..., Any], *arguments: Any) -> list[dict[str, Any]]:
    """Do it in this process and let go of the databases: what it read and imported, every later child has already."""
    from django.db import connections

    said: list[dict[str, Any]] = []
    work(lambda **line: said.append(line), *arguments)
    connections.close_all()
    return said


def forked(work: Callable[..., Any], *arguments: Any) -> tuple[int, int]:
    """Run ``work(write, *arguments)`` in a child: its process id and the pipe it writes lines to."""
    sys.stdout.flush()
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        os.close(writing)
        return child, reading
    os.close(reading)
    code = 1
    try:

        def write(**line: Any) -> None:
            os.write(writing, (json.dumps(line) + "\n").encode())

        code = int(work(write, *arguments) or 0)
    except BaseException as error:  # the child must never return into the parent's code
        print(f"  child: {type(error).__name__}: {error}", file=sys.stderr, flush=True)
    finally:
        os._exit(code)


def lines_of(pipe: int) -> list[dict[str, Any]]:
    """Everything the child wrote, whole lines only; a line cut off by the kill was never said."""
    with os.fdopen(pipe, "rb") as stream:
        said = stream.read()
    whole = said[: said.rfind(b"\n") + 1]
    return [json.loads(line) for line in whole.splitlines()]


def finished(work: Callable[..., Any], *arguments: Any) -> list[dict[str, Any]]:
    """Let a child run to its end; raises when it failed."""
    child, pipe = forked(work, *arguments)
    said = lines_of(pipe)
    if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]):
        raise RuntimeError(f"{work.__name__} failed; it had said {said[-2:]}")
    return said


def killed(work: Callable[..., Any], seconds: float, *arguments: Any) -> list[dict[str, Any]]:
    """Let a child run for so long and kill it without warning (SIGKILL); what it had said by then."""
    child, pipe = forked(work, *arguments)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return lines_of(pipe)
