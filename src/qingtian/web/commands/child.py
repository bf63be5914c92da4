"""What runs beside the server in a small office: started with it, started again when it ends, stopped with it."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

#: how a command says that it runs beside a server
HELP = "Number of the process of the serve that started it: end when that ends."
OURSELVES = (sys.executable, "-c", "from qingtian.cli import main; main()")
WORK = (*OURSELVES, "work")
#: seconds before a worker that ended is started again, so that a broken one does not burn the machine
PAUSE = 10.0
#: seconds a task in hand may take before the server stops waiting for it
PATIENCE = 30.0


class Child:
    """One process and the thread that watches it."""

    def __init__(self, command: tuple[str, ...] = WORK) -> None:
        self._command = command
        self._stopped = threading.Event()
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._watch, name="child", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def _watch(self) -> None:
        while not self._stopped.is_set():
            with self._lock:
                if self._stopped.is_set():
                    return
                # whose child it is: a server killed before its child looks for a parent would leave it behind for good
                command = (*self._command, "--child", str(os.getpid()))
                self._process = subprocess.Popen(command)  # noqa: S603 (our own command)
            self._process.wait()
            self._stopped.wait(PAUSE)

    def stop(self) -> None:
        """Ask politely, wait, and end it where it does not answer."""
        with self._lock:
            self._stopped.set()
            process = self._process
        if process is None or process.poll() is not None:
            return
        process.terminate()
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()


@contextmanager
def worker_beside(wanted: bool) -> Iterator[None]:
    """Run a worker while the block runs, where one is wanted."""
    with _beside(WORK if wanted else None):
        yield


@contextmanager
def listener_beside(port: int | None) -> Iterator[None]:
    """Listen for data loggers (HJ 212) while the block runs, where a port is named."""
    with _beside((*OURSELVES, "gateway", "hj212", "--port", str(port)) if port else None):
        yield


@contextmanager
def _beside(command: tuple[str, ...] | None) -> Iterator[None]:
    if command is None:
        yield
        return
    child = Child(command)
    child.start()
    try:
        yield
    finally:
        child.stop()


def orphaned(parent: int | None) -> bool:
    """Whether the server that started this process is gone; never for a process started by hand."""
    return parent is not None and os.getppid() != parent
