"""Plots by class of risk: which need what, where; the same table as Excel, without who uses the land."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.places.models import Area
from qingtian.apps.soil.models import SoilPoint
from qingtian.apps.soil.queries import JudgedPoint, judged_points
from qingtian.language import Text
from qingtian.ledgers.kinds.soil import IMPORTERS
from qingtian.standards.soil import RISKS, land_uses
from qingtian.tables.columns import Value
from qingtian.web.design.shapes import FacetGroup, Link
from qingtian.web.desk.monitoring.soil.seats import NAV, refused
from qingtian.web.desk.monitoring.soil.words import consequence, item_names, rests_on, risk_words
from qingtian.web.desk.monitoring.taking import taken
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.web.templatetags.words import name, say

PAGE = 50
NO_CLASS = "none"
TITLE = Text("土壤点位风险类别", "Soil points by class of risk")
HEADS = (
    Text("代码", "Code"),
    Text("点位", "Point"),
    Text("地块", "Plot"),
    Text("区县", "Area"),
    Text("用途", "Use of the land"),
    Text("采样日期", "Sampled on"),
    Text("风险类别", "Class of risk"),
    Text("决定项目", "Items that decide"),
    Text("不高于背景值的项目", "Items at background"),
    Text("后续", "What follows"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One point as the list shows it."""

    judged: JudgedPoint
    use: Text
    risk: Text
    items: Text
    background: Text | None
    follows: Text | None


@officer
@require_safe
def soil(request: DeskRequest) -> HttpResponse:
    """``?risk=`` a class or ``none``, ``?use=``, ``?area=`` a code; worst first. ``?format=xlsx`` the same rows."""
    if (answer := refused(request)) is not None:
        return answer
    everything = judged_points(SoilPoint.objects.select_related("area"))
    found = sorted(_chosen(request.GET, everything), key=_order)
    if request.GET.get("format") == "xlsx":
        return taken(request, "soil", TITLE, HEADS, [_cells(_row(one)) for one in found], rests_on())
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [_row(one) for one in page.object_list],
        "facets": _facets(request.GET, everything),
        "counts": _counts(everything),
        "query": _query(request.GET),
        "rests_on": rests_on(),
        "may_import": bool(request.actor.roles & IMPORTERS),
        "nav_current": NAV,
    }
    return render(request, "desk/monitoring/soil/list.html", context)


def _chosen(asked: QueryDict, points: Sequence[JudgedPoint]) -> list[JudgedPoint]:
    wanted = {name_: asked.get(name_, "") for name_ in ("risk", "use", "area")}
    return [
        one
        for one in points
        if wanted["risk"] in ("", one.risk or NO_CLASS)
        and wanted["use"] in ("", one.point.land_use)
        and wanted["area"] in ("", one.point.area.code)
    ]


def _order(one: JudgedPoint) -> tuple[int, str]:
    return -(list(RISKS).index(one.risk) if one.risk else -1), one.point.code


def _row(one: JudgedPoint) -> Row:
    return Row(
        judged=one,
        use=land_uses()[one.point.land_use].title,
        risk=risk_words(one),
        items=item_names(one.worst_items),
        background=item_names(one.at_background) if one.at_background else None,
        follows=consequence(one.point.land_use, one.risk),
    )


def _cells(row: Row) -> list[Value]:
    point = row.judged.point
    return [
        *(point.code, name(point), point.plot, name(point.area), say(row.use), row.judged.sampled_on),
        *(say(row.risk), say(row.items), say(row.background or ""), say(row.follows or "")),
    ]


def _counts(points: Sequence[JudgedPoint]) -> list[tuple[Text, int]]:
    counted = Counter(one.risk for one in points)
    return [(words, counted[risk]) for risk, words in RISKS.items()]


def _query(asked: QueryDict, **changed: str) -> str:
    kept = QueryDict(mutable=True)
    for name_ in ("risk", "use", "area"):
        if value := changed.get(name_, asked.get(name_, "")):
            kept[name_] = value
    return kept.urlencode()


def _facets(asked: QueryDict, points: Sequence[JudgedPoint]) -> list[FacetGroup]:
    """Counts are of all points, whatever is chosen."""
    risks = Counter(one.risk or NO_CLASS for one in points)
    uses = Counter(one.point.land_use for one in points)
    places = Counter(one.point.area.code for one in points)
    areas = {one.point.area.code: one.point.area for one in points}
    named = {**RISKS, NO_CLASS: Text("没有类别", "No class")}
    return [
        _group(
            asked,
            Text("风险类别", "Class of risk"),
            "risk",
            {risk: named[risk] for risk in named if risks[risk]},
            risks,
        ),
        _group(
            asked, Text("用途", "Use"), "use", {use: one.title for use, one in land_uses().items() if uses[use]}, uses
        ),
        _group(asked, Text("区县", "Area"), "area", {code: _names(area) for code, area in areas.items()}, places),
    ]


def _names(area: Area) -> Text:
    return Text(area.name_zh, area.name_en)


def _group(asked: QueryDict, title: Text, field: str, words: dict[str, Text], counts: Counter[str]) -> FacetGroup:
    everything = Link(Text("全部", "All"), f"?{_query(asked, **{field: ''})}", current=not asked.get(field))
    links = [
        Link(label, f"?{_query(asked, **{field: code})}", counts[code], current=asked.get(field) == code)
        for code, label in words.items()
    ]
    return FacetGroup(title, [everything, *links])
