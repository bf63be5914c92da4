"""The keys to a place of their own, and back. A backup and its keys together open every seal: they lie apart."""

from __future__ import annotations

import hashlib
import json
import os
from datetime import datetime
from pathlib import Path

from django.conf import settings

from qingtian.apps.operations import refusals
from qingtian.apps.operations.backup import folder

PREFIX = "qingtian-keys-"
NOT_KEYS = frozenset({"rotation.lock"})


def check_apart(keys: Path, backups: Path) -> None:
    """Raises keys_not_apart where one lies in the other, or either in the folder of keys in use."""
    one, other, used = keys.resolve(), backups.resolve(), Path(settings.KEYS).resolve()
    pairs = ((one, other), (one, used), (other, used))
    if any(a.is_relative_to(b) or b.is_relative_to(a) for a, b in pairs):
        raise refusals.keys_not_apart(keys, backups)


def same_disk(keys: Path, backups: Path) -> bool:
    """One disk that breaks, or one thief, takes both."""
    return keys.stat().st_dev == backups.stat().st_dev


def _files(keys: Path) -> list[Path]:
    found = (p for p in sorted(keys.rglob("*")) if p.is_file() and not p.name.startswith("."))
    return [p for p in found if p.name not in NOT_KEYS and p.name != "keys.json"]


def name_of(keys: Path) -> str:
    """A digest that names a set of keys without telling any: of their names and the digests of their contents."""
    seen = hashlib.sha256(b"qingtian-keys")
    for path in _files(keys):
        seen.update(f"{path.relative_to(keys)} {folder.sha256_of(path)}\n".encode())
    return seen.hexdigest()[:16]


def copy_apart(place: Path, now: datetime) -> Path:
    """Copy the keys in use to ``place``; an identical copy that lies there already is left alone and returned."""
    name = name_of(Path(settings.KEYS))
    for old in sorted(place.glob(f"{PREFIX}*-{name}")):
        if name_of(old) == name:
            return old
    target = place / f"{PREFIX}{now:%Y%m%d}-{name}"
    part = place / f".{target.name}.part"
    _lay(Path(settings.KEYS), part)
    (part / "keys.json").write_text(json.dumps({"name": name, "at": now.isoformat()}) + "\n")
    os.replace(part, target)
    return target


def _lay(source: Path, target: Path) -> None:
    target.mkdir(mode=0o700, parents=True, exist_ok=True)
    for path in _files(source):
        own = target / path.relative_to(source)
        own.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        own.unlink(missing_ok=True)
        if folder.copy(path, own) is None:
            raise refusals.keys_moved()


def newest(place: Path) -> Path:
    """The copy of keys in ``place``, or ``place`` itself where it is one. Raises no_keys."""
    if (place / "checkpoint.key").exists() or (place / "django.secret").exists():
        return place
    copies = [p for p in place.glob(f"{PREFIX}*") if p.is_dir()]
    if not copies:
        raise refusals.no_keys(place)
    return max(copies, key=lambda p: json.loads((p / "keys.json").read_text())["at"])


def choose(place: Path, named: str) -> Path:
    """The copy a backup names, else the newest: later keys open what earlier ones sealed, through ``retired``."""
    same = [p for p in place.glob(f"{PREFIX}*-{named}") if p.is_dir()]
    return same[0] if same else newest(place)


def bring_back(source: Path, target: Path) -> None:
    """Lay the keys into an empty folder."""
    _lay(source, target)


def out_of_retirement(keys: Path, needed: set[str]) -> list[str]:
    """Put back master keys that rows of the restored store still need; returns ids that are nowhere to be found."""
    lost = []
    for key_id in sorted(needed):
        own, retired = keys / f"master-{key_id}.key", keys / "retired" / f"master-{key_id}.key"
        if not own.exists() and retired.exists():
            os.replace(retired, own)
        if not own.exists():
            lost.append(key_id)
    return lost
