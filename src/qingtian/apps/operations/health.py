"""Health (运行状况): is what an office stands on there, and what should the administrator do about what is not.

Every finding is a sentence and a remedy. ``alive`` is the short answer for load balancers: no detail, no version.
"""

from __future__ import annotations

import shutil
import stat
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connections
from django.db.migrations.executor import MigrationExecutor
from django_tasks_db.models import DBTaskResult

from qingtian import __version__
from qingtian.apps.migrating import waiting
from qingtian.apps.operations.air_health import air_findings
from qingtian.apps.operations.backup import keys_apart
from qingtian.apps.operations.finding import Finding, State
from qingtian.apps.operations.index_health import index_findings
from qingtian.apps.operations.models import BackupRun, Schedule
from qingtian.apps.operations.schedules import declared
from qingtian.apps.proceedings import checkpoints
from qingtian.apps.proceedings.models import Act
from qingtian.language import Text

LITTLE_ROOM, NO_ROOM = 2_000_000_000, 200_000_000
BACKUP_LATE, BACKUP_FAR_TOO_LATE = timedelta(hours=50), timedelta(days=8)
CHECKPOINT_LATE = timedelta(hours=50)
#: a schedule that waits this long past its hour has no worker
NOBODY_WORKS = timedelta(minutes=20)
CLOCK_SLACK = timedelta(minutes=5)


#: what rooms above this one examine; each registers its own when Django is ready
Examination = Callable[[datetime, datetime], Iterator[Finding]]
ALSO: list[Examination] = []


def also_examine(examination: Examination) -> None:
    """Let a room add its findings; called once with the city's now and the machine's each time."""
    if examination not in ALSO:
        ALSO.append(examination)


def alive() -> bool:
    """Both databases answer and there is room to write."""
    try:
        for alias in connections:
            with connections[alias].cursor() as cursor:
                cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return free_bytes()[0] > NO_ROOM


def examine(now: datetime, real_now: datetime) -> list[Finding]:
    """Everything, in the order an administrator should read it. ``now``: the city's; ``real_now``: the machine's."""
    found = list(_databases())
    if any(one.state == State.WRONG for one in found):
        return [*found, _disk(), *_programs()]
    kept = [
        _disk(),
        _clock(now),
        *_backups(real_now),
        _checkpoint(real_now),
        *_work(real_now),
        *air_findings(now),
        *index_findings(),
        *(one for each in ALSO for one in each(now, real_now)),
    ]
    return [*found, *kept, _keys(), *_programs()]


def worst(found: list[Finding]) -> State:
    """The state of the whole."""
    states = {one.state for one in found}
    return next((state for state in (State.WRONG, State.LOOK) if state in states), State.WELL)


# ---- databases, disk, clock --------------------------------------------------------------------------------------

STORES = {"default": Text("业务库", "Records"), "identity": Text("身份库", "Sealed identities")}


def _databases() -> Iterator[Finding]:
    for alias in connections:
        title = STORES.get(alias, Text(alias, alias))
        try:
            executor = MigrationExecutor(connections[alias])
            behind = waiting(executor)
        except DatabaseError:
            remedy = Text(
                "看数据库服务起来了没有、地址对不对。", "See that the database server runs and its address is right."
            )
            yield Finding(f"database.{alias}", title, State.WRONG, Text("连不上。", "Cannot be reached."), remedy)
            continue
        kind = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[connections[alias].vendor]
        if behind:
            said = Text(f"{kind}，还没有升级。", f"{kind}, not upgraded yet.")
            yield Finding(
                f"database.{alias}", title, State.WRONG, said, Text("运行 qingtian prepare。", "Run qingtian prepare.")
            )
        else:
            said = Text(f"{kind}，连得上，表是最新的。", f"{kind}; reachable and up to date.")
            yield Finding(f"database.{alias}", title, State.WELL, said)


def free_bytes() -> tuple[int, int]:
    """Free and total bytes where the data folder lies."""
    usage = shutil.disk_usage(settings.DATA)
    return usage.free, usage.total


def _disk() -> Finding:
    free, total = free_bytes()
    said = Text(
        f"数据文件夹所在的盘还有 {free / 1e9:.1f} GB，共 {total / 1e9:.1f} GB。",
        f"{free / 1e9:.1f} GB of {total / 1e9:.1f} GB free where the data folder lies.",
    )
    title = Text("磁盘", "Disk")
    remedy = Text("腾地方，或把备份挪到别的盘。", "Make room, or move the backups to another disk.")
    if free < NO_ROOM:
        return Finding("disk", title, State.WRONG, said, remedy)
    return (
        Finding("disk", title, State.LOOK, said, remedy)
        if free < LITTLE_ROOM
        else Finding("disk", title, State.WELL, said)
    )


