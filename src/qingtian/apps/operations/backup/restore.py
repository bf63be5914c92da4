"""Bring a backup back into an empty place: old tables first, then rows, then the upgrade, then the proof."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from django.db import connections, transaction
from django.db.migrations.executor import MigrationExecutor

from qingtian.apps.migrating import Executor, own
from qingtian.apps.operations import refusals
from qingtian.apps.operations.backup import check, folder, heads, keys_apart, lake, manifest, rows, snapshot, tables


@dataclass
class Restored:
    """What came back."""

    manifest: manifest.Manifest
    seconds: float
    bytes: int
    heads: str


def restore(backup: Path, *, data: Path, keys: Path, with_keys: bool, progress: rows.Progress) -> Restored:
    """The rows, files and proof; keys lie in place already and Django is set up on the empty databases.

    Raises what ``check`` raises, newer_backup, not_empty, keys_lost, rows_unusable, heads_differ,
    lake_differs.
    """
    began = time.monotonic()
    said = check.check(backup, key=_public_key(keys)).manifest
    _check_databases(said)
    if with_keys and (lost := keys_apart.out_of_retirement(keys, set(said.sealed_with))):
        raise refusals.keys_lost(lost)
    size = 0
    for alias in (snapshot.RECORDS, snapshot.IDENTITIES):
        _migrate(alias, said)
        size += _load(backup, alias, progress)
    size += folder.bring_back(backup, data).bytes
    found = heads.digest(connections[snapshot.RECORDS])[1]
    if found != said.heads["sha256"]:
        raise refusals.heads_differ(said.heads["sha256"], found)
    if lake.snapshot_in(data) != said.lake or lake.broken(data):
        raise refusals.lake_differs(said.lake, lake.snapshot_in(data))
    return Restored(said, time.monotonic() - began, size, found)


def _public_key(keys: Path) -> str | None:
    from qingtian.apps.proceedings import checkpoints

    return checkpoints.public_key() if (keys / "checkpoint.key").exists() else None


def _check_databases(said: manifest.Manifest) -> None:
    for alias in (snapshot.RECORDS, snapshot.IDENTITIES):
        known = MigrationExecutor(connections[alias]).loader.disk_migrations
        strange = [m for m in said.migrations[alias] if tuple(m) not in known]
        if strange:
            raise refusals.newer_backup(said.version, ".".join(strange[0]))
        if not rows.is_empty(connections[alias]):
            raise refusals.not_empty(str(connections[alias].settings_dict["NAME"]))


def _migrate(alias: str, said: manifest.Manifest) -> None:
    """Make the tables as they stood when the backup was taken."""
    executor = Executor(connections[alias])
    done = own(alias, ((app, name) for app, name in said.migrations[alias]))
    executor.migrate(tables.latest(executor.loader, done))


def _load(backup: Path, alias: str, progress: rows.Progress) -> int:
    place = backup / "rows" / alias
    with transaction.atomic(using=alias):
        rows.load_all(connections[alias], alias, place, progress)
    return sum(p.stat().st_size for p in place.glob("*.gz"))
