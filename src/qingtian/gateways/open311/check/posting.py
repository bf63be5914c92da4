"""Rules that post. Only with consent: a server that is not a test server receives a report that says what it is."""

from __future__ import annotations

from typing import Any

from qingtian.gateways.open311.check.common import POST, V2, errors_in, rule, status_is
from qingtian.gateways.open311.check.rules import NotTried
from qingtian.gateways.open311.check.tried import NOTHING, Tried

WORDS = "open311-check: this is a test, please close it. 这是接口测试，请办结。"
NAME = "Check-Never-Show"
PLACE = {"lat": "0.000001", "long": "0.000001"}


def _given(tried: Tried, **more: str) -> dict[str, str]:
    if not tried.posting:
        raise NotTried("not asked to post (--post)")
    if not tried.services:
        raise NotTried("no service is listed")
    return {"service_code": str(tried.services[0].get("service_code")), "description": WORDS, **PLACE, **more}


def _keyed(tried: Tried, **more: str) -> dict[str, str]:
    if not tried.key:
        raise NotTried("no --api-key")
    return _given(tried, api_key=tried.key, **more)


def no_key(tried: Tried) -> str:
    answer = tried.post("json", **_given(tried))
    return status_is(answer, 403) or errors_in(answer)


def wrong_key(tried: Tried) -> str:
    return status_is(tried.post("json", **_given(tried, api_key=NOTHING)), 403)


def no_code(tried: Tried) -> str:
    answer = tried.post("json", **_keyed(tried, service_code=""))
    return status_is(answer, 400) or ("" if b"service_code" in answer.body else "service_code is not named")


def unknown_code(tried: Tried) -> str:
    return status_is(tried.post("json", **_keyed(tried, service_code=NOTHING)), 404)


def half_a_place(tried: Tried) -> str:
    return status_is(tried.post("json", **_keyed(tried, long="")), 400)


def no_place(tried: Tried) -> str:
    return status_is(tried.post("json", **_keyed(tried, lat="", long="")), 400)


def _sent(tried: Tried) -> dict[str, Any]:
    """The answer to one report, sent once."""
    if not hasattr(tried, "sent"):
        answer = tried.post("json", **_keyed(tried, first_name=NAME, last_name=NAME, email=f"{NAME}@example.org"))
        rows = answer.json()
        tried.sent = rows[0] if isinstance(rows, list) and len(rows) == 1 and isinstance(rows[0], dict) else {}  # type: ignore[attr-defined]
    found: dict[str, Any] = tried.sent  # type: ignore[attr-defined]
    return found


def id_or_token(tried: Tried) -> str:
    given = [name for name in ("service_request_id", "token") if _sent(tried).get(name)]
    return "" if len(given) == 1 else f"gives {' and '.join(given) or 'neither service_request_id nor token'}"


def token_leads(tried: Tried) -> str:
    token = _sent(tried).get("token")
    if not token:
        raise NotTried("the service gave no token")
    rows = tried.get(f"tokens/{token}.json").json()
    good = isinstance(rows, list) and len(rows) == 1 and rows[0].get("token") == token
    return "" if good else "the token leads nowhere"


def person_stays(tried: Tried) -> str:
    sent = _sent(tried)
    uid = sent.get("service_request_id")
    bodies = [str(sent)] + ([tried.get(f"requests/{uid}.json").body.decode(errors="replace")] if uid else [])
    return "the reporter's name comes back" if any(NAME in body for body in bodies) else ""


RULES = (
    rule("no-key", POST, "没有密钥是 403", "without a key it is 403", no_key),
    rule("wrong-key", POST, "密钥不对是 403", "with a wrong key it is 403", wrong_key),
    rule("no-code", POST, "缺 service_code 是 400 并点名", "no service_code is 400 and named", no_code),
    rule("unknown-code", POST, "没有的服务是 404", "an unknown service_code is 404", unknown_code),
    rule("half-a-place", POST, "只有 lat 是 400", "lat alone is 400", half_a_place),
    rule("no-place", POST, "没有地点是 400", "no place is 400", no_place),
    rule("id-or-token", POST, "编号和 token 只给一个", "a number or a token, never both", id_or_token),
    rule("token-leads", f"{V2}: token", "token 换编号", "a token leads to its number", token_leads),
    rule("person-stays", POST, "反映人不回显", "the reporter never comes back", person_stays),
)  # fmt: skip
