"""One's own account (我的账号): password, second factors, sessions, recent sign-ins, absences."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate, update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_POST, require_safe

from qingtian.apps.accounts.actions.passwords import set_password
from qingtian.apps.accounts.actions.sittings import KEY, end_all, open_sittings
from qingtian.apps.accounts.errors import WeakPassword
from qingtian.apps.accounts.kinds import Kind
from qingtian.apps.accounts.logbook import note, recent_sign_ins
from qingtian.apps.accounts.models import Account, Authenticator, Passkey, RecoveryCode
from qingtian.apps.accounts.models.sitting import Ended
from qingtian.apps.accounts.policy import factor_wanted, must_change
from qingtian.apps.people.models import Absence
from qingtian.language import Text
from qingtian.web.design.fields import FieldView
from qingtian.web.desk.proof import PASSWORD, prove
from qingtian.web.desk.seat import DeskRequest, before_anything, doer, officer, open_to_auditors
from qingtian.web.desk.sign_in import BACKEND, safe_next
from qingtian.web.templatetags.words import say

CHANGED = Text(
    "密码已改。其他电脑上的登录都已结束。", "The password is changed; sessions on other computers have ended."
)
ENDED = Text("已结束其他 {n} 处登录。", "Other sessions ended: {n}.")
OLD_WRONG = Text("现在的密码不对。", "The present password is wrong.")
DIFFERENT = Text("两次写的不一样。", "The two do not agree.")


@officer
@before_anything
@open_to_auditors
@require_safe
def account(request: DeskRequest) -> HttpResponse:
    """Everything about one's own account on one page."""
    user, person = request.user, request.person
    roles = {role for post in request.posts for role in post.roles}
    context = {
        "state": Account.objects.filter(user_id=user.pk).first(),
        "app": Authenticator.objects.filter(user_id=user.pk).first(),
        "passkeys": Passkey.objects.filter(user_id=user.pk),
        "codes_left": RecoveryCode.objects.filter(user_id=user.pk, used_at=None).count(),
        "factor_wanted": factor_wanted(roles),
        "sittings": open_sittings(user),
        "this_one": request.session.get(KEY),
        "sign_ins": recent_sign_ins(person),
        "absences": Absence.objects.filter(person=person, ends__gte=request.as_of, withdrawn_at=None)
        .select_related("post__organ", "substitute")
        .order_by("starts"),
        "standing_in": Absence.objects.filter(substitute=person, ends__gte=request.as_of, withdrawn_at=None)
        .select_related("post__organ", "person")
        .order_by("starts"),
        "roles": roles,
    }
    return render(request, "desk/account.html", context)


@sensitive_post_parameters()
@officer
@before_anything
@open_to_auditors
@sensitive_variables()
def own_password(request: DeskRequest) -> HttpResponse:
    """Set a password of one's own; at the first sign-in, at a hand-over, or whenever one likes."""
    forced = must_change(Account.objects.filter(user_id=request.user.pk).first(), request.person, request.as_of)
    faults: dict[str, Text] = {}
    if request.method == "POST":
        faults = _change(request)
        if not faults:
            messages.success(request, say(CHANGED))
            return redirect(safe_next(request) if forced else "desk:account")
    context = {
        "forced": forced,
        "fields": _password_fields(faults),
        "errors": [(f"id_{name}", words) for name, words in faults.items()],
        "next": safe_next(request),
    }
    return render(request, "desk/own_password.html", context, status=422 if faults else 200)


@sensitive_variables()
def _change(request: DeskRequest) -> dict[str, Text]:
    """Faults by field; none when the password is changed and this session goes on under it."""
    sent = {name: request.POST.get(name, "") for name in ("old", "password", "again")}
    user = authenticate(request, username=request.user.get_username(), password=sent["old"])
    if user is None or user != request.user:
        return {"old": OLD_WRONG}
    if sent["password"] != sent["again"]:
        return {"again": DIFFERENT}
    try:
        set_password(
            user, request.person, sent["password"], by=doer(request), now=request.now, but=request.session.get(KEY)
        )
    except WeakPassword as weak:
        return {"password": weak.message}
    user.refresh_from_db()
    user.backend = BACKEND  # type: ignore[attr-defined]
    update_session_auth_hash(request, user)
    prove(request, PASSWORD, request.now)
    return {}


def _password_fields(faults: dict[str, Text]) -> list[FieldView]:
    hint = Text(
        "至少 {n} 个字符，一句好记的话最好；不用凑大小写和符号。不要含姓名和用户名。",
        "At least {n} characters; a phrase is best, no mixture of cases and marks is asked for. Leave out your names.",
    ).format(n=settings.PASSWORD_LENGTH)
    told = [
        ("old", Text("现在的密码（或一次性密码）", "Present password, or the one-time code"), "", "current-password"),
        ("password", Text("新密码", "New password"), hint, "new-password"),
        ("again", Text("再写一遍", "Once more"), "", "new-password"),
    ]
    return [
        FieldView(name, label, "password", hint=hint, error=faults.get(name, ""), autocomplete=kind, width="medium")
        for name, label, hint, kind in told
    ]


@officer
@before_anything
@open_to_auditors
@require_POST
def end_others(request: DeskRequest) -> HttpResponse:
    """Sign out everywhere but here."""
    ended = end_all(request.user, Ended.OWN, request.now, but=request.session.get(KEY))
    note(Kind.SESSION_ENDED, at=request.now, by=doer(request), what=ENDED.format(n=ended))
    messages.success(request, say(ENDED.format(n=ended)))
    return redirect("desk:account")
