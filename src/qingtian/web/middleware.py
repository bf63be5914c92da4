"""The day the city is on: read once a request, here, so that nothing below reads a clock."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date, datetime, time

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from qingtian.apps.accounts.actions.sittings import KEY, still_sitting
from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.web.design.figures import SHANGHAI, page_day


def fixed_day() -> date | None:
    """The day a demonstration stands still on (``QINGTIAN_TODAY``); None where the real day counts.

    Raises UnusableInput when the variable is set and is no date.
    """
    written = os.environ.get("QINGTIAN_TODAY") if getattr(settings, "DEMO", False) else None
    if not written:
        return None
    try:
        return date.fromisoformat(written)
    except ValueError as wrong:
        raise UnusableInput(
            "web.today",
            Text(f"{written} 不是日期。", f"{written} is not a date."),
            where="QINGTIAN_TODAY",
            remedy=Text("写成 2026-11-23 的样子。", "Write it like 2026-11-23."),
        ) from wrong


def city_now() -> datetime:
    """This moment in Shanghai time; in a demonstration with a fixed day, that day at the present hour."""
    now = timezone.now().astimezone(SHANGHAI)
    day = fixed_day()
    return now if day is None else datetime.combine(day, time(now.hour, now.minute, now.second), tzinfo=SHANGHAI)


def real_now() -> datetime:
    """What every clock shows, also where a demonstration stands still: telephones and sessions go by it."""
    return timezone.now().astimezone(SHANGHAI)


class PermissionsMiddleware:
    """Say to the browser what no page of ours ever asks for; the place of a report is asked for on the map."""

    POLICY = "camera=(), microphone=(), payment=(), usb=(), geolocation=(self)"

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers["Permissions-Policy"] = self.POLICY
        return response


class AsOfMiddleware:
    """Set ``request.now`` (aware, Asia/Shanghai) and ``request.as_of`` (its date); views pass them on as arguments.

    ``request.clock`` is the same moment on a real clock; it differs in a demonstration with a fixed day only.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.now = city_now()  # type: ignore[attr-defined]
        request.as_of = request.now.date()  # type: ignore[attr-defined]
        request.clock = real_now()  # type: ignore[attr-defined]
        token = page_day.set(request.as_of)  # type: ignore[attr-defined]
        try:
            return self.get_response(request)
        finally:
            page_day.reset(token)


class SittingMiddleware:
    """Let a signed-in request through only while its session may go on; otherwise it is nobody's request.

    ``request.ended`` then says why (``Ended``), for the sign-in page.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # a resident has no session cookie: nothing is read for them
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            ended = still_sitting(request.session.get(KEY), request.user.pk, request.clock)  # type: ignore[attr-defined]
            if ended is not None:
                logout(request)
                request.ended = ended  # type: ignore[attr-defined]
        return self.get_response(request)
