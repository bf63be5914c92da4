"""Rules of requests, and of what does not exist."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

from qingtian.gateways.open311.check.common import (
    REQUESTS,
    V2,
    errors_in,
    errors_in_xml,
    has_zone,
    lacking,
    rule,
    status_is,
    xml_is,
)
from qingtian.gateways.open311.check.rules import Look, NotTried
from qingtian.gateways.open311.check.tried import NOTHING, Tried

PERSON = ("first_name", "last_name", "email", "phone", "api_key", "device_id")
DATES = ("requested_datetime", "updated_datetime", "expected_datetime")
SPAN = timedelta(days=90)


# ---- requests -------------------------------------------------------------------------------------------------------


def requests_xml(tried: Tried) -> str:
    return xml_is(tried.get("requests.xml"), "service_requests")


def requests_json(tried: Tried) -> str:
    return "" if isinstance(tried.get("requests.json").json(), list) else "no top-level array"


def _requests(tried: Tried) -> list[dict[str, Any]]:
    if not tried.requests:
        raise NotTried("no request is listed")
    return tried.requests


def requests_fields(tried: Tried) -> str:
    needed = ("service_request_id", "status", "service_code", "requested_datetime")
    missing = {name for row in _requests(tried) for name in lacking(row, needed)}
    return f"lacks {', '.join(sorted(missing))}" if missing else ""


def requests_status(tried: Tried) -> str:
    odd = {str(row.get("status")) for row in _requests(tried)} - {"open", "closed"}
    return f"status {', '.join(sorted(odd))}" if odd else ""


def requests_zones(tried: Tried) -> str:
    given = [row[name] for row in _requests(tried) for name in DATES if row.get(name)]
    bare = [str(one) for one in given if not has_zone(one)]
    return f"{bare[0]} has no zone" if bare else ""


def requests_strings(tried: Tried) -> str:
    ids = [row.get(name) for row in _requests(tried) for name in ("service_request_id", "service_code")]
    return "" if all(isinstance(one, str) for one in ids) else "an id or code is no string"


def requests_scalars(tried: Tried) -> str:
    deep = {name for row in _requests(tried) for name, value in row.items() if isinstance(value, (dict, list))}
    return f"{', '.join(sorted(deep))} is no plain value" if deep - {"extended_attributes", "notes"} else ""


def requests_places(tried: Tried) -> str:
    given = [row[name] for row in _requests(tried) for name in ("lat", "long") if row.get(name) is not None]
    return "" if all(isinstance(one, (int, float)) for one in given) else "lat or long is no number"


def requests_recent(tried: Tried) -> str:
    oldest = datetime.now(UTC) - SPAN - timedelta(days=1)
    dates = [str(row.get("requested_datetime")) for row in _requests(tried)]
    old = [one for one in dates if has_zone(one) and datetime.fromisoformat(one) < oldest]
    return f"{old[0]} is older than 90 days" if old else ""


def requests_bounded(tried: Tried) -> str:
    return "" if len(_requests(tried)) <= 1000 else f"{len(tried.requests)} requests at once"


def span_bounded(tried: Tried) -> str:
    answer = tried.get("requests.json", start_date="2020-01-01T00:00:00Z", end_date="2020-06-01T00:00:00Z")
    return status_is(answer, 400)


def bare_time(tried: Tried) -> str:
    return status_is(tried.get("requests.json", start_date="2020-01-01T00:00:00"), 400)


def filter_status(tried: Tried) -> str:
    _requests(tried)
    for wanted in ("open", "closed"):
        rows = tried.get("requests.json", status=wanted).json()
        if not isinstance(rows, list) or any(not isinstance(r, dict) or r.get("status") != wanted for r in rows):
            return f"status={wanted} gives others"
    return ""


def filter_code(tried: Tried) -> str:
    code = str(_requests(tried)[0].get("service_code"))
    rows = tried.get("requests.json", service_code=code).json()
    if not isinstance(rows, list) or not rows or any(row.get("service_code") != code for row in rows):
        return f"service_code={code} gives others or none"
    none = tried.get("requests.json", service_code=NOTHING)
    return "a code that does not exist gives requests" if none.status == 200 and none.json() != [] else ""


def ids_override(tried: Tried) -> str:
    row = _requests(tried)[0]
    other = "closed" if row.get("status") == "open" else "open"
    rows = tried.get("requests.json", service_request_id=str(row.get("service_request_id")), status=other).json()
    good = (
        isinstance(rows, list) and len(rows) == 1 and rows[0].get("service_request_id") == row.get("service_request_id")
    )
    return "" if good else "another argument counted beside service_request_id"


def one_is_array(tried: Tried) -> str:
    uid = str(_requests(tried)[0].get("service_request_id"))
    rows = tried.get(f"requests/{quote(uid)}.json").json()
    return "" if isinstance(rows, list) and len(rows) == 1 else "one request is no array of one"


def empty_list(tried: Tried) -> str:
    begin, end = "1990-01-01T00:00:00Z", "1990-01-02T00:00:00Z"
    empty = tried.get("requests.json", start_date=begin, end_date=end)
    whole = tried.get("requests.xml", start_date=begin, end_date=end)
    if empty.status != 200 or empty.json() != []:
        return "an empty list is no [] with 200"
    return xml_is(whole, "service_requests")


def empty_is_absent(tried: Tried) -> str:
    absent, empty = tried.get("requests.json"), tried.get("requests.json", service_code="", status="")
    if not isinstance(absent.json(), list):
        raise NotTried("requests.json is no list")
    return "" if absent.json() == empty.json() else "an empty argument is not as an absent one"


def nobody_named(tried: Tried) -> str:
    held = {name for row in _requests(tried) for name in PERSON if name in row}
    return f"shows {', '.join(sorted(held))}" if held else ""


# ---- what does not exist --------------------------------------------------------------------------------------------


def _not_there(path: str) -> Look:
    return lambda tried: status_is(tried.get(f"{path}/{NOTHING}.json"), 404)


def errors_json(tried: Tried) -> str:
    return errors_in(tried.get(f"requests/{NOTHING}.json"))


def errors_xml(tried: Tried) -> str:
    return errors_in_xml(tried.get(f"requests/{NOTHING}.xml").xml())


RULES = (
    rule("no-service", f"{V2}: Errors", "没有的服务是 404", "an unknown service is 404", _not_there("services")),
    rule("no-request", f"{V2}: Errors", "没有的件是 404", "an unknown request is 404", _not_there("requests")),
    rule("no-token", f"{V2}: Errors", "没有的 token 是 404", "an unknown token is 404", _not_there("tokens")),
    rule("errors-json", f"{V2}: Errors", "错误是数组", "errors are an array", errors_json),
    rule("errors-xml", f"{V2}: Errors", "错误的 XML", "errors as XML", errors_xml),
    rule("requests-xml", REQUESTS, "根元素 service_requests", "root service_requests", requests_xml),
    rule("requests-json", REQUESTS, "件是数组", "requests are an array", requests_json),
    rule("requests-fields", REQUESTS, "件的字段齐全", "required fields of requests", requests_fields),
    rule("requests-status", REQUESTS, "只有 open、closed", "only open and closed", requests_status),
    rule("requests-zones", f"{V2}: Date/Time", "时间带时区", "times have a zone", requests_zones),
    rule("requests-ids", REQUESTS, "编号是字符串", "ids are strings", requests_strings),
    rule("requests-plain", f"{V2}: JSON", "字段是简单值", "fields are plain values", requests_scalars),
    rule("requests-places", REQUESTS, "经纬度是数", "lat and long are numbers", requests_places),
    rule("requests-recent", REQUESTS, "默认最近 90 天", "the last 90 days by default", requests_recent),
    rule("requests-bounded", REQUESTS, "最多 1000 件", "1,000 at most", requests_bounded),
    rule("span", REQUESTS, "超过 90 天是 400", "more than 90 days is 400", span_bounded),
    rule("bare-time", f"{V2}: Date/Time", "没有时区是 400", "a time without a zone is 400", bare_time),
    rule("filter-status", REQUESTS, "按 status 筛", "filters by status", filter_status),
    rule("filter-code", REQUESTS, "按 service_code 筛", "filters by service_code", filter_code),
    rule("ids-override", REQUESTS, "编号优先于别的条件", "ids override the rest", ids_override),
    rule("one-request", f"{V2}: GET Service Request", "一件也是数组", "one is an array too", one_is_array),
    rule("empty", REQUESTS, "空列表也完整", "an empty list is whole", empty_list),
    rule("empty-argument", f"{V2}: Arguments", "空参数等于没有", "an empty argument is absent", empty_is_absent),
    rule("nobody", REQUESTS, "不带反映人", "names no reporter", nobody_named),
)
