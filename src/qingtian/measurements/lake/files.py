"""Files that appear whole or not at all, and their digests."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import Any


def sha256_of(path: Path) -> str:
    """The digest of a file, read in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def settle(path: Path) -> None:
    """Put a written file on the disk."""
    with path.open("rb") as file:
        os.fsync(file.fileno())


def settle_folder(folder: Path) -> None:
    """Put the names in a folder on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def take_place(draft: Path, path: Path) -> None:
    """``draft`` becomes ``path``, on the disk before it is seen."""
    settle(draft)
    path.parent.mkdir(parents=True, exist_ok=True)
    draft.replace(path)
    settle_folder(path.parent)


def write_json(path: Path, value: Any) -> None:
    """Write ``value`` beside ``path`` and let it take its place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    draft.write_text(json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True), encoding="utf-8")
    take_place(draft, path)
