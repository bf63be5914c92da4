"""A small Open311 server that keeps every rule, and the defects it may be given: each breaks one rule."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

from qingtian.gateways.open311.check.calling import Answer
from qingtian.gateways.open311.formats import TYPES, write

KEY, ROOT = "k", "https://small.example"
BASE = f"{ROOT}/open311/v2"
SERVICE = {"service_code": "air", "service_name": "Smoke", "metadata": True, "type": "realtime", "group": None}
VALUES = [{"key": "a", "name": "A"}]
ATTRIBUTE = {
    "variable": True,
    "code": "Q",
    "datatype": "singlevaluelist",
    "required": False,
    "order": 1,
    "values": VALUES,
}


def _row(uid: str, status: str, days: int) -> dict[str, Any]:
    moment = (datetime.now(UTC) - timedelta(days=days)).isoformat(timespec="seconds")
    return {"service_request_id": uid, "status": status, "service_code": "air", "requested_datetime": moment,
            "agency_responsible": "Bureau", "lat": 1.5, "long": 2.5}  # fmt: skip


def content(path: str, query: Mapping[str, str], data: Mapping[str, str] | None) -> tuple[int, str, Any]:
    """Status, root and content."""
    rows = [_row("a1", "open", 1), _row("b2", "closed", 2)]
    if path == "/open311/discovery":
        end = {"specification": "http://wiki.open311.org/GeoReport_v2", "url": BASE, "type": "test",
               "changeset": "2026-01-01T00:00:00Z", "formats": ["text/xml"]}  # fmt: skip
        return (
            200,
            "discovery",
            {"changeset": "2026-01-01T00:00:00Z", "contact": "c", "key_service": "k", "endpoints": [end]},
        )
    path = path.removeprefix("/open311/v2/")
    if data is not None:
        return _posted(data)
    if path == "services":
        return 200, "services", [SERVICE]
    if path == "services/air":
        return 200, "service_definition", {"service_code": "air", "attributes": [ATTRIBUTE]}
    if path == "requests":
        return _listed(rows, query)
    if path in ("requests/a1", "requests/b2", "tokens/t1"):
        return 200, "service_requests", [row for row in rows if row["service_request_id"] in path] or [{"token": "t1"}]
    return 404, "errors", [{"code": "404", "description": "not found"}]


def _listed(rows: list[dict[str, Any]], query: Mapping[str, str]) -> tuple[int, str, Any]:
    start, end = query.get("start_date", ""), query.get("end_date", "")
    if (start and not start.endswith("Z")) or (start[:4] == "2020" and end):
        return 400, "errors", [{"code": "400", "description": "start_date"}]
    if start[:4] == "1990":
        return 200, "service_requests", []
    if ids := query.get("service_request_id"):
        return 200, "service_requests", [row for row in rows if row["service_request_id"] in ids.split(",")]
    if code := query.get("service_code"):
        rows = [row for row in rows if row["service_code"] == code]
    if status := query.get("status"):
        rows = [row for row in rows if row["status"] == status]
    return 200, "service_requests", rows


def _posted(data: Mapping[str, str]) -> tuple[int, str, Any]:
    if data.get("api_key") != KEY:
        return 403, "errors", [{"code": "403", "description": "api_key"}]
    if data.get("service_code") != "air":
        status = 404 if data.get("service_code") else 400
        return status, "errors", [{"code": str(status), "description": "service_code"}]
    if not (data.get("lat") and data.get("long")):
        return 400, "errors", [{"code": "400", "description": "long"}]
    return 200, "service_requests", [{"token": "t1", "service_notice": None}]


Change = Callable[[str, str, tuple[int, str, Any]], tuple[int, str, Any]]


class SmallServer:
    """Answers like a server; ``change`` alters content, ``raw`` the finished answer."""

    def __init__(
        self, change: Change | None = None, raw: Callable[[str, Mapping[str, str], Answer], Answer] | None = None
    ):
        self.change, self.raw = change, raw

    def __call__(self, url: str, data: Mapping[str, str] | None, headers: Mapping[str, str]) -> Answer:
        parts = urlsplit(url)
        path, _, form = parts.path.rpartition(".")
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        found = content(path, query, data)
        if self.change is not None:
            found = self.change(path.removeprefix("/open311/v2/"), parts.query, found)
        status, root, body = found
        answer = Answer(status, TYPES[form], write(form, root, body))
        return self.raw(url, headers, answer) if self.raw else answer


def rows(**more: Any) -> Change:
    """Every request with these fields."""
    return lambda path, query, found: (
        (found[0], found[1], [row | more for row in found[2]]) if path == "requests" and found[0] == 200 else found
    )


def at(where: str, status: int | None = None, root: str | None = None, body: Any = None) -> Change:
    """Another answer at one path."""

    def change(path: str, query: str, found: tuple[int, str, Any]) -> tuple[int, str, Any]:
        if path.removeprefix("/open311/") != where:
            return found
        return status or found[0], root or found[1], found[2] if body is None else body

    return change


def at_query(part: str, *answer: Any) -> Change:
    """Another answer where this stands in the query."""
    return lambda path, query, found: answer if part in query else found  # type: ignore[return-value]


def kind(form: str, written: str) -> Any:
    """Another Content-Type."""
    return lambda url, headers, answer: Answer(answer.status, written, answer.body) if f".{form}" in url else answer


def wrapped(url: str, headers: Mapping[str, str], answer: Answer) -> Answer:
    """JSON below a root, as some servers send it."""
    if ".json" not in url or answer.status != 200:
        return answer
    name = "service_requests" if "requests" in url else "services"
    body = answer.json()
    return Answer(200, answer.kind, json.dumps({name: body} if isinstance(body, list) else body).encode())


def filtered(name: str) -> Change:
    """An argument that is not obeyed."""
    whole = [_row("a1", "open", 1), _row("b2", "closed", 2)]
    return lambda path, query, found: (
        (200, "service_requests", whole) if path == "requests" and f"{name}=" in query else found
    )


def _html(url: str, headers: Mapping[str, str], answer: Answer) -> Answer:
    return Answer(answer.status, "text/html", b"<html><p>Not found<html>") if answer.status == 404 else answer


def _accepts(url: str, headers: Mapping[str, str], answer: Answer) -> Answer:
    return Answer(200, "text/xml; charset=utf-8", answer.body) if headers.get("Accept") == "text/xml" else answer


def _service(**more: Any) -> Change:
    return at("services", body=[{k: v for k, v in (SERVICE | more).items() if v != "gone"}])


def _attributes(*found: dict[str, Any]) -> Change:
    return at("services/air", body={"service_code": "air", "attributes": list(found)})


def _posting(status: int, body: Any, when: Callable[[int], bool]) -> Change:
    def change(path: str, query: str, found: tuple[int, str, Any]) -> tuple[int, str, Any]:
        posted = found[1] == "errors" and found[0] in (400, 403, 404) and path == "requests" and not query
        return (status, "service_requests", body) if posted and when(found[0]) else found

    return change


def _sent(**more: Any) -> Change:
    """More in the answer to a report."""

    def change(path: str, query: str, found: tuple[int, str, Any]) -> tuple[int, str, Any]:
        sent = found[1] == "service_requests" and found[2] and "service_notice" in found[2][0]
        return (*found[:2], [found[2][0] | more]) if sent else found

    return change


def _undeclared(url: str, headers: Mapping[str, str], answer: Answer) -> Answer:
    return Answer(answer.status, answer.kind, answer.body.partition(b"?>\n")[2] or answer.body)


def _requests_root(url: str, headers: Mapping[str, str], answer: Answer) -> Answer:
    return Answer(answer.status, answer.kind, answer.body.replace(b"service_requests", b"requests"))


OLD = (datetime.now(UTC) - timedelta(days=200)).isoformat()
DONE = [{"service_request_id": "a1"}]
#: defect, and the rule that must find it
DEFECTS: dict[str, tuple[str, Change | None, Any]] = {
    "no discovery": ("discovery-xml", at("discovery", 404, "errors", []), None),
    "discovery without key_service": ("discovery-fields", at("discovery", body={"contact": "c"}), None),
    "discovery of v1": ("discovery-v2", at("discovery", body={"endpoints": []}), None),
    "changeset without zone": ("discovery-zone", at("discovery", body={"changeset": "2026-01-01T00:00:00"}), None),
    "application/xml": ("xml-type", None, kind("xml", "application/xml")),
    "no declaration": ("xml-declared", None, _undeclared),
    "JSON as text": ("json-type", None, kind("json", "text/plain")),
    "Accept decides": ("suffix", None, _accepts),
    "another root of services": ("services-xml", at("services", root="errors"), None),
    "JSON below a root": ("services-json", None, wrapped),
    "requests below a root": ("requests-json", None, wrapped),
    "service without type": ("services-fields", _service(type="gone"), None),
    "an invented type": ("services-types", _service(type="sometimes"), None),
    "a number as code": ("services-codes", _service(service_code=7), None),
    "definition as array": ("definition", at("services/air", body=[]), None),
    "another root of definition": ("definition-xml", at("services/air", root="errors", body=[]), None),
    "attribute without order": ("attributes", _attributes({k: v for k, v in ATTRIBUTE.items() if k != "order"}), None),
    "an invented datatype": ("attributes", _attributes(ATTRIBUTE | {"datatype": "colour"}), None),
    "order twice": ("attribute-order", _attributes(ATTRIBUTE, ATTRIBUTE), None),
    "list without names": ("attribute-values", _attributes(ATTRIBUTE | {"values": [{"key": "a"}]}), None),
    "an unknown service is made": ("no-service", at("services/no-such-thing-311", 200, "service_definition", {}), None),
    "an unknown request is empty": ("no-request", at("requests/no-such-thing-311", 200, "service_requests", []), None),
    "no tokens": ("no-token", at("tokens/no-such-thing-311", 501), None),
    "errors as a page": ("errors-json", None, _html),
    "errors in XML as a page": ("errors-xml", None, _html),
    "one error object": ("errors-json", at("requests/no-such-thing-311", body={"code": "404", "detail": "x"}), None),
    "root requests": ("requests-xml", None, _requests_root),
    "request without status": ("requests-fields", rows(status=""), None),
    "a state of its own": ("requests-status", rows(status="assigned"), None),
    "time without zone": ("requests-zones", rows(requested_datetime="2026-01-01T00:00:00"), None),
    "numbers as ids": ("requests-ids", rows(service_request_id=12), None),
    "agency as object": ("requests-plain", rows(agency_responsible={"name": "x"}), None),
    "places as words": ("requests-places", rows(lat="1.5"), None),
    "years of requests": ("requests-recent", rows(requested_datetime=OLD), None),
    "any span": ("span", at("requests", 200, "service_requests", DONE), None),
    "any time": ("bare-time", at("requests", 200, "service_requests", DONE), None),
    "status not obeyed": ("filter-status", filtered("status"), None),
    "code not obeyed": ("filter-code", filtered("service_code"), None),
    "ids do not override": ("ids-override", filtered("service_request_id"), None),
    "one as object": ("one-request", at("requests/a1", body={"service_request_id": "a1"}), None),
    "empty is 404": ("empty", at_query("1990", 404, "errors", []), None),
    "empty argument filters": ("empty-argument", at_query("service_code=&", 200, "service_requests", []), None),
    "the reporter shown": ("nobody", rows(first_name="X"), None),
    "no key needed": ("no-key", _posting(200, DONE, lambda s: s == 403), None),
    "wrong key is 400": ("wrong-key", _posting(400, [], lambda s: s == 403), None),
    "any code": ("unknown-code", _posting(200, DONE, lambda s: s == 404), None),
    "no code needed": ("no-code", _posting(200, DONE, lambda s: s == 400), None),
    "half a place": ("half-a-place", _posting(200, DONE, lambda s: s == 400), None),
    "no place needed": ("no-place", _posting(200, DONE, lambda s: s == 400), None),
    "token and number": ("id-or-token", _sent(service_request_id="a1"), None),
    "the token leads nowhere": ("token-leads", at("tokens/t1", 404, "errors", []), None),
    "the reporter comes back": ("person-stays", _sent(first_name="Check-Never-Show"), None),
}  # fmt: skip
