"""List files for disposal (开列销毁清册): the declared first act, with the files chosen on the page before."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from qingtian.language import Text
from qingtian.web.desk.opening import Opening
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.web.templatetags.words import say

PROCEDURE = "disposal"
OPENED = Text("已开列 {number}，等鉴定。", "{number} is listed and awaits appraisal.")


@officer
def disposal(request: DeskRequest) -> HttpResponse:
    """GET the form (``?file=`` each a number), POST to open the list. 403 for posts that may not list."""
    opening = Opening.of(request, PROCEDURE)
    if not opening.for_actor:
        return render(request, "desk/disposal_not_yours.html", {"who": opening.who}, status=403)
    chosen = {"matters": "\n".join(request.GET.getlist("file"))}
    draft = opening.sent() if request.method == "POST" else opening.fresh(chosen)
    opened = opening.perform(draft)
    if opened is None:
        return opening.page("desk/disposal.html", draft)
    messages.success(request, say(OPENED.format(number=opened.number)))
    return redirect("desk:proceeding", opened.number)
