"""The ledger of leaders' instructions (批示督办台账): filters, grouped by the organ charged; entering one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from qingtian.apps.installation.kind import DEMONSTRATION, kind
from qingtian.apps.people.models import Post
from qingtian.apps.schedules.models import Instruction
from qingtian.apps.schedules.queries import instructions_seen
from qingtian.language import Text
from qingtian.procedures import load_procedures
from qingtian.web.access import PAGES
from qingtian.web.design.shapes import FacetGroup, Link
from qingtian.web.desk.figures.words import organ_names
from qingtian.web.desk.opening import Opening
from qingtian.web.desk.schedule.instruction_files import ledger
from qingtian.web.desk.schedule.months_page import NAV
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.web.templatetags.words import say

A_PAGE = 50
INSTRUCTION = "leader_instruction"
#: lists say no more than this of an instruction
TITLE = "领导批示 {day}"
ENTERED = Text("已登记批示 {number}。", "Instruction {number} is entered.")
#: what stands in no organ's hands yet
NONE = Text("还没有交办", "Not handed out yet")
DUE: dict[str, Text] = {
    "": Text("全部", "All"),
    "running": Text("办理中", "Under way"),
    "overdue": Text("超过时限", "Overdue"),
    "ended": Text("已办结", "Ended"),
}


@officer
@require_safe
def instructions(request: DeskRequest) -> HttpResponse:
    """``?post= &organ= &state= &due=``; ``?format=xlsx`` takes the ledger away as it is filtered."""
    seen = instructions_seen(request.actor)
    asked = {name: request.GET.get(name, "")[:80] for name in ("post", "organ", "state", "due")}
    rows = _filtered(seen, asked, request)
    states = {n: s.title for n, s in load_procedures().editions("leader_instruction")[-1].states.items()}
    names = organ_names(list(seen.exclude(handler="").values_list("handler", flat=True).distinct()))
    if request.GET.get("format") == "xlsx":
        return ledger(request, list(rows), names, states)
    page = Paginator(rows.order_by("handler", "due", "-instructed_on", "pk"), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [_row(one, names, states, request) for one in page.object_list],
        "facets": _facets(request, seen, asked, names, states),
        "asked": asked,
        "query": _query(asked, {}),
        "may_enter": bool(PAGES["desk:new_instruction"].roles & request.actor.roles),
        "nav_current": NAV,
    }
    return render(request, "desk/schedule/instructions.html", context)


def _filtered(seen: QuerySet[Instruction], asked: Mapping[str, str], request: DeskRequest) -> QuerySet[Instruction]:
    wanted = Q()
    if asked["post"]:
        wanted &= Q(leader_post__code=asked["post"])
    if asked["organ"]:
        wanted &= Q(handler=asked["organ"])
    if asked["state"]:
        wanted &= Q(proceeding__state=asked["state"])
    if asked["due"] == "overdue":
        wanted &= Q(proceeding__state="assigned", due__lt=request.as_of)
    if asked["due"] == "running":
        wanted &= Q(proceeding__ended_on=None)
    if asked["due"] == "ended":
        wanted &= Q(proceeding__ended_on__isnull=False)
    return seen.filter(wanted)


def _row(
    one: Instruction, names: Mapping[str, str], states: Mapping[str, Text], request: DeskRequest
) -> dict[str, Any]:
    return {
        "row": one,
        "post": _post(one.leader_post),
        "organ": names.get(one.handler, one.handler) if one.handler else "—" if one.proceeding.ended_on else NONE,
        "state": states[one.proceeding.state],
        "overdue": one.proceeding.state == "assigned" and one.due is not None and one.due < request.as_of,
    }


def _post(post: Post) -> Text:
    return Text(f"{post.organ.name_zh}{post.title_zh}", f"{post.title_en}, {post.organ.name_en}")


def _query(asked: Mapping[str, str], change: Mapping[str, str]) -> str:
    return urlencode({name: value for name, value in {**asked, **change}.items() if value})


def _facets(
    request: DeskRequest,
    seen: QuerySet[Instruction],
    asked: Mapping[str, str],
    names: Mapping[str, str],
    states: Mapping[str, Text],
) -> list[FacetGroup]:
    """Plain lists; nobody's instructions are counted, for persons are not compared."""

    def link(name: str, value: str, label: Any) -> Link:
        return Link(label, f"?{_query(asked, {name: value})}", current=asked[name] == value)

    every = Text("全部", "All")
    posts = Post.objects.filter(pk__in=seen.values("leader_post")).select_related("organ").order_by("code")
    held = set(seen.values_list("proceeding__state", flat=True))
    return [
        FacetGroup(Text("时限", "Time"), [link("due", code, label) for code, label in DUE.items()]),
        FacetGroup(
            Text("状态", "State"),
            [link("state", "", every), *(link("state", code, title) for code, title in states.items() if code in held)],
        ),
        FacetGroup(
            Text("承办单位", "Organ charged"),
            [link("organ", "", every), *(link("organ", code, name) for code, name in sorted(names.items()))],
        ),
        FacetGroup(
            Text("批示岗位", "Leader’s post"),
            [link("post", "", every), *(link("post", post.code, _post(post)) for post in posts)],
        ),
    ]


@officer
@require_http_methods(["GET", "HEAD", "POST"])
def new_instruction(request: DeskRequest) -> HttpResponse:
    """GET the form, POST to enter it; only those taking part will see it."""
    if not PAGES["desk:new_instruction"].roles & request.actor.roles:
        return render(request, "desk/schedule/not_yours.html", {"nav_current": NAV}, status=403)
    opening = Opening.of(request, INSTRUCTION)
    draft = opening.sent() if request.method == "POST" else opening.fresh({})
    title = TITLE.format(day=draft.values.get("instructed_on", ""))
    made = opening.perform(draft, title=title, generated=kind() == DEMONSTRATION)
    if made is None:
        return opening.page("desk/schedule/new_instruction.html", draft, nav_current=NAV)
    messages.success(request, say(ENTERED.format(number=made.number)))
    return redirect("desk:proceeding", made.number)
