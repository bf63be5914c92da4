"""Whether a lost disk is survived: keys apart, backups, every import at its end. For administrators' eyes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings

from qingtian.apps.accounts.kinds import Kind
from qingtian.apps.accounts.models import LogEntry
from qingtian.apps.operations.models import BackupRun
from qingtian.founding.checks.asking import check
from qingtian.language import Text
from qingtian.ledgers.models import LedgerImport

#: as the health page has it: a week and a day without one is far too long
BACKUP_OLD = timedelta(days=8)
#: local practice: once a year
DRILL_OLD = timedelta(days=366)
SHANGHAI = ZoneInfo("Asia/Shanghai")


def keys_apart(on: date) -> Sequence[Text]:
    keys, data = Path(settings.KEYS), Path(settings.DATA)
    if data not in keys.parents:
        return []
    return [Text(f"密钥在 {keys}", f"The keys lie in {keys}")]


def backup(on: date) -> Sequence[Text]:
    """No backup of the last days, or one whose keys were never copied apart."""
    last = BackupRun.objects.order_by("-at").first()
    if last is None:
        return [Text("还没有备份过", "There has been no backup")]
    lacking = []
    if datetime.combine(on, time.min, SHANGHAI) - last.at > BACKUP_OLD:
        day = last.at.astimezone(SHANGHAI).date()
        lacking.append(Text(f"上次备份是 {day}", f"The last backup is of {day}"))
    if not BackupRun.objects.exclude(keys="").exists():
        lacking.append(Text("密钥还没有另抄过一份", "The keys were never copied apart"))
    return lacking


def drill(on: date) -> Sequence[Text]:
    """A backup was restored and opened within the last year, and somebody says so in the log."""
    last = LogEntry.objects.filter(kind=Kind.RESTORE_DRILLED).order_by("-at").first()
    if last is None:
        return [Text("还没有演练过", "There has been none")]
    day = last.at.astimezone(SHANGHAI).date()
    return [] if on - day <= DRILL_OLD else [Text(f"上次演练是 {day}", f"The last one was on {day}")]


def unfinished_imports(on: date) -> Sequence[Text]:
    """A file whose last import did not come to its end."""
    last: dict[str, LedgerImport] = {one.digest: one for one in LedgerImport.objects.order_by("pk")}
    return [Text(one.file_name, one.file_name) for one in last.values() if not one.finished]


CHECKS = (
    check(
        "keys_apart",
        "密钥另外存着",
        "Keys are kept apart",
        keys_apart,
        (
            "密钥和数据在一起，一份备份丢了，身份就一起丢了；两样都丢，谁也打不开。",
            "One lost disk would lose identities and keys together; and without keys nobody opens anything.",
        ),
        ("把 QINGTIAN_KEYS 指到另一个盘，抄一份锁起来。", "Point QINGTIAN_KEYS to another disk; lock a copy away."),
        must=False,
        machine=True,
    ),
    check(
        "backup",
        "有备份",
        "There is a backup",
        backup,
        ("一块盘坏了，在办的件就都没有了。", "With one broken disk every open matter would be lost."),
        (
            "运行 qingtian backup 目录 --keys 另一块盘；定时备份在“运行和备份”。",
            "Run qingtian backup DIR --keys ANOTHER-DISK; the nightly one is under “Operations and backup”.",
        ),
        mend="desk:operations",
        must=False,
        machine=True,
    ),
    check(
        "drill",
        "恢复演练过",
        "Restoring was drilled",
        drill,
        ("没有恢复过的备份，不知道管不管用。", "A backup nobody ever restored may not work."),
        (
            "把一份备份恢复到空目录，打开一件、一个身份，再登记。",
            "Restore a backup into an empty folder, open a matter and an identity, then enter it.",
        ),
        mend="desk:operations",
        must=False,
        machine=True,
    ),
    check(
        "unfinished_imports",
        "导入都完成了",
        "Every import came to its end",
        unfinished_imports,
        ("文件后半没有导入。", "The rest of the file is missing."),
        ("同一个文件再导入一次，不会重复。", "Import the same file again; nothing doubles."),
        mend="desk:ledgers",
    ),
)
