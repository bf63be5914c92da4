"""What still has to be carried out (跟踪): opinions, agreements, supervisions, reports; closed matters too.

A closed petition stands in no list of open ones; what was promised in it does not end with it.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.proceedings.models import Clock, Proceeding
from qingtian.apps.proceedings.policy import visible
from qingtian.language import Text
from qingtian.procedures import load_procedures
from qingtian.web.design.shapes import ClockView, FacetGroup, Link
from qingtian.web.desk.clock_views import row_clock
from qingtian.web.desk.seat import DeskRequest, officer

PAGE = 30
#: the clocks that outlive an answer, or stand before everything, in the order an office asks for them
WATCHED = {
    "petitions.incident_report": Text("紧急报告", "Urgent reports"),
    "petitions.supervision": Text("督办没回复", "Supervisions to answer"),
    "petitions.execution": Text("意见没落实", "Opinions to carry out"),
    "petitions.mediation": Text("协议没履行", "Agreements to perform"),
    "petitions.report_back": Text("结果没报", "Results to report"),
}


@dataclass(frozen=True, slots=True)
class Watched:
    """One clock of one matter, with who answers for it."""

    matter: Proceeding
    clock: ClockView
    owner: Text
    state: Text


@officer
@require_safe
def following(request: DeskRequest) -> HttpResponse:
    """``?clock=`` of ``WATCHED``, all without it; the earliest first."""
    asked = request.GET.get("clock", "")
    running = Clock.objects.filter(
        status=Clock.Status.RUNNING, key__in=WATCHED, proceeding__in=visible(request.actor).filter(procedure="petition")
    )
    counts = dict(running.order_by().values_list("key").annotate(n=Count("pk")))
    chosen = running.filter(key=asked) if asked in WATCHED else running
    ordered = chosen.select_related("proceeding").order_by("due", "pk")
    page = Paginator(ordered, PAGE).get_page(request.GET.get("page"))
    links = [Link(Text("全部", "All"), "?", sum(counts.values()), asked not in WATCHED)]
    links += [Link(title, f"?clock={key}", counts.get(key, 0), key == asked) for key, title in WATCHED.items()]
    context = {
        "facets": [FacetGroup(Text("跟踪", "To be followed"), links)],
        "page": page,
        "rows": [_row(clock, request) for clock in page.object_list],
        "nav_current": "desk:petitions",
    }
    return render(request, "desk/following.html", context)


def _row(clock: Clock, request: DeskRequest) -> Watched:
    matter = clock.proceeding
    state = load_procedures().edition(matter.procedure, matter.edition).states[matter.state].title
    owner = Text(clock.owner_name_zh, clock.owner_name_en)
    return Watched(matter, row_clock(clock, [], request.as_of), owner, state)
