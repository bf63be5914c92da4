"""The list of inspection feedbacks with their figures, and the form that receives one."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from qingtian.apps.installation.kind import DEMONSTRATION, kind
from qingtian.apps.proceedings.queries import procedure_of
from qingtian.apps.rectification.models import Feedback
from qingtian.apps.rectification.queries import figures, seen_by
from qingtian.language import Text
from qingtian.web.access import PAGES
from qingtian.web.design.shapes import FacetGroup, Link
from qingtian.web.desk.opening import Opening
from qingtian.web.desk.rectification.import_flow import inspectors_only
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.web.templatetags.words import say

PAGE = 30
PROCEDURE = "inspection_feedback"
OPENED = Text("已收到督察反馈 {number}。", "Feedback {number} received.")
LEVELS: dict[str, Text] = {
    "central": Text("中央", "Central"),
    "provincial": Text("省级", "Provincial"),
    "city": Text("市级", "City"),
    "special": Text("专项", "Special"),
}


@officer
@require_safe
def feedbacks(request: DeskRequest) -> HttpResponse:
    """``?level=`` one of LEVELS; the latest feedback first."""
    seen = seen_by(request.actor)
    asked = request.GET.get("level", "")
    level = asked if asked in LEVELS else ""
    listed = (seen.filter(level=level) if level else seen).select_related("proceeding").order_by("-feedback_on", "-pk")
    page = Paginator(listed, PAGE).get_page(request.GET.get("page"))
    held: list[Feedback] = list(page.object_list)
    counted = figures(held, request.as_of)
    links = [Link(Text("全部", "All"), "?", seen.count(), not level)]
    links += [Link(title, f"?level={c}", seen.filter(level=c).count(), c == level) for c, title in LEVELS.items()]
    context = {
        "facets": [FacetGroup(Text("哪一级", "Level"), links)],
        "page": page,
        "rows": [
            {
                "feedback": one,
                "level": LEVELS[one.level],
                "state": procedure_of(one.proceeding).states[one.proceeding.state].title,
                "figures": counted[one.pk],
            }
            for one in held
        ],
        "may_receive": bool(request.actor.roles & PAGES["desk:new_feedback"].roles),
        "nav_current": "desk:supervision",
    }
    return render(request, "desk/rectification/list.html", context)


@inspectors_only
@require_http_methods(["GET", "HEAD", "POST"])
def new_feedback(request: DeskRequest) -> HttpResponse:
    """GET the form, POST to receive: the declared first act, as any other act."""
    opening = Opening.of(request, PROCEDURE)
    draft = opening.sent() if request.method == "POST" else opening.fresh({"office": request.actor.organ or ""})
    opened = opening.perform(draft, generated=kind() == DEMONSTRATION)
    if opened:
        messages.success(request, say(OPENED.format(number=opened.number)))
        return redirect("desk:feedback", opened.number)
    return opening.page("desk/rectification/new.html", draft, nav_current="desk:supervision")
