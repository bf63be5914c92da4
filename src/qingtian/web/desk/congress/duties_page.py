"""Sheets of duties (履责清单): by department, its duties, what is done and what is owed. Units, never persons."""

from __future__ import annotations

from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.oversight.queries import Sheet, seen_by, sheets
from qingtian.apps.people.models import Organ, Post
from qingtian.procedures import load_procedures
from qingtian.web.desk.congress.overview import chosen_year
from qingtian.web.desk.seat import DeskRequest, officer

#: whose posts answer for a department's duties
ANSWERING = frozenset({"organ_head", "area_principal", "chief"})


@officer
@require_safe
def duties(request: DeskRequest) -> HttpResponse:
    """A sheet for every department of the year, from the items in this actor's scope that name it."""
    year = chosen_year(request, request.as_of)
    found = sheets(seen_by(request.actor), year, request.as_of)
    codes = {sheet.department for sheet in found}
    organs = {organ.code: organ for organ in Organ.objects.filter(code__in=codes)}
    posts: dict[str, list[Post]] = {}
    for post in Post.objects.filter(organ__code__in=codes).select_related("organ").order_by("-rank", "code"):
        if ANSWERING & set(post.roles):
            posts.setdefault(post.organ.code, []).append(post)
    parts = [
        (organs[code], posts.get(code, []), [(sheet, _items(sheet)) for sheet in rows])
        for code, rows in groupby(found, key=lambda sheet: sheet.department)
    ]
    context = {"year": year, "years": (year - 1, year, year + 1), "parts": parts, "nav_current": "desk:supervision"}
    return render(request, "desk/congress/duties.html", context)


def _items(sheet: Sheet) -> list[tuple[object, object]]:
    procedures = load_procedures()
    return [
        (
            one.proceeding,
            procedures.edition(one.proceeding.procedure, one.proceeding.edition).states[one.proceeding.state].title,
        )
        for one in sheet.items
    ]
