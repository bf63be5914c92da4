"""Test databases made as ``qingtian prepare`` makes them; those of SQLite once, and copied into every later run.

A hundred migrations take longer than most rooms take to test. What the copy depends on is in its name:
every migration, every module of triggers, every locked package.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from django.core.management.commands.migrate import Command
from django.db import connections

from qingtian.apps.migrating import migrate

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / ".pytest_cache" / "migrated"
#: names of the two stores in a data folder
FILES = {"default": "qingtian.sqlite3", "identity": "identities.sqlite3"}
SOURCES = ("**/migrations/*.py", "**/triggers.py", "**/append_only*.py", "**/models/*.py", "config/settings.py")


def digest() -> str:
    """Changes with anything that could change a migrated database."""
    room = ROOT / "src" / "qingtian"
    files = sorted({path for pattern in SOURCES for path in room.glob(pattern)})
    hashed = hashlib.sha256()
    for path in [*files, ROOT / "requirements" / "base.lock"]:
        hashed.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes())
    return hashed.hexdigest()[:20]


def migrate_as_the_product_does(aliases: set[str], *, keep: bool) -> None:
    """Until each of ``aliases`` is set up, ``migrate`` takes the kept copy, or with ``keep`` off makes the database
    anew; either way as ``qingtian prepare`` does. Afterwards it is itself again."""
    original, name = Command.handle, digest()
    KEPT.mkdir(parents=True, exist_ok=True)

    def handle(self: Command, *arguments: Any, **options: Any) -> None:
        alias = options["database"]
        aliases.discard(alias)
        if not aliases:
            Command.handle = original
        if not keep:
            migrate(alias)
            return
        kept = KEPT / f"{alias}-{name}.sqlite3"
        with (KEPT / f"{alias}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not kept.exists():
                migrate(alias)
                _keep(alias, kept)
                return
        connections[alias].ensure_connection()
        with closing(sqlite3.connect(kept)) as source:
            source.backup(connections[alias].connection)

    Command.handle = handle


def give(folder: Path, *aliases: str) -> None:
    """Put the kept databases, where there are any, into an empty data folder: what migrates it finds that done."""
    name = digest()
    folder.mkdir(parents=True, exist_ok=True)
    for alias in aliases:
        kept = KEPT / f"{alias}-{name}.sqlite3"
        with suppress(FileNotFoundError):  # the first run on this state of the code: the command does the work itself
            shutil.copy(kept, folder / FILES[alias])


def _keep(alias: str, kept: Path) -> None:
    for old in KEPT.glob(f"{alias}-*"):
        old.unlink()
    part = kept.with_suffix(".part")
    with closing(sqlite3.connect(part)) as copy:
        connections[alias].connection.backup(copy)
    os.replace(part, kept)
