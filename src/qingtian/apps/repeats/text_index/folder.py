"""Where the index lies: one folder a making, a small file that names the present one, one lock for who writes."""

from __future__ import annotations

import fcntl
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

#: the name in the data folder; backups leave it out
NAME = "text-index"
CURRENT, LOCK = "current", "lock"


def folder() -> Path:
    """The folder of all makings; made where it is missing."""
    place = Path(settings.DATA) / NAME
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    return place


def current() -> Path | None:
    """The folder of the making in use; None where the index was never made, or was lost."""
    try:
        name = (Path(settings.DATA) / NAME / CURRENT).read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return None
    place = Path(settings.DATA) / NAME / name
    return place if name and (place / "meta.json").exists() else None


def fresh() -> Path:
    """An empty folder for a new making."""
    place = folder() / f"made-{secrets.token_hex(6)}"
    place.mkdir(mode=0o700)
    return place


def put_in_use(place: Path) -> None:
    """From now on every process reads this making; the others go. One rename: a kill leaves the old or the new."""
    part = folder() / f"{CURRENT}.part"
    part.write_text(place.name, encoding="ascii")
    os.replace(part, folder() / CURRENT)
    sweep_others()


def sweep_others() -> None:
    """Makings nobody will read again: replaced ones, and those a kill left half made. Under the lock only."""
    used = current()
    for one in folder().glob("made-*"):
        if one != used:
            shutil.rmtree(one, ignore_errors=True)


@contextmanager
def writing(*, wait: bool) -> Iterator[bool]:
    """Hold the lock of who writes; gives False where another process has it and one would not wait.

    The lock goes with its process, however that ends.
    """
    with (folder() / LOCK).open("a") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True
