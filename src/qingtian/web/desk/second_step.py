"""The second step of signing in, and proving again who one is before sealed things are opened (第二步验证)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from django.contrib.auth import authenticate, get_user_model
from django.contrib.auth.signals import user_login_failed
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from qingtian.apps.accounts import passkeys
from qingtian.apps.accounts.actions.factors import use_code, use_passkey
from qingtian.apps.accounts.kinds import Kind
from qingtian.apps.accounts.logbook import Doer, note
from qingtian.apps.accounts.models import Authenticator, Passkey, RecoveryCode
from qingtian.apps.accounts.policy import has_factor
from qingtian.apps.rates import spending
from qingtian.config.city import city
from qingtian.errors import QingtianError
from qingtian.language import Text
from qingtian.web.design.fields import FieldView
from qingtian.web.desk.locked_out import locked_out
from qingtian.web.desk.proof import FACTOR, PASSWORD, prove
from qingtian.web.desk.seat import DeskRequest, before_anything, doer, officer, open_to_auditors
from qingtian.web.desk.sign_in import HALFWAY, enter, safe_next
from qingtian.web.portal.rate import address_of
from qingtian.web.templatetags.words import say

#: how long the first step waits for the second
PATIENCE = timedelta(minutes=5)
CHALLENGE = "accounts.challenge"
#: the rate of wrong codes of one account, over all addresses
TRIES = "second_step"
TOO_OFTEN = Text(
    "这个账号的第二步验证错得太多，一小时内再试。",
    "Too many wrong second steps for this account; try again within the hour.",
)
WRONG_PASSWORD = Text("密码不对。", "The password is wrong.")


@sensitive_post_parameters()
@never_cache
def second_step(request: HttpRequest) -> HttpResponse:
    """After the right password: a code of the app, a passkey, or a recovery code. Wrong ones count as failures."""
    user = _halfway(request)
    if user is None:
        return redirect("desk:sign_in")
    credentials = {"username": user.get_username()}
    if not AxesProxyHandler.is_allowed(request, credentials):
        return locked_out(request, credentials=credentials)
    fault = None
    if request.method == "POST":
        now: datetime = request.now  # type: ignore[attr-defined]
        try:
            which = _use(request, user, now)
        except QingtianError as refused:
            fault = refused
            note(Kind.SECOND_FACTOR_FAILED, at=now, by=Doer(user.person, address=address_of(request)))
            user_login_failed.send(sender=__name__, credentials=credentials, request=request)
        else:
            request.session.pop(HALFWAY, None)
            response = enter(request, user, what=which)
            prove(request, FACTOR, now)
            return response
    context = _context(request, user, fault) | {"nav": [], "search_url": "", "first": True}
    return render(request, "desk/second_step.html", context, status=401 if fault else 200)


def _halfway(request: HttpRequest) -> Any:
    kept = request.session.get(HALFWAY)
    if not kept:
        return None
    waited = request.now - datetime.fromisoformat(kept["at"])  # type: ignore[attr-defined]
    if not timedelta() <= waited < PATIENCE:
        request.session.pop(HALFWAY)
        return None
    return get_user_model().objects.filter(pk=kept["user"], is_active=True).select_related("person").first()


@sensitive_variables()
def _use(request: HttpRequest, user: Any, now: datetime) -> Text:
    """Which factor was accepted. Raises accounts.code_wrong, accounts.passkey_wrong, accounts.too_often."""
    clock: datetime = request.clock  # type: ignore[attr-defined]
    try:
        # whoever has the password could try codes from many addresses
        spending.spend(TRIES, str(user.pk), clock)
    except spending.Spent:
        raise QingtianError("accounts.too_often", TOO_OFTEN) from None
    which = _accepted(request, user, now)
    spending.give_back(TRIES, str(user.pk), clock)
    return which


@sensitive_variables()
def _accepted(request: HttpRequest, user: Any, now: datetime) -> Text:
    answer = request.POST.get("passkey", "")
    if answer:
        state = request.session.pop(CHALLENGE, None)
        return use_passkey(user, state, answer, host=request.get_host(), title=say(city().bureau), now=now)
    return use_code(user, request.POST.get("code", ""), now=now, clock=request.clock)  # type: ignore[attr-defined]


def _context(request: HttpRequest, user: Any, fault: QingtianError | None) -> dict[str, Any]:
    options = None
    if Passkey.objects.filter(user=user).exists():
        options, request.session[CHALLENGE] = passkeys.ask_to_sign(
            user, host=request.get_host(), title=say(city().bureau)
        )
    app = Authenticator.objects.filter(user=user).exists()
    coded = app or RecoveryCode.objects.filter(user=user, used_at=None).exists()
    label = Text("动态口令（6 位）或恢复码", "Code of the app (6 digits), or a recovery code")
    code = FieldView(
        "code", label if app else Text("恢复码", "Recovery code"), error=fault.message if fault else "",
        hint=(fault.remedy or "") if fault else "", autocomplete="one-time-code", width="medium",
    )  # fmt: skip
    return {"options": options, "code": code if coded else None, "next": safe_next(request), "fault": fault}


@sensitive_post_parameters()
@officer
@before_anything
@open_to_auditors
def confirm(request: DeskRequest) -> HttpResponse:
    """Prove again who one is: by the second factor where there is one, otherwise by the password."""
    has = has_factor(request.user)
    credentials = {"username": request.user.get_username()}
    if not AxesProxyHandler.is_allowed(request, credentials):
        return locked_out(request, credentials=credentials)
    fault = None
    if request.method == "POST":
        fault = _proof(request, has)
        if fault is None:
            prove(request, FACTOR if has else PASSWORD, request.now)
            note(Kind.CONFIRMED, at=request.now, by=doer(request))
            return redirect(safe_next(request))
    context = _context(request, request.user, fault) if has else {"next": safe_next(request), "fault": fault}
    if not has:
        context["password"] = FieldView(
            "password", Text("密码", "Password"), "password", error=fault.message if fault else "",
            autocomplete="current-password", width="medium",
        )  # fmt: skip
    return render(request, "desk/second_step.html", context, status=401 if fault else 200)


@sensitive_variables()
def _proof(request: DeskRequest, has: bool) -> QingtianError | None:
    """None when it holds. A wrong password or code is a failure like one at signing in."""
    if not has:
        credentials = {"username": request.user.get_username(), "password": request.POST.get("password", "")}
        fits = authenticate(request, **credentials) == request.user
        if fits:
            return None
        note(Kind.SIGN_IN_FAILED, at=request.now, by=doer(request))
        return QingtianError("accounts.password_wrong", WRONG_PASSWORD, where="password")
    try:
        _use(request, request.user, request.now)
    except QingtianError as refused:
        note(Kind.SECOND_FACTOR_FAILED, at=request.now, by=doer(request))
        user_login_failed.send(sender=__name__, credentials={"username": request.user.get_username()}, request=request)
        return refused
    return None
