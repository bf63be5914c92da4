"""Consultations (征求意见) at the desk: the list, opening one, sorting what was said into points and answering it."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from qingtian.apps.consultations.models import Consultation
from qingtian.apps.consultations.policy import may_sort
from qingtian.apps.proceedings.policy import visible
from qingtian.apps.proceedings.queries import procedure_of
from qingtian.language import Text
from qingtian.web.desk.opening import Opening
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.web.templatetags.words import say

PROCEDURE = "consultation"
OPENED = Text("已拟定 {number}。下一步拟公告。", "Drafted {number}. Next, draft its notice.")


@dataclass(frozen=True, slots=True)
class Row:
    """One consultation of the list."""

    consultation: Consultation
    state: Text
    comments: int
    left: int
    mine: bool


@officer
@require_safe
def consultations(request: DeskRequest) -> HttpResponse:
    """Those the actor may see, the latest first, each with how many comments still lack an answer."""
    mine = visible(request.actor).filter(procedure=PROCEDURE).values("pk")
    found = Consultation.objects.filter(proceeding__in=mine).select_related("proceeding").order_by("-pk")
    own = {name: f"comments__{name}" for name in ("reply", "point__isnull", "point__reply")}
    done = ~Q(**{own["reply"]: ""}) | Q(**{own["point__isnull"]: False}) & ~Q(**{own["point__reply"]: ""})
    counted = found.annotate(said=Count("comments"), done=Count("comments", filter=done & Q(comments__isnull=False)))
    rows = [
        Row(
            one,
            procedure_of(one.proceeding).states[one.proceeding.state].title,
            one.said,
            one.said - one.done,
            may_sort(request.actor, one.proceeding),
        )
        for one in counted
    ]
    may_draft = Opening.of(request, PROCEDURE).for_actor
    context = {"rows": rows, "may_draft": may_draft, "nav_current": "desk:publishing"}
    return render(request, "desk/consultations.html", context)


@officer
def new_consultation(request: DeskRequest) -> HttpResponse:
    """GET the form (``?f_source=`` names the matter), POST to draft; 403 for a post that may not."""
    opening = Opening.of(request, PROCEDURE)
    if not opening.for_actor:
        return render(request, "desk/publication_not_yours.html", {"who": opening.who}, status=403)
    draft = opening.sent() if request.method == "POST" else opening.fresh(opening.asked())
    opened = opening.perform(draft)
    if opened is None:
        return opening.page("desk/new_consultation.html", draft, nav_current="desk:publishing")
    messages.success(request, say(OPENED.format(number=opened.number)))
    return redirect("desk:consultation", opened.number)


def consultation_of(request: DeskRequest, number: str) -> Consultation:
    """The consultation, for those who may read its comments; 404 for everybody else."""
    found = Consultation.objects.select_related("proceeding").filter(
        proceeding__number=number, proceeding__in=visible(request.actor).values("pk")
    )
    consultation = found.first()
    if consultation is None or not may_sort(request.actor, consultation.proceeding):
        raise Http404
    return consultation
