"""Open accounts for many at once (批量开账号): one slip of paper a person, shown once and kept nowhere."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.debug import sensitive_variables

from qingtian.apps.accounts.actions.passwords import open_account, prepared_code
from qingtian.apps.accounts.usernames import suggested, usable
from qingtian.apps.people.models import Person, Post, Tenure
from qingtian.errors import QingtianError
from qingtian.language import Text
from qingtian.web.desk.account_of_page import NAME_MISSING
from qingtian.web.desk.accounts_page import administrators_only
from qingtian.web.desk.proof import confirmation
from qingtian.web.desk.seat import DeskRequest, doer, officer

#: slips of one go: two sheets of paper
MOST = 20
NOBODY_CHOSEN = Text("一个人都没有选。", "Nobody is chosen.")
TWICE = Text("这一页里有两个人写了它。", "Two people on this page have it.")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody in office who cannot sign in yet, with the user name proposed or typed."""

    person: Person
    posts: list[Post]
    username: str
    chosen: bool = True
    fault: Text | None = None


@dataclass(frozen=True, slots=True)
class Slip:
    """What is cut out and handed over in person."""

    person: Person
    posts: list[Post]
    username: str
    code: str
    until: datetime


@officer
@administrators_only
@sensitive_variables()
def open_accounts(request: DeskRequest) -> HttpResponse:
    """GET lists who is in office without an account; POST opens the chosen ones, all or none, and shows the slips."""
    request.back = reverse("desk:open_accounts")
    if step := confirmation(request):
        return step
    people, waiting = _people(request)
    if request.method != "POST":
        names = suggested(people)
        return _page(request, [Candidate(p, _posts(request, people)[p.pk], names[p.pk]) for p in people], waiting)
    posts = _posts(request, people)
    candidates = [
        Candidate(p, posts[p.pk], request.POST.get(f"u_{p.pk}", "").strip(), f"c_{p.pk}" in request.POST)
        for p in people
    ]
    candidates = _checked(candidates)
    if any(one.fault for one in candidates):
        return _page(request, candidates, waiting)
    if not any(one.chosen for one in candidates):
        return _page(request, candidates, waiting, NOBODY_CHOSEN)
    return _opened(request, candidates, waiting)


def _people(request: DeskRequest) -> tuple[list[Person], int]:
    """The next ones without an account, and how many there are in all."""
    held = Tenure.objects.on(request.as_of).values("person")
    found = Person.objects.filter(user=None, pk__in=held).order_by("code")
    return list(found[:MOST]), found.count()


def _posts(request: DeskRequest, people: list[Person]) -> dict[int, list[Post]]:
    posts: dict[int, list[Post]] = defaultdict(list)
    held = Tenure.objects.on(request.as_of).filter(person__in=people).select_related("post__organ")
    for tenure in held.order_by("-post__rank"):
        posts[tenure.person_id].append(tenure.post)
    return posts


def _checked(candidates: list[Candidate]) -> list[Candidate]:
    """With what is wrong with the names typed for the chosen ones."""
    typed = [one.username.lower() for one in candidates if one.chosen]
    told = []
    for one in candidates:
        fault = None
        if one.chosen and not usable(one.username):
            fault = NAME_MISSING
        elif one.chosen and typed.count(one.username.lower()) > 1:
            fault = TWICE
        told.append(Candidate(one.person, one.posts, one.username, one.chosen, fault))
    return told


@sensitive_variables()
def _opened(request: DeskRequest, candidates: list[Candidate], waiting: int) -> HttpResponse:
    slips: list[Slip] = []
    codes = {one.person.pk: prepared_code() for one in candidates if one.chosen}
    at = None
    try:
        with transaction.atomic():
            for at in (one for one in candidates if one.chosen):
                code = open_account(
                    at.person, at.username, by=doer(request), now=request.now, prepared=codes[at.person.pk]
                )
                at.person.refresh_from_db()
                account = at.person.user.account
                slips.append(Slip(at.person, at.posts, at.username, code, account.code_until))
    except QingtianError as refused:
        told = [Candidate(c.person, c.posts, c.username, c.chosen, refused.message if c == at else None)
                for c in candidates]  # fmt: skip
        return _page(request, told, waiting)
    context = {
        "slips": slips,
        "left_over": waiting - len(slips),
        "address": request.build_absolute_uri(reverse("desk:sign_in")),
        "nav_current": "desk:accounts",
    }
    response = render(request, "desk/account_slips.html", context)
    response["Cache-Control"] = "no-store, private, max-age=0"
    return response


def _page(request: DeskRequest, candidates: list[Candidate], waiting: int, wrong: Text | None = None) -> HttpResponse:
    errors = [(f"id_u_{one.person.pk}", one.fault) for one in candidates if one.fault]
    if wrong:
        errors.append(("", wrong))
    context = {
        "candidates": candidates,
        "waiting": waiting,
        "later": waiting - len(candidates),
        "errors": errors,
        "nav_current": "desk:accounts",
    }
    return render(request, "desk/open_accounts.html", context, status=422 if errors else 200)
