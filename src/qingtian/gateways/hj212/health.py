"""Whether the listener lives, can write, and is followed (运行状况): findings for the administrator's page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from qingtian.apps.monitors.models import DataLogger
from qingtian.apps.operations.finding import Finding, State
from qingtian.gateways.hj212.listener.keeper import SignOfLife, sign_of_life
from qingtian.gateways.hj212.models import SettledTo
from qingtian.gateways.hj212.place import frame_store, frames_folder, sign_path
from qingtian.gateways.hj212.store.arrived import Verdict
from qingtian.gateways.hj212.store.standing import standings
from qingtian.language import Text

TITLE = Text("数采仪接收", "Reception of data loggers")
#: a sign of life is given every five seconds
SILENT = timedelta(seconds=30)
#: frames not settled past which nobody seems to settle them
FAR_BEHIND = 100_000
START = Text(
    "启动 qingtian gateway hj212 --port 9212，或给 serve 设 QINGTIAN_HJ212_PORT=9212。",
    "Start qingtian gateway hj212 --port 9212, or set QINGTIAN_HJ212_PORT=9212 for serve.",
)


def gateway_findings(now: datetime, real_now: datetime) -> Iterator[Finding]:
    """Nothing where no logger is registered and no frame was ever stored."""
    store = frame_store()
    days = store.days()
    if not days and not DataLogger.objects.filter(active=True).exists():
        return
    yield _listener(sign_of_life(sign_path()), real_now)
    if days:
        yield _settled(sum(store.last_number(day) - _number(day) for day in days[-2:]))
    known = set(DataLogger.objects.filter(active=True).values_list("mn", flat=True))
    heard = standings(frames_folder()).items()
    unknown = sum(1 for mn, one in heard if mn not in known and one.frames(Verdict.UNKNOWN))
    if unknown:
        said = Text(
            f"{unknown} 个未登记的设备发来过报文。", f"{unknown} devices that nobody registered have sent frames."
        )
        remedy = Text("看“数采仪”的隔离区。", "See the quarantine under Data loggers.")
        yield Finding("hj212.unknown", Text("未登记的设备", "Unregistered devices"), State.LOOK, said, remedy)


def _listener(sign: SignOfLife | None, real_now: datetime) -> Finding:
    if sign is None or real_now.timestamp() - sign.at > SILENT.total_seconds():
        said = Text("没有在监听，数采仪连不上。", "Nobody listens: loggers cannot connect.")
        return Finding("hj212.listener", TITLE, State.WRONG, said, START)
    if sign.trouble:
        said = Text(
            f"报文写不进去（{sign.trouble}），{sign.waiting} 条等着，没有应答。",
            f"Frames cannot be written ({sign.trouble}); {sign.waiting} wait, unanswered.",
        )
        return Finding("hj212.listener", TITLE, State.WRONG, said, Text("腾出磁盘。", "Make room on the disk."))
    if sign.quarantine_full:
        said = Text("今天的隔离区满了，未登记的设备不再接收。", "Today's quarantine is full; strangers are not taken.")
        return Finding("hj212.listener", TITLE, State.LOOK, said, Text("看隔离区里是谁。", "See who is in it."))
    said = Text(
        f"端口 {sign.port}，{sign.lines} 个连接，{sign.loggers} 台在线。",
        f"Port {sign.port}; {sign.lines} connections, {sign.loggers} loggers on the line.",
    )
    return Finding("hj212.listener", TITLE, State.WELL, said)


def _number(day: str) -> int:
    return SettledTo.objects.filter(day=day).values_list("number", flat=True).first() or 0


def _settled(behind: int) -> Finding:
    title = Text("报文入库", "Settling of frames")
    said = Text(f"{behind} 条报文还没有看过。", f"{behind} frames not looked at yet.")
    if behind > FAR_BEHIND:
        return Finding("hj212.settle", title, State.LOOK, said, Text("看定时任务。", "See the schedules."))
    return Finding("hj212.settle", title, State.WELL, said)
