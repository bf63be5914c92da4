"""Accounts (账号): who can sign in, in what state; the administrator's list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import wraps
from typing import Any

from axes.helpers import get_cool_off
from axes.models import AccessAttempt
from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import Count, Max, Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from qingtian.apps.accounts.models import Account, Authenticator, Passkey, Sitting
from qingtian.apps.people.models import Person, Post, Tenure
from qingtian.language import Text
from qingtian.web.design.fields import FieldView
from qingtian.web.desk.seat import DeskRequest, officer

ROLE = "administrator"
PER_PAGE = 30

NONE = Text("没有账号", "no account")
CLOSED = Text("停用", "closed")
LOCKED = Text("锁定中", "locked")
WAITING = Text("等本人设密码", "waiting for the own password")
CODE_OVER = Text("一次性密码已过期", "one-time code expired")
OPEN = Text("正常", "open")
NO_OFFICE = Text("不在任，不能登录", "holds no post: cannot sign in")

View = Callable[..., HttpResponse]


def administrators_only(view: View) -> View:
    """For the administrator's post; others get 403 and a page that says whose it is."""

    @wraps(view)
    def guarded(request: DeskRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if ROLE not in request.actor.roles:
            return render(request, "desk/accounts_not_yours.html", status=403)
        return view(request, *args, **kwargs)

    return guarded


@dataclass(frozen=True, slots=True)
class AccountRow:
    """A person with today's posts and the state of the account."""

    person: Person
    posts: list[Post]
    state: Text
    factors: list[Text] = field(default_factory=list)
    sessions: int = 0
    last_seen: datetime | None = None


@officer
@administrators_only
@require_safe
def accounts(request: DeskRequest) -> HttpResponse:
    """Everybody who holds or held a post, found by name, user name or post; a constant number of queries a page."""
    words = request.GET.get("q", "").strip()[:60]
    people = Person.objects.select_related("user").order_by("code")
    if words:
        posts = Post.objects.filter(Q(title_zh__contains=words) | Q(organ__name_zh__contains=words))
        in_post = Tenure.objects.on(request.as_of).filter(post__in=posts).values("person")
        people = people.filter(
            Q(name_zh__contains=words) | Q(name_en__icontains=words) | Q(user__username__icontains=words)
            | Q(pk__in=in_post)
        )  # fmt: skip
    page = Paginator(people, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": rows(list(page.object_list), request),
        "search": FieldView("q", Text("姓名、用户名或岗位", "Name, user name or post"), "search", value=words,
                            required=False, width="medium"),
    }  # fmt: skip
    return render(request, "desk/accounts.html", context)


def rows(people: list[Person], request: DeskRequest) -> list[AccountRow]:
    """The rows of a page, each question asked once for all of them."""
    users = [person.user_id for person in people if person.user_id]
    posts: dict[int, list[Post]] = defaultdict(list)
    held = Tenure.objects.on(request.as_of).filter(person__in=people).select_related("post__organ")
    for tenure in held.order_by("-post__rank"):
        posts[tenure.person_id].append(tenure.post)
    states = Account.objects.in_bulk(users)
    apps = set(Authenticator.objects.filter(user__in=users).values_list("user_id", flat=True))
    keys = dict(Passkey.objects.filter(user__in=users).values_list("user_id").annotate(Count("pk")))
    seen = {
        row["user"]: (row["open"], row["last"])
        for row in Sitting.objects.filter(user__in=users)
        .values("user")
        .annotate(open=Count("pk", filter=Q(ended_at=None)), last=Max("last_seen_at"))
    }
    names = {person.user.get_username() for person in people if person.user}
    locked = locked_names(names)
    return [
        AccountRow(
            person,
            posts[person.pk],
            _state(person, bool(posts[person.pk]), states.get(person.user_id), locked, request.now),
            _factors(person.user_id in apps, keys.get(person.user_id, 0)),
            *seen.get(person.user_id, (0, None)),
        )
        for person in people
    ]


def _factors(app: bool, keys: int) -> list[Text]:
    found = [Text("动态口令", "app")] if app else []
    return [*found, Text("安全密钥 {n}", "passkeys {n}").format(n=keys)] if keys else found


def _state(person: Person, in_office: bool, state: Account | None, locked: set[str], now: datetime) -> Text:
    if person.user is None:
        return NONE
    if not person.user.is_active:
        return CLOSED
    if not in_office:
        return NO_OFFICE
    if person.user.get_username() in locked:
        return LOCKED
    if state and state.must_change:
        return CODE_OVER if state.code_until and now >= state.code_until else WAITING
    return OPEN


def locked_names(names: Iterable[str]) -> set[str]:
    """Which of these names are locked from some address at this moment (the clock of the tries is the real one)."""
    cool_off = get_cool_off()
    tries = AccessAttempt.objects.filter(username__in=names, failures_since_start__gte=settings.AXES_FAILURE_LIMIT)
    if cool_off:
        tries = tries.filter(attempt_time__gt=timezone.now() - cool_off)
    return set(tries.values_list("username", flat=True))
