"""How surely this session knows who sits there: by password or by a second factor, and how long ago."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from qingtian.apps.accounts.models import Account
from qingtian.apps.accounts.policy import factor_wanted, has_factor, must_change, recently

PROVED = "accounts.proved"
FACTOR, PASSWORD = "factor", "password"
DEMO = "accounts.demonstration"


def prove(request: HttpRequest, by: str, now: datetime) -> None:
    """Note in the session that the officer proved who they are, by ``password`` or by ``factor``."""
    kept = request.session.get(PROVED, {})
    kept[by] = now.isoformat()
    request.session[PROVED] = kept


def proved_at(request: HttpRequest, by: str) -> datetime | None:
    """When, in this session; None for never."""
    written = request.session.get(PROVED, {}).get(by)
    return datetime.fromisoformat(written) if written else None


def exempt(request: HttpRequest) -> bool:
    """A seat of the demonstration, taken with one click; nowhere else (settings.DEMO)."""
    return bool(settings.DEMO and request.session.get(DEMO))


def _go(name: str, request: HttpRequest) -> HttpResponse:
    """To that page and back here; what was posted is not kept, so a post goes back to the page it came from."""
    back = request.get_full_path() if request.method == "GET" else getattr(request, "back", reverse("desk:worklist"))
    return redirect(f"{reverse(name)}?{urlencode({'next': back})}")


def first_steps(request: Any) -> HttpResponse | None:
    """Where somebody goes first: to set a password of their own, to add the second factor their roles ask for."""
    if exempt(request):
        return None
    account = Account.objects.filter(user_id=request.user.pk).first()
    if must_change(account, request.person, request.as_of):
        return _go("desk:own_password", request)
    roles = {role for post in request.posts for role in post.roles} | request.actor.roles
    if factor_wanted(roles) and proved_at(request, FACTOR) is None:
        return _go("desk:confirm" if has_factor(request.user) else "desk:own_factors", request)
    return None


def confirmation(request: Any, *, factor: bool = False) -> HttpResponse | None:
    """None when who sits there was proved within the last minutes; otherwise the page that asks again.

    Where the user has a second factor, it is asked for; ``factor`` asks everybody for one, unless the office needs
    none at all (``QINGTIAN_SECOND_FACTOR=nobody``).
    """
    if exempt(request) or not settings.CONFIRM_MINUTES:
        return None
    has = has_factor(request.user)
    if recently(proved_at(request, FACTOR if has else PASSWORD), request.now):
        return _go("desk:own_factors", request) if factor and not has and settings.SECOND_FACTOR_ROLES else None
    return _go("desk:confirm", request)
