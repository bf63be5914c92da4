"""A server as the rules see it: asked once for what many of them look at."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any
from urllib.parse import quote, urlencode

from qingtian.gateways.open311.check.calling import Answer, Call, call

NOTHING = "no-such-thing-311"


class Tried:
    """``base`` is the endpoint without a slash at its end, ``discovered`` the address of discovery without format."""

    def __init__(
        self,
        base: str,
        discovered: str,
        *,
        jurisdiction: str = "",
        key: str = "",
        post: bool = False,
        call: Call = call,
    ) -> None:
        self.base, self.discovered = base.rstrip("/"), discovered
        self.jurisdiction, self.key, self.posting = jurisdiction, key, post
        self._call = call
        self._answers: dict[tuple[Any, ...], Answer] = {}

    def get(self, path: str, headers: Mapping[str, str] | None = None, **query: str) -> Answer:
        """A GET below the endpoint, asked once."""
        asked = ({"jurisdiction_id": self.jurisdiction} if self.jurisdiction else {}) | query
        return self._once(f"{self.base}/{path}" + (f"?{urlencode(asked)}" if asked else ""), headers or {})

    def discovery(self, form: str) -> Answer:
        return self._once(f"{self.discovered}.{form}", {})

    def _once(self, url: str, headers: Mapping[str, str]) -> Answer:
        mark = (url, *sorted(headers.items()))
        if mark not in self._answers:
            self._answers[mark] = self._call(url, None, headers)
        return self._answers[mark]

    def post(self, form: str, **data: str) -> Answer:
        """A POST of a report, never remembered."""
        given = ({"jurisdiction_id": self.jurisdiction} if self.jurisdiction else {}) | data
        return self._call(f"{self.base}/requests.{form}", given, {})

    @cached_property
    def services(self) -> list[dict[str, Any]]:
        """Rows of the service list that are objects; empty where there is no list."""
        return _rows(self.get("services.json").json())

    @cached_property
    def definitions(self) -> dict[str, Answer]:
        """Definitions of the services that say they have one, ten at most."""
        codes = [str(row.get("service_code")) for row in self.services if row.get("metadata") in (True, "true")]
        return {code: self.get(f"services/{quote(code)}.json") for code in codes[:10]}

    @cached_property
    def requests(self) -> list[dict[str, Any]]:
        """Rows of the request list that are objects."""
        return _rows(self.get("requests.json").json())


def _rows(found: Any) -> list[dict[str, Any]]:
    return [row for row in found if isinstance(row, dict)] if isinstance(found, list) else []