def _clock(now: datetime) -> Finding:
    """An act recorded after now means that this machine's clock went back, or was ahead when the act was recorded."""
    title = Text("时钟", "Clock")
    last = Act.objects.order_by("-pk").values_list("recorded_at", flat=True).first()
    if last is not None and last > now + CLOCK_SLACK:
        at = f"{last.astimezone(now.tzinfo):%Y-%m-%d %H:%M}"
        said = Text(
            f"最近的动作记在 {at}，在现在之后：时钟倒退过。",
            f"The latest act is recorded at {at}, after now: the clock went back.",
        )
        remedy = Text(
            "校准时钟（timedatectl），再看动作链。", "Set the clock right (timedatectl), then verify the trails."
        )
        return Finding("clock", title, State.WRONG, said, remedy)
    return Finding("clock", title, State.WELL, Text("没有倒退。", "It has not gone back."))


# ---- backups and checkpoints -------------------------------------------------------------------------------------


def backup_age(now: datetime) -> timedelta | None:
    """How old the newest backup is; None where there is none."""
    last = BackupRun.objects.order_by("-at").first()
    return now - last.at if last else None


def _hours(age: timedelta) -> Text:
    hours = int(age.total_seconds() // 3600)
    if hours < 1:
        return Text("不到 1 小时前", "less than an hour ago")
    return (
        Text(f"{hours} 小时前", f"{hours} h ago")
        if hours < 72
        else Text(f"{hours // 24} 天前", f"{hours // 24} days ago")
    )


def _backups(now: datetime) -> Iterator[Finding]:
    title, remedy = Text("备份", "Backup"), Text("运行 qingtian backup 目录。", "Run qingtian backup DIR.")
    last = BackupRun.objects.order_by("-at").first()
    if last is None:
        yield Finding("backup", title, State.LOOK, Text("还没有备份过。", "There has been no backup."), remedy)
        return
    age = now - last.at
    said = Text(
        f"{_hours(age).zh}，{last.matters} 件，{last.bytes / 1e6:.1f} MB，在 {last.place}。",
        f"{_hours(age).en}; {last.matters} matters, {last.bytes / 1e6:.1f} MB, in {last.place}.",
    )
    late = State.WRONG if age > BACKUP_FAR_TOO_LATE else State.LOOK if age > BACKUP_LATE else State.WELL
    yield Finding("backup", title, late, said, remedy if late != State.WELL else None)
    yield _keys_copied()


def _keys_copied() -> Finding:
    title = Text("密钥副本", "Copy of the keys")
    name = keys_apart.name_of(Path(settings.KEYS))
    copied = BackupRun.objects.filter(keys=name).order_by("-at").first()
    if copied is None:
        said = Text(
            "现在用的密钥没有存到别处过；盘坏了，封存的身份就永远打不开。",
            "The keys in use were never copied elsewhere; if the disk fails, no seal opens again.",
        )
        remedy = Text("运行 qingtian backup 目录 --keys 另一块盘。", "Run qingtian backup DIR --keys ANOTHER-DISK.")
        return Finding("keys.copied", title, State.LOOK, said, remedy)
    at = f"{copied.at:%Y-%m-%d}"
    return Finding("keys.copied", title, State.WELL, Text(f"{at} 存到了别处。", f"Copied elsewhere on {at}."))


def checkpoint_age(now: datetime) -> timedelta | None:
    """How old the newest checkpoint is; None where there is none."""
    paths = sorted(checkpoints.folder().glob("*.json")) if checkpoints.folder().exists() else []
    return now - datetime.fromtimestamp(paths[-1].stat().st_mtime, now.tzinfo) if paths else None


def _checkpoint(now: datetime) -> Finding:
    title, age = Text("核对和检查点", "Proof and checkpoint"), checkpoint_age(now)
    row = Schedule.objects.filter(code="checkpoint").first()
    if row is not None and row.error == "checkpoint.not_proved":
        said = Text("上一次核对：有动作链不成立。", "The last proof found a trail that does not hold.")
        return Finding(
            "checkpoint",
            title,
            State.WRONG,
            said,
            Text("运行 qingtian verify，看是哪一件。", "Run qingtian verify to see which."),
        )
    if age is None:
        said = Text("还没有检查点。", "There is no checkpoint yet.")
        return Finding(
            "checkpoint", title, State.LOOK, said, Text("运行 qingtian checkpoint。", "Run qingtian checkpoint.")
        )
    state = State.LOOK if age > CHECKPOINT_LATE else State.WELL
    said = Text(f"最近一个是{_hours(age).zh}写的。", f"The newest was written {_hours(age).en}.")
    return Finding(
        "checkpoint", title, state, said, Text("看定时任务。", "See the schedules.") if state != State.WELL else None
    )


# ---- work --------------------------------------------------------------------------------------------------------


def waiting_tasks(now: datetime) -> int:
    return DBTaskResult.objects.ready().count()


def failed_tasks(now: datetime) -> int:
    return DBTaskResult.objects.failed().filter(finished_at__gte=now - timedelta(days=1)).count()


def _work(now: datetime) -> Iterator[Finding]:
    title, waiting = Text("定时任务", "Schedules"), waiting_tasks(now)
    stuck = Schedule.objects.filter(paused=False, next_run__lt=now - NOBODY_WORKS).order_by("next_run").first()
    oldest = DBTaskResult.objects.ready().order_by("enqueued_at").values_list("enqueued_at", flat=True).first()
    if stuck is not None or (oldest is not None and oldest < now - NOBODY_WORKS):
        said = Text(f"没有人在干活，排着 {waiting} 件。", f"Nobody works; {waiting} tasks are waiting.")
        remedy = Text(
            "启动 qingtian work，或不带 --no-work 启动 serve。", "Start qingtian work, or serve without --no-work."
        )
        yield Finding("work", title, State.WRONG, said, remedy)
    else:
        yield Finding(
            "work",
            title,
            State.WELL,
            Text(f"有人在干活，排着 {waiting} 件。", f"Work goes on; {waiting} tasks are waiting."),
        )
    for row in Schedule.objects.exclude(outcome__in=["", Schedule.Outcome.DONE]).order_by("code"):
        known = declared(row.code)
        name = known.title if known else Text(row.code, row.code)
        said = Text(f"上次没有做成：{row.error}。", f"The last time failed: {row.error}.")
        yield Finding(
            f"schedule.{row.code}",
            name,
            State.LOOK,
            said,
            Text("看日志里同一时刻的一行。", "See the log at that time."),
        )


# ---- keys and programs -------------------------------------------------------------------------------------------


def _keys() -> Finding:
    title, folder = Text("密钥", "Keys"), Path(settings.KEYS)
    remedy = Text(
        "只让运行青天的用户读：chmod -R go= 密钥文件夹。",
        "Let only Qingtian's user read them: chmod -R go= on the folder.",
    )
    exposed = [p.name for p in sorted(folder.rglob("*")) if p.is_file() and stat.S_IMODE(p.stat().st_mode) & 0o077]
    if exposed:
        said = Text(f"别的用户也能读：{'、'.join(exposed[:4])}。", f"Other users can read: {', '.join(exposed[:4])}.")
        return Finding("keys", title, State.WRONG, said, remedy)
    if not (folder / "current").exists():
        return Finding(
            "keys",
            title,
            State.WELL,
            Text(
                "还没有封存过身份，主密钥第一次用时做。",
                "Nothing is sealed yet; the master key is made at its first use.",
            ),
        )
    return Finding(
        "keys", title, State.WELL, Text("都在，别的用户读不到。", "All there, and only Qingtian's user can read them.")
    )


def _programs() -> Iterator[Finding]:
    yield Finding(
        "version", Text("版本", "Version"), State.WELL, Text(f"青天 {__version__}", f"Qingtian {__version__}")
    )
    there: Callable[[str], bool] = lambda name: shutil.which(name) is not None  # noqa: E731
    title = Text("文书转 PDF", "Papers as PDF")
    if there("soffice") or there("libreoffice"):
        yield Finding("libreoffice", title, State.WELL, Text("LibreOffice 装着。", "LibreOffice is installed."))
    else:
        said = Text("没有 LibreOffice，文书只能下载 Word。", "There is no LibreOffice: papers can be had as Word only.")
        yield Finding(
            "libreoffice",
            title,
            State.LOOK,
            said,
            Text("从系统光盘装 libreoffice-writer。", "Install libreoffice-writer from the distribution's disc."),
        )
    fonts = sorted((settings.ASSETS / "fonts").glob("Noto*SC*.ttf")) if (settings.ASSETS / "fonts").is_dir() else []
    title = Text("字体", "Fonts")
    if fonts:
        yield Finding(
            "fonts", title, State.WELL, Text(f"中文字体 {len(fonts)} 个。", f"{len(fonts)} Chinese font files.")
        )
    else:
        said = Text(
            "随附的中文字体不在，PDF 靠系统的字体。",
            "The fonts that come with the product are not there; PDF relies on the system's.",
        )
        yield Finding(
            "fonts",
            title,
            State.LOOK,
            said,
            Text("重装安装包，或 make 一次。", "Install the bundle again, or run make."),
        )
