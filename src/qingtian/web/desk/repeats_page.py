"""Is it the same matter? Two working copies side by side, the reasons, and a decision that can be undone."""

from __future__ import annotations

import secrets

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from qingtian.apps.proceedings.actions.perform import StaleProceeding
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.policy import visible
from qingtian.apps.proceedings.queries import procedure_of, projection_of
from qingtian.apps.repeats.actions.decide import decide
from qingtian.apps.repeats.actions.undo import undo
from qingtian.apps.repeats.models import RepeatDecision
from qingtian.apps.repeats.policy import may_decide
from qingtian.apps.repeats.queries import decisions, linked, suggested
from qingtian.errors import QingtianError
from qingtian.insight.likeness import Verdict
from qingtian.language import Text
from qingtian.web.desk.matter_page import head
from qingtian.web.desk.repeats_view import LINK_WORDS, choices_for, compared, decided, offer, returned
from qingtian.web.desk.seat import DeskRequest, matter, officer
from qingtian.web.templatetags.words import say
from qingtian.web.typed import whole

DONE = Text("记下了：{what}，{number}。随时可以撤销。", "Recorded: {what}, {number}. It can be undone at any time.")
BACK = Text("撤销了，{number} 恢复原样。", "Undone; {number} is as it was.")


@officer
def repeats(request: DeskRequest, number: str) -> HttpResponse:
    """GET compares; POST decides or takes back. 404 out of scope, and for what is no petition or an accusation."""
    found = matter(request, number)
    if found.procedure != "petition" or found.restricted:
        raise Http404
    if request.method != "POST":
        return _page(request, found)
    try:
        said = _take_back(request, found) if request.POST.get("decision") else _decide(request, found)
    except QingtianError as refused:
        found.refresh_from_db()
        return _page(request, found, refused)
    messages.success(request, said)
    return redirect("desk:repeats", found.number)


def _decide(request: DeskRequest, found: Proceeding) -> str:
    earlier = _other(request, request.POST.get("earlier", ""))
    choice = request.POST.get("choice", "")
    if earlier is None or earlier.restricted or choice not in RepeatDecision.Choice.values:
        raise Http404
    made = decide(
        found,
        earlier,
        choice,
        by=request.actor,
        on=request.as_of,
        now=request.now,
        expected_seq=whole(request.POST.get("expected_seq", ""), otherwise=-1),
        why=request.POST.get("why", ""),
        once=request.POST.get("once", "")[:64] or None,
    )
    return say(DONE.format(what=decided(made.choice), number=earlier.number))


def _take_back(request: DeskRequest, found: Proceeding) -> str:
    rows = decisions(found, request.actor)
    standing = rows.filter(pk=whole(request.POST["decision"], otherwise=0)).first()
    if standing is None:
        raise Http404
    undo(
        standing,
        by=request.actor,
        on=request.as_of,
        now=request.now,
        expected_seq=whole(request.POST.get("expected_seq", ""), otherwise=-1),
        why=request.POST.get("why", "").strip() or say(Text("认定有误", "The decision was mistaken")),
    )
    return say(BACK.format(number=found.number))


def _other(request: DeskRequest, number: str) -> Proceeding | None:
    """The other petition, if it lies in this actor's scope."""
    petitions = visible(request.actor).filter(procedure="petition", number=number.strip().upper()[:40])
    return petitions.select_related("area", "petition").first()


def _page(request: DeskRequest, found: Proceeding, refused: QingtianError | None = None) -> HttpResponse:
    offered = suggested(found, request.actor, afresh=found.ended_on is None)
    asked = request.POST.get("earlier") or request.GET.get("with", "")
    chosen = _chosen(request, found, offered, asked)
    links = linked(found, request.actor)
    standing = {kind for kind, later, other in links if later and chosen and other.pk == chosen[0].pk}
    context = head(found, procedure_of(found), projection_of(found), request) | {
        "offers": [
            offer(other, verdict, chosen is not None and chosen[0].pk == other.pk) for other, verdict in offered
        ],
        "pair": compared(request.actor, found, *chosen) if chosen else None,
        "decisions": [returned(one) for one in decisions(found, request.actor)],
        "linked": [(LINK_WORDS[kind, later], other) for kind, later, other in links],
        "may_decide": may_decide(request.actor, found),
        "choices": choices_for(found, chosen[0], standing) if chosen else [],
        "register_first": found.state == "received" and chosen is not None and chosen[0].ended_on is not None,
        "refused": refused,
        "expected": found.seq,
        "once": secrets.token_urlsafe(18),
        "why": request.POST.get("why", "") if refused else "",
        "asked": asked,
        "address": reverse("desk:repeats", args=[found.number]),
    }
    return render(request, "desk/repeats.html", context, status=_status(refused))


def _status(refused: QingtianError | None) -> int:
    if refused is None:
        return 200
    return 409 if isinstance(refused, StaleProceeding) else 422


def _chosen(
    request: DeskRequest, found: Proceeding, offered: list[tuple[Proceeding, Verdict]], asked: str
) -> tuple[Proceeding, Verdict | None] | None:
    """The one asked for, suggested or not; else the surest suggestion."""
    if not asked:
        return offered[0] if offered else None
    if known := next((pair for pair in offered if pair[0].number == asked.upper()), None):
        return known
    other = _other(request, asked)
    return (other, None) if other is not None and other.pk != found.pk and not other.restricted else None
