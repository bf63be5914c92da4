"""Draft a publication of water (拟稿) and correct one (更正): figures and act in one transaction, or neither."""

from __future__ import annotations

from datetime import date, datetime

from qingtian.apps.air.publications.pinning import amend_with_figures, open_with_figures
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.water.models import WaterPublication
from qingtian.apps.water.publications.composing import compose
from qingtian.apps.water.publications.issue import Issue
from qingtian.apps.water.publications.record import kept
from qingtian.language import Text
from qingtian.procedures import Actor

PINNED = Text(
    "数据到第 {upto} 次入库；规范数据文件 SM3 {sm3}；程序版本 {program}。",
    "Values up to import {upto}; SM3 of the file of figures {sm3}; program version {program}.",
)


def draft_publication(
    issue: Issue,
    *,
    by: Actor,
    on: date,
    now: datetime,
    reviewing: str,
    once: str | None = None,
    generated: bool = False,
) -> Proceeding:
    """Open the matter with the words of the issue and pin its figures. Raises Refused as ``open_proceeding`` does."""
    columns = kept(issue)
    return open_with_figures(
        WaterPublication,
        columns,
        title=compose(issue, "zh").title,
        text=_text(issue, columns["sm3"]),
        by=by,
        on=on,
        now=now,
        reviewing=reviewing,
        once=once,
        generated=generated,
    )


def correct_publication(
    matter: Proceeding, issue: Issue, *, why: str, by: Actor, on: date, now: datetime, expected_seq: int
) -> WaterPublication:
    """Amend a published issue with figures computed anew; it takes the whole road again. Raises as ``perform``."""
    columns = kept(issue)
    text = _text(issue, columns["sm3"])
    return amend_with_figures(
        WaterPublication, columns, matter, text=text, why=why, by=by, on=on, now=now, expected_seq=expected_seq
    )


def _text(issue: Issue, sm3: str) -> str:
    """The words as the public reads them, closed by what they were made from: the trail so pins the figures."""
    pinned = PINNED.format(upto=issue.imports_upto, sm3=sm3, program=issue.program)
    return f"{compose(issue, 'zh').text()}\n{pinned.zh}"
