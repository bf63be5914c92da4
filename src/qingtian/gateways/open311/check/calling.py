"""One call to a server: bounded in time and size, no redirects followed."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import Request, urlopen
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

TIMEOUT = 20.0
MOST = 32 << 20


@dataclass(frozen=True, slots=True)
class Answer:
    """``status`` 0: nothing came. ``kind`` is the Content-Type header in lower case."""

    status: int
    kind: str
    body: bytes

    def json(self) -> Any:
        """The JSON; None where it is none."""
        try:
            return json.loads(self.body)
        except ValueError:
            return None

    def xml(self) -> Element | None:
        """The root element; None where it is no XML."""
        try:
            root: Element = fromstring(self.body)
        except (ParseError, DefusedXmlException, ValueError):
            return None
        return root


Call = Callable[[str, Mapping[str, str] | None, Mapping[str, str]], Answer]


def call(url: str, data: Mapping[str, str] | None, headers: Mapping[str, str]) -> Answer:
    """GET, or POST where ``data`` is given."""
    body = None if data is None else urlencode(data).encode()
    try:
        with urlopen(Request(url, body, {"User-Agent": "qingtian open311-check", **headers}), timeout=TIMEOUT) as got:  # noqa: S310 - http(s) by the command
            return Answer(got.status, got.headers.get("Content-Type", "").lower(), got.read(MOST))
    except HTTPError as error:
        return Answer(error.code, error.headers.get("Content-Type", "").lower(), error.read(MOST))
    except (URLError, TimeoutError, OSError, HTTPException, ValueError):
        return Answer(0, "", b"")
