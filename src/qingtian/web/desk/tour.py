"""A short walk through the main job, in the demonstration only (导览)."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from qingtian.language import Text
from qingtian.web.desk.list_choice import Choice, cut
from qingtian.web.desk.seat import DeskRequest, officer

DISMISSED = "desk.tour_dismissed"


@dataclass(frozen=True, slots=True)
class Stop:
    """One page of the walk: what it is about, what to notice, where to try it."""

    title: Text
    words: tuple[Text, ...]
    label: Text
    name: str


STOPS = (
    Stop(
        Text("先看还剩几天", "First, how many days are left"),
        (
            Text(
                "待办按最早的期限排。左边的数字是剩余天数，红色带减号的是逾期。",
                "The worklist is ordered by the earliest clock. The figure is the days left; red means overdue.",
            ),
            Text(
                "日子下面是理由：哪条法、多少日。细线是已经过去的一段。",
                "Under the day stands why: which rule, how many days. The thin bar is what has passed.",
            ),
        ),
        Text("打开待办", "Open the worklist"),
        "desk:worklist",
    ),
    Stop(
        Text("打开一件事", "Open a matter"),
        (
            Text(
                "左边是事实，中间是经过，右边是现在可以做什么、依据哪一条。",
                "Facts at the left, what happened in the middle, what can be done and why at the right.",
            ),
            Text(
                "还不能做的也列着，写明缺什么；别人该做的写着由谁做。",
                "What cannot be done yet is listed with what is missing; what others must do says who.",
            ),
        ),
        Text("打开最急的一件", "Open the most urgent one"),
        "first",
    ),
    Stop(
        Text("看期限怎么算的", "See how a day is reached"),
        (
            Text(
                "右边的日历一天一格：算的、不算的、休息日、今天、到期日。",
                "The calendar at the right has a cell a day: counted, not counted, rest days, today, the last day.",
            ),
            Text(
                "“核实”一行说明这个数字是不是对照原文看过。",
                "The line “Checked” says whether the number was read in the text of the law.",
            ),
        ),
        Text("打开日历", "Open the calendar"),
        "desk:calendar",
    ),
    Stop(
        Text("做一个动作", "Perform an act"),
        (
            Text(
                "每个动作都写着依据和后果，比如“批准后到哪一天”。缺什么，会在那一栏旁边说。",
                "Every act states its article and consequence. What is missing is said at its field.",
            ),
            Text(
                "写错了不改，另做一个“更正”，两个都留着。",
                "A wrong act is not edited; a correcting act is added and both stay.",
            ),
        ),
        Text("回到最急的一件", "Back to the most urgent one"),
        "first",
    ),
    Stop(
        Text("程序写在哪里", "Where the procedure is written"),
        (
            Text(
                "每一步、每个期限、每种文书都来自一份可以通读的程序声明，不在代码里。",
                "Every step, clock and paper comes from one declaration that can be read through; none is in code.",
            ),
        ),
        Text("看程序", "See the procedures"),
        "desk:procedures",
    ),
    Stop(
        Text("换一个岗位试试", "Try another post"),
        (
            Text(
                "同一件事，承办单位、督察办、包案领导看到的“现在可以做”不一样。退出后选另一个岗位。",
                "On one matter every post is offered different acts. Sign out and choose another post.",
            ),
        ),
        Text("看谁在什么岗位", "See who holds which post"),
        "desk:people",
    ),
)


@officer
def tour(request: DeskRequest, step: int) -> HttpResponse:
    """One stop of the walk; 404 outside the demonstration."""
    if not settings.DEMO or not 1 <= step <= len(STOPS):
        raise Http404
    stop = STOPS[step - 1]
    context = {
        "stop": stop,
        "step": step,
        "total": len(STOPS),
        "address": _most_urgent(request) if stop.name == "first" else reverse(stop.name),
        "next": step + 1 if step < len(STOPS) else None,
        "previous": step - 1 if step > 1 else None,
    }
    return render(request, "desk/tour.html", context)


def _most_urgent(request: DeskRequest) -> str:
    """The first matter of one's own list, or of everything in scope, or the list itself."""
    for which in ("mine", "all"):
        choice = Choice(which)
        rows = cut(choice.parts(request.actor, request.as_of), choice, 1).rows
        if rows:
            return reverse("desk:proceeding", args=[rows[0].number])
    return reverse("desk:worklist")


@officer
@require_POST
def dismiss(request: DeskRequest) -> HttpResponse:
    """Do not offer the walk again in this session."""
    request.session[DISMISSED] = True
    return redirect("desk:worklist")
