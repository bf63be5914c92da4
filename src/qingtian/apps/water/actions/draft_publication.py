"""Draft a publication of water (拟稿) and correct one (更正): figures and act in one transaction, or neither."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.actions.perform import perform
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.water.models import WaterPublication
from qingtian.apps.water.publications.composing import compose
from qingtian.apps.water.publications.issue import Issue
from qingtian.apps.water.publications.record import kept
from qingtian.language import Text
from qingtian.procedures import Actor

#: the publication of a text, which any chapter may open
PROCEDURE = "publication"
STATISTICS = "statistics"
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
    subject = compose(issue, "zh").title.replace("\n", "")
    fields = {"kind": STATISTICS, "subject": subject, "text": _text(issue, columns["sm3"]), "reviewing": reviewing}
    with transaction.atomic():
        matter = open_proceeding(
            PROCEDURE, by=by, on=on, now=now, title=subject[:200], fields=fields, once=once, generated=generated
        )
        WaterPublication.objects.get_or_create(proceeding=matter, version=1, defaults={**columns, "seq": matter.seq})
    return matter


def correct_publication(
    matter: Proceeding, issue: Issue, *, why: str, by: Actor, on: date, now: datetime, expected_seq: int
) -> WaterPublication:
    """Amend a published issue with figures computed anew; it takes the whole road again. Raises as ``perform``."""
    columns = kept(issue)
    with transaction.atomic():
        fields = {"why": why, "text": _text(issue, columns["sm3"])}
        act = perform(matter, "amend", by=by, on=on, now=now, fields=fields, expected_seq=expected_seq)
        last = WaterPublication.objects.filter(proceeding=matter).latest("version")
        return WaterPublication.objects.create(
            proceeding=matter, version=last.version + 1, seq=act.seq, **{**columns, "why": why}
        )


def _text(issue: Issue, sm3: str) -> str:
    """The words as the public reads them, closed by what they were made from: the trail so pins the figures."""
    pinned = PINNED.format(upto=issue.imports_upto, sm3=sm3, program=issue.program)
    return f"{compose(issue, 'zh').text()}\n{pinned.zh}"
