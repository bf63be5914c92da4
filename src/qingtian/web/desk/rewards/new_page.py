"""Propose a reward (提请奖励): the declared first act, as any other act."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render

from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.policy import visible
from qingtian.language import Text
from qingtian.web.access import PAGES
from qingtian.web.desk.act_page import legal_day
from qingtian.web.desk.opening import Opening
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.web.templatetags.words import say

PROCEDURE = "reward"
FORM = "desk/rewards/new.html"
OPENED = Text("已提请奖励 {number}。", "Reward {number} proposed.")
NOT_SEEN = Text("没有这一件，或者不在您的范围里。", "There is no such report in your sight.")


@officer
def new_reward(request: DeskRequest) -> HttpResponse:
    """GET the form (``?from=`` a report fills what it says), POST to propose."""
    if not request.actor.roles & PAGES["desk:new_reward"].roles:
        return render(request, "desk/rewards/not_yours.html", status=403)
    opening = Opening.of(request, PROCEDURE)
    if request.method != "POST":
        return opening.page(FORM, opening.fresh(_of_report(request)), nav_current="desk:petitions")
    draft = opening.sent()
    number = str(draft.values.get("petition", "")).strip()
    if legal_day(draft) is not None and not _reports(request, number).exists():
        draft.faults["petition"] = NOT_SEEN
    opened = opening.perform(draft)
    if opened is None:
        return opening.page(FORM, draft, nav_current="desk:petitions")
    messages.success(request, say(OPENED.format(number=opened.number)))
    return redirect("desk:proceeding", opened.number)


def _reports(request: DeskRequest, number: str) -> QuerySet[Proceeding]:
    return visible(request.actor).filter(number=number, procedure="petition")


def _of_report(request: DeskRequest) -> dict[str, object]:
    """What the report named in the address says already."""
    report = _reports(request, request.GET.get("from", "")).first()
    return {"petition": report.number, "subject": report.projection["facts"].get("subject", "")} if report else {}
