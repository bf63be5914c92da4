"""The register of papers (文书登记簿): what awaits check, issue, number, seal or service, the oldest first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from qingtian.apps.people.models import Organ
from qingtian.apps.proceedings.models import Paper
from qingtian.apps.proceedings.papers import catalogue
from qingtian.apps.proceedings.policy import visible
from qingtian.language import Text
from qingtian.procedures.paper_life import ARCHIVE, ARCHIVED, VOID, WAITS
from qingtian.web.access import PAGES
from qingtian.web.design.shapes import FacetGroup, Link
from qingtian.web.desk.paper_words import ACT_OF, WAITING
from qingtian.web.desk.seat import DeskRequest, officer

PAGE = 50
#: what somebody still has to do something about
OPEN = tuple(each for each in WAITS if each not in (ARCHIVE, ARCHIVED, VOID))
OPEN_TITLE = Text("等人办的", "Waiting for somebody")


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One paper; ``days`` since its last step, ``next`` where the next one is entered."""

    paper: Paper
    organ: Organ | None
    waits: Text
    days: int | None
    next: str


@officer
@require_safe
def register(request: DeskRequest) -> HttpResponse:
    """Papers of every matter the actor may see. ``?waits=`` one step, ``?kind=`` one template; else what is open."""
    waits, kind = request.GET.get("waits", ""), request.GET.get("kind", "")
    papers = Paper.objects.filter(proceeding__in=visible(request.actor))
    counted: dict[str, int] = dict(papers.order_by().values_list("waits_for").annotate(Count("pk")))
    listed = papers.filter(waits_for=waits) if waits in WAITS else papers.filter(waits_for__in=OPEN)
    kinds: dict[str, int] = dict(listed.order_by().values_list("template").annotate(Count("pk")).order_by("template"))
    page = Paginator(_ordered(listed.filter(template=kind) if kind in catalogue() else listed), PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "title": WAITING[waits] if waits in WAITS else OPEN_TITLE,
        "rows": _rows(page.object_list, request),
        "page": page,
        "may_number": "clerk" in request.actor.roles,
        "keeps_templates": bool(request.actor.roles & PAGES["desk:templates"].roles),
        "facets": [_steps(counted, waits), *_kinds(kinds, waits, kind)],
    }
    return render(request, "desk/papers.html", context)


def _ordered(papers: QuerySet[Paper]) -> QuerySet[Paper]:
    own = papers.select_related("proceeding", "act").order_by("since", "pk")
    return own.defer("proceeding__projection")


def _rows(papers: object, request: DeskRequest) -> list[PaperRow]:
    listed = list(papers)  # type: ignore[call-overload]
    organs = {organ.code: organ for organ in Organ.objects.filter(code__in={paper.organ for paper in listed})}
    return [
        PaperRow(
            paper,
            organs.get(paper.organ),
            WAITING[paper.waits_for],
            (request.as_of - paper.since).days if paper.since else None,
            _next(paper),
        )
        for paper in listed
    ]


def _next(paper: Paper) -> str:
    act = ACT_OF.get(paper.waits_for)
    address = reverse("desk:act", args=[paper.proceeding.number, act]) if act else ""
    return f"{address}?f_paper_of={paper.act.seq}" if address else ""


def _address(**given: str) -> str:
    kept = {name: value for name, value in given.items() if value}
    return reverse("desk:papers") + (f"?{urlencode(kept)}" if kept else "")


def _steps(counted: Mapping[str, int], waits: str) -> FacetGroup:
    """Every step with its count; each count opens its list."""
    open_ = sum(counted.get(each, 0) for each in OPEN)
    links = [Link(OPEN_TITLE, _address(), open_, waits not in WAITS)]
    links += [Link(WAITING[each], _address(waits=each), counted.get(each, 0), each == waits) for each in WAITS]
    return FacetGroup(Text("下一步", "Next step"), links)


def _kinds(kinds: Mapping[str, int], waits: str, kind: str) -> list[FacetGroup]:
    """Kinds of paper in the list shown; choosing what is chosen takes the filter away."""
    known = catalogue()
    links = [
        Link(known[id_].title, _address(waits=waits, kind="" if id_ == kind else id_), number, id_ == kind)
        for id_, number in kinds.items()
        if id_ in known
    ]
    return [FacetGroup(Text("文书", "Paper"), links)] if links else []
