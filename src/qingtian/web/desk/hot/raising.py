"""Raise an issue by hand (列为热点): the declared first act, for what officers see before any threshold does."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from qingtian.apps.installation.kind import DEMONSTRATION, kind
from qingtian.language import Text
from qingtian.web.desk.opening import Opening
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.web.templatetags.words import say

PROCEDURE = "hot_issue"
RAISERS = frozenset({"petition_officer", "inspection_officer"})
OPENED = Text("已列为热点 {number}，要限期排查。", "{number} is raised and must be screened in time.")


@officer
@require_http_methods(["GET", "HEAD", "POST"])
def raise_issue(request: DeskRequest) -> HttpResponse:
    """GET the form, POST to raise the issue; without figures, for an officer's eye has none."""
    if not request.actor.roles & RAISERS:
        return render(request, "desk/hot/not_yours.html", status=403)
    opening = Opening.of(request, PROCEDURE)
    draft = opening.sent() if request.method == "POST" else opening.fresh({"office": request.actor.organ or ""})
    opened = opening.perform(draft, generated=kind() == DEMONSTRATION)
    if opened is None:
        return opening.page("desk/hot/raise.html", draft, nav_current="desk:petitions")
    messages.success(request, say(OPENED.format(number=opened.number)))
    return redirect("desk:hot_issues")
