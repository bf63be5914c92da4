"""The page after too many wrong passwords: until when, and what can be done (锁定)."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import Any

from axes.helpers import get_client_ip_address, get_cool_off
from axes.models import AccessAttempt
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from qingtian.apps.accounts.kinds import Kind
from qingtian.apps.accounts.logbook import Doer, note
from qingtian.apps.accounts.models import LogEntry
from qingtian.apps.people.models import Person
from qingtian.web.portal.rate import address_of

logger = logging.getLogger(__name__)


def locked_until(username: str, address: str | None = None) -> datetime | None:
    """Until when the name is locked (from that address); None when it is not known to be."""
    tries = AccessAttempt.objects.filter(username=username)
    if address:
        tries = tries.filter(ip_address=address)
    last = tries.order_by("-attempt_time").first()
    cool_off = get_cool_off()
    return last.attempt_time + cool_off if last and cool_off else None


def locked_out(request: HttpRequest, response: Any = None, credentials: dict[str, str] | None = None) -> HttpResponse:
    """Instead of the form, while a name is locked from this address; the first time it goes into the log."""
    username = (credentials or {}).get("username", "")
    until = locked_until(username, get_client_ip_address(request))
    person = Person.objects.filter(user__username=username).first()
    now: datetime = request.now  # type: ignore[attr-defined]
    if person and not _noted(person, now):
        note(Kind.LOCKED_OUT, at=now, by=Doer(person, address=address_of(request)))
    context = {"until": until, "nav": [], "search_url": ""}
    return render(request, "desk/locked_out.html", context, status=429)


def too_often_from_here(request: HttpRequest) -> HttpResponse:
    """Instead of the form, when too many names were tried from this address; who sits elsewhere is not concerned."""
    logger.warning("too many failed sign-ins over all names from one address")
    return render(request, "desk/too_often.html", {"nav": [], "search_url": ""}, status=429)


def _noted(person: Person, now: datetime) -> bool:
    since = now - (get_cool_off() or timedelta(hours=1))
    return LogEntry.objects.filter(person_code=person.code, kind=Kind.LOCKED_OUT.value, at__gt=since).exists()
