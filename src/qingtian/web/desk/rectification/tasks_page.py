"""The list of tracked tasks: by origin, unit and area, overdue first; units are compared, never persons."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.people.models import Organ
from qingtian.apps.places.models import Area
from qingtian.apps.proceedings.queries import procedure_of
from qingtian.apps.tasks.models import TrackedTask
from qingtian.apps.tasks.queries import figures, overdue_first, overdue_on, seen_by
from qingtian.language import Text
from qingtian.procedures import load_procedures
from qingtian.web.access import PAGES
from qingtian.web.design.shapes import FacetGroup, Link
from qingtian.web.desk.rectification.import_flow import kept_rejects
from qingtian.web.desk.seat import DeskRequest, officer

PAGE = 50
ALL = Text("全部", "All")
ASKED = ("which", "origin", "unit", "area")


def _lists(request: DeskRequest) -> dict[str, tuple[Text, Q]]:
    return {
        "open": (Text("在办", "Open"), Q(proceeding__ended_on__isnull=True)),
        "overdue": (Text("超期", "Overdue"), overdue_on(request.as_of)),
        "waiting": (Text("待核验", "To be verified"), Q(proceeding__state="reported")),
        "all": (ALL, Q()),
    }


@officer
@require_safe
def tasks(request: DeskRequest) -> HttpResponse:
    """``?which=&origin=&unit=&area=``: each a filter over what the actor may see."""
    lists, origins = _lists(request), _origins()
    asked = {name: request.GET.get(name, "") for name in ASKED}
    asked["which"] = asked["which"] if asked["which"] in lists else "open"
    asked["origin"] = asked["origin"] if asked["origin"] in origins else ""
    seen = seen_by(request.actor)
    chosen = seen.filter(lists[asked["which"]][1])
    narrowed = _narrowed(chosen, asked)
    listed = overdue_first(narrowed, request.as_of).select_related("proceeding", "organ", "area", "source")
    page = Paginator(listed, PAGE).get_page(request.GET.get("page"))

    def link(name: str, value: str, title: Text, count: int) -> Link:
        others = {key: one for key, one in {**asked, name: value}.items() if one}
        return Link(title, f"?{urlencode(others)}", count, asked[name] == value)

    context = {
        "facets": _facets(seen, chosen, lists, origins, link),
        "page": page,
        "rows": [_row(one, request) for one in page.object_list],
        "figures": figures(seen, request.as_of),
        "title": lists[asked["which"]][0],
        "origins": origins,
        "may_import": bool(request.actor.roles & PAGES["desk:action_plan_import"].roles),
        "rejects": kept_rejects(request),
        "nav_current": "desk:supervision",
    }
    return render(request, "desk/rectification/tasks.html", context)


def _origins() -> dict[str, Text]:
    declared = load_procedures().editions("tracked_task")[-1].named("set_task")
    field = declared.field("origin") if declared else None
    return dict(field.choices) if field else {}


def _narrowed(found: QuerySet[TrackedTask], asked: dict[str, str]) -> QuerySet[TrackedTask]:
    if asked["origin"]:
        found = found.filter(origin=asked["origin"])
    if asked["unit"]:
        found = found.filter(organ__code=asked["unit"])
    if asked["area"]:
        path = Area.objects.filter(code=asked["area"]).values_list("path", flat=True).first() or "?"
        found = found.filter(area__path__startswith=path)
    return found


def _facets(
    seen: QuerySet[TrackedTask],
    chosen: QuerySet[TrackedTask],
    lists: dict[str, tuple[Text, Q]],
    origins: dict[str, Text],
    link: Callable[[str, str, Text, int], Link],
) -> list[FacetGroup]:
    whole = chosen.count()
    by_origin = dict(chosen.order_by().values_list("origin").annotate(n=Count("pk")))
    by_unit = dict(chosen.order_by().values_list("organ").annotate(n=Count("pk")))
    by_area = dict(chosen.order_by().exclude(area=None).values_list("area").annotate(n=Count("pk")))
    units = Organ.objects.filter(pk__in=by_unit).order_by("path")
    areas = Area.objects.filter(pk__in=by_area).order_by("path")
    groups = [
        FacetGroup(
            Text("清单", "Lists"), [link("which", c, t, seen.filter(only).count()) for c, (t, only) in lists.items()]
        ),
        FacetGroup(
            Text("来源", "Origin"),
            [link("origin", "", ALL, whole)]
            + [link("origin", c, t, by_origin[c]) for c, t in origins.items() if c in by_origin],
        ),
        FacetGroup(
            Text("责任单位", "Responsible unit"),
            [link("unit", "", ALL, whole)]
            + [link("unit", o.code, Text(o.name_zh, o.name_en), by_unit[o.pk]) for o in units],
        ),
    ]
    if areas:
        links = [link("area", a.code, Text(a.name_zh, a.name_en), by_area[a.pk]) for a in areas]
        groups.append(FacetGroup(Text("区域", "Area"), [link("area", "", ALL, whole), *links]))
    return groups


def _row(one: TrackedTask, request: DeskRequest) -> dict[str, object]:
    matter = one.proceeding
    late = matter.state == "underway" and one.deadline < request.as_of
    return {
        "task": one,
        "state": procedure_of(matter).states[matter.state].title,
        "origin": _origins()[one.origin],
        "overdue": late,
        "days": (request.as_of - one.deadline).days if late else 0,
    }
