"""One writer at a time (单一写入者): a lock the system lets go of when its holder dies."""

from __future__ import annotations

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from qingtian.errors import Refused
from qingtian.language import Text

_TRIES_A_SECOND = 5


@contextmanager
def writing(root: Path, wait_seconds: int) -> Iterator[None]:
    """Hold the lake for writing. Refused ``lake.busy`` when another writer still has it after ``wait_seconds``."""
    root.mkdir(parents=True, exist_ok=True)
    with (root / ".lock").open("a") as handle:
        for _ in range(wait_seconds * _TRIES_A_SECOND):
            if _taken(handle.fileno()):
                break
            time.sleep(1 / _TRIES_A_SECOND)
        else:
            if not _taken(handle.fileno()):
                raise _busy(root, wait_seconds)
        yield


def unwritable(root: Path, error: Exception) -> Refused:
    """The disk is full, or the folder may not be written to."""
    return Refused(
        "lake.unwritable",
        Text(
            "写不了数据湖：{why}；本次什么也没有导入。", "the lake cannot be written: {why}; nothing was imported."
        ).format(why=str(error).splitlines()[0][:200]),
        where=str(root),
        remedy=Text(
            "检查文件夹是否可写、磁盘是否有空间。", "Check that the folder may be written to and the disk has room."
        ),
    )


def _taken(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _busy(root: Path, waited: int) -> Refused:
    return Refused(
        "lake.busy",
        Text(
            "另一个导入正在写数据湖，等了 {waited} 秒仍未结束；本次什么也没有写。",
            "another import is writing to the lake and has not ended in {waited} seconds; nothing was written.",
        ).format(waited=waited),
        where=str(root),
        remedy=Text("等它结束后再导入一次。", "Import again when it has ended."),
    )
