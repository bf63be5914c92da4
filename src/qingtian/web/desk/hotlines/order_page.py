"""One order (工单): what the hotline says of it, and what goes back: sign, return, ask for time, answer."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from qingtian.apps.proceedings.queries import projection_of
from qingtian.errors import QingtianError, UnusableInput
from qingtian.gateways.hotlines.actions.send_back import Doing, answer, ask_time, give_back, sign
from qingtian.gateways.hotlines.models import HotlineOrder, Outgoing
from qingtian.language import Text
from qingtian.procedures.who import Actor
from qingtian.web.design.fields import Choice, FieldView
from qingtian.web.desk.hotlines.orders_page import in_sight, rows
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.web.templatetags.words import say

#: who may send something back: the office that received it, and whoever handles it
SENDERS = frozenset({"petition_officer", "handling_officer"})
QUEUED = Text("已放进回传队列。", "Queued for the hotline.")
NOT_YOURS = Text("回传由收件的信访机构或承办单位做。", "The receiving office or the handling organ sends back.")
NO_DAY = Text("写延到哪一天。", "Name the day.")
EVALUATED = {
    "handling_satisfied": Text("办理满意", "Satisfied with the result"),
    "process_satisfied": Text("过程满意", "Satisfied with the course"),
    "solved": Text("是否解决", "Solved"),
    "counted": Text("是否考核", "Counted in the assessment"),
}


def may_send(actor: Actor, found: HotlineOrder) -> bool:
    """The organ that received the matter or handles it, by the people of that work."""
    projection = projection_of(found.proceeding)
    return bool(actor.roles & SENDERS) and actor.organ in {projection.organ("receiver"), projection.organ("handler")}


@officer
@require_http_methods(["GET", "POST"])
def order(request: DeskRequest, pk: int) -> HttpResponse:
    """The order with its versions and what went back; POST ``do`` = sign, answer, return, extension."""
    found = get_object_or_404(in_sight(request).select_related("proceeding__area"), pk=pk)
    allowed, refused, status = may_send(request.actor, found), None, 200
    if request.method == "POST":
        if not allowed:
            refused, status = NOT_YOURS, 403
        else:
            try:
                _done(request, found)
            except QingtianError as wrong:
                refused, status = wrong, 422
            else:
                messages.success(request, say(QUEUED))
                return redirect("desk:hotline_order", pk)
    do = request.POST.get("do", "")
    context = {
        "row": rows([found], request.as_of)[0],
        "versions": found.versions.order_by("-pk"),
        "outgoing": found.outgoing.order_by("-pk"),
        "evaluation": [(EVALUATED[name], said) for name, said in found.evaluation.items() if name in EVALUATED],
        "allowed": allowed,
        "answered": found.outgoing.filter(kind=Outgoing.Kind.ANSWER).exclude(state=Outgoing.State.REFUSED).exists(),
        "answer_fields": _answer_fields(request, found, refused if do == "answer" else None),
        "return_fields": [_reason(request, "return", refused if do == "return" else None)],
        "extension_fields": _extension_fields(request, refused if do == "extension" else None),
        "refused": refused,
        "do": do,
    }
    return render(request, "desk/hotlines/order.html", context, status=status)


def _done(request: DeskRequest, found: HotlineOrder) -> None:
    post = request.POST
    doing = Doing(f"{request.person.name_zh} {request.post}", request.now)
    do = post.get("do")
    if do == "sign":
        sign(found, doing)
    elif do == "return":
        give_back(found, post.get("reason", ""), doing)
    elif do == "extension":
        ask_time(found, _day(post.get("until", "")), post.get("reason", ""), doing)
    elif do == "answer":
        said = set(post.getlist("said"))
        form = {name: post.get(name, "") for name in ("handling", "public_answer", "why_not", "contacted_on")}
        answer(found, form | dict.fromkeys(said, True), doing)


def _day(written: str) -> str:
    try:
        return date.fromisoformat(written).isoformat()
    except ValueError:
        raise UnusableInput("hotlines.no_day", NO_DAY, where="until") from None


def _at(refused: object, name: str) -> Text | str:
    return refused.message if isinstance(refused, QingtianError) and refused.where == name else ""


def _answer_fields(request: DeskRequest, found: HotlineOrder, refused: object) -> list[FieldView]:
    """The handling form of a hotline, the public answer taken from the reply that was given."""
    post = request.POST
    reply = str(projection_of(found.proceeding).facts.get("reply") or "")
    flags = [
        Choice("claim_true", Text("诉求属实", "the claim is true")),
        Choice("solved", Text("已解决", "solved")),
        Choice("contacted", Text("已联系群众", "the caller was contacted")),
        Choice("beyond_duty", Text("超出职责", "beyond our duty")),
    ]
    return [
        FieldView("said", Text("办理结果", "Result"), "checkboxes", value=post.getlist("said"), choices=flags,
                  required=False),
        FieldView("contacted_on", Text("联系日期", "Contacted on"), "date", value=post.get("contacted_on", ""),
                  required=False, maximum=str(request.as_of)),
        FieldView("handling", Text("办理情况", "How it was handled"), "textarea", rows=4,
                  value=post.get("handling", ""), error=_at(refused, "handling"), maxlength=2000,
                  hint=Text("不写反映人是谁。", "Without saying who reported.")),
        FieldView("public_answer", Text("公开答复内容", "Public answer"), "textarea", rows=4,
                  value=post.get("public_answer", reply), error=_at(refused, "public_answer"), maxlength=2000),
        FieldView("why_not", Text("未解决原因", "Why not solved"), value=post.get("why_not", ""), required=False,
                  error=_at(refused, "why_not"), maxlength=500),
    ]  # fmt: skip


def _reason(request: DeskRequest, do: str, refused: object) -> FieldView:
    value = request.POST.get("reason", "") if request.POST.get("do") == do else ""
    return FieldView("reason", Text("理由", "Reason"), "textarea", rows=2, value=value, error=_at(refused, "reason"),
                     maxlength=500, key=do)  # fmt: skip


def _extension_fields(request: DeskRequest, refused: object) -> list[FieldView]:
    until = FieldView("until", Text("申请延到", "Until"), "date", value=request.POST.get("until", ""),
                      error=_at(refused, "until"), minimum=str(request.as_of))  # fmt: skip
    return [until, _reason(request, "extension", refused)]
