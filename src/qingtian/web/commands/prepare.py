"""``qingtian prepare``: bring the data folder up to date; the one step after an installation or an upgrade."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from qingtian import __version__
from qingtian.language import Text
from qingtian.web.commands.setup import check_finished, check_not_newer, moment, note, set_up_django

SAVED = Text(
    "升级前的备份写好了：{folder}。升级不成，恢复它。",
    "Backup from before the upgrade: {folder}. If the upgrade fails, restore it.",
)


def _digest(paths: Iterator[Path]) -> str:
    """One digest over names, sizes and times: what changed since the last preparation, without reading it."""
    seen = hashlib.sha256()
    for path in sorted(paths):
        status = path.stat()
        seen.update(f"{path}:{status.st_size}:{status.st_mtime_ns};".encode())
    return seen.hexdigest()


def _state() -> dict[str, str]:
    """What this installation must have been prepared for."""
    from django.conf import settings

    room = Path(settings.ROOM)
    databases = [str(settings.DATABASES[alias]["NAME"]) for alias in ("default", "identity")]
    static = [p for folder in (room / "web/static", settings.ASSETS / "static") for p in folder.rglob("*")]
    return {
        "version": __version__,
        "databases": "|".join(databases),
        "migrations": _digest(room.glob("apps/*/migrations/*.py")),
        "static": _digest(p for p in static if p.is_file()),
    }


def check_not_behind() -> None:
    """The databases were used by this version or an older one. Raises prepare.newer_database, restore.unfinished."""
    from django.db import connections
    from django.db.migrations.executor import MigrationExecutor

    check_finished()
    for alias in connections:
        check_not_newer(alias, MigrationExecutor(connections[alias]))


def upgrades_something() -> bool:
    """Whether there is data that a migration still to come would touch."""
    from django.db import connections
    from django.db.migrations.executor import MigrationExecutor

    from qingtian.apps.migrating import waiting
    from qingtian.apps.operations.backup.rows import is_empty

    return any(waiting(MigrationExecutor(target)) and not is_empty(target) for target in connections.all())


def back_up_first(place: Path | None) -> Path | None:
    """Before data is upgraded, save it; the folder of the backup, or None where nothing would be touched."""
    if not upgrades_something():
        return None
    from django.conf import settings

    from qingtian.apps.operations.actions.back_up import back_up

    written, _ = back_up(place or Path(settings.DATA) / "backups", now=moment())
    return written.folder


def _migrate() -> None:
    from qingtian.apps.migrating import migrate

    for alias in ("default", "identity"):
        migrate(alias)


def _collect() -> None:
    from django.core.management import call_command

    call_command("collectstatic", verbosity=0, interactive=False, clear=True)


def _databases_exist() -> bool:
    """SQLite files can be deleted behind our back; a server database is asked by migrating."""
    from django.conf import settings

    files = [c["NAME"] for c in settings.DATABASES.values() if c["ENGINE"].endswith("sqlite3")]
    return all(Path(f).exists() for f in files)


def _stamp() -> Path:
    from django.conf import settings

    return Path(settings.DATA) / "prepared.json"


def _prepared_for() -> dict[str, Any]:
    return json.loads(_stamp().read_text()) if _stamp().exists() else {}


def prepare_static_files() -> None:
    """Collect style sheets and scripts if any changed; while developing they are served from where they lie."""
    from django.conf import settings

    now, before = _state()["static"], _prepared_for()
    if settings.DEBUG or (before.get("static") == now and Path(settings.STATIC_ROOT).exists()):
        return
    _collect()
    _stamp().write_text(json.dumps({**before, "static": now}))


def prepare_data_folder(*, quick: bool) -> list[str]:
    """Migrate both databases and collect static files where something changed; returns what was done."""
    from django.conf import settings

    before = _prepared_for() if quick else {}
    now, done = _state(), []
    if not _databases_exist() or any(before.get(k) != now[k] for k in ("version", "databases", "migrations")):
        _migrate()
        done.append("migrate")
    if before.get("static") != now["static"] or not Path(settings.STATIC_ROOT).exists():
        _collect()
        done.append("static")
    _stamp().write_text(json.dumps(now))
    return done


@click.command(epilog="Example: qingtian prepare")
@click.option("--quick", is_flag=True, help="Skip what has not changed since the last time.")
@click.option(
    "--backup",
    "place",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the backup before an upgrade goes; else <data>/backups.",
)
@click.option("--no-backup", is_flag=True, help="Upgrade without a backup.")
def prepare(quick: bool, place: Path | None, no_backup: bool) -> None:
    """Create or upgrade the databases and collect the static files. Run it after installing or upgrading.

    Data is backed up before it is upgraded. Refuses, with exit 1, databases that a newer version has used.
    """
    set_up_django()
    check_not_behind()
    if not no_backup and (saved := back_up_first(place)):
        note(SAVED, folder=saved)
    done = prepare_data_folder(quick=quick)
    click.echo(f"prepared: {', '.join(done) or 'nothing had changed'}")
