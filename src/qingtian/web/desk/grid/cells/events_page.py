"""The list of grid events: open ones first come first; facets by state, kind and severity; Excel."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.grid.models import GridEvent
from qingtian.apps.proceedings.policy import visible
from qingtian.language import Text
from qingtian.web.desk.grid.cells.facets import group, query
from qingtian.web.desk.grid.cells.opening_pages import FINDERS
from qingtian.web.desk.grid.cells.words import NAV, choices, states
from qingtian.web.desk.monitoring.taking import taken
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.web.templatetags.words import name, say

PAGE = 50
TITLE = Text("网格事件", "Grid events")
NO_POWER = Text("网格员没有处罚权：先劝阻，再报告。", "Members have no power to punish: they dissuade, then report.")
FIELDS = {"state": "proceeding__state", "kind": "kind", "severity": "severity"}
HEADS = (
    *(Text("编号", "Number"), Text("发现什么", "What was found"), Text("类别", "Kind"), Text("轻重", "Severity")),
    *(Text("网格", "Cell"), Text("发现时间", "Found at"), Text("状态", "State"), Text("已报上一级", "Passed up")),
)


@officer
@require_safe
def events(request: DeskRequest) -> HttpResponse:
    """``?state=``, ``?kind=``, ``?severity=``; ``?format=xlsx`` the same rows."""
    everything = GridEvent.objects.filter(proceeding__in=visible(request.actor))
    wanted = {column: value for name_, column in FIELDS.items() if (value := request.GET.get(name_, ""))}
    found = everything.filter(**wanted).select_related("proceeding", "cell").order_by("-found_at", "-pk")
    words = _words()
    if request.GET.get("format") == "xlsx":
        return taken(request, "grid-events", TITLE, HEADS, [_cells(one, words) for one in found], [NO_POWER])
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [_row(one, words) for one in page.object_list],
        "facets": _facets(request, everything, words),
        "query": query(request.GET, FIELDS),
        "open": everything.filter(proceeding__ended_on=None).count(),
        "may_open": bool(request.actor.roles & FINDERS),
        "nav_current": NAV,
    }
    return render(request, "desk/grid/events.html", context)


def _words() -> dict[str, Mapping[str, Text]]:
    return {
        "state": states("grid_event"),
        "kind": choices("grid_event", "find", "kind"),
        "severity": choices("grid_event", "report", "severity"),
    }


def _row(one: GridEvent, words: Mapping[str, Mapping[str, Text]]) -> dict[str, Any]:
    return {
        "event": one,
        "kind": words["kind"].get(one.kind),
        "severity": words["severity"].get(one.severity),
        "state": words["state"][one.proceeding.state],
        "passed_up": one.proceeding.projection["facts"].get("escalated") == "yes",
    }


def _cells(one: GridEvent, words: Mapping[str, Mapping[str, Text]]) -> list[Any]:
    row = _row(one, words)
    return [
        *(one.proceeding.number, one.proceeding.title, say(row["kind"]), say(row["severity"])),
        *(name(one.cell), one.found_at.strftime("%Y-%m-%d %H:%M"), say(row["state"]), row["passed_up"]),
    ]


def _facets(request: DeskRequest, rows: QuerySet[GridEvent], words: Mapping[str, Mapping[str, Text]]) -> list[Any]:
    """Counts are of the whole list, whatever is chosen; one query a group."""
    titles = {
        "state": Text("状态", "State"),
        "kind": Text("类别", "Kind"),
        "severity": Text("轻重", "Severity"),
    }
    found = []
    for field, column in FIELDS.items():
        counts = Counter(dict(rows.order_by().values_list(column).annotate(n=Count("pk"))))
        found.append(group(request.GET, FIELDS, titles[field], field, words[field], counts))
    return found
