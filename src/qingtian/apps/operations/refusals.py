"""What backing up, restoring and running refuse, each said once."""

from __future__ import annotations

from pathlib import Path

from qingtian.errors import UnusableInput
from qingtian.language import Text


def table_unknown(alias: str, table: str) -> UnusableInput:
    return UnusableInput(
        "backup.table_unknown",
        Text(
            f"库“{alias}”里有青天不认识的表 {table}，备份可能不全。",
            f"The database “{alias}” holds a table {table} that Qingtian does not know; a backup might not be whole.",
        ),
        remedy=Text(
            "给青天一个自己的库，把别的表移走。", "Give Qingtian a database of its own and move that table out."
        ),
    )


def column_unknown(table: str, column: str) -> UnusableInput:
    return UnusableInput(
        "backup.column_unknown",
        Text(f"表 {table} 的列 {column} 不知道怎么存。", f"How to save column {column} of table {table} is not known."),
    )


def rows_unusable(table: str) -> UnusableInput:
    return UnusableInput(
        "restore.rows_unusable",
        Text(
            f"备份里的表 {table} 与这一版程序的表对不上。",
            f"Table {table} of the backup does not fit the tables this program makes at the same edition.",
        ),
    )


def keys_not_apart(keys: Path, backups: Path) -> UnusableInput:
    return UnusableInput(
        "backup.keys_not_apart",
        Text(
            f"密钥要存在别处：{keys} 与 {backups} 一个在另一个里，或者就是正在用的密钥文件夹。",
            f"Keys belong elsewhere: {keys} and {backups} lie one in the other, or are the folder of the keys in use.",
        ),
        where="--keys",
        remedy=Text(
            "换一个地方，最好是另一把锁后面的另一块盘。", "Choose another place, best another disk under another lock."
        ),
    )


def keys_moved() -> UnusableInput:
    return UnusableInput(
        "backup.keys_moved",
        Text("复制密钥的时候密钥变了。", "The keys changed while they were being copied."),
        remedy=Text("再做一次备份。", "Back up again."),
    )


def no_keys(place: Path) -> UnusableInput:
    return UnusableInput(
        "restore.no_keys",
        Text(f"{place} 里没有密钥。", f"There are no keys in {place}."),
        where="--keys",
        remedy=Text(
            "指到 backup --keys 写的那个文件夹；真没有，就用 --without-keys，封存的身份就打不开。",
            "Name the folder that backup --keys wrote; if there is none, --without-keys leaves every seal shut.",
        ),
    )


def keys_lost(ids: list[str]) -> UnusableInput:
    return UnusableInput(
        "restore.keys_lost",
        Text(
            f"封存的身份要用的主密钥不在给的密钥里：{'、'.join(ids)}。",
            f"Sealed identities need master keys that are not among those given: {', '.join(ids)}.",
        ),
        where="--keys",
        remedy=Text("找出备份当天的密钥副本。", "Find the copy of the keys from the day of the backup."),
    )


def not_a_backup(folder: Path) -> UnusableInput:
    return UnusableInput(
        "backup.not_a_backup",
        Text(
            f"{folder} 不是青天的备份，或者清单读不出来。",
            f"{folder} is not a backup of Qingtian, or its manifest cannot be read.",
        ),
        remedy=Text("指到 qingtian-日期 那个文件夹。", "Name the folder called qingtian-DATE."),
    )


def signature_broken(folder: Path) -> UnusableInput:
    return UnusableInput(
        "backup.signature_broken",
        Text(
            f"{folder} 的清单签名不符：被改过，或者不是这个单位的。",
            f"The signature of {folder} does not hold: it was changed, or is not this office's.",
        ),
    )


def file_broken(name: str) -> UnusableInput:
    return UnusableInput(
        "backup.file_broken",
        Text(
            f"备份里的 {name} 坏了或缺了：与清单不符。",
            f"{name} in the backup is damaged or gone: it differs from the manifest.",
        ),
        remedy=Text("用前一份备份。", "Use the backup before it."),
    )


def path_outside(name: str) -> UnusableInput:
    return UnusableInput(
        "restore.path_outside",
        Text(f"备份里的 {name} 指到数据文件夹外面。", f"{name} in the backup points outside the data folder."),
    )


def no_room(folder: Path, why: str) -> UnusableInput:
    return UnusableInput(
        "backup.not_written",
        Text(
            f"{folder} 写不进去：{why}。没有留下半份备份。",
            f"Cannot write to {folder}: {why}. No half backup was left.",
        ),
        remedy=Text("腾出地方或换一块盘，再备份。", "Make room or take another disk, and back up again."),
    )


def under_way(folder: Path) -> UnusableInput:
    return UnusableInput(
        "backup.under_way",
        Text(f"另一个备份正在写 {folder}。", f"Another backup is writing to {folder}."),
        remedy=Text("等它做完。", "Wait until it is done."),
    )


def not_empty(what: str) -> UnusableInput:
    return UnusableInput(
        "restore.not_empty",
        Text(
            f"{what} 不是空的；恢复只往空的地方放。", f"{what} is not empty; a restore goes into an empty place only."
        ),
        where="--into",
        remedy=Text("给一个空文件夹和空库。", "Name an empty folder and empty databases."),
    )


def newer_backup(version: str, migration: str) -> UnusableInput:
    return UnusableInput(
        "restore.newer",
        Text(
            f"备份是更新的版本 {version} 做的（{migration}），这一版读不了。",
            f"The backup was made by a newer version, {version} ({migration}); this one cannot read it.",
        ),
        remedy=Text(f"装 {version} 或更新的版本。", f"Install {version} or newer."),
    )


def newer_database(alias: str, migration: str) -> UnusableInput:
    return UnusableInput(
        "prepare.newer_database",
        Text(
            f"库“{alias}”是更新的版本用过的（{migration}），这一版程序不能用它。",
            f"The database “{alias}” was used by a newer version ({migration}); this program cannot use it.",
        ),
        remedy=Text(
            "装回更新的版本，或者恢复升级前的备份。",
            "Install the newer version again, or restore the backup from before the upgrade.",
        ),
    )


def heads_differ(saved: str, found: str) -> UnusableInput:
    return UnusableInput(
        "restore.heads_differ",
        Text(
            f"恢复出来的链头与备份的不一样（{saved[:12]}… 和 {found[:12]}…）。",
            f"The chain heads that came back differ from those saved ({saved[:12]}… and {found[:12]}…).",
        ),
    )


def lake_differs(saved: str, found: str) -> UnusableInput:
    return UnusableInput(
        "restore.lake_differs",
        Text(
            f"恢复出来的数据湖与备份的不一样（{saved or '–'} 和 {found or '–'}）。",
            f"The lake that came back differs from the one saved ({saved or '–'} and {found or '–'}).",
        ),
    )


def unfinished(folder: Path) -> UnusableInput:
    return UnusableInput(
        "restore.unfinished",
        Text(f"{folder} 里的恢复没有做完。", f"A restore into {folder} was not finished."),
        remedy=Text("再运行一次 qingtian restore，它会从头来。", "Run qingtian restore again; it starts afresh."),
    )
