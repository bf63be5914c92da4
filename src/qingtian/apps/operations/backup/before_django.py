"""What a restore does before Django starts: settings make keys where there are none, so the saved ones come first."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from qingtian.apps.operations import refusals
from qingtian.apps.operations.backup import keys_apart

#: lies in the data folder while a restore is under way; nothing serves from such a folder
MARK = "restore-unfinished"
#: what a disk or a service manager puts into an empty folder
NOT_OURS = frozenset({"lost+found"})


def check_empty(data: Path, keys: Path) -> None:
    """A restore that was killed is cleared away; anything else refuses. Raises not_empty."""
    if (data / MARK).exists():
        clear(data, keys)
    for folder in (data, keys):
        if folder.is_dir() and any(path.name not in NOT_OURS for path in folder.iterdir()):
            raise refusals.not_empty(str(folder))


def begin(data: Path) -> None:
    """Say that a restore is under way."""
    data.mkdir(parents=True, exist_ok=True, mode=0o700)
    (data / MARK).touch()


def clear(data: Path, keys: Path) -> None:
    """Empty folders that only a restore has written to; the mark goes last."""
    for folder in (keys, data):
        for path in folder.iterdir() if folder.is_dir() else ():
            if path.name not in NOT_OURS | {MARK}:
                shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
    (data / MARK).unlink(missing_ok=True)


def lay_keys(backup: Path, place: Path, keys: Path) -> None:
    """The copy of the keys that the backup names, else the newest, into the empty key folder. Raises no_keys."""
    try:
        named = json.loads((backup / "manifest.json").read_text(encoding="utf-8"))["body"]["keys"]
    except (OSError, ValueError, KeyError, TypeError):
        raise refusals.not_a_backup(backup) from None
    keys_apart.bring_back(keys_apart.choose(place, str(named)), keys)
