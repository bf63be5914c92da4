"""Draft a publication (拟稿): the declared first act, as any other act."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from qingtian.apps.proceedings.policy import may_see
from qingtian.language import Text
from qingtian.web.desk.opening import Opening
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.web.templatetags.words import say

PROCEDURE = "publication"
OPENED = Text("已拟稿 {number}，等一审。", "Drafted {number}; it awaits the first reading.")


@officer
def new_publication(request: DeskRequest) -> HttpResponse:
    """GET the form (``?f_source=`` names the matter), POST to draft; 403 for a post that may not draft."""
    opening = Opening.of(request, PROCEDURE)
    if not opening.for_actor:
        return render(request, "desk/publication_not_yours.html", {"who": opening.who}, status=403)
    usual = {"reviewing": _above(request)}
    draft = opening.sent() if request.method == "POST" else opening.fresh(usual | opening.asked())
    opened = opening.perform(draft)
    if opened is None:
        return opening.page("desk/new_publication.html", draft, nav_current="desk:publishing")
    messages.success(request, say(OPENED.format(number=opened.number)))
    seen = may_see(request.actor, opened)
    return redirect("desk:proceeding", opened.number) if seen else redirect("desk:publishing")


def _above(request: DeskRequest) -> str:
    """The organ next above, which usually reviews; one's own where there is none."""
    chain = request.actor.organ_chain
    return chain[-2] if len(chain) > 1 else (request.actor.organ or "")
