"""Whose the pages of soil are: asked before any record is looked up. What a plot holds is not for everybody."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from qingtian.apps.parties.policy import READERS
from qingtian.web.access import PAGES
from qingtian.web.desk.seat import DeskRequest

NAV = "desk:monitoring"


def refused(request: DeskRequest) -> HttpResponse | None:
    """403 for a post without one of the roles; None where the page may answer."""
    if request.actor.roles & PAGES["desk:soil"].roles:
        return None
    return render(request, "desk/monitoring/soil/not_yours.html", {"nav_current": NAV}, status=403)


def may_see_users(request: DeskRequest) -> bool:
    """Whether the number of a land user is shown: to posts that read parties."""
    return bool(request.actor.roles & READERS)
