"""Draft a publication of air (拟稿) and correct one (更正): figures and act in one transaction, or neither."""

from __future__ import annotations

from datetime import date, datetime

from qingtian.apps.air.models import AirPublication
from qingtian.apps.air.publications.composing import compose
from qingtian.apps.air.publications.issue import Issue
from qingtian.apps.air.publications.opening import Opened
from qingtian.apps.air.publications.pinning import amend_with_figures, open_with_figures
from qingtian.apps.air.publications.record import kept
from qingtian.apps.proceedings.models import Proceeding
from qingtian.language import Text
from qingtian.procedures import Actor

PINNED = Text(
    "数据快照 {snapshot}；规范数据文件 SM3 {sm3}；程序版本 {program}。",
    "Data snapshot {snapshot}; SM3 of the file of figures {sm3}; program version {program}.",
)


def draft_publication(
    opened: Opened,
    *,
    by: Actor,
    on: date,
    now: datetime,
    reviewing: str,
    once: str | None = None,
    generated: bool = False,
) -> Proceeding:
    """Open the matter with the words of the issue and pin its figures. Raises Refused as ``open_proceeding`` does."""
    columns = kept(opened)
    return open_with_figures(
        AirPublication,
        columns,
        title=compose(opened.issue, "zh").title,
        text=_text(opened.issue, columns["sm3"]),
        by=by,
        on=on,
        now=now,
        reviewing=reviewing,
        once=once,
        generated=generated,
    )


def correct_publication(
    matter: Proceeding, opened: Opened, *, why: str, by: Actor, on: date, now: datetime, expected_seq: int
) -> AirPublication:
    """Amend a published issue with figures computed anew; it takes the whole road again. Raises as ``perform``."""
    columns = kept(opened)
    text = _text(opened.issue, columns["sm3"])
    return amend_with_figures(
        AirPublication, columns, matter, text=text, why=why, by=by, on=on, now=now, expected_seq=expected_seq
    )


def _text(issue: Issue, sm3: str) -> str:
    """The words as the public reads them, closed by what they were made from: the trail so pins the figures."""
    pinned = PINNED.format(snapshot=issue.snapshot, sm3=sm3, program=issue.program)
    return f"{compose(issue, 'zh').text()}\n{pinned.zh}"
