"""Check a backup: manifest, rows, files, each against its digest."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from qingtian.apps.operations import refusals
from qingtian.apps.operations.backup import folder, manifest


@dataclass
class Checked:
    """What was read again."""

    manifest: manifest.Manifest
    files: int = 0
    bytes: int = 0


def check(backup: Path, *, key: str | None = None, linked: bool = True) -> Checked:
    """Read everything again. Raises not_a_backup, signature_broken, file_broken.

    ``linked=False`` reads what this backup wrote itself; files it shares with the one before were read then.
    """
    said = manifest.read(backup, key)
    done = Checked(said)
    for name, digest in said.files.items():
        _same(backup / name, name, digest, done)
    for entry in folder.listed(backup):
        path = backup / "files" / entry.path
        if not linked and path.exists() and path.stat().st_nlink > 1:
            continue
        _same(path, f"files/{entry.path}", entry.sha256, done)
    return done


def _same(path: Path, name: str, digest: str, done: Checked) -> None:
    try:
        if folder.sha256_of(path) != digest:
            raise refusals.file_broken(name)
        done.bytes += path.stat().st_size
    except OSError:
        raise refusals.file_broken(name) from None
    done.files += 1
