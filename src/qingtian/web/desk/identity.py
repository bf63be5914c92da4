"""Open a sealed identity: by the office that received the matter or the organ that handles it, each time logged."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_variables

from qingtian.apps.identities.vault import Identity, Opener, Purpose, open_identity, openings
from qingtian.apps.petitions.models import Petition
from qingtian.apps.petitions.policy import may_open_identity
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.queries import procedure_of, projection_of
from qingtian.errors import QingtianError
from qingtian.language import Text
from qingtian.web.design.fields import Choice, FieldView
from qingtian.web.desk.calling import outcome
from qingtian.web.desk.matter_page import head
from qingtian.web.desk.proof import confirmation
from qingtian.web.desk.seat import DeskRequest, matter, officer
from qingtian.web.templatetags.words import say

CALL_BACK = Text("回拨反映人，核实 {number}", "Calling the reporter back about {number}")
WRITE_A_REASON = Text(
    "写出为什么要看。理由记在日志里，反映人看得到单位、时间和用途。",
    "Say why it must be seen. The reason is logged; the reporter sees the organ, the time and the purpose.",
)
#: the role that calls reporters back many times a day (practice: one click, the reason written for it)
CALLING_ROLE = "handling_officer"


@officer
@sensitive_variables()
def identity(request: DeskRequest, number: str) -> HttpResponse:
    """GET asks for the reason, POST opens once. Nothing of it is cached, redirected or put into an address."""
    found = matter(request, number)
    petition = Petition.objects.filter(proceeding=found).first()
    if petition is None or not may_open_identity(request.actor, found):
        raise Http404
    if step := confirmation(request, factor=True):
        return step
    if request.method != "POST":
        return _page(request, found, petition)
    reason, purpose = _reason(request, found), request.POST.get("purpose", Purpose.HANDLING)
    if purpose not in set(Purpose):
        purpose = Purpose.HANDLING
    if not reason:
        return _page(request, found, petition, fault=WRITE_A_REASON, status=422)
    try:
        who = open_identity(
            petition.identity_token, by=opener(request), reason=reason, now=request.now, purpose=Purpose(purpose)
        )
    except QingtianError as refused:
        return _page(request, found, petition, refused=refused, status=422)
    return _page(request, found, petition, who=who)


def may_call(request: DeskRequest, found: Proceeding) -> bool:
    """The handling officer of the organ that handles the matter."""
    return CALLING_ROLE in request.actor.roles and request.actor.organ == projection_of(found).organ("handler")


def _reason(request: DeskRequest, found: Proceeding) -> str:
    if "call_back" in request.POST and may_call(request, found):
        return say(CALL_BACK.format(number=found.number))
    return str(request.POST.get("reason", "")).strip()


def opener(request: DeskRequest) -> Opener:
    """Who opens, as the log keeps it."""
    actor = request.actor
    return Opener(
        person_id=request.person.pk,
        person=request.person.name_zh,
        post=opening_post(request),
        organ=actor.organ_name.zh if actor.organ_name else "",
    )


def opening_post(request: DeskRequest) -> str:
    """The post as the log of openings keeps it; of a substitute, with whose it is."""
    title, away = request.actor.post_title, request.absence
    words = title.zh if title else ""
    return f"{words}（代{away.person.name_zh}，离岗，{away.decided_on} 定的顶岗）" if away else words


def _page(
    request: DeskRequest,
    found: Proceeding,
    petition: Petition,
    *,
    who: Identity | None = None,
    fault: Text | None = None,
    refused: QingtianError | None = None,
    status: int = 200,
) -> HttpResponse:
    context = head(found, procedure_of(found), projection_of(found), request) | {
        "who": who,
        "called": outcome(request, found) if who else None,
        "words": petition.report if who else "",
        "openings": openings(petition.identity_token),
        "may_call": may_call(request, found),
        "refused": refused,
        "errors": [("id_reason", fault)] if fault else [],
        "reason": FieldView(
            "reason",
            Text("理由", "Reason"),
            "textarea",
            value=request.POST.get("reason", ""),
            error=fault or "",
            rows=2,
        ),
        "purpose": FieldView(
            "purpose",
            Text("用途（反映人看得到）", "Purpose (the reporter sees it)"),
            "radio",
            value=request.POST.get("purpose", Purpose.HANDLING.value),
            choices=[Choice(p.value, p.text) for p in Purpose],
        ),
    }
    response = render(request, "desk/identity.html", context, status=status)
    response["Cache-Control"] = "no-store, private, max-age=0"
    return response
