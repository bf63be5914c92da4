"""Notices on automatic monitoring (督办通知): what waits for whom, what stands, what was explained."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.monitors.models import MonitorNotice
from qingtian.apps.monitors.policy import KEEPS, SEES
from qingtian.apps.proceedings.policy import visible
from qingtian.apps.proceedings.queries import procedure_of
from qingtian.language import Text
from qingtian.web.desk.enforcement.seats import only
from qingtian.web.desk.monitoring.outlets.words import ANOMALIES, NAV, title_of
from qingtian.web.desk.seat import DeskRequest, officer

PAGE = 30
LISTS: Mapping[str, tuple[Text, tuple[str, ...]]] = {
    "": (Text("全部", "All"), ()),
    "unit": (Text("等企业", "Awaiting the unit"), ("issued", "served")),
    "us": (Text("等判定", "To be decided"), ("answered", "unanswered")),
    "stands": (Text("成立待转", "Stands, to be taken further"), ("stands",)),
    "ended": (Text("已结", "Ended"), ("explained", "referred", "withdrawn")),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One notice as the list shows it."""

    notice: MonitorNotice
    kind: Text
    factor: Text
    state: Text
    due: date | None
    late: bool


@officer
@require_safe
@only(SEES)
def outlet_notices(request: DeskRequest) -> HttpResponse:
    """``?list=`` of ``LISTS``; those this officer may see, the latest first."""
    which = request.GET.get("list", "")
    which = which if which in LISTS else ""
    title, states = LISTS[which]
    held = MonitorNotice.objects.filter(proceeding__in=visible(request.actor).filter(procedure="monitor_notice"))
    held = held.filter(proceeding__state__in=states) if states else held
    held = held.select_related("proceeding", "outlet__party").order_by("-proceeding__pk")
    page = Paginator(held, PAGE).get_page(request.GET.get("page"))
    context = {
        "which": which,
        "title": title,
        "lists": [(code, words) for code, (words, _) in LISTS.items()],
        "page": page,
        "rows": [_row(one, request.as_of) for one in page.object_list],
        "may_issue": bool(KEEPS & request.actor.roles),
        "nav_current": NAV,
    }
    return render(request, "desk/monitoring/outlets/notices.html", context)


def _row(notice: MonitorNotice, day: date) -> Row:
    matter = notice.proceeding
    state, due = procedure_of(matter).states[matter.state].title, matter.next_due
    return Row(notice, ANOMALIES[notice.kind], title_of(notice.factor), state, due, due is not None and due < day)
