"""Whose the pages of damage claims are: asked before any record is looked up."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, wraps
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from qingtian.apps.compensation.queries import PROCEDURE
from qingtian.apps.proceedings.models import Proceeding
from qingtian.law import Law, load_law
from qingtian.web.access import PAGES
from qingtian.web.desk.seat import DeskRequest, matter

View = Callable[..., HttpResponse]


def admitted(address: str) -> Callable[[View], View]:
    """The page for the posts that ``web.access`` names for it; 403 for others."""

    def wrap(view: View) -> View:
        @wraps(view)
        def asked(request: DeskRequest, *given: Any, **named: Any) -> HttpResponse:
            if not request.actor.roles & PAGES[address].roles:
                return render(request, "desk/compensation/not_yours.html", status=403)
            return view(request, *given, **named)

        return asked

    return wrap


def claim_of(request: DeskRequest, number: str) -> Proceeding:
    """The claim of that number in this actor's scope, or 404."""
    found = matter(request, number)
    if found.procedure != PROCEDURE:
        raise Http404
    return found


@cache
def law() -> Law:
    """The law room, read once."""
    return load_law()
