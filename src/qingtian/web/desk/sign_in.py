"""Sign in, sign out, choose the post to act from; in the demonstration, one click a role."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model, login, logout
from django.contrib.auth.forms import AuthenticationForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from qingtian.apps.accounts.actions.sittings import KEY, end
from qingtian.apps.accounts.kinds import Kind
from qingtian.apps.accounts.logbook import NOTHING, Doer, note
from qingtian.apps.accounts.models import Account, Sitting
from qingtian.apps.accounts.models.sitting import Ended
from qingtian.apps.accounts.policy import code_expired, has_factor
from qingtian.apps.installation.kind import MARK, REAL, kind
from qingtian.apps.people.models import Person, Tenure
from qingtian.apps.people.queries import posts_of
from qingtian.errors import Refused
from qingtian.language import Text
from qingtian.web.design.fields import FieldView
from qingtian.web.desk.locked_out import too_often_from_here
from qingtian.web.desk.proof import DEMO, PASSWORD, prove
from qingtian.web.desk.seat import CHOSEN, DeskRequest, before_anything, officer, open_to_auditors
from qingtian.web.portal.rate import address_of, give_back, spend

BACKEND = "django.contrib.auth.backends.ModelBackend"
#: who gave the right password and has the second step before them
HALFWAY = "accounts.halfway"
WRONG = Text(
    "用户名或密码不对。密码分大小写；连续输错会锁一小时。",
    "The user name or the password is wrong. Case matters; after repeated failures the name is locked for an hour.",
)
CODE_OVER = Text(
    "一次性密码已过有效期，请管理员再发一个。",
    "The one-time code is no longer valid; ask the administrator for another.",
)
NOT_IN_OFFICE = Text(
    "您今天没有任职，不能登录。刚到任的，请管理员登记任职。",
    "You hold no post today and cannot sign in. If you have just taken office, the administrator enters it.",
)
DEMONSTRATION = Text("演示一键进入", "one click, demonstration")


@dataclass(frozen=True, slots=True)
class DemoSeat:
    """One role of the demonstration: who and where it is, and a first thing to try."""

    title: Text
    organ: Text
    task: Text
    post: str
    person: Person


def safe_next(request: HttpRequest) -> str:
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
    wrong = None
    if request.method == "POST":
        try:
            spend("sign_in", request)
        except Refused:
            return too_often_from_here(request)
        if form.is_valid():
            give_back("sign_in", request)
            wrong = _refusal(request, form.get_user())
            if wrong is None:
                return _onward(request, form.get_user())
        else:
            wrong = WRONG
            _note_failure(request, form["username"].value() or "")
    context = {
        "fields": _fields(form),
        "wrong": wrong,
        "ended": _ended(request),
        "unsaved": request.GET.get("unsaved") == "1",
        "next": safe_next(request),
        "nav": [],
        "search_url": "",
        "seats": demo_seats(request.as_of) if settings.DEMO else [],  # type: ignore[attr-defined]
    }
    return render(request, "desk/sign_in.html", context, status=401 if request.method == "POST" else 200)


def _ended(request: HttpRequest) -> Text | None:
    told = request.GET.get("ended", "")
    return Ended(told).text if request.method == "GET" and told in set(Ended) else None


def _note_failure(request: HttpRequest, username: str) -> None:
    """A failed try in somebody's name; a name nobody has is not kept, it may be a password in the wrong field."""
    if getattr(request, "axes_locked_out", False):
        return
    person = Person.objects.filter(user__username=username).first()
    note(Kind.SIGN_IN_FAILED, at=_now(request), by=Doer(person, address=address_of(request)))


def _now(request: HttpRequest) -> datetime:
    return request.now  # type: ignore[attr-defined,no-any-return]


def _refusal(request: HttpRequest, user: Any) -> Text | None:
    """Why somebody with the right password does not come in; told only to them."""
    person = getattr(user, "person", None)
    why = None
    if code_expired(Account.objects.filter(user=user).first(), _now(request)):
        why = CODE_OVER
    elif person is None or not posts_of(person, request.as_of):  # type: ignore[attr-defined]
        why = NOT_IN_OFFICE
    if why:
        note(Kind.SIGN_IN_REFUSED, at=_now(request), by=Doer(person, address=address_of(request)), what=why)
    return why


def _onward(request: HttpRequest, user: Any) -> HttpResponse:
    """In, or to the second step first."""
    if has_factor(user):
        request.session.cycle_key()
        request.session[HALFWAY] = {"user": user.pk, "at": _now(request).isoformat()}
        return redirect(f"{reverse('desk:second_step')}?{urlencode({'next': safe_next(request)})}")
    return enter(request, user)


def enter(request: HttpRequest, user: Any, *, what: Text = NOTHING) -> HttpResponse:
    """Begin the session and go where the officer wanted; the password was right a moment ago."""
    login(request, user, backend=BACKEND)
    prove(request, PASSWORD, _now(request))
    note(Kind.SIGNED_IN, at=_now(request), by=Doer(user.person, address=address_of(request)), what=what)
    return redirect(safe_next(request))


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
    request.session[DEMO] = True
    note(Kind.SIGNED_IN, at=_now(request), by=Doer(tenure.person, str(tenure.post), address_of(request)),
         what=DEMONSTRATION)  # fmt: skip
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
    if request.user.is_authenticated:
        person = getattr(request.user, "person", None)
        if sitting := Sitting.objects.filter(pk=request.session.get(KEY), user=request.user).first():
            end(sitting, Ended.SIGNED_OUT, _now(request))
        note(Kind.SIGNED_OUT, at=_now(request), by=Doer(person, address=address_of(request)))
    logout(request)
    return redirect("desk:sign_in")


@officer
@before_anything
@open_to_auditors
def choose_post(request: DeskRequest) -> HttpResponse:
    """Choose which of one's posts to act from, or an absent colleague's; it stays for the session."""
    if request.method == "POST":
        if request.POST.get("post") in {seat.key for seat in request.seats}:
            request.session[CHOSEN] = request.POST["post"]
        return redirect("desk:worklist")
    return render(request, "desk/choose_post.html", {"seats": request.seats})
