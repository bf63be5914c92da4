"""Whether a report may be sent now: how many came from this address, with this telephone number, and from a person.

A family, a school or a mobile network stands behind one address: nobody is refused for the seventh report of an
hour, only asked a question. A number that is called with too many reports in a day is told so; it is counted by its
fingerprint.
"""

from __future__ import annotations

from django.http import HttpRequest
from django.views.decorators.debug import sensitive_variables

from qingtian.apps.identities.vault import fingerprint
from qingtian.apps.rates import spending
from qingtian.errors import Refused
from qingtian.language import Text
from qingtian.web.portal import human_check, rate

TOO_MANY_OF_A_PHONE = Text("这个电话今天交了很多件。", "Many reports came with this telephone number today.")
ADD_INSTEAD = Text(
    "同一件事请在原来的网址上补充；别的事可以明天再交，或拨打 12345。",
    "Add to a report on the address you were given; other matters can be sent tomorrow, or call 12345.",
)


@sensitive_variables()
def must_ask(request: HttpRequest, phone: str) -> bool:
    """Whether more came from this address or with this number than people usually send."""
    now = request.clock  # type: ignore[attr-defined]
    address = rate.subscriber(rate.address_of(request))
    mark = fingerprint(phone)
    return spending.is_spent("report_unasked", address, now) or bool(
        mark and spending.is_spent("phone_unasked", mark, now)
    )


@sensitive_variables()
def refuse_asked(request: HttpRequest, phone: str, answer: str, token: str) -> Text | None:
    """The sentence beside the question where one must be answered and was not; None where the report may go on."""
    if not must_ask(request, phone):
        return None
    if not token:
        return human_check.WANTED
    now = request.clock  # type: ignore[attr-defined]
    return None if human_check.is_answered(answer, token, now) else human_check.WRONG


@sensitive_variables()
def spend_report(request: HttpRequest, phone: str) -> None:
    """Count one more report. Raises Refused: portal.too_often of the address, portal.phone_too_often of the number."""
    now = request.clock  # type: ignore[attr-defined]
    mark = fingerprint(phone)
    if mark and spending.is_spent("phone", mark, now):
        raise Refused("portal.phone_too_often", TOO_MANY_OF_A_PHONE, remedy=ADD_INSTEAD)
    rate.spend("report", request)
    _count("report_unasked", rate.subscriber(rate.address_of(request)), request)
    if mark:
        _count("phone", mark, request)
        _count("phone_unasked", mark, request)


def _count(name: str, whose: str, request: HttpRequest) -> None:
    """One more towards a number that only says when to ask."""
    try:
        spending.spend(name, whose, request.clock)  # type: ignore[attr-defined]
    except spending.Spent:
        return
