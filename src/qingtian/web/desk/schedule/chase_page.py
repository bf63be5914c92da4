"""Chase the organs that owe: one click of an officer, a notice to each; the page never chases by itself."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from qingtian.apps.schedules.actions.chase import chase
from qingtian.errors import QingtianError
from qingtian.language import Text
from qingtian.procedures.decide import ReasonWanted
from qingtian.web.desk.schedule.month_page import month_of, month_view, of_the_office
from qingtian.web.desk.schedule.months_page import NAV, may_open
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.web.templatetags.words import say
from qingtian.web.typed import whole

CHASED = Text("已出 {count} 份催办通知，在办理页的文书里。", "{count} notices were written; they are among the papers.")


@officer
@require_http_methods(["POST"])
def chase_owing(request: DeskRequest, number: str) -> HttpResponse:
    """POST ``unit`` (several), ``words``, and a reason where the day is not over."""
    if not may_open(request):
        return render(request, "desk/schedule/not_yours.html", {"nav_current": NAV}, status=403)
    held = month_of(request, number)
    if not of_the_office(request.actor, held):
        return render(request, "desk/schedule/not_yours.html", {"nav_current": NAV}, status=403)
    units, words, reason = request.POST.getlist("unit"), request.POST.get("words", ""), request.POST.get("reason", "")
    if not units:
        return redirect("desk:schedule", number)
    try:
        made = chase(
            held,
            units,
            words=words,
            by=request.actor,
            on=request.as_of,
            now=request.now,
            reason=reason,
            expected_seq=whole(request.POST.get("expected_seq", ""), otherwise=-1),
        )
    except QingtianError as refused:
        asks, typed = isinstance(refused, ReasonWanted), {"units": units, "words": words, "reason": reason}
        return month_view(request, held, refused=refused, asks_reason=asks, typed=typed, status=422)
    messages.success(request, say(CHASED.format(count=len(made))))
    return redirect("desk:schedule", number)
