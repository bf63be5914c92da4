"""Document numbers (文号) from the office's own document system: its export, row by row, through ``number_paper``.

A row names a matter and, where several papers of it may be meant, the paper. What has a number keeps it: a row that
says the same changes nothing, one that says another is rejected, and correcting a number stays an act of its own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping as Row
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from qingtian.apps.proceedings.actions.perform import perform
from qingtian.apps.proceedings.models import Paper
from qingtian.apps.proceedings.policy import visible
from qingtian.config.city import city
from qingtian.errors import QingtianError
from qingtian.language import Text
from qingtian.ledgers.kinds import RejectedRow
from qingtian.ledgers.models import LedgerImport
from qingtian.procedures import Actor
from qingtian.procedures.guards.papers import NOT_LIKE_A_NUMBER
from qingtian.procedures.paper_life import VOID, number_key, tidy_number
from qingtian.tables import Column, Mapping, Reject, Table, checked, guess, named, read_table, rows_of
from qingtian.trail import sm3

CODE = "paper_numbers"
#: what an import says as the reason of an act entered after its day
ORIGIN = Text("公文系统导出，文件 SM3 {digest}", "export of the document system, file SM3 {digest}")
COLUMNS = (
    Column(
        "number", Text("文号", "Number"), required=True, longest=80, example="云环信〔2026〕8号",
        aliases=("发文字号", "公文文号", "文件字号", "发文号"),
    ),
    Column(
        "matter", Text("本系统编号", "Matter"), "code", required=True, longest=40, example="XF-2026-000012",
        aliases=("事项编号", "件号", "编号", "案号", "关联编号"),
        note=Text("信访、包案的编号，拟文时写进公文系统。", "Number of the petition or case, as given to that system."),
    ),
    Column(
        "paper", Text("文书", "Paper"), longest=120, example="信访事项受理告知书",
        aliases=("文书名称", "标题", "公文标题", "文件标题"),
        note=Text("一件事有几份文书时要写。", "Needed where a matter has several papers."),
    ),
    Column(
        "act", Text("动作号", "Act"), "whole", aliases=("第几个动作", "序号"),
        note=Text("同名文书有两份时写，见文书登记簿。", "Where two papers bear the same title; see the register."),
    ),
    Column(
        "numbered_on", Text("编号日期", "Numbered on"), "date", aliases=("发文日期", "印发日期", "成文日期"),
        note=Text("不写按导入那天。", "Left empty: the day of the import."),
    ),
)  # fmt: skip
UNKNOWN = Text("您看得到的事里没有这个编号的文书。", "No paper of that matter is within your sight.")
NO_SUCH = Text("这件事没有叫这个名字的文书：{known}。", "That matter has no paper of that title: {known}.")
SEVERAL = Text(
    "这件事有几份文书可以编号，写明是哪份和第几个动作：{known}。",
    "Several papers of the matter may be meant; say which, and of which act: {known}.",
)
OTHER = Text("这份文书已有文号“{number}”，导入不改文号。", "It has the number “{number}”; an import changes none.")


@dataclass
class NumbersReport:
    """What became of the rows; ``counts`` has ``numbered`` and ``same``."""

    table: Table
    mapping: Mapping
    digest: str
    rehearsal: bool
    counts: Counter[str] = field(default_factory=Counter)
    rejects: list[Reject] = field(default_factory=list)
    done: list[tuple[int, Paper, str]] = field(default_factory=list)
    record: LedgerImport | None = None


@dataclass(frozen=True, slots=True)
class _Sitting:
    """Who imports, for which day, at what moment, and what is said as the reason."""

    actor: Actor
    on: date
    now: datetime
    reason: str


class _Rehearsed(Exception):
    """Ends a rehearsal: nothing of it stays."""


def import_numbers(
    path: Path,
    *,
    actor: Actor,
    by: str,
    on: date,
    now: datetime,
    mapping: Mapping | None = None,
    rehearsal: bool = False,
    file_name: str = "",
) -> NumbersReport:
    """Enter the numbers of ``path``, or with ``rehearsal`` say what entering them would do, and undo it all.

    Each row is an act of its own: one that is refused is rejected with its reason and stops no other; the same file
    again finds everything the same. Raises UnusableInput where the file as a whole cannot be read.
    """
    table = read_table(path, COLUMNS)
    chosen = checked(guess(COLUMNS, table.headings) if mapping is None else mapping, COLUMNS, table.headings, path.name)
    report = NumbersReport(table, chosen, sm3(path.read_bytes()), rehearsal)
    sitting = _Sitting(actor, on, now, ORIGIN.zh.format(digest=report.digest[:16]))
    if rehearsal:
        try:
            with transaction.atomic():
                _rows(report, sitting)
                raise _Rehearsed
        except _Rehearsed:
            return report
    report.record = _record(report, by, now, file_name or path.name)
    _rows(report, sitting)
    _finish(report.record, report)
    return report


def _record(report: NumbersReport, by: str, now: datetime, name: str) -> LedgerImport:
    """Written before the first row, so that an import that was killed is known as one that did not finish."""
    counts = dict.fromkeys(("created", "changed", "unchanged", "rejected"), 0)
    return LedgerImport.objects.create(
        kind=CODE, file_name=name[:200], digest=report.digest, mapping=report.mapping, by=by[:160], at=now, **counts
    )


def _finish(record: LedgerImport, report: NumbersReport) -> None:
    record.created, record.unchanged = report.counts["numbered"], report.counts["same"]
    record.rejected, record.finished = len(report.rejects), True
    record.save()


def _rows(report: NumbersReport, sitting: _Sitting) -> None:
    for row in rows_of(report.table, COLUMNS, report.mapping):
        if isinstance(row, Reject):
            report.rejects.append(row)
            continue
        try:
            paper, outcome = _take(row.values, sitting)
        except RejectedRow as rejected:
            report.rejects.append(Reject.of(row, rejected.why, _column(rejected.column)))
        except QingtianError as refused:
            report.rejects.append(Reject.of(row, refused.message))
        else:
            report.counts[outcome] += 1
            report.done.append((row.number, paper, outcome))


def _column(name: str) -> Column | None:
    return named(COLUMNS, name) if name else None


def _rejected(why: Text, column: str) -> RejectedRow:
    return RejectedRow(why.zh, why.en, column)


def _take(values: Row[str, Any], sitting: _Sitting) -> tuple[Paper, str]:
    """The paper of one row and what became of it. Raises RejectedRow, and Refused as the act does."""
    number, day = tidy_number(str(values["number"])), values["numbered_on"] or sitting.on
    _refuse_odd(number)
    paper = _meant(values, number, day, sitting.actor)
    if paper.number:
        if _key(paper, paper.number, day) == _key(paper, number, day):
            return paper, "same"
        raise _rejected(OTHER.format(number=paper.number), "number")
    matter = paper.proceeding
    perform(
        matter,
        "number_paper",
        by=sitting.actor,
        on=day,
        now=sitting.now,
        fields={"paper_of": paper.act.seq, "number": number},
        reason=sitting.reason,
        expected_seq=matter.seq,
    )
    paper.number = number
    return paper, "numbered"


def _refuse_odd(number: str) -> None:
    """An officer may enter a number of another form and say why; a sheet says nothing, so there it is a mistake."""
    pattern, example = city().paper_numbers
    if pattern and not re.fullmatch(pattern, number):
        raise _rejected(NOT_LIKE_A_NUMBER.format(number=number, example=example), "number")


def _key(paper: Paper, number: str, day: date) -> str:
    return number_key(paper.organ, number, day.isoformat())


def _meant(values: Row[str, Any], number: str, day: date, actor: Actor) -> Paper:
    """The one paper a row means: by its act, by its title, else the one that has this number or waits for one."""
    papers = Paper.objects.filter(proceeding__in=visible(actor), proceeding__number=str(values["matter"]).upper())
    found = list(papers.exclude(waits_for=VOID).select_related("proceeding", "act").order_by("pk"))
    if not found:
        raise _rejected(UNKNOWN, "matter")
    wanted = [paper for paper in found if _fits(paper, values)]
    if not wanted:
        raise _rejected(NO_SUCH.format(known=_listed(found)), "paper")
    if len(wanted) > 1:
        bearing = [one for one in wanted if one.number and _key(one, one.number, day) == _key(one, number, day)]
        wanted = bearing or [one for one in wanted if one.waits_for == "number"] or wanted
    if len(wanted) > 1:
        raise _rejected(SEVERAL.format(known=_listed(wanted)), "paper")
    return wanted[0]


def _fits(paper: Paper, values: Row[str, Any]) -> bool:
    """By the act's number where it is given; else a title may say more than the paper's own."""
    if values["act"] is not None:
        return bool(paper.act.seq == values["act"])
    return not values["paper"] or paper.title_zh in str(values["paper"])


def _listed(papers: list[Paper]) -> Text:
    return Text(
        "；".join(f"{paper.title_zh}（{paper.act.seq}）" for paper in papers),
        "; ".join(f"{paper.title_en} ({paper.act.seq})" for paper in papers),
    )
