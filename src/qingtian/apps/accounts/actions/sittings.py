"""Begin, keep and end sessions (登录会话)."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from qingtian.apps.accounts.logbook import kept_address
from qingtian.apps.accounts.models import Sitting
from qingtian.apps.accounts.models.sitting import Ended

#: where the Django session keeps the number of its sitting
KEY = "accounts.sitting"
#: and when it began, so that a page knows its latest end without asking
BEGUN = "accounts.begun"
#: "last seen" is written at most this often, so that reading pages is not writing
FRESH = timedelta(minutes=1)
_BROWSERS = (
    ("Edg/", "Edge"), ("QIHU|360", "360"), ("QQBrowser", "QQ"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)  # fmt: skip
_SYSTEMS = (
    ("Windows", "Windows"), ("Android", "Android"), ("iPhone|iPad", "iOS"), ("Mac OS", "macOS"), ("Linux", "Linux"),
)  # fmt: skip


def device_of(user_agent: str) -> str:
    """Browser and system in two words; the whole line would be a fingerprint."""
    found = (next((word for mark, word in kinds if re.search(mark, user_agent)), "") for kinds in (_BROWSERS, _SYSTEMS))
    return " / ".join(word for word in found if word)


def begin_with_sign_in(sender: Any, request: HttpRequest, user: Any, **_: Any) -> None:
    """Every sign-in begins a sitting, whichever way it came (signal ``user_logged_in``)."""
    # time that passes at a desk, not the day of the city: a demonstration stands still
    now = getattr(request, "clock", None) or timezone.now()
    request.session[BEGUN] = now.isoformat()
    request.session[KEY] = Sitting.objects.create(
        user=user,
        begun_at=now,
        last_seen_at=now,
        address=kept_address(getattr(request, "address", "") or request.META.get("REMOTE_ADDR", "")),
        device=device_of(request.META.get("HTTP_USER_AGENT", "")),
    ).pk


def still_sitting(number: object, user_id: int, now: datetime) -> Ended | None:
    """None while the session may go on (and note that it was seen); otherwise why it is over."""
    sitting = Sitting.objects.filter(pk=number, user_id=user_id).first() if isinstance(number, int) else None
    if sitting is None:
        return Ended.SIGNED_OUT
    if sitting.ended_at is not None:
        return Ended(sitting.ended_why)
    why = _over(sitting, now)
    if why:
        end(sitting, why, now)
    elif abs(now - sitting.last_seen_at) >= FRESH:
        Sitting.objects.filter(pk=sitting.pk, ended_at=None).update(last_seen_at=now)
    return why


def _over(sitting: Sitting, now: datetime) -> Ended | None:
    if now - sitting.last_seen_at >= timedelta(minutes=settings.IDLE_MINUTES):
        return Ended.IDLE
    return Ended.TOO_LONG if now - sitting.begun_at >= timedelta(hours=settings.SESSION_HOURS) else None


def end(sitting: Sitting, why: Ended, now: datetime) -> None:
    """End one session; an ended one keeps its first reason."""
    Sitting.objects.filter(pk=sitting.pk, ended_at=None).update(ended_at=now, ended_why=why.value)


def end_all(user: Any, why: Ended, now: datetime, *, but: object = None) -> int:
    """End every open session of the user except the one numbered ``but``; returns how many."""
    open_ones = Sitting.objects.filter(user=user, ended_at=None).exclude(pk=but if isinstance(but, int) else None)
    return open_ones.update(ended_at=now, ended_why=why.value)


def open_sittings(user: Any) -> list[Sitting]:
    """Sessions not ended yet, the latest used first."""
    return list(Sitting.objects.filter(user=user, ended_at=None))
