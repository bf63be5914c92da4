"""Call the other side (呼叫): a few tries, no redirects, bounded answers; failures are codes, never what was said."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from qingtian import __version__
from qingtian.errors import UnusableInput
from qingtian.language import Text

TIMEOUT = 30.0
MOST_BYTES = 64 << 20
TRIES = 3
PAUSE = 2.0
NOT_REACHED = Text("对方接不通（{why}）。", "The other side cannot be reached ({why}).")
TOO_LARGE = Text("对方的回答太大。", "The answer is too large.")
CHECK = Text("看网络和 weather.yaml 里的地址。", "Check the network and the address in weather.yaml.")
#: these will not be answered better when asked again at once
FINAL = (400, 401, 403, 404, 409, 413, 422)
Sleep = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Call:
    """One call. ``headers`` are made anew for every try, because a signature is good once."""

    method: str
    address: str
    body: bytes = b""
    headers: Callable[[], Mapping[str, str]] = dict


@dataclass(frozen=True, slots=True)
class Answered:
    """What came back, and after how many tries."""

    content: bytes
    tries: int


class NotReached(UnusableInput):
    """No answer after all tries; ``tries`` how many."""

    def __init__(self, why: str, tries: int) -> None:
        self.tries = tries
        super().__init__("weather.not_reached", NOT_REACHED.format(why=why), remedy=CHECK)


class _NoRedirect(HTTPRedirectHandler):
    """What is asked for with a password goes where it was addressed and nowhere else."""

    def redirect_request(self, req, fp, code, msg, headers, newurl):  # type: ignore[no-untyped-def]
        return None


def call(wanted: Call, sleep: Sleep = time.sleep) -> Answered:
    """The answer. Raises NotReached, UnusableInput ``weather.too_large``."""
    for number in range(1, TRIES + 1):
        try:
            return Answered(_once(wanted), number)
        except OSError as error:
            status = error.code if isinstance(error, HTTPError) else 0
            if number == TRIES or status in FINAL:
                raise NotReached(str(status) if status else type(error).__name__, number) from None
            sleep(PAUSE * number)
    raise AssertionError("unreachable: the last try returns or raises")


def _once(wanted: Call) -> bytes:
    headers = {**wanted.headers(), "User-Agent": f"qingtian/{__version__}"}
    request = Request(wanted.address, data=wanted.body or None, headers=headers, method=wanted.method)  # noqa: S310 - http(s) by the settings
    with build_opener(_NoRedirect()).open(request, timeout=TIMEOUT) as answer:
        content: bytes = answer.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise UnusableInput("weather.too_large", TOO_LARGE)
    return content
