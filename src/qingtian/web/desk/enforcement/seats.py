"""Whose the pages of enforcement are: asked before any record is looked up."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from qingtian.apps.parties.policy import READERS
from qingtian.web.desk.seat import DeskRequest

View = Callable[..., HttpResponse]

#: posts that enforce, review or decide
ENFORCING = READERS


def only(roles: frozenset[str]) -> Callable[[View], View]:
    """The page for posts with one of these roles; 403 for others."""

    def wrap(view: View) -> View:
        @wraps(view)
        def asked(request: DeskRequest, *given: Any, **named: Any) -> HttpResponse:
            if not request.actor.roles & roles:
                return render(request, "desk/enforcement/not_yours.html", status=403)
            return view(request, *given, **named)

        return asked

    return wrap
