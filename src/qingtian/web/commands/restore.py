"""``qingtian restore``: a backup into an empty machine, proved."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qingtian.errors import QingtianError, UnusableInput
from qingtian.language import Text
from qingtian.web.commands.backup import Teller, folder_type
from qingtian.web.commands.setup import SETTINGS, as_json, note, print_json, say, set_up_django

if TYPE_CHECKING:
    from qingtian.apps.operations.backup.restore import Restored

BACK = Text("已放回 {what}：{count}", "back: {what} {count}")
DONE = Text(
    "{count} 件回来了，链头与备份时一模一样，每条动作链都成立；{mb:.1f} MB，{seconds:.1f} 秒，{rate:.1f} MB/s。",
    "{count} matters are back; the heads are those that were saved, and every trail holds. "
    "{mb:.1f} MB in {seconds:.1f} s, {rate:.1f} MB/s.",
)
NEXT = Text("现在可以运行：qingtian serve", "Next: qingtian serve")
NOT_HELD = Text(
    "行都回来了，链头一样，但有 {count} 处不成立；备份的时候就是这样。看：qingtian verify",
    "All rows are back and the heads are the same, but {count} findings stood in the backup already. "
    "See: qingtian verify",
)
NO_KEYS = Text("要有 --keys，或者明说 --without-keys。", "Give --keys, or say --without-keys.")


@click.command(epilog="Example: qingtian restore /media/stick/qingtian-20261125T020000 --keys /media/safe")
@click.argument("backup", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--keys", type=folder_type, help="Where backup --keys wrote.")
@click.option("--without-keys", is_flag=True, help="Bring back everything but what is sealed; seals stay shut.")
@click.option("--into", type=folder_type, help="Empty data folder; else QINGTIAN_DATA.")
@click.option("--database-url", help="Empty database for the records; else DATABASE_URL, else SQLite.")
@click.option("--identity-database-url", help="Empty database for sealed identities.")
@click.option("--as-saved", is_flag=True, help="Leave the tables at the edition of the backup; prepare upgrades them.")
@as_json
@click.pass_context
def restore(
    ctx: click.Context,
    backup: Path,
    keys: Path | None,
    without_keys: bool,
    into: Path | None,
    database_url: str | None,
    identity_database_url: str | None,
    as_saved: bool,
    as_json: bool,
) -> None:
    """Bring a backup back into an empty folder and empty databases of either kind, upgrade it to this program, and
    prove it: same chain heads, every trail holds.

    Exit 1: refused or not proved; a refusal leaves the place empty.
    """
    if keys is None and not without_keys:
        raise UnusableInput("restore.keys_wanted", NO_KEYS, where="--keys")
    os.umask(0o077)
    _surroundings(into, database_url, identity_database_url)
    done = _restore(backup, keys)
    findings = 0 if as_saved else _upgrade_and_prove()
    if as_json:
        print_json(as_dict(done, findings))
    elif findings:
        note(NOT_HELD, count=findings)
    else:
        _report(done)
    ctx.exit(1 if findings else 0)


def _surroundings(into: Path | None, records: str | None, identities: str | None) -> None:
    """Options are what the settings would otherwise read from outside; they must stand before Django does."""
    wanted = {"QINGTIAN_DATA": into, "DATABASE_URL": records, "IDENTITY_DATABASE_URL": identities}
    os.environ.update({name: str(value) for name, value in wanted.items() if value})
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)


def _restore(backup: Path, keys: Path | None) -> Restored:
    """Keys, rows and files into the empty place; whatever refuses, the place is empty again."""
    from qingtian.apps.operations.backup import before_django
    from qingtian.config import places

    data, own_keys = places.data(), places.keys()
    before_django.check_empty(data, own_keys)
    before_django.begin(data)
    try:
        if keys is not None:
            before_django.lay_keys(backup, keys, own_keys)
        set_up_django()
        from qingtian.apps.operations.backup.restore import restore as bring_back

        done = bring_back(backup, data=data, keys=own_keys, with_keys=keys is not None, progress=Teller(BACK))
    except QingtianError:
        before_django.clear(data, own_keys)
        raise
    (data / before_django.MARK).unlink()
    return done


def _upgrade_and_prove() -> int:
    """Bring what came back up to this program, and prove it; the number of findings."""
    from qingtian.apps.proceedings.verification import verify_all
    from qingtian.apps.repeats.text_index.writing import make
    from qingtian.web.commands.prepare import prepare_data_folder

    prepare_data_folder(quick=False)
    make()  # the index of the search is in no backup
    return sum(1 for finding in verify_all() if finding is not None)


def _report(done: Restored) -> None:
    mb = done.bytes / 1e6
    say(DONE, count=done.manifest.heads["count"], mb=mb, seconds=done.seconds, rate=mb / max(done.seconds, 1e-3))
    say(NEXT)


def as_dict(done: Restored, findings: int) -> dict[str, object]:
    """What came back, for programs."""
    return {
        "at": done.manifest.at,
        "from_version": done.manifest.version,
        "matters": done.manifest.heads["count"],
        "heads": done.heads,
        "same_heads": done.heads == done.manifest.heads["sha256"],
        "findings": findings,
        "bytes": done.bytes,
        "seconds": round(done.seconds, 3),
        "mb_per_second": round(done.bytes / 1e6 / max(done.seconds, 1e-3), 2),
    }
