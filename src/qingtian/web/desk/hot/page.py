"""The list of hot issues: what was computed and why, what still waits for its screening, the thresholds in force."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from qingtian.apps.accounts.kinds import Kind
from qingtian.apps.accounts.logbook import note
from qingtian.apps.catalogue.actions.note_use import note_use
from qingtian.apps.hot_issues.actions.compute import compute
from qingtian.apps.hot_issues.models import HotIssue
from qingtian.apps.hot_issues.queries import Explained, explained, issues
from qingtian.apps.hot_issues.settings import own_file, thresholds
from qingtian.apps.installation.kind import DEMONSTRATION, kind
from qingtian.apps.petition_figures.actions.count import catch_up
from qingtian.errors import DeclarationError
from qingtian.insight.hot import Thresholds
from qingtian.language import Text
from qingtian.tables.writing import xlsx_bytes
from qingtian.web.desk.air.exports import XLSX
from qingtian.web.desk.list_rows import MatterRow, rows_of, with_last_act
from qingtian.web.desk.seat import DeskRequest, doer, officer
from qingtian.web.templatetags.words import name, say

COMPUTERS = frozenset({"petition_officer", "inspection_officer"})
SHOWN = 200
UNSCREENED = "raised"
DONE = Text(
    "算完了：符合阈值的 {hot} 组，新列 {raised} 件，更新 {renewed} 件。",
    "Computed: {hot} groups meet the thresholds, {raised} raised, {renewed} renewed.",
)
TAKEN = Text("热点难点清单：{rows} 行", "list of hot issues: {rows} rows")
PURPOSE = Text("排查调度", "follow-up of screening")
HEADS = (
    *(Text("编号", "Number"), Text("问题", "Issue"), Text("地方", "Place"), Text("状态", "State")),
    *(Text("为什么", "Why"), Text("报告", "Reports"), Text("人", "People"), Text("没留电话", "Without telephone")),
    *(Text("重复", "Repeats"), Text("不满意", "Dissatisfied"), Text("首次", "First"), Text("最近", "Last")),
    Text("到期", "Due"),
)


@dataclass(frozen=True, slots=True)
class IssueRow:
    """One issue as the list shows it."""

    row: MatterRow
    explained: Explained

    @property
    def unscreened(self) -> bool:
        """Nobody has looked yet."""
        return self.row.matter.state == UNSCREENED


@officer
@require_safe
def hot_issues(request: DeskRequest) -> HttpResponse:
    """``?list=ended`` for those that ended; ``?format=xlsx`` takes the list away."""
    ended = request.GET.get("list") == "ended"
    rows = _rows(request, ended)
    if request.GET.get("format") == "xlsx":
        return _taken(request, rows)
    limits, broken = _thresholds()
    context: dict[str, Any] = {
        "rows": rows,
        "ended": ended,
        "unscreened": sum(one.unscreened for one in rows),
        "thresholds": limits,
        "broken": broken,
        "own": own_file().is_file(),
        "may_compute": bool(request.actor.roles & COMPUTERS),
        "nav_current": "desk:petitions",
    }
    return render(request, "desk/hot/list.html", context)


@officer
@require_POST
def compute_now(request: DeskRequest) -> HttpResponse:
    """Compute on demand; what it finds is the same as the schedule would find."""
    if not request.actor.roles & COMPUTERS:
        return render(request, "desk/hot/not_yours.html", status=403)
    catch_up()
    try:
        done = compute(request.as_of, request.now, generated=kind() == DEMONSTRATION)
    except DeclarationError as error:
        messages.error(request, say(error.message))
    else:
        messages.success(request, say(DONE.format(hot=done.hot, raised=done.raised, renewed=done.renewed)))
    return redirect("desk:hot_issues")


def _thresholds() -> tuple[Thresholds | None, Text | None]:
    try:
        return thresholds(), None
    except DeclarationError as error:
        return None, error.message


def _rows(request: DeskRequest, ended: bool) -> list[IssueRow]:
    held: list[HotIssue] = list(issues(request.actor, ended=ended)[:SHOWN])
    by_matter = {issue.proceeding_id: issue for issue in held}
    matters = with_last_act(type(held[0].proceeding).objects.filter(pk__in=by_matter)) if held else []
    found = {row.matter.pk: row for row in rows_of(list(matters), request.as_of)}
    return [IssueRow(found[issue.proceeding_id], _said(issue)) for issue in held]


def _said(issue: HotIssue) -> Explained:
    try:
        return explained(issue)
    except DeclarationError:
        return Explained(issue, None, ())


def _taken(request: DeskRequest, rows: Sequence[IssueRow]) -> HttpResponse:
    note(Kind.EXPORTED, at=request.now, by=doer(request), what=TAKEN.format(rows=len(rows)))
    note_use(
        "hot_issue", by=request.actor, rows=len(rows), way="hot issues xlsx", purpose=say(PURPOSE), now=request.now
    )
    response = HttpResponse(
        xlsx_bytes("hot.xlsx", [say(head) for head in HEADS], [_line(one) for one in rows], title=say(HEADS[1])),
        content_type=XLSX,
    )
    response["Content-Disposition"] = f'attachment; filename="qingtian-hot-issues-{request.as_of}.xlsx"'
    return response


def _line(one: IssueRow) -> list[Any]:
    matter, found = one.row.matter, one.explained.measures
    why = "; ".join(say(sentence) for sentence in one.explained.sentences)
    figures = (
        [found.reports, found.people, found.unnamed, found.repeats, found.dissatisfied, found.first, found.last]
        if found
        else [None] * 7
    )
    return [matter.number, matter.title, name(matter.area), say(one.row.state), why, *figures, matter.next_due]
