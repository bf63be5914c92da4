"""One person's account and terms of office, with everything an administrator may do about them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_variables

from qingtian.apps.accounts.actions.passwords import give_code, open_account
from qingtian.apps.accounts.actions.sittings import end_all, open_sittings
from qingtian.apps.accounts.actions.state import clear_factors, close_account, end_sessions, reopen_account, unlock
from qingtian.apps.accounts.kinds import Kind
from qingtian.apps.accounts.logbook import note
from qingtian.apps.accounts.models.sitting import Ended
from qingtian.apps.accounts.usernames import usable
from qingtian.apps.people.actions.tenures import begin_tenure, end_tenure
from qingtian.apps.people.models import Person, Post, Tenure
from qingtian.apps.people.queries import posts_of
from qingtian.errors import QingtianError, Refused
from qingtian.language import Text
from qingtian.web.design.fields import Choice, FieldView
from qingtian.web.desk.accounts_page import administrators_only, rows
from qingtian.web.desk.proof import confirmation
from qingtian.web.desk.seat import DeskRequest, doer, officer
from qingtian.web.templatetags.words import say
from qingtian.web.typed import whole

DONE = Text("已办。", "Done.")
NOT_A_DAY = Text("写一个日期。", "Give a date.")
NAME_MISSING = Text("写用户名：字母、数字、点、横线，不含空格。", "Give a user name: letters, figures, dots, dashes.")


@officer
@administrators_only
@sensitive_variables()
def account_of(request: DeskRequest, code: str) -> HttpResponse:
    """GET shows; POST does the one thing named by its button. Who sits there was proved within the last minutes."""
    request.back = reverse("desk:account_of", args=[code])
    if step := confirmation(request):
        return step
    person = get_object_or_404(Person.objects.select_related("user"), code=code)
    if request.method != "POST":
        return page(request, person)
    try:
        return _do(request, person)
    except QingtianError as refused:
        return page(request, person, refused=refused)


def _do(request: DeskRequest, person: Person) -> HttpResponse:
    wanted = request.POST.get("do", "")
    if wanted in CODES:
        given = CODES[wanted](request, person)
        return show_code(request, person, given)
    if wanted in ACTS and (person.user is not None or wanted in ("begin", "end")):
        with transaction.atomic():
            ACTS[wanted](request, person)
        messages.success(request, say(DONE))
    return redirect("desk:account_of", person.code)


@sensitive_variables()
def _open(request: DeskRequest, person: Person) -> str:
    return open_account(person, user_name(request), by=doer(request), now=request.now)


@sensitive_variables()
def _code(request: DeskRequest, person: Person) -> str:
    if person.user is None:
        raise Refused("accounts.no_account", Text("此人还没有账号。", "This person has no account yet."))
    return give_code(person, by=doer(request), now=request.now)


def user_name(request: DeskRequest) -> str:
    """The user name as typed. Raises Refused when it is none."""
    typed = request.POST.get("username", "").strip()
    if not usable(typed):
        raise Refused("accounts.name_unusable", NAME_MISSING, where="username")
    return typed


def day(request: DeskRequest, name: str) -> date:
    """A date that was typed. Raises Refused."""
    try:
        return date.fromisoformat(request.POST.get(name, ""))
    except ValueError as wrong:
        raise Refused("accounts.not_a_day", NOT_A_DAY, where=name) from wrong


def _begin(request: DeskRequest, person: Person) -> None:
    post = get_object_or_404(Post, code=request.POST.get("post", ""))
    tenure = begin_tenure(person, post, starts=day(request, "starts"), decision=request.POST.get("decision", ""))
    note_tenure(request, tenure, Kind.TENURE_STARTED, tenure.starts)


def _end(request: DeskRequest, person: Person) -> None:
    tenure = get_object_or_404(Tenure, pk=whole(request.POST.get("tenure", ""), otherwise=0), person=person)
    ended = end_tenure(tenure, ends=day(request, "ends"), decision=request.POST.get("decision", ""))
    note_tenure(request, ended, Kind.TENURE_ENDED, ended.ends or request.as_of)
    leave_if_out_of_office(request, person)


def note_tenure(request: DeskRequest, tenure: Tenure, kind: Kind, on: date) -> None:
    """The change of office in the log."""
    what = Text(f"{tenure.post} {on} {tenure.decision}", f"{tenure.post.title_en} {on} {tenure.decision}")
    note(kind, at=request.now, by=doer(request), about=tenure.person, what=what)


def leave_if_out_of_office(request: DeskRequest, person: Person) -> None:
    """Sessions end at once with the last post; with one that ends later, on the day after."""
    if person.user is not None and not posts_of(person, request.as_of):
        end_all(person.user, Ended.OFFICE, request.now)


CODES: dict[str, Callable[[DeskRequest, Person], str]] = {"open": _open, "code": _code}
ACTS: dict[str, Callable[[DeskRequest, Person], Any]] = {
    "close": lambda r, p: close_account(p, by=doer(r), today=r.as_of, now=r.now),
    "reopen": lambda r, p: reopen_account(p, by=doer(r), now=r.now),
    "end_sessions": lambda r, p: end_sessions(p, by=doer(r), now=r.now),
    "unlock": lambda r, p: unlock(p, by=doer(r), now=r.now),
    "clear_factors": lambda r, p: clear_factors(p, by=doer(r), now=r.now),
    "begin": _begin,
    "end": _end,
}


@sensitive_variables()
def show_code(request: DeskRequest, person: Person, code: str) -> HttpResponse:
    """The one-time code, this once: to be handed over on paper, in person."""
    person.refresh_from_db()
    response = render(request, "desk/one_time_code.html", {"whose": person, "code": code})
    response["Cache-Control"] = "no-store, private, max-age=0"
    return response


def page(request: DeskRequest, person: Person, *, refused: QingtianError | None = None) -> HttpResponse:
    """Everything about one person; what was refused stands at its form."""
    held = Tenure.objects.filter(person=person).select_related("post__organ").order_by("-starts", "-pk")
    context = {
        "whose": person,
        "row": rows([person], request)[0],
        "sittings": open_sittings(person.user) if person.user else [],
        "tenures": held,
        "refused": refused,
        "name_field": FieldView("username", Text("用户名", "User name"), value=request.POST.get("username", ""),
                                width="medium", maxlength=60),
        "begin_fields": tenure_fields(request),
        "nav_current": "desk:office",
    }  # fmt: skip
    return render(request, "desk/account_of.html", context, status=422 if refused else 200)


def tenure_fields(request: DeskRequest) -> list[FieldView]:
    """Post, first day, decision: what begins a term of office."""
    posts = Post.objects.select_related("organ").order_by("organ__path", "-rank", "code")
    choices = [Choice(p.code, Text(str(p), f"{p.title_en}, {p.organ.name_en}")) for p in posts]
    sent = request.POST
    return [
        FieldView("post", Text("岗位", "Post"), "select", value=sent.get("post", ""), width="medium",
                  choices=[Choice("", Text("— 请选 —", "— choose —")), *choices]),
        FieldView("starts", Text("第一天", "First day"), "date", value=sent.get("starts", str(request.as_of))),
        FieldView("decision", Text("任命文号", "Number of the decision"), value=sent.get("decision", ""),
                  width="medium", maxlength=120),
    ]  # fmt: skip
