"""A mark in the data folder while a load runs, so that half a city is never taken for a whole one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings


def _mark() -> Path:
    return Path(settings.DATA) / "demonstration.loading"


def was_interrupted() -> bool:
    """Whether the last load ended before its time (the machine was switched off, the command stopped)."""
    return _mark().exists()


@contextmanager
def marked_as_loading() -> Iterator[None]:
    """The mark goes when the block ends well; it stays where anything stops it."""
    _mark().touch()
    yield
    _mark().unlink()
