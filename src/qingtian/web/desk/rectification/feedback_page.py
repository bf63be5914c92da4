"""One feedback: four lists of the same findings as tabs, and as one workbook (问题、责任、任务、措施清单)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from qingtian.apps.accounts.kinds import Kind
from qingtian.apps.accounts.logbook import note
from qingtian.apps.catalogue.actions.note_use import note_use
from qingtian.apps.proceedings.calendars import calendar
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.policy import visible
from qingtian.apps.proceedings.queries import possible, procedure_of
from qingtian.apps.rectification.back_schedule import Step, backwards
from qingtian.apps.rectification.deadlines import TIME_CLASSES
from qingtian.apps.rectification.models import Feedback, Finding
from qingtian.apps.rectification.queries import by_time_class, figures, findings_of, is_closed, is_followed, lacking
from qingtian.language import Text
from qingtian.law import load_law
from qingtian.tables import xlsx_bytes
from qingtian.web.desk.air.exports import XLSX
from qingtian.web.desk.rectification.import_flow import kept_rejects, of_feedback
from qingtian.web.desk.rectification.list_page import LEVELS
from qingtian.web.desk.seat import DeskRequest, doer, officer
from qingtian.web.templatetags.words import say

LISTS: dict[str, Text] = {
    "problem": Text("问题清单", "Problems"),
    "responsibility": Text("责任清单", "Responsibilities"),
    "task": Text("任务清单", "Tasks"),
    "measure": Text("措施清单", "Measures"),
}
#: the number of a measure has a column of its own in the workbook alone
EACH = Text("条", "No.")
HEADS: dict[str, tuple[Text, ...]] = {
    "problem": (
        Text("序号", "Number"), Text("类别", "Category"), Text("整改任务", "Finding"),
        Text("时限类别", "Class of time"), Text("整改时限", "Deadline"), Text("进度", "State"),
    ),
    "responsibility": (
        Text("序号", "Number"), Text("整改任务", "Finding"), Text("责任单位", "Responsible unit"),
        Text("督导单位", "Supervising unit"), Text("验收销号单位", "Accepting unit"),
    ),
    "task": (
        Text("序号", "Number"), Text("整改目标", "Goal"), Text("整改时限", "Deadline"),
        Text("倒排工期", "Back schedule"), Text("跟踪", "Followed by"), Text("进度", "State"),
    ),
    "measure": (
        Text("序号", "Number"), Text("整改任务", "Finding"), EACH, Text("整改措施", "Measure"),
    ),
}  # fmt: skip
#: what a plan must name, in words
LACKS: dict[str, Text] = {
    "responsible": Text("责任单位", "responsible unit"),
    "goal": Text("整改目标", "goal"),
    "deadline": Text("整改时限", "deadline"),
    "measures": Text("整改措施", "measures"),
    "accepting": Text("验收销号单位", "accepting unit"),
}
TAKEN = Text("督察反馈 {number} 四张清单：{rows} 项", "four lists of feedback {number}: {rows} findings")
PURPOSE = Text("督察整改调度", "rectification of inspection findings")
NOT_FOLLOWED = Text("没有立案", "Not followed yet")
#: the way from the last work to close-out, with the limits that lie between
STEPS = (
    (Text("自查", "Self-check"), "cases.county_check"),
    (Text("公示", "Public notice"), "cases.public_notice"),
)


@officer
@require_safe
def feedback(request: DeskRequest, number: str) -> HttpResponse:
    """``?list=`` one of LISTS; ``format=xlsx`` all four."""
    held = of_feedback(request, number)
    found = findings_of(held)
    if request.GET.get("format") == "xlsx":
        return _taken(request, held, found)
    asked = request.GET.get("list", "")
    which = asked if asked in LISTS else "problem"
    may = {p.transition.act for p in possible(held.proceeding, request.actor, request.as_of) if p.for_actor}
    followed = [one.followed_by_id for one in found if one.followed_by_id]
    seen = set(visible(request.actor).filter(pk__in=followed).values_list("pk", flat=True))
    tabs = [{"code": c, "title": title, "href": f"?list={c}", "current": c == which} for c, title in LISTS.items()]
    context = {
        "feedback": held,
        "matter": held.proceeding,
        "level": LEVELS[held.level],
        "state": _state(held.proceeding),
        "figures": figures([held], request.as_of)[held.pk],
        "classes": [(TIME_CLASSES[c], n) for c, n in by_time_class(found).items()],
        "tabs": tabs,
        "which": which,
        "title": LISTS[which],
        "heads": [head for head in HEADS[which] if head is not EACH],
        "rows": [_row(request, held, one, may, seen) for one in found],
        "may_import": "enter_findings" in may,
        "rejects": kept_rejects(request),
        "nav_current": "desk:supervision",
    }
    return render(request, "desk/rectification/feedback.html", context)


def _state(matter: Proceeding) -> Text:
    return procedure_of(matter).states[matter.state].title


def _row(request: DeskRequest, held: Feedback, one: Finding, may: set[str], seen: set[int]) -> dict[str, Any]:
    """One finding for every tab: the template shows the columns of its own."""
    number = held.proceeding.number
    overdue = one.due is not None and one.due < request.as_of and not is_closed(one)
    return {
        "finding": one,
        "class": TIME_CLASSES.get(one.time_class, Text(one.time_class, one.time_class)),
        "overdue": overdue,
        "state": _state(one.followed_by) if one.followed_by else NOT_FOLLOWED,
        "seen": one.followed_by_id in seen,
        "lacks": [LACKS[name] for name in lacking(one)],
        "measures": list(one.measures.all()),
        "milestones": list(one.milestones.all()),
        "amend": _act(number, "amend_finding", one) if "amend_finding" in may and lacking(one) else "",
        "follow": _act(number, "follow_finding", one) if "follow_finding" in may and not is_followed(one) else "",
        "schedule": _schedule(request, number, one) if "set_schedule" in may and one.due else "",
    }


def _act(number: str, act: str, one: Finding, **more: str) -> str:
    filled = {"f_finding": one.number, **more}
    return f"{reverse('desk:act', args=[number, act])}?{urlencode(filled)}"


def _schedule(request: DeskRequest, number: str, one: Finding) -> str:
    """The form of the back schedule, filled with the one in force, else with the suggestion."""
    assert one.due is not None
    standing = [(m.due, m.title) for m in one.milestones.all()]
    if not standing:
        law = load_law()
        steps = [Step(title, law.limit(key, on=request.as_of).value) for title, key in STEPS]
        standing = [(day, say(title)) for day, title in backwards(one.due, request.as_of, steps, calendar()).days]
    lines = "\n".join(f"{day.isoformat()} {words}" for day, words in standing)
    return _act(number, "set_schedule", one, f_milestones=lines)


def cells(which: str, one: Finding) -> list[list[str]]:
    """The rows of one finding in one list, as the workbook holds them."""
    state = say(_state(one.followed_by)) if one.followed_by else say(NOT_FOLLOWED)
    followed = one.followed_by.number if one.followed_by else ""
    if which == "problem":
        kind = say(TIME_CLASSES[one.time_class]) if one.time_class in TIME_CLASSES else ""
        return [[one.number, one.category, one.text, kind, one.deadline, state]]
    if which == "responsibility":
        return [[one.number, one.text, one.responsible, one.supervising, one.accepting]]
    if which == "task":
        days = "\n".join(f"{m.due.isoformat()} {m.title}" for m in one.milestones.all())
        return [[one.number, one.goal, one.deadline, days, followed, state]]
    return [[one.number, one.text, str(m.number), m.text] for m in one.measures.all()]


def _taken(request: DeskRequest, held: Feedback, found: Sequence[Finding]) -> HttpResponse:
    number = held.proceeding.number
    note(Kind.EXPORTED, at=request.now, by=doer(request), what=TAKEN.format(number=number, rows=len(found)))
    way, why = "four lists xlsx", say(PURPOSE)
    note_use("inspection_feedback", by=request.actor, rows=len(found), way=way, purpose=why, now=request.now)
    sheets = {
        which: [[say(head) for head in HEADS[which]], *(row for one in found for row in cells(which, one))]
        for which in LISTS
    }
    first, *others = LISTS
    notes = [(say(LISTS[which]), sheets[which]) for which in others]
    response = HttpResponse(
        xlsx_bytes("lists.xlsx", sheets[first][0], sheets[first][1:], title=say(LISTS[first]), notes=notes),
        content_type=XLSX,
    )
    response["Content-Disposition"] = f'attachment; filename="{number}.xlsx"'
    return response
