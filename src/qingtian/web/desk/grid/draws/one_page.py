"""One draw: what is frozen, what was drawn as far as this reader may see it, the results, the file to verify."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from qingtian.apps.draws.models import DrawnObject, RandomDraw
from qingtian.apps.draws.policy import sees, sees_all
from qingtian.apps.draws.results import RESULTS, file_of, results_of
from qingtian.apps.draws.visiting import visits_of
from qingtian.apps.people.models import Post
from qingtian.apps.proceedings.policy import visible
from qingtian.apps.proceedings.queries import procedure_of, projection_of
from qingtian.drawing.pools import CLASSES
from qingtian.drawing.published import faults, written
from qingtian.language import Text
from qingtian.web.desk.figures.words import organ_names
from qingtian.web.desk.grid.draws.list_page import NAV
from qingtian.web.desk.seat import DeskRequest, matter, officer

#: states in which the list is no secret any more
OVER = ("visited", "published")


@officer
@require_safe
def draw(request: DeskRequest, number: str) -> HttpResponse:
    """404 where the actor may not see the matter."""
    found = _draw(request, number)
    projection = projection_of(found.proceeding)
    rows = _rows(request, found)
    context = {
        "draw": found,
        "matter": found.proceeding,
        "facts": projection.facts,
        "state": procedure_of(found.proceeding).states[found.proceeding.state].title,
        "office": organ_names([found.office]).get(found.office, found.office),
        "rows": [row for row in rows if row["seen"]],
        "many": len(rows),
        "sealed": sum(not row["seen"] for row in rows),
        "counts": [(CLASSES[name], n) for name, n in found.pools.get("counts", {}).items()],
        "replaced_by": RandomDraw.objects.filter(replaces=found).select_related("proceeding").first(),
        "file": _may_have_file(request, found),
        "nav_current": NAV,
    }
    context["holds"] = not faults(file_of(found)) if context["file"] else None
    return render(request, "desk/grid/draws/one.html", context)


@officer
@require_safe
def draw_file(request: DeskRequest, number: str) -> HttpResponse:
    """The file that ``qingtian draw verify`` reads; 404 while the list is sealed for this reader."""
    found = _draw(request, number)
    if not _may_have_file(request, found):
        raise Http404
    answer = HttpResponse(written(file_of(found)), content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="{number}.json"'
    return answer


def _draw(request: DeskRequest, number: str) -> RandomDraw:
    asked = matter(request, number)
    found = RandomDraw.objects.select_related("proceeding", "replaces__proceeding").filter(proceeding=asked).first()
    if found is None:
        raise Http404
    return found


def _may_have_file(request: DeskRequest, found: RandomDraw) -> bool:
    state, drawn = found.proceeding.state, found.drawn.exists()
    return bool(found.pools) and drawn and (state in OVER or sees_all(request.actor, found))


def _rows(request: DeskRequest, found: RandomDraw) -> list[dict[str, Any]]:
    """A row an object in the order drawn; what may not be seen yet carries nothing but that it is there."""
    visits, results = visits_of(found), results_of(found)
    objects = {one["number"]: one for one in found.pools.get("objects", ())}
    drawn = list(DrawnObject.objects.filter(draw=found).order_by("place"))
    posts = {post.code: post for post in Post.objects.filter(code__in={code for row in drawn for code in row.posts})}
    seen = set(
        visible(request.actor).filter(pk__in=[v.proceeding_id for v in visits.values()]).values_list("pk", flat=True)
    )
    rows = []
    for row in drawn:
        visit, over = visits.get(row.party), found.proceeding.state in OVER
        if not sees(request.actor, found, row, revealed=over or visit is not None or bool(row.excused)):
            rows.append({"seen": False})
            continue
        own = request.actor.post in row.posts and found.proceeding.state == "drawn"
        one = objects.get(row.party, {})
        rows.append(
            {
                "seen": True,
                "drawn": row,
                "name": one.get("name", row.party),
                "reasons": one.get("reasons", ()),
                "class": CLASSES[row.of_class],
                "posts": [posts[code] for code in row.posts if code in posts],
                "result": RESULTS[results.get(row.party, "")],
                "visit": visit.proceeding.number if visit and visit.proceeding_id in seen else "",
                "planned_on": visit.planned_on if visit else None,
                "enter": _enter(found, row) if own and visit is None and not row.excused else "",
            }
        )
    return rows


def _enter(found: RandomDraw, row: DrawnObject) -> str:
    """The form of the visit with all the draw says of it."""
    told = {
        "party": row.party,
        "about": found.proceeding.number,
        "kind": "daily",
        "ground": "random_draw",
        "officer_1": row.posts[0],
        "officer_2": row.posts[1],
        "subject": Text("双随机抽查", "Random inspection").zh,
    }
    return f"{reverse('desk:new_visit')}?{urlencode(told)}"
