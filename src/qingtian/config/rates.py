"""How often things may be done in this installation: choices of the product, not law, each with its reason.

``QINGTIAN_RATES`` changes single ones: ``lookup=80/600 report=60/3600`` is 80 look-ups in ten minutes, 60 reports in an
hour. A mobile network puts hundreds of people behind one address, an office all its computers: the numbers stop
programs, not people.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from qingtian.errors import DeclarationError
from qingtian.language import Text


@dataclass(frozen=True, slots=True)
class Rate:
    """So many in so many seconds."""

    most: int
    seconds: int


SHIPPED: dict[str, Rate] = {
    # from one address
    "report": Rate(30, 3600),
    "report_unasked": Rate(6, 3600),  # beyond it a question a person answers; a family behind one address goes on
    "draft": Rate(400, 3600),  # a report is four to eight steps, and people go back
    "photo": Rate(120, 3600),
    "nearby": Rate(240, 600),  # the map asks each time the pin is moved
    # receipt numbers have 30⁸ values; how the three numbers below come about: docs/decisions/0030
    "lookup": Rate(40, 600),
    "reporter": Rate(60, 3600),  # ratings, withdrawals, requests for review
    "sign_in": Rate(100, 3600),  # failures, over all names; an office may stand behind one address
    # of one telephone number, known by its fingerprint; the second also of one account of WeChat
    "phone_unasked": Rate(3, 86400),  # beyond it the same question
    "phone": Rate(10, 86400),  # more in a day belongs into one report, or to somebody else
    # from one address, Open311: a map asks for its list again and again; the server of an app sends for everybody
    "open311_read": Rate(600, 600),
    "open311_report": Rate(1200, 600),
    # of one question to a person: it is answered once
    "check": Rate(1, 3600),
    # over all addresses
    "lookup_miss": Rate(600, 3600),
    # of one account, over all addresses
    "second_step": Rate(20, 3600),
    # of one system that calls us; a hotline sends its orders in batches
    "partner": Rate(1200, 600),
    "partner_refused": Rate(100, 600),  # from one address: calls that prove nothing
}
_WRITTEN = re.compile(r"([a-z_]{1,40})=(\d{1,9})/(\d{1,9})", re.ASCII)


def declared(written: str) -> dict[str, Rate]:
    """The shipped rates with what the installation changed. Raises DeclarationError (rates.unreadable)."""
    rates = dict(SHIPPED)
    for part in written.replace(",", " ").split():
        found = _WRITTEN.fullmatch(part)
        if found is None or found[1] not in SHIPPED or not int(found[2]) or not int(found[3]):
            raise _unreadable(part)
        rates[found[1]] = Rate(int(found[2]), int(found[3]))
    return rates


def _unreadable(part: str) -> DeclarationError:
    known = ", ".join(SHIPPED)
    return DeclarationError(
        "rates.unreadable",
        Text(f"看不懂频次限制“{part}”。", f"The rate “{part}” cannot be read."),
        where="QINGTIAN_RATES",
        remedy=Text(f"写成 lookup=40/600；可用的名称：{known}。", f"Write it like lookup=40/600; names: {known}."),
    )
