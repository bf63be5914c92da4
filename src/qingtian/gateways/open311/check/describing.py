"""Rules of discovery, formats, services and definitions."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from qingtian.gateways.open311.check.common import (
    DEFINITION,
    DISCOVERY,
    LIST,
    SPECIFICATION,
    V2,
    has_zone,
    lacking,
    rule,
    status_is,
    xml_is,
)
from qingtian.gateways.open311.check.rules import NotTried
from qingtian.gateways.open311.check.tried import Tried

DATATYPES = {"string", "number", "datetime", "text", "singlevaluelist", "multivaluelist"}


# ---- discovery ------------------------------------------------------------------------------------------------------


def discovery_xml(tried: Tried) -> str:
    return status_is(tried.discovery("xml"), 200) or xml_is(tried.discovery("xml"), "discovery")


def discovery_json(tried: Tried) -> str:
    return "" if isinstance(tried.discovery("json").json(), dict) else "no top-level object"


def _discovered(tried: Tried) -> dict[str, Any]:
    found = tried.discovery("json").json()
    if not isinstance(found, dict):
        raise NotTried("discovery cannot be read")
    return found


def discovery_fields(tried: Tried) -> str:
    found = _discovered(tried)
    missing = lacking(found, ("changeset", "contact", "key_service", "endpoints"))
    ends = found.get("endpoints")
    for end in ends if isinstance(ends, list) else []:
        missing += lacking(end, ("specification", "url", "changeset", "type", "formats"))
    return f"lacks {', '.join(missing)}" if missing else "" if isinstance(ends, list) else "endpoints is no array"


def discovery_names_v2(tried: Tried) -> str:
    ends = _discovered(tried).get("endpoints") or []
    good = any(isinstance(end, dict) and end.get("specification") == SPECIFICATION for end in ends)
    return "" if good else f"no endpoint with the specification {SPECIFICATION}"


def discovery_zone(tried: Tried) -> str:
    return "" if has_zone(_discovered(tried).get("changeset")) else "changeset has no zone"


# ---- formats --------------------------------------------------------------------------------------------------------


def xml_type(tried: Tried) -> str:
    kind = tried.get("services.xml").kind
    return "" if kind.startswith("text/xml") and "utf-8" in kind else f"Content-Type is {kind or 'missing'}"


def xml_declared(tried: Tried) -> str:
    head = tried.get("services.xml").body[:80].lower()
    return "" if head.startswith(b"<?xml") and b"utf-8" in head else "no declaration that names UTF-8"


def json_type(tried: Tried) -> str:
    kind = tried.get("services.json").kind
    return "" if kind.startswith("application/json") else f"Content-Type is {kind or 'missing'}"


def suffix_decides(tried: Tried) -> str:
    plain = tried.get("services.json").kind
    if not plain:
        raise NotTried("services.json has no Content-Type")
    return "" if tried.get("services.json", {"Accept": "text/xml"}).kind == plain else "Accept changed the format"


# ---- services -------------------------------------------------------------------------------------------------------


def services_xml(tried: Tried) -> str:
    return xml_is(tried.get("services.xml"), "services")


def services_json(tried: Tried) -> str:
    return "" if isinstance(tried.get("services.json").json(), list) else "no top-level array"


def services_fields(tried: Tried) -> str:
    if not tried.services:
        raise NotTried("no service is listed")
    missing = {n for row in tried.services for n in lacking(row, ("service_code", "service_name", "metadata", "type"))}
    return f"lacks {', '.join(sorted(missing))}" if missing else ""


def services_types(tried: Tried) -> str:
    if not tried.services:
        raise NotTried("no service is listed")
    odd = {str(row.get("type")) for row in tried.services} - {"realtime", "batch", "blackbox"}
    return f"type {', '.join(sorted(odd))}" if odd else ""


def services_codes(tried: Tried) -> str:
    if not tried.services:
        raise NotTried("no service is listed")
    return "" if all(isinstance(row.get("service_code"), str) for row in tried.services) else "a code is no string"


def _defined(tried: Tried) -> list[dict[str, Any]]:
    """Attributes of every definition that can be read."""
    if not tried.definitions:
        raise NotTried("no service says metadata=true")
    found = [answer.json() for answer in tried.definitions.values()]
    rows = [one.get("attributes") for one in found if isinstance(one, dict)]
    return [each for row in rows if isinstance(row, list) for each in row if isinstance(each, dict)]


def definition_object(tried: Tried) -> str:
    if not tried.definitions:
        raise NotTried("no service says metadata=true")
    for code, answer in tried.definitions.items():
        found = answer.json()
        if (
            not isinstance(found, dict)
            or found.get("service_code") != code
            or not isinstance(found.get("attributes"), list)
        ):
            return f"{code}: no object with its service_code and attributes"
    return ""


def definition_xml(tried: Tried) -> str:
    if not tried.definitions:
        raise NotTried("no service says metadata=true")
    return xml_is(tried.get(f"services/{quote(next(iter(tried.definitions)))}.xml"), "service_definition")


def attribute_fields(tried: Tried) -> str:
    needed = ("variable", "code", "datatype", "required", "order")
    missing = {name for each in _defined(tried) for name in lacking(each, needed)}
    odd = {str(each.get("datatype")) for each in _defined(tried)} - DATATYPES
    return f"lacks {', '.join(sorted(missing))}" if missing else f"datatype {', '.join(odd)}" if odd else ""


def attribute_order(tried: Tried) -> str:
    for code, answer in tried.definitions.items():
        found = answer.json()
        rows = found.get("attributes") if isinstance(found, dict) else None
        orders = [each.get("order") for each in rows or [] if isinstance(each, dict)]
        if sorted(str(n) for n in orders) != sorted(str(n) for n in range(1, len(orders) + 1)):
            return f"{code}: orders {orders}"
    return ""


def attribute_values(tried: Tried) -> str:
    lists = [each for each in _defined(tried) if str(each.get("datatype")).endswith("valuelist")]
    if not lists:
        raise NotTried("no attribute is a list")
    good = all(
        isinstance(one.get("values"), list)
        and one["values"]
        and not any(lacking(v, ("key", "name")) for v in one["values"])
        for one in lists
    )
    return "" if good else "a list without key and name"


RULES = (
    rule("discovery-xml", DISCOVERY, "有 discovery.xml", "discovery.xml is there", discovery_xml),
    rule("discovery-json", DISCOVERY, "有 discovery.json", "discovery.json is there", discovery_json),
    rule("discovery-fields", DISCOVERY, "字段齐全", "every field is there", discovery_fields),
    rule("discovery-v2", DISCOVERY, "写明 GeoReport v2", "names GeoReport v2", discovery_names_v2),
    rule("discovery-zone", DISCOVERY, "changeset 带时区", "changeset has a zone", discovery_zone),
    rule("xml-type", f"{V2}: Formats", "XML 是 text/xml; charset=utf-8", "XML is text/xml; charset=utf-8", xml_type),
    rule("xml-declared", f"{V2}: Encoding", "XML 声明 UTF-8", "XML declares UTF-8", xml_declared),
    rule("json-type", f"{V2}: Formats", "JSON 是 application/json", "JSON is application/json", json_type),
    rule("suffix", f"{V2}: Formats", "后缀定格式", "the suffix decides the format", suffix_decides),
    rule("services-xml", LIST, "services 的 XML", "services as XML", services_xml),
    rule("services-json", LIST, "services 是数组", "services are an array", services_json),
    rule("services-fields", LIST, "服务字段齐全", "required fields of services", services_fields),
    rule("services-types", LIST, "type 三选一", "type is one of three", services_types),
    rule("services-codes", LIST, "代码是字符串", "codes are strings", services_codes),
    rule("definition", DEFINITION, "定义是对象", "a definition is an object", definition_object),
    rule("definition-xml", DEFINITION, "定义的 XML", "a definition as XML", definition_xml),
    rule("attributes", DEFINITION, "属性字段齐全", "required fields of attributes", attribute_fields),
    rule("attribute-order", DEFINITION, "order 从 1 起不重", "order is unique from 1", attribute_order),
    rule("attribute-values", DEFINITION, "列表有 key 和 name", "lists have key and name", attribute_values),
)
