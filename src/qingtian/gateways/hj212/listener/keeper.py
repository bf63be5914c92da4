"""The second thread (值守): what takes longer than a line may wait.

It reads profiles, folds what is known of devices, hands commands over, records what they were answered, and leaves a
sign of life for the health check.
"""

from __future__ import annotations

import json
import logging
import os
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qingtian.gateways.hj212.profiles import Profiles
from qingtian.gateways.hj212.store.standing import fold

if TYPE_CHECKING:
    from qingtian.gateways.hj212.listener.door import Heard
    from qingtian.gateways.hj212.listener.server import Listener

log = logging.getLogger(__name__)
ROUND_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Office:
    """What the listener asks the records of the office: profiles, frames to send now (by MN), and where replies go.

    ``sending(online)`` gives frames for loggers among ``online``; each is noted as sent before it is given.
    """

    profiles: Callable[[], Profiles]
    sending: Callable[[frozenset[str]], Sequence[tuple[str, bytes]]] = lambda online: ()
    replied: Callable[[Sequence[Heard]], None] = lambda replies: None
    done: Callable[[], None] = lambda: None


@dataclass(frozen=True, slots=True)
class SignOfLife:
    """What the running listener says of itself every few seconds (``run/hj212.json``)."""

    at: float
    process: int
    port: int
    lines: int
    loggers: int
    written: int
    repeats: int
    waiting: int
    trouble: str
    quarantine_full: bool
    dropped: dict[str, int]


class Keeper:
    """Runs every few seconds beside the loop; a round that fails is logged and tried again."""

    def __init__(self, listener: Listener, office: Office, folder: Path, sign: Path, port: int) -> None:
        self._listener, self._office, self._folder, self._sign, self._port = listener, office, folder, sign, port
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="keeper", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopped.set()
        self._thread.join(2 * ROUND_SECONDS)
        self._sign.unlink(missing_ok=True)

    def _run(self) -> None:
        while not self._stopped.is_set():
            for step in (self._show, self._refresh, self._hand_over, self._fold):
                try:
                    step()
                except Exception:  # whatever it is, the lines must go on
                    log.exception("the keeper's round: %s", step.__name__)
            self._office.done()
            self._stopped.wait(ROUND_SECONDS)

    def _refresh(self) -> None:
        self._listener.profiles = self._office.profiles()

    def _fold(self) -> None:
        fold(self._folder)

    def _hand_over(self) -> None:
        listener = self._listener
        replies, listener.replies = listener.replies, []
        if replies:
            self._office.replied(replies)
        for mn, frame in self._office.sending(frozenset(listener.lines)):
            listener.send_soon(mn, frame)

    def _show(self) -> None:
        listener, writer = self._listener, self._listener.writer
        said = SignOfLife(
            at=time.time(),
            process=os.getpid(),
            port=self._port,
            lines=len(listener.connections),
            loggers=len(listener.lines),
            written=writer.written,
            repeats=writer.repeats,
            waiting=writer.waiting,
            trouble=writer.trouble[0] if writer.trouble else "",
            quarantine_full=listener.quarantine_full,
            dropped=dict(listener.dropped),
        )
        self._sign.parent.mkdir(parents=True, exist_ok=True)
        part = self._sign.with_suffix(".part")
        part.write_text(json.dumps(asdict(said)), encoding="utf-8")
        part.replace(self._sign)


def sign_of_life(path: Path) -> SignOfLife | None:
    """What the listener said last; None where none runs or its words cannot be read."""
    try:
        return SignOfLife(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
