"""Whether the air of record is there and up to date: the lake, the real-time feed, decisions still owed to the lake."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from qingtian.apps.air.coverage import FeedState, feed_state
from qingtian.apps.air.lake import city_lake
from qingtian.apps.air.models import FeedPoll
from qingtian.apps.air.settle import owed
from qingtian.apps.operations.finding import Finding, State
from qingtian.apps.places.models import Station
from qingtian.errors import QingtianError
from qingtian.language import Text

SHANGHAI = ZoneInfo("Asia/Shanghai")


def air_findings(now: datetime) -> Iterator[Finding]:
    """Nothing where the installation holds no station."""
    if not Station.objects.exists():
        return
    yield _lake()
    yield _feed(feed_state(now), now)
    if count := owed():
        yield Finding(
            "air.decisions",
            Text("审核决定", "Decisions of review"),
            State.LOOK,
            Text(f"{count} 项还没有写进数据湖。", f"{count} are not in the lake yet."),
            Text("定时任务会再写；一直写不进，看数据湖的文件夹。", "The schedule tries again; else look at the lake."),
        )


def _lake() -> Finding:
    title, lake = Text("空气数据湖", "Lake of air"), city_lake()
    try:
        snapshot = lake.snapshot()
    except QingtianError as broken:
        return Finding("air.lake", title, State.WRONG, broken.message, broken.remedy)
    if not snapshot.number:
        said = Text("还是空的，没有统计可算。", "It is empty: there are no statistics.")
        remedy = Text("运行 qingtian air import 文件。", "Run qingtian air import FILE.")
        return Finding("air.lake", title, State.LOOK, said, remedy)
    at = f"{snapshot.made_at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
    said = Text(f"第 {snapshot.number} 次导入，{at}。", f"Import {snapshot.number}, of {at}.")
    return Finding("air.lake", title, State.WELL, said)


def _feed(state: FeedState, now: datetime) -> Finding:
    title = Text("实时空气数据", "Real-time air")
    if state.source is None and not state.demonstration:
        said = Text("没有配置来源，不抓取。", "No source is configured; nothing is fetched.")
        remedy = Text("设 QINGTIAN_AIR_FEED（地址或文件夹）。", "Set QINGTIAN_AIR_FEED (an address or a folder).")
        return Finding("air.feed", title, State.LOOK, said, remedy)
    if state.last is not None and state.last.outcome == FeedPoll.Outcome.FAILED:
        said = Text(f"上一次没有抓到：{state.last.error}。", f"The last look failed: {state.last.error}.")
        remedy = Text("看来源和网络。", "See the source and the network.")
        return Finding("air.feed", title, State.LOOK, said, remedy)
    latest = f"{state.latest.astimezone(SHANGHAI):%Y-%m-%d %H:%M}" if state.latest else "—"
    said = Text(f"最新一小时 {latest}。", f"The latest hour is {latest}.")
    if state.late(now):
        return Finding(
            "air.feed", title, State.LOOK, said, Text("晚了，看“数据到得全不全”。", "Late: see the coverage.")
        )
    return Finding("air.feed", title, State.WELL, said)
