"""Rounds (往来): every line with an address is called, again and again, until each side has what the other told."""

from __future__ import annotations

import json
import logging
import secrets
from collections.abc import Callable, Mapping
from datetime import datetime
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from qingtian import __version__
from qingtian.apps.operations.jobs import Counts
from qingtian.config.city import city
from qingtian.errors import UnusableInput
from qingtian.gateways.exchange.letters import letter, read_letter
from qingtian.gateways.exchange.models import Line
from qingtian.gateways.partners.secret import unseal
from qingtian.gateways.signing.canonical import signed_headers
from qingtian.language import Text

PATH = "/api/exchange/letters/"
TIMEOUT = 20.0
MOST_BYTES = 8 << 20
#: letters in one round; what is left goes in the next
TURNS = 20
FAILED = Text("处理时出错（{why}）。", "An error while it was worked ({why}).")
NOT_REACHED = Text("对方接不通（{why}）。", "The other side cannot be reached ({why}).")

logger = logging.getLogger(__name__)

#: address, headers, body → answer; raises OSError
Transport = Callable[[str, Mapping[str, str], bytes], bytes]


def run_exchange(now: datetime) -> Counts:
    """The job of the schedule: a line that fails, however it fails, stops no other and is tried again next time."""
    taken = failed = 0
    for line in Line.objects.exclude(url="").filter(partner__ended_at=None).select_related("partner"):
        try:
            taken += call(line, now, post)
        except UnusableInput as trouble:
            failed += 1
            _note(line, trouble.message)
        except Exception as error:
            failed += 1
            why = type(error).__name__
            logger.error("a line of the exchange failed", extra={"data": {"error": why}})
            _note(line, FAILED.format(why=why))
    return {"letters": taken, "refused": failed}


def _note(line: Line, trouble: Text) -> None:
    Line.objects.filter(pk=line.pk).update(trouble=trouble.zh[:200])


def call(line: Line, now: datetime, transport: Transport) -> int:
    """Send letters and take the answers in, until nothing new comes; the number of turns.

    Raises UnusableInput (exchange.not_reached, exchange.shape).
    """
    for turn in range(1, TURNS + 1):
        line.refresh_from_db()
        sent = letter(line, now)
        answered = _answer(line, json.dumps(sent, ensure_ascii=False).encode(), now, transport)
        read_letter(line, answered, on=now.date(), now=now, prefix=city().prefix)
        line.refresh_from_db()
        if line.acknowledged == line.sent and not answered.get("messages"):
            return turn
    return TURNS


def _answer(line: Line, body: bytes, now: datetime, transport: Transport) -> Mapping[str, object]:
    address = line.url.rstrip("/") + PATH
    path = urlsplit(address).path
    secret = unseal(line.partner).decode()
    headers = signed_headers(
        line.own_code, secret, "POST", path, body, timestamp=int(now.timestamp()), nonce=secrets.token_urlsafe(18)
    )
    try:
        found = json.loads(transport(address, headers, body))
    except (OSError, ValueError) as error:
        why = str(error.code) if isinstance(error, HTTPError) else type(error).__name__
        raise UnusableInput("exchange.not_reached", NOT_REACHED.format(why=why)) from None
    return found if isinstance(found, dict) else {}


class _NoRedirect(HTTPRedirectHandler):
    """A signed letter goes where it was addressed and nowhere else."""

    def redirect_request(self, req, fp, code, msg, headers, newurl):  # type: ignore[no-untyped-def]
        return None


def post(address: str, headers: Mapping[str, str], body: bytes) -> bytes:
    """By HTTP(S), to the address the administrator entered. Raises OSError."""
    if not address.startswith(("http://", "https://")):
        raise URLError("scheme")
    named = {**headers, "Content-Type": "application/json", "User-Agent": f"qingtian/{__version__}"}
    request = Request(address, data=body, headers=named, method="POST")  # noqa: S310 - http(s), checked above
    with build_opener(_NoRedirect()).open(request, timeout=TIMEOUT) as answer:
        content: bytes = answer.read(MOST_BYTES)
    return content
