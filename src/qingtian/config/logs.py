"""Logs: one JSON object a line, and nothing in it that a person said, is called, or came from.

What a log line may hold is decided where it leaves the process, in the formatter, so that no logger, library or new
page can pass by it. Structured ``data`` of our own loggers passes, key by key from a list. Of everybody else's words
only the template stays (``Not Found: %s``), never what was filled in; a message that was put together before it was
logged is withheld. Of an exception its class and the lines it passed through stay, its message does not.

``QINGTIAN_LOG``  ``-``: requests and everything else on standard error, for a service manager; a path: into that file,
kept small by turning it over; left out: warnings and errors only, on standard error.
"""

from __future__ import annotations

import fcntl
import hashlib
import hmac
import json
import logging
import logging.handlers
import os
import sys
import threading
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

#: what our own loggers may say, by name; anything else under ``data`` is dropped
SAID = frozenset(
    {"view", "method", "status", "ms", "user", "worker", "task", "error", "code", "schedule", "host", "port", "count"}
)
OURS = "qingtian."
#: bytes of a log file before it is turned over, and how many older ones stay
MOST_BYTES, OLDER = 20_000_000, 9
#: the id of the request being answered, for every line written while it is
request_id: ContextVar[str] = ContextVar("request_id", default="")


class JsonLine(logging.Formatter):
    """The one way out."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "said": said(record),
            "where": f"{Path(record.pathname).name}:{record.lineno}",
        }
        if request_id.get():
            line["request"] = request_id.get()
        if record.name.startswith(OURS):
            data = getattr(record, "data", None) or {}
            line.update({key: plain(value) for key, value in data.items() if key in SAID})
        if record.exc_info and record.exc_info[1] is not None:
            line["exception"] = failure(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False)


def said(record: logging.LogRecord) -> str:
    """The constant part of a message; "" where it cannot be told from what was filled in."""
    constant = record.name.startswith(OURS) or bool(record.args)
    return record.msg if constant and isinstance(record.msg, str) else ""


def plain(value: object) -> object:
    """Numbers as they are; words only if they are a name of ours: of code, of an address, of an error."""
    if value is None or isinstance(value, (bool, int, float)):
        return value
    words = str(value)[:120]
    return words if all(c.isascii() and (c.isalnum() or c in "._:-/ ") for c in words) else "…"


def failure(error: BaseException) -> dict[str, Any]:
    """Class and lines of an exception and of what caused it; never its message."""
    frames = traceback.extract_tb(error.__traceback__)[-12:]
    kept = [f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]
    found: dict[str, Any] = {"class": f"{type(error).__module__}.{type(error).__qualname__}", "lines": kept}
    if code := getattr(error, "code", None):
        found["code"] = plain(code)
    if error.__cause__ is not None:
        found["cause"] = failure(error.__cause__)
    return found


def _short(filename: str) -> str:
    return "/".join(Path(filename).parts[-3:])


def opaque(user_pk: object, secret: str) -> str:
    """A user in a log: the same one is the same word in this installation, and nobody outside can tell who."""
    return hmac.new(secret.encode(), f"log {user_pk}".encode(), hashlib.sha256).hexdigest()[:12]


class TurningFile(logging.handlers.WatchedFileHandler):
    """A log file several processes write to; the first that finds it too large turns it over, the others follow."""

    def emit(self, record: logging.LogRecord) -> None:
        try:
            self.reopenIfNeeded()
            if self.stream and os.fstat(self.stream.fileno()).st_size > MOST_BYTES:
                self._turn()
        except OSError:
            self.handleError(record)
        super().emit(record)

    def _turn(self) -> None:
        path = Path(self.baseFilename)
        descriptor = os.open(path.with_suffix(".lock"), os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            if path.stat().st_size > MOST_BYTES:  # another process may have been first
                for number in range(OLDER, 0, -1):
                    older = path.with_name(f"{path.name}.{number - 1}") if number > 1 else path
                    if older.exists():
                        older.replace(path.with_name(f"{path.name}.{number}"))
        finally:
            os.close(descriptor)
        self.reopenIfNeeded()


def configuration() -> dict[str, Any]:
    """The ``LOGGING`` of the settings."""
    where = os.environ.get("QINGTIAN_LOG", "")
    if where not in ("", "-"):
        Path(where).parent.mkdir(parents=True, exist_ok=True)
        out: dict[str, Any] = {"()": TurningFile, "filename": where, "encoding": "utf-8", "delay": True}
    else:
        out = {"class": "logging.StreamHandler"}
    level = "INFO" if where else "WARNING"
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": JsonLine}},
        "handlers": {"out": out | {"formatter": "line"}},
        "root": {"handlers": ["out"], "level": "WARNING"},
        "loggers": {
            "qingtian": {"level": level},
            # Django brings handlers of its own, which would write whole messages
            "django": {"handlers": [], "level": "WARNING", "propagate": True},
            "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
        },
    }


def guard_crashes() -> None:
    """A crash of a long-running process leaves by the same door: class and lines, never what it said."""
    logger = logging.getLogger("qingtian.crash")

    def whole(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if not issubclass(kind, KeyboardInterrupt):
            logger.critical("crashed", exc_info=(kind, error, trace))

    def thread(crashed: threading.ExceptHookArgs) -> None:
        if crashed.exc_value is not None:
            whole(crashed.exc_type, crashed.exc_value, crashed.exc_traceback)

    logging.captureWarnings(True)
    sys.excepthook = whole
    threading.excepthook = thread
