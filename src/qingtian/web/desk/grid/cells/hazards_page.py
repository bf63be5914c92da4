"""The ledger of hidden hazards (隐患台账): graded, with deadline, verification and recurrence; Excel."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, F, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.grid.models import GridObject, HiddenHazard
from qingtian.apps.proceedings.policy import visible
from qingtian.grid.hazards import GRADES, KINDS, MEASURES
from qingtian.language import Text
from qingtian.web.desk.grid.cells.facets import group, query
from qingtian.web.desk.grid.cells.opening_pages import REGISTERING
from qingtian.web.desk.grid.cells.words import NAV, states
from qingtian.web.desk.monitoring.taking import taken
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.web.templatetags.words import name, say

PAGE = 50
TITLE = Text("隐患台账", "Ledger of hidden hazards")
NOTE = Text(
    "一般立即整改，较大限期整改，重大挂牌督办；期限为本地默认，属配置。",
    "General at once, larger by a deadline, major under listed supervision; the limits are local defaults.",
)
FIELDS = {"state": "proceeding__state", "grade": "grade", "kind": "kind"}
HEADS = (
    *(Text("编号", "Number"), Text("隐患", "Hazard"), Text("对象", "Object"), Text("类型", "Kind")),
    *(Text("级别", "Grade"), Text("发现", "Found on"), Text("期限", "Deadline"), Text("状态", "State")),
    Text("复发自", "Recurrence of"),
)


@officer
@require_safe
def hazards(request: DeskRequest) -> HttpResponse:
    """``?state=``, ``?grade=``, ``?kind=``, ``?again=1`` recurrences alone; ``?format=xlsx`` the same rows."""
    everything = HiddenHazard.objects.filter(proceeding__in=visible(request.actor))
    wanted = {column: value for name_, column in FIELDS.items() if (value := request.GET.get(name_, ""))}
    found = everything.filter(**wanted)
    if request.GET.get("again"):
        found = found.exclude(recurrence_of=None)
    found = found.select_related("proceeding", "recurrence_of__proceeding").order_by(
        F("proceeding__ended_on").desc(nulls_first=True), "-found_on", "-pk"
    )
    if request.GET.get("format") == "xlsx":
        return taken(request, "hidden-hazards", TITLE, HEADS, [_cells(row) for row in _rows(request, found)], [NOTE])
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": _rows(request, list(page.object_list)),
        "facets": _facets(request, everything),
        "query": query(request.GET, (*FIELDS, "again")),
        "open": everything.filter(proceeding__ended_on=None).count(),
        "again": everything.exclude(recurrence_of=None).count(),
        "may_open": bool(request.actor.roles & REGISTERING),
        "note": NOTE,
        "nav_current": NAV,
    }
    return render(request, "desk/grid/hazards.html", context)


def _rows(request: DeskRequest, found: Any) -> list[dict[str, Any]]:
    rows = list(found)
    objects = {one.code: one for one in GridObject.objects.filter(code__in={row.object for row in rows})}
    words = states("hidden_hazard")
    return [
        {
            "hazard": one,
            "object": objects.get(one.object),
            "kind": KINDS.get(one.kind),
            "grade": GRADES.get(one.grade),
            "measure": MEASURES.get(one.grade),
            "state": words[one.proceeding.state],
            "overdue": bool(
                one.deadline and one.proceeding.state in ("rectifying", "listed") and one.deadline < request.as_of
            ),
        }
        for one in rows
    ]


def _cells(row: Mapping[str, Any]) -> list[Any]:
    one = row["hazard"]
    earlier = one.recurrence_of.proceeding.number if one.recurrence_of else ""
    return [
        *(one.proceeding.number, one.proceeding.title, name(row["object"]) or one.object, say(row["kind"])),
        *(say(row["grade"]), one.found_on, one.deadline or "", say(row["state"]), earlier),
    ]


def _facets(request: DeskRequest, rows: QuerySet[HiddenHazard]) -> list[Any]:
    words = {"state": states("hidden_hazard"), "grade": GRADES, "kind": KINDS}
    titles = {"state": Text("状态", "State"), "grade": Text("级别", "Grade"), "kind": Text("类型", "Kind")}
    found = []
    for field, column in FIELDS.items():
        counts = Counter(dict(rows.order_by().values_list(column).annotate(n=Count("pk"))))
        found.append(group(request.GET, FIELDS, titles[field], field, words[field], counts))
    return found
