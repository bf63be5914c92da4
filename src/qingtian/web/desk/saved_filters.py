"""Filters an officer keeps under a name: the address of a list, so that a saved one can be sent to a colleague too."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from qingtian.apps.accounts.models import SavedFilter
from qingtian.language import Text
from qingtian.web.design.shapes import FacetGroup, Link
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.web.templatetags.words import say

#: lists whose filters can be saved, and where each lies
PAGES = {"inbox": "desk:inbox", "worklist": "desk:worklist"}
#: parameters that are filters; the page of a list and the matter beside it are not, and words are never kept
FILTERS = ("list", "procedure", "step", "whose", "area", "channel", "sort", "density")
MOST, LONGEST = 20, 40
NAMELESS = Text("没有存：给它起个名字，最多 {n} 个字。", "Not saved: give it a name of at most {n} characters.")
TOO_MANY = Text("没有存：最多存 {n} 个，先去掉一个。", "Not saved: at most {n} are kept; remove one first.")
SAVED = Text("存下了：{name}。", "Saved: {name}.")
DROPPED = Text("去掉了：{name}。", "Removed: {name}.")


@dataclass(frozen=True, slots=True)
class SavedFilters:
    """This officer's saved filters of one list, as links and with what removes each."""

    rows: list[SavedFilter]
    links: list[Link]

    def as_group(self) -> list[FacetGroup]:
        """The group of them beside a list; none where nothing was saved."""
        return [FacetGroup(Text("存下的筛选", "Saved filters"), self.links)] if self.links else []


def saved_filters(request: DeskRequest, page: str) -> SavedFilters:
    """In the order of their names; the one that is the address now open is current."""
    rows = list(SavedFilter.objects.filter(person=request.person, page=page))
    here = filters_of(request.GET.urlencode())
    return SavedFilters(rows, [Link(row.name, _address(row), None, row.query == here) for row in rows])


def filters_of(query: str) -> str:
    """The filters of an address, in one order; everything else is left out."""
    given = dict(parse_qsl(query.removeprefix("?")))
    return urlencode({name: given[name] for name in FILTERS if given.get(name)})


def _address(row: SavedFilter) -> str:
    return f"{reverse(PAGES[row.page])}?{row.query}"


@officer
def save_filter(request: DeskRequest) -> HttpResponse:
    """POST ``page``, ``name`` and ``query``; the same name again replaces what it meant."""
    page, called = request.POST.get("page", ""), request.POST.get("name", "").strip()
    if page not in PAGES:
        raise Http404
    query = filters_of(request.POST.get("query", ""))[:300]
    kept = SavedFilter.objects.filter(person=request.person, page=page)
    if not called or len(called) > LONGEST:
        messages.error(request, say(NAMELESS.format(n=LONGEST)))
    elif kept.exclude(name=called).count() >= MOST:
        messages.error(request, say(TOO_MANY.format(n=MOST)))
    else:
        kept.update_or_create(name=called, person=request.person, page=page, defaults=_defaults(request, query))
        messages.success(request, say(SAVED.format(name=called)))
    return redirect(f"{reverse(PAGES[page])}?{query}")


def _defaults(request: DeskRequest, query: str) -> dict[str, object]:
    return {"query": query, "saved_at": request.now}


@officer
def drop_filter(request: DeskRequest, pk: int) -> HttpResponse:
    """POST: remove one of one's own; somebody else's is not there."""
    row = SavedFilter.objects.filter(person=request.person, pk=pk).first()
    if row is None or row.page not in PAGES:
        raise Http404
    row.delete()
    messages.success(request, say(DROPPED.format(name=row.name)))
    return redirect(f"{reverse(PAGES[row.page])}?{row.query}")
