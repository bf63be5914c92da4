"""Open the index for reading: once a process, anew when another process has written or made it again."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path

import tantivy

from qingtian.apps.repeats.text_index.folder import current
from qingtian.apps.repeats.text_index.schema import prepared

_lock = threading.Lock()


@dataclass
class _Open:
    place: Path | None = None
    index: tantivy.Index | None = None
    written: int = 0


_held = _Open()


def searcher() -> tantivy.Searcher | None:
    """The index as it was last written; None where there is none yet."""
    place = current()
    if place is None:
        return None
    try:
        written = (place / "meta.json").stat().st_mtime_ns
    except FileNotFoundError:
        return None  # replaced this very moment
    with _lock:
        if _held.place != place or _held.index is None:
            _held.index = prepared(tantivy.Index.open(str(place)))
            _held.index.config_reader("manual", 1)
            _held.place, _held.written = place, 0
        if _held.written != written:
            _held.index.reload()
            _held.written = written
        return _held.index.searcher()
