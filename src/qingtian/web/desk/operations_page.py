"""Operations (运行状况): what an office stands on, what runs by itself, and the backups. For the administrator."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from qingtian.apps.accounts.kinds import Kind
from qingtian.apps.accounts.logbook import note
from qingtian.apps.accounts.models import LogEntry
from qingtian.apps.operations.actions.enqueue_due import ensure_rows, run_now
from qingtian.apps.operations.health import Finding, State, examine, worst
from qingtian.apps.operations.models import BackupRun, Schedule
from qingtian.apps.operations.schedules import SCHEDULES, Declared, declared
from qingtian.language import Text
from qingtian.web.desk.seat import DeskRequest, doer, officer
from qingtian.web.templatetags.words import say

ROLE = "administrator"
BACKUPS = 14
WHOLE = {
    State.WELL: Text("都好。", "All is well."),
    State.LOOK: Text("都能用，有几样要看一看。", "Everything works; some things want a look."),
    State.WRONG: Text("有不能用的，先看红的。", "Something does not work. Begin with what is red."),
}
STATES = {
    State.WELL: Text("好", "Well"),
    State.LOOK: Text("要看", "Look"),
    State.WRONG: Text("不行", "Wrong"),
}
OUTCOMES = {"done": Text("做成了", "done"), "failed": Text("没有做成", "failed"), "lost": Text("中断了", "broken off")}
#: what a job counted, in words
COUNTS = {
    "acts": Text("动作 {n} 个", "{n} acts"),
    "refused": Text("没做成 {n} 个", "{n} refused"),
    "drafts": Text("草稿 {n} 份", "{n} drafts"),
    "orphans": Text("无主密封 {n} 份", "{n} orphaned seals"),
    "matters": Text("{n} 件", "{n} matters"),
    "files": Text("文件 {n} 个", "{n} files"),
    "values": Text("新小时值 {n} 个", "{n} new hourly values"),
    "lost_values": Text("未取到 {n} 个", "{n} values lost by us"),
    "decisions": Text("审核决定入湖 {n} 项", "{n} decisions put into the lake"),
    "megabytes": Text("{n} MB", "{n} MB"),
    "deleted": Text("删旧备份 {n} 份", "{n} old backups deleted"),
    "thinned": Text("删旧检查点 {n} 个", "{n} old checkpoints deleted"),
    "tasks": Text("任务记录 {n} 条", "{n} task records"),
    "learned": Text("学了 {n} 件", "{n} reports learned from"),
    "items": Text("{n} 条", "{n} items"),
    "frames": Text("报文 {n} 条", "{n} frames"),
    "requests": Text("补数请求 {n} 个", "{n} requests for history"),
    "days": Text("打包 {n} 天", "{n} days packed"),
    "sessions": Text("过期登录 {n} 个", "{n} ended sessions"),
}
QUEUED = Text("“{title}”排上了，轮到就做。", "“{title}” is queued and will run in its turn.")
PAUSED = Text("“{title}”停了，到点也不做。", "“{title}” is paused and will not run at its hour.")
DRILLED = Text("恢复演练已登记。", "The restore drill is entered.")
RESUMED = Text("“{title}”恢复了。", "“{title}” runs again.")
#: what the log of accounts says of each button
DONE = {
    "run": Text("定时任务“{title}”：马上运行", "schedule “{title}”: run now"),
    "pause": Text("定时任务“{title}”：暂停", "schedule “{title}”: paused"),
    "resume": Text("定时任务“{title}”：恢复", "schedule “{title}”: resumed"),
}


@dataclass(frozen=True, slots=True)
class ScheduleLine:
    """A declared schedule with its row."""

    declared: Declared
    row: Schedule

    @property
    def outcome(self) -> Text | None:
        return OUTCOMES.get(self.row.outcome)

    @property
    def failed(self) -> bool:
        return self.row.outcome not in ("", Schedule.Outcome.DONE)

    @property
    def counted(self) -> list[Text]:
        return [COUNTS[name].format(n=n) for name, n in self.row.result.items() if name in COUNTS and n]


@dataclass(frozen=True, slots=True)
class FindingLine:
    finding: Finding

    @property
    def word(self) -> Text:
        return STATES[self.finding.state]

    @property
    def wrong(self) -> bool:
        return self.finding.state == State.WRONG

    @property
    def wants_a_look(self) -> bool:
        return self.finding.state == State.LOOK


def administrator(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For the administrator's post; 403 with a sentence for other officers."""

    @wraps(view)
    def allowed(request: DeskRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if ROLE not in request.actor.roles:
            return render(request, "desk/operations_not_yours.html", status=403)
        return view(request, *args, **kwargs)

    return officer(allowed)


@administrator
@require_safe
def operations(request: DeskRequest) -> HttpResponse:
    """Everything on one page."""
    now = timezone.localtime()
    found = examine(request.now, now)
    # one the worker has not seen yet waits for its own hour; reading a page writes nothing
    waiting = {each.code: Schedule(code=each.code, next_run=each.after(now)) for each in SCHEDULES}
    rows = waiting | Schedule.objects.in_bulk(field_name="code")
    context = {
        "whole": WHOLE[worst(found)],
        "whole_wrong": worst(found) == State.WRONG,
        "findings": [FindingLine(one) for one in found],
        "schedules": [ScheduleLine(each, rows[each.code]) for each in SCHEDULES],
        "backups": BackupRun.objects.order_by("-at")[:BACKUPS],
        "drilled": LogEntry.objects.filter(kind=Kind.RESTORE_DRILLED).first(),
    }
    return render(request, "desk/operations.html", context)


@administrator
@require_POST
def schedule(request: DeskRequest, code: str) -> HttpResponse:
    """Run a schedule now, pause it, or let it run again."""
    known = declared(code)
    if known is None:
        raise Http404
    wanted = request.POST.get("do")
    ensure_rows(timezone.now())
    if wanted in DONE:
        note(Kind.ADMINISTERED, at=request.now, by=doer(request), what=DONE[wanted].format(title=known.title))
    if wanted == "run":
        run_now(code, timezone.now())
        messages.success(request, say(QUEUED.format(title=known.title)))
    elif wanted in ("pause", "resume"):
        Schedule.objects.filter(code=code).update(paused=wanted == "pause")
        messages.success(request, say((PAUSED if wanted == "pause" else RESUMED).format(title=known.title)))
    return redirect("desk:operations")


@administrator
@require_POST
def drill(request: DeskRequest) -> HttpResponse:
    """Enter that a backup was restored today and opened: who says so stands in the log."""
    note(Kind.RESTORE_DRILLED, at=request.now, by=doer(request))
    messages.success(request, say(DRILLED))
    return redirect("desk:operations")
