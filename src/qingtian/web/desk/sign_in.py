"""Sign in, sign out, choose the post to act from; in the demonstration, one click a role."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model, login, logout
from django.contrib.auth.forms import AuthenticationForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from qingtian.apps.installation.kind import MARK, REAL, kind
from qingtian.apps.people.models import Person, Tenure
from qingtian.language import Text
from qingtian.web.design.fields import FieldView
from qingtian.web.desk.seat import CHOSEN, DeskRequest, officer

BACKEND = "django.contrib.auth.backends.ModelBackend"
WRONG = Text(
    "用户名或密码不对。密码分大小写；连续输错会锁一小时。",
    "The user name or the password is wrong. Case matters; after repeated failures the name is locked for an hour.",
)


@dataclass(frozen=True, slots=True)
class DemoSeat:
    """One role of the demonstration: who and where it is, and a first thing to try."""

    title: Text
    organ: Text
    task: Text
    post: str
    person: Person


def _next(request: HttpRequest) -> str:
    """Where to go after signing in; never off this site."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe else reverse("desk:worklist")


def _fields(form: AuthenticationForm) -> list[FieldView]:
    return [
        FieldView(
            "username",
            Text("用户名", "User name"),
            value=form["username"].value() or "",
            autocomplete="username",
            width="medium",
        ),
        FieldView("password", Text("密码", "Password"), "password", autocomplete="current-password", width="medium"),
    ]


@sensitive_post_parameters("password")
@never_cache
def sign_in(request: HttpRequest) -> HttpResponse:
    """The form with name and password; a wrong pair says so without telling which of the two it was."""
    form = AuthenticationForm(request, request.POST or None)
    if request.method == "POST" and form.is_valid():
        login(request, form.get_user())
        return redirect(_next(request))
    if getattr(request, "axes_locked_out", False):
        return render(request, "desk/locked_out.html", status=429)
    context = {
        "fields": _fields(form),
        "wrong": WRONG if request.method == "POST" else None,
        "next": _next(request),
        "nav": [],
        "search_url": "",
        "seats": demo_seats(request.as_of) if settings.DEMO else [],  # type: ignore[attr-defined]
    }
    return render(request, "desk/sign_in.html", context, status=401 if request.method == "POST" else 200)


def demo_seats(day: date) -> list[DemoSeat]:
    """The roles the loader of the demonstration left for this page, each with who holds its post that day."""
    path = Path(settings.DATA) / "demonstration.json"
    told = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
    held = Tenure.objects.on(day).filter(post__code__in=[role["post"] for role in told])
    holders = {tenure.post.code: tenure for tenure in held.select_related("person", "post").order_by("starts")}
    return [
        DemoSeat(Text.of(role["title"]), Text.of(role["organ"]), Text.of(role["task"]), role["post"], tenure.person)
        for role in told
        if (tenure := holders.get(role["post"]))
    ]


@require_POST
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in as the holder of a post, without a password: in the demonstration only, 404 everywhere else."""
    if not settings.DEMO or kind() == REAL:
        raise Http404
    code = request.POST.get("post", "")
    day: date = request.as_of  # type: ignore[attr-defined]
    tenure = Tenure.objects.on(day).select_related("person__user", "post").filter(post__code=code).first()
    if tenure is None:
        raise Http404
    login(request, _demo_user(tenure.person), backend=BACKEND)
    request.session[CHOSEN] = code
    return redirect("desk:worklist")


def _demo_user(person: Person) -> Any:
    """The person's user; made without a usable password when the demonstration has none yet."""
    if person.user is None:
        user, _ = get_user_model().objects.get_or_create(username=f"demo-{person.code}")
        user.set_unusable_password()
        user.last_name = MARK
        user.save()
        person.user = user
        person.save(update_fields=["user"])
    return person.user


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session. A link cannot do it: only the button, by POST."""
    logout(request)
    return redirect("desk:sign_in")


@officer
def choose_post(request: DeskRequest) -> HttpResponse:
    """Choose which of one's posts to act from; it stays for the session."""
    if request.method == "POST":
        if request.POST.get("post") in {post.code for post in request.posts}:
            request.session[CHOSEN] = request.POST["post"]
        return redirect("desk:worklist")
    return render(request, "desk/choose_post.html", {"posts": request.posts})
