"""The end of a session is announced in time (WCAG 2.2.1): how long one may sit still, and how one stays."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_POST

from qingtian.apps.accounts.actions.sittings import BEGUN, FRESH
from qingtian.web.desk.seat import DeskRequest, before_anything, officer, open_to_auditors

#: an announcement is never shorter than this, however short the office set the time
LEAST = timedelta(seconds=40)


def idle_seconds() -> int:
    """How long a session lasts untouched. A request within the minute after another is not written down, so that
    minute is taken off."""
    return int(max(timedelta(minutes=settings.IDLE_MINUTES) - FRESH, LEAST).total_seconds())


def seconds_left(request: HttpRequest) -> int:
    """How long this session lasts if nobody touches it: the idle limit, or the rest of the working day if shorter."""
    begun = request.session.get(BEGUN)
    if not begun:
        return idle_seconds()
    day_ends = datetime.fromisoformat(begun) + timedelta(hours=settings.SESSION_HOURS)
    rest = day_ends - request.clock  # type: ignore[attr-defined]
    return max(min(idle_seconds(), int(rest.total_seconds())), 0)


@officer
@before_anything
@open_to_auditors
@require_POST
def stay(request: DeskRequest) -> JsonResponse:
    """Go on working: being asked is what keeps the session, as any page would. Answers how long it now lasts."""
    return JsonResponse({"left": seconds_left(request)})
