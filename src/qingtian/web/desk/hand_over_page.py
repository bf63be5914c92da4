"""Hand a post over (交接), and enter somebody new (新到任)."""

from __future__ import annotations

import secrets

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_variables

from qingtian.apps.accounts.actions.passwords import open_account
from qingtian.apps.accounts.kinds import Kind
from qingtian.apps.people.actions.tenures import begin_tenure, hand_over
from qingtian.apps.people.models import Person, Post, Tenure
from qingtian.errors import QingtianError, Refused
from qingtian.language import Text
from qingtian.web.design.fields import Choice, FieldView
from qingtian.web.desk.account_of_page import (
    day,
    leave_if_out_of_office,
    note_tenure,
    show_code,
    tenure_fields,
    user_name,
)
from qingtian.web.desk.accounts_page import administrators_only
from qingtian.web.desk.proof import confirmation
from qingtian.web.desk.seat import DeskRequest, doer, officer

NEW = "new"
NAMES_MISSING = Text("写姓名（中文和拼音）。", "Give the name, in Chinese and in Latin letters.")


def _new_person(request: DeskRequest) -> Person:
    zh, en = (request.POST.get(name, "").strip() for name in ("name_zh", "name_en"))
    if not zh or not en or len(zh) > 60 or len(en) > 80:
        raise Refused("people.names_missing", NAMES_MISSING, where="name_zh")
    return Person.objects.create(code=f"p-{secrets.token_hex(5)}", name_zh=zh, name_en=en)


def _name_fields(request: DeskRequest, *, required: bool = True) -> list[FieldView]:
    labels = {
        "name_zh": Text("姓名", "Name in Chinese"),
        "name_en": Text("姓名拼音", "Name in Latin letters"),
        "username": Text("用户名", "User name"),
    }
    return [
        FieldView(name, label, value=request.POST.get(name, ""), width="medium", maxlength=60, required=required)
        for name, label in labels.items()
    ]


@officer
@administrators_only
@sensitive_variables()
def new_person(request: DeskRequest) -> HttpResponse:
    """Somebody new: the person, the first term of office and the account in one go, or nothing."""
    request.back = reverse("desk:new_person")
    if step := confirmation(request):
        return step
    refused = None
    if request.method == "POST":
        try:
            with transaction.atomic():
                person = _new_person(request)
                post = get_object_or_404(Post, code=request.POST.get("post", ""))
                decision = request.POST.get("decision", "")
                tenure = begin_tenure(person, post, starts=day(request, "starts"), decision=decision)
                note_tenure(request, tenure, Kind.TENURE_STARTED, tenure.starts)
                code = _account(request, person)
            return show_code(request, person, code)
        except QingtianError as wrong:
            refused = wrong
    fields = [*_name_fields(request), *tenure_fields(request)]
    return render(request, "desk/new_person.html", {"fields": fields, "refused": refused, "errors": _at(refused)},
                  status=422 if refused else 200)  # fmt: skip


@sensitive_variables()
def _account(request: DeskRequest, person: Person) -> str:
    return open_account(person, user_name(request), by=doer(request), now=request.now)


def _at(refused: QingtianError | None) -> list[tuple[str, Text]]:
    return [(f"id_{refused.where}" if refused.where else "", refused.message)] if refused else []


@officer
@administrators_only
@sensitive_variables()
def hand_over_post(request: DeskRequest, code: str) -> HttpResponse:
    """A post passes to somebody else: the one term ends the day before the other begins, by one decision.

    The new holder signs in with an account of their own; nobody inherits a password with the post.
    """
    request.back = reverse("desk:hand_over", args=[code])
    if step := confirmation(request):
        return step
    post = get_object_or_404(Post.objects.select_related("organ"), code=code)
    tenure = Tenure.objects.on(request.as_of).filter(post=post, ends=None).select_related("person__user").last()
    refused = None
    if request.method == "POST" and tenure is not None:
        try:
            return _hand_over(request, tenure)
        except QingtianError as wrong:
            refused = wrong
    context = {
        "handed": post,
        "tenure": tenure,
        "fields": _hand_over_fields(request, post),
        "refused": refused,
        "errors": _at(refused),
    }
    return render(request, "desk/hand_over.html", context, status=422 if refused else 200)


@sensitive_variables()
def _hand_over(request: DeskRequest, tenure: Tenure) -> HttpResponse:
    chosen, code = request.POST.get("person", ""), None
    with transaction.atomic():
        person = _new_person(request) if chosen == NEW else get_object_or_404(Person, code=chosen)
        starts = day(request, "starts")
        begun = hand_over(tenure, person, starts=starts, decision=request.POST.get("decision", ""))
        tenure.refresh_from_db()
        note_tenure(request, tenure, Kind.TENURE_ENDED, tenure.ends or starts)
        note_tenure(request, begun, Kind.TENURE_STARTED, starts)
        leave_if_out_of_office(request, tenure.person)
        if person.user_id is None:
            code = _account(request, person)
    return show_code(request, person, code) if code else redirect("desk:account_of", person.code)


def _hand_over_fields(request: DeskRequest, post: Post) -> list[FieldView]:
    near = Tenure.objects.on(request.as_of).filter(post__organ__path__startswith=post.organ.path.split("/")[0])
    people = Person.objects.filter(tenures__in=near).distinct().order_by("code")
    holders = Tenure.objects.on(request.as_of).filter(post=post).values("person")
    choices = [
        Choice(NEW, Text("— 新来的人，写在下面 —", "— somebody new, given below —")),
        *(Choice(p.code, Text(p.name_zh, p.name_en)) for p in people.exclude(pk__in=holders)),
    ]
    sent = request.POST
    return [
        FieldView("person", Text("接任的人", "Who takes over"), "select", value=sent.get("person", NEW),
                  choices=choices, width="medium"),
        *_name_fields(request, required=False),
        FieldView("starts", Text("接任第一天", "First day of the new holder"), "date",
                  value=sent.get("starts", str(request.as_of))),
        FieldView("decision", Text("任免文号", "Number of the decision"), value=sent.get("decision", ""),
                  width="medium", maxlength=120),
    ]  # fmt: skip
