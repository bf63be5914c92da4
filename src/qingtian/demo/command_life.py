"""Commands to the field in the invented city: hours asked for, approved, sent and answered; a clock that waits for
its approval."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from qingtian.apps.monitors.models import DataLogger
from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.models import Proceeding
from qingtian.demo.stage import SYSTEM, Life, Stage, moment
from qingtian.hj212.requests import REQUESTS
from qingtian.hj212.times import write_qn

ORGAN = "wangxi-branch"
OFFICER, HEAD = f"{ORGAN}-officer", f"{ORGAN}-head"


def field_commands(stage: Stage) -> Iterator[Life]:
    """Two commands to the first data logger of the branch; none where the city has no data logger."""
    yield _hours_asked_for(stage)
    yield _clock_that_waits(stage)


def _propose(stage: Stage, request: str, at_day: int, hour: int, **fields: str) -> Proceeding | None:
    logger = DataLogger.objects.filter(organ__code=ORGAN, active=True).order_by("mn").first()
    if logger is None:
        return None
    at = moment(stage.day(at_day), hour, 20)
    matter = open_proceeding(
        "field_command",
        by=stage.actor(OFFICER, at.date()),
        on=at.date(),
        now=at,
        title=f"{REQUESTS[request].zh}：{logger.mn}",
        fields={"logger": logger.mn, "command": request} | fields,
        title_language="zh-Hans",
        generated=True,
    )
    stage.counted()
    return matter


def _hours_asked_for(stage: Stage) -> Life:
    at = moment(stage.day(4), 9, 20)
    yield at
    asked = stage.day(5).isoformat()
    matter = _propose(
        stage, "hour_history", 4, 9, why="昨天夜里断网，三个小时缺数，自动补取没有补全。",
        begins=f"{asked} 01:00", ends=f"{asked} 03:00",
    )  # fmt: skip
    if matter is None:
        return
    at += timedelta(minutes=50)
    yield at
    stage.act(matter, "approve", HEAD, at, opinion="同意补取。")
    at += timedelta(minutes=1)
    yield at
    stage.act(matter, "note_sent", SYSTEM, at, qn=write_qn(at))
    stage.act(matter, "note_answer", SYSTEM, at, answer="ready", code="1", words="准备执行请求")
    stage.act(matter, "note_result", SYSTEM, at, result="done", code="1", words="执行成功")


def _clock_that_waits(stage: Stage) -> Life:
    at = moment(stage.day(1), 16, 20)
    yield at
    _propose(stage, "set_clock", 1, 16, why="数采仪时钟慢 95 秒，小时值的归属会错位。")
