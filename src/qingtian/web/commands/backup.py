"""``qingtian backup``: one folder that holds everything, the keys apart."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qingtian.language import Text
from qingtian.web.commands.setup import as_json, moment, note, print_json, say, set_up_django

if TYPE_CHECKING:
    from qingtian.apps.operations.backup.write import Written

#: seconds between two lines of progress
STEP = 2.0

SAVED = Text("已存 {what}：{count}", "saved {what}: {count}")
DONE = Text(
    "备份写好并读回核对：{folder}，{matters} 件，{files} 个文件（其中 {linked} 个没有变，没有再占地方）；"
    "{mb:.1f} MB，{seconds:.1f} 秒，{rate:.1f} MB/s。",
    "Backup written and read again: {folder}; {matters} matters, {files} files ({linked} unchanged, taking no room); "
    "{mb:.1f} MB in {seconds:.1f} s, {rate:.1f} MB/s.",
)
KEYS = Text("密钥副本：{keys}", "Copy of the keys: {keys}")
NO_KEYS = Text(
    "这份备份里没有密钥。没有密钥，封存的身份打不开。存到别处：qingtian backup {place} --keys 另一块盘",
    "This backup holds no keys, and without them no seal opens. Keep them elsewhere: "
    "qingtian backup {place} --keys ANOTHER-DISK",
)
SAME_DISK = Text(
    "密钥和备份在同一块盘上：盘坏了一起没，被偷了一起走。",
    "The keys lie on the same disk as the backup: one failure or one thief takes both.",
)
MISSING = Text(
    "记录里有、数据文件夹里没有的文件：{count} 个，记在清单里。",
    "Files that records name and the data folder does not hold: {count}; the manifest names them.",
)
WENT = Text("按保留规则删去 {count} 份旧备份。", "Deleted {count} older backups by the rule of keeping.")
WHOLE = Text("{folder}：完整，{files} 个文件，{mb:.1f} MB。", "{folder}: whole, {files} files, {mb:.1f} MB.")

folder_type = click.Path(file_okay=False, path_type=Path)


@click.command(epilog="Example: qingtian backup /media/stick --keys /media/safe --json")
@click.argument("place", type=folder_type, metavar="DIR")
@click.option("--keys", type=folder_type, help="Copy the keys to this folder, on another disk.")
@click.option("--daily", type=click.IntRange(1), default=7, show_default=True, help="Daily backups to keep in DIR.")
@click.option("--weekly", type=click.IntRange(0), default=4, show_default=True, help="Weekly ones.")
@click.option("--monthly", type=click.IntRange(0), default=12, show_default=True, help="Monthly ones.")
@click.option("--keep-all", is_flag=True, help="Delete no older backup.")
@click.option("--check", is_flag=True, help="Write nothing: read the backup DIR, or the newest one in it, again.")
@as_json
def backup(
    place: Path, keys: Path | None, daily: int, weekly: int, monthly: int, keep_all: bool, check: bool, as_json: bool
) -> None:
    """Back up both databases, all files and the configuration into a new folder of DIR, while officers go on working.

    The backup is read again before it gets its name. The keys never go into it: give --keys a place of their own.
    It also works on databases that are not upgraded yet.
    """
    os.umask(0o077)  # what a backup holds is for the administrator alone
    set_up_django()
    if check:
        _check(place, as_json)
        return
    from qingtian.apps.operations.actions.back_up import back_up
    from qingtian.apps.operations.backup.rotation import Keep

    keep = None if keep_all else Keep(daily, weekly, monthly)
    written, went = back_up(place, keys=keys, keep=keep, now=moment(), progress=Teller(SAVED))
    if as_json:
        print_json(as_dict(written, len(went)))
    else:
        _report(place, written, len(went))


class Teller:
    """A line of progress now and then."""

    def __init__(self, words: Text) -> None:
        self.words = words
        self.last = time.monotonic()

    def __call__(self, what: str, count: int) -> None:
        if time.monotonic() - self.last > STEP:
            self.last = time.monotonic()
            note(self.words, what=what, count=count)


def _check(place: Path, as_json: bool) -> None:
    from qingtian.apps.operations.backup import check as checking
    from qingtian.apps.operations.backup.manifest import NAME
    from qingtian.apps.operations.backup.rotation import taken

    one = place if (place / NAME).exists() else max(taken(place).items(), default=(None, place))[1]
    done = checking.check(one)
    if as_json:
        print_json({"folder": str(one), "whole": True, "files": done.files, "bytes": done.bytes})
    else:
        say(WHOLE, folder=one, files=done.files, mb=done.bytes / 1e6)


def _report(place: Path, written: Written, went: int) -> None:
    from qingtian.apps.operations.backup.keys_apart import same_disk

    say(
        DONE,
        folder=written.folder,
        matters=written.manifest.heads["count"],
        files=written.copied.files + written.copied.linked,
        linked=written.copied.linked,
        mb=written.bytes / 1e6,
        seconds=written.seconds,
        rate=written.rate,
    )
    if written.keys is None:
        note(NO_KEYS, place=place)
    else:
        say(KEYS, keys=written.keys)
        if same_disk(written.keys, place):
            note(SAME_DISK)
    if written.manifest.missing:
        note(MISSING, count=len(written.manifest.missing))
    if went:
        say(WENT, count=went)


def as_dict(written: Written, went: int) -> dict[str, Any]:
    """The backup for programs."""
    return {
        "folder": str(written.folder),
        "keys": str(written.keys) if written.keys else None,
        "matters": written.manifest.heads["count"],
        "heads": written.manifest.heads["sha256"],
        "rows": sum(sum(tables.values()) for tables in written.manifest.rows.values()),
        "files": written.copied.files + written.copied.linked,
        "linked": written.copied.linked,
        "missing": written.manifest.missing,
        "bytes": written.bytes,
        "seconds": round(written.seconds, 3),
        "mb_per_second": round(written.rate, 2),
        "deleted": went,
    }
