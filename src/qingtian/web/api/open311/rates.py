"""How often an address and a system may call: counted before anything of a body is read."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest

from qingtian.apps.rates import spending
from qingtian.gateways.open311.problems import Problem
from qingtian.gateways.signing import refusals
from qingtian.web.portal.rate import address_of, subscriber


def count_call(request: HttpRequest) -> None:
    """One more call of this address. A report is not read where too many keys before it were wrong. Raises Problem."""
    whose, now = subscriber(address_of(request)), _clock(request)
    if request.method != "POST":
        _count("open311_read", whose, now)
        return
    if spending.is_spent("partner_refused", whose, now):
        raise too_often()
    _count("open311_report", whose, now)


def count_wrong_key(request: HttpRequest) -> None:
    """A key that is nobody's counts against its address. Raises Problem."""
    _count("partner_refused", subscriber(address_of(request)), _clock(request))


def count_partner(request: HttpRequest, code: str) -> None:
    """A report that proved who sends it counts against the system. Raises Problem."""
    _count("partner", code, _clock(request))


def too_often() -> Problem:
    """Beyond a rate."""
    return Problem(400, ("429", refusals.TOO_OFTEN.words))


def _count(name: str, whose: str, now: datetime) -> None:
    try:
        spending.spend(name, whose, now)
    except spending.Spent:
        raise too_often() from None


def _clock(request: HttpRequest) -> datetime:
    return request.clock  # type: ignore[attr-defined,no-any-return]
