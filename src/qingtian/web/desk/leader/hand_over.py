"""Hand all open cases of a post to the successor in one go (包案交接): both sign once, one act is written a case."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from qingtian.apps.cases.queries import open_cases_of
from qingtian.apps.people.models import Post
from qingtian.apps.people.queries import holder
from qingtian.apps.proceedings.actions.perform import perform
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.policy import visible
from qingtian.errors import QingtianError, Refused
from qingtian.language import Text
from qingtian.web.design.fields import Choice, FieldView
from qingtian.web.desk import file_mark, references
from qingtian.web.desk.act_fields import NOTHING, FormField
from qingtian.web.desk.act_page import NOT_A_DAY
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.web.desk.uploads import take_all
from qingtian.web.templatetags.words import say

ROLE = "inspection_officer"
#: not contracted yet: nothing to hand over
BEFORE = ("identified", "listed")
DONE = Text("{n} 个案都交接了，每个案记了一个动作。", "{n} case(s) handed over, one act in each.")
NO_CASES = Text("这个岗位没有在办的包案。", "That post has no open case.")
AT_CASE = Text("{number}：{what}", "{number}: {what}")
BOTH = Text("要有双方签字的纸。", "The paper signed by both is needed.")


@officer
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over_cases(request: DeskRequest) -> HttpResponse:
    """GET chooses whose cases and to whom; POST hands over all of them or none."""
    if ROLE not in request.actor.roles:
        return render(request, "desk/cases/not_yours.html", status=403)
    sent = request.POST if request.method == "POST" else request.GET
    before = sent.get("before", "")
    cases = [case for case in open_cases_of(before) if case.state not in BEFORE] if before else []
    cases = [case for case in cases if visible(request.actor).filter(pk=case.pk).exists()]
    refused: QingtianError | None = None
    if request.method == "POST":
        try:
            _hand_over(request, cases)
        except QingtianError as wrong:
            refused = wrong
        else:
            messages.success(request, say(DONE.format(n=len(cases))))
            return redirect("desk:cases")
    context = {
        "cases": cases,
        "chosen": before,
        "whose": _whose(request, before),
        "fields": _fields(request),
        "file_mark": file_mark.question(request.POST if request.method == "POST" else None),
        "refused": refused,
        "nav_current": "desk:cases",
    }
    return render(request, "desk/cases/hand_over.html", context, status=422 if refused else 200)


def _hand_over(request: DeskRequest, cases: list[Proceeding]) -> None:
    """All or nothing: what one case refuses, none of them takes."""
    if not cases:
        raise Refused("case.nothing_to_hand_over", NO_CASES, where="before")
    try:
        on = date.fromisoformat(request.POST.get("on", ""))
    except ValueError:
        raise Refused("act.not_a_day", NOT_A_DAY, where="on") from None
    with transaction.atomic():
        for case in cases:
            try:
                perform(
                    case,
                    "hand_over",
                    by=request.actor,
                    on=on,
                    now=request.now,
                    fields={
                        "leader": request.POST.get("leader", ""),
                        "handed": request.POST.get("handed", ""),
                        "signed": _signed(request, case),
                    },
                    reason=request.POST.get("reason", ""),
                    expected_seq=case.seq,
                )
            except QingtianError as wrong:
                words = AT_CASE.format(number=case.number, what=wrong.message)
                raise Refused(wrong.code, words, where=wrong.where) from wrong


def _signed(request: DeskRequest, case: Proceeding) -> list[int]:
    """The signed paper, kept in the file of each case."""
    uploads = request.FILES.getlist("signed")
    for upload in uploads:
        upload.seek(0)
    stored, wrong = take_all(uploads, case, request.now, file_mark.declared(request.POST))
    if wrong:
        raise Refused("case.signed_paper", Text("".join(w.zh for w in wrong), " ".join(w.en for w in wrong)))
    if not stored:
        raise Refused("case.signed_paper", BOTH, where="signed")
    return [one.pk for one in stored]


def _whose(request: DeskRequest, chosen: str) -> FieldView:
    """The posts that lead an open case in one's sight, with who holds them."""
    open_ones = visible(request.actor).filter(procedure="five_ones_case", ended_on__isnull=True)
    posts = Post.objects.filter(cases_led__proceeding__in=open_ones).select_related("organ").distinct().order_by("code")
    choices = []
    for post in posts:
        person = holder(post, request.as_of)
        choices.append(
            Choice(
                post.code,
                Text(
                    f"{post}（{person.name_zh if person else '空缺'}）",
                    f"{post.title_en}, {post.organ.name_en} ({person.name_en if person else 'vacant'})",
                ),
            )
        )
    label = Text("谁的案", "Whose cases")
    return FieldView("before", label, "select", value=chosen, choices=[NOTHING, *choices], width="medium")


def _fields(request: DeskRequest) -> list[FormField]:
    sent = request.POST
    leader = FieldView(
        "leader", Text("接任领导（岗位）", "Succeeding leader (post)"), "select", value=sent.get("leader", "")
    )
    handed = FieldView(
        "handed", Text("交接事项", "What is handed over"), "textarea", value=sent.get("handed", ""), rows=4
    )
    signed = FieldView(
        "signed", Text("双方签字件", "Paper signed by both"), "file", multiple=True, accept=".jpg,.jpeg,.png,.webp,.pdf"
    )
    day = FieldView(
        "on", Text("交接那天", "Day of the hand-over"), "date", value=sent.get("on", str(request.as_of)), width="date"
    )
    reason = FieldView(
        "reason", Text("补记的理由", "Reason of a late entry"), value=sent.get("reason", ""), required=False
    )
    return [FormField(leader, references.leaders(None, request.as_of)), *map(FormField, (handed, signed, day, reason))]
