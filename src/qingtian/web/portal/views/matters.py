"""The list of matters: those put right and those not, with the counts of both."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.language import Text
from qingtian.web.design.shapes import FacetGroup, Link
from qingtian.web.portal.settled import ON_A_PAGE
from qingtian.web.portal.shown.matters import listed, published, put_right

FILTERS = {
    "": Text("全部", "All"),
    "open": Text("还在办", "Still open"),
    "ended": Text("已结束", "Ended"),
    "right": Text("看过，已改好", "Seen to be put right"),
}


def _counts() -> dict[str, int]:
    found = published().aggregate(all=Count("pk"), open=Count("pk", filter=Q(ended_on=None)))
    right = put_right().count()
    return {"": found["all"], "open": found["open"], "ended": found["all"] - found["open"], "right": right}


@require_safe
def matters(request: HttpRequest) -> HttpResponse:
    """All of them, newest first; ``?which=`` narrows it."""
    which = request.GET.get("which", "")
    which = which if which in FILTERS else ""
    rows = put_right() if which == "right" else published().order_by("-last_on", "-pk")
    if which in ("open", "ended"):
        rows = rows.filter(ended_on__isnull=which == "open")
    page = Paginator(rows.select_related("area"), ON_A_PAGE).get_page(request.GET.get("page"))
    counts = _counts()
    links = [Link(words, f"?which={code}", counts[code], code == which) for code, words in FILTERS.items()]
    context = {
        "page": page,
        "matters": listed(page.object_list),
        "facets": [FacetGroup(Text("看哪些", "Which"), links)],
    }
    return render(request, "portal/matters.html", context)
