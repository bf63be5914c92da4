"""One's own second factors: add the app, add a passkey, recovery codes, take one away."""

from __future__ import annotations

import base64
from typing import Any

import segno
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_POST
from fido2.webauthn import AttestedCredentialData

from qingtian.apps.accounts import passkeys, totp
from qingtian.apps.accounts.actions.factors import add_authenticator, add_passkey, new_recovery_codes, remove_factor
from qingtian.apps.accounts.actions.sittings import KEY, end_all
from qingtian.apps.accounts.models import RecoveryCode
from qingtian.apps.accounts.models.sitting import Ended
from qingtian.apps.accounts.policy import factor_wanted, has_factor
from qingtian.config.city import city
from qingtian.errors import QingtianError
from qingtian.language import Text
from qingtian.web.design.fields import FieldView
from qingtian.web.desk.proof import FACTOR, confirmation, prove
from qingtian.web.desk.seat import DeskRequest, before_anything, doer, officer, open_to_auditors
from qingtian.web.desk.sign_in import safe_next
from qingtian.web.templatetags.words import say

SECRET, CHALLENGE = "accounts.new_secret", "accounts.new_challenge"
REMOVED = Text("已移除。", "Removed.")
NOTHING_TO_RECOVER = Text("先设动态口令或安全密钥。", "First set up an app or a passkey.")


@officer
@before_anything
@open_to_auditors
def own_factors(request: DeskRequest) -> HttpResponse:
    """Choose what to set up; whose roles ask for a second factor is told so and goes on from here."""
    roles = {role for post in request.posts for role in post.roles}
    context = {"wanted": factor_wanted(roles), "has": has_factor(request.user), "next": safe_next(request)}
    return render(request, "desk/own_factors.html", context)


@sensitive_post_parameters()
@officer
@before_anything
@open_to_auditors
@sensitive_variables()
def own_app(request: DeskRequest) -> HttpResponse:
    """Show a fresh secret as a picture and in letters, and keep it once its first code fits."""
    if step := confirmation(request):
        return step
    fault = None
    if request.method == "POST" and SECRET in request.session:
        plain = base64.b64decode(request.session[SECRET])
        try:
            add_authenticator(
                request.user,
                plain,
                request.POST.get("code", ""),
                by=doer(request),
                now=request.now,
                clock=request.clock,
            )
        except QingtianError as refused:
            fault = refused
        else:
            del request.session[SECRET]
            return _added(request)
    else:
        plain = totp.new_secret()
        request.session[SECRET] = base64.b64encode(plain).decode()
    address = totp.uri(plain, issuer=city().bureau.en, account=request.user.get_username())
    context = {
        "picture": _picture(address),
        "written": totp.written(plain),
        "next": safe_next(request),
        "code": FieldView(
            "code", Text("应用里显示的 6 位数", "The six digits the app shows"), error=fault.message if fault else "",
            hint=(fault.remedy or "") if fault else "", autocomplete="one-time-code", inputmode="numeric",
            width="short",
        ),
    }  # fmt: skip
    return render(request, "desk/own_app.html", context, status=422 if fault else 200)


def _picture(address: str) -> str:
    """The QR code as SVG drawn here: the secret goes to no other server."""
    drawn = segno.make(address, error="m")
    return mark_safe(drawn.svg_inline(scale=4, border=4, dark="#000", light="#fff", omitsize=False))  # noqa: S308


@sensitive_post_parameters()
@officer
@before_anything
@open_to_auditors
def own_passkey(request: DeskRequest) -> HttpResponse:
    """Ask the browser for a passkey and keep its public half."""
    if step := confirmation(request):
        return step
    fault, host, title = None, request.get_host(), say(city().bureau)
    if request.method == "POST":
        name = request.POST.get("name", "").strip() or say(Text("安全密钥", "Passkey"))
        try:
            kept = passkeys.added(
                request.session.pop(CHALLENGE, None), request.POST.get("passkey", ""), host=host, title=title
            )
            credential_id = AttestedCredentialData(kept).credential_id
            add_passkey(request.user, kept, credential_id, name, by=doer(request), now=request.now)
        except QingtianError as refused:
            fault = refused
        else:
            return _added(request)
    options, request.session[CHALLENGE] = passkeys.ask_to_add(
        request.user, host=host, title=title, shown=request.person.name_zh
    )
    name_field = FieldView(
        "name", Text("起个名字（哪一把）", "A name for it"), required=False, width="medium", maxlength=60,
        value=request.POST.get("name", ""),
    )  # fmt: skip
    context = {"options": options, "fault": fault, "name": name_field, "next": safe_next(request)}
    return render(request, "desk/own_passkey.html", context, status=422 if fault else 200)


def _added(request: DeskRequest) -> HttpResponse:
    """The new factor was just used: it counts as proof, other sessions end, and recovery codes come with the first."""
    prove(request, FACTOR, request.now)
    end_all(request.user, Ended.OWN, request.now, but=request.session.get(KEY))
    if not RecoveryCode.objects.filter(user_id=request.user.pk, used_at=None).exists():
        return _codes(request)
    messages.success(request, say(Text("已添加。", "Added.")))
    return redirect("desk:account")


@sensitive_variables()
def _codes(request: DeskRequest) -> HttpResponse:
    codes = new_recovery_codes(request.user, by=doer(request), now=request.now)
    response = render(request, "desk/recovery_codes.html", {"codes": codes, "next": safe_next(request)})
    response["Cache-Control"] = "no-store, private, max-age=0"
    return response


@officer
@before_anything
@open_to_auditors
@require_POST
def own_codes(request: DeskRequest) -> HttpResponse:
    """Fresh recovery codes in place of the earlier ones, shown this once."""
    request.back = reverse("desk:account")
    if step := confirmation(request):
        return step
    if not has_factor(request.user):
        messages.error(request, say(NOTHING_TO_RECOVER))
        return redirect("desk:own_factors")
    return _codes(request)


@officer
@before_anything
@open_to_auditors
@require_POST
def own_remove(request: DeskRequest) -> HttpResponse:
    """Take a factor away. Whose roles ask for one is sent to set up another before anything else."""
    request.back = reverse("desk:account")
    if step := confirmation(request):
        return step
    if remove_factor(request.user, request.POST.get("which", ""), by=doer(request), now=request.now):
        messages.success(request, say(REMOVED))
        _forget(request)
    return redirect("desk:account")


def _forget(request: Any) -> None:
    """Without a factor left, the session no longer counts as proved by one."""
    if not has_factor(request.user):
        kept = request.session.get("accounts.proved", {})
        kept.pop(FACTOR, None)
        request.session["accounts.proved"] = kept
