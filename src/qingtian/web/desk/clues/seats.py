"""Whose the register's pages are: asked before anything is looked up."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters

from qingtian.procedures.who import Actor
from qingtian.web.desk.seat import DeskRequest, officer

View = Callable[..., HttpResponse]


def only(may: Callable[[Actor], bool]) -> Callable[[View], View]:
    """The page for an officer in office of whom ``may`` is true; 403 for others. What is posted is kept out of error
    reports, and nothing of the page is kept by a browser."""

    def wrap(view: View) -> View:
        @wraps(view)
        def asked(request: DeskRequest, *given: Any, **named: Any) -> HttpResponse:
            if not may(request.actor):
                return render(request, "desk/clues/not_yours.html", status=403)
            return view(request, *given, **named)

        return sensitive_post_parameters()(officer(asked))

    return wrap
