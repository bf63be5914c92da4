"""What many rules ask: a status, a shape, a time with its zone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from xml.etree.ElementTree import Element

from qingtian.gateways.open311.check.calling import Answer
from qingtian.gateways.open311.check.rules import Look, Rule
from qingtian.language import Text

SPECIFICATION = "http://wiki.open311.org/GeoReport_v2"
V2, DISCOVERY = "GeoReport v2", "Service Discovery"
LIST, DEFINITION = f"{V2}: GET Service List", f"{V2}: GET Service Definition"
REQUESTS, POST = f"{V2}: GET Service Requests", f"{V2}: POST Service Request"


def has_zone(written: object) -> bool:
    """Whether it is a time with a zone."""
    try:
        return datetime.fromisoformat(str(written)).utcoffset() is not None
    except ValueError:
        return False


def status_is(answer: Answer, *wanted: int) -> str:
    return "" if answer.status in wanted else f"answered {answer.status or 'nothing'}, not {wanted[0]}"


def xml_is(answer: Answer, root: str) -> str:
    """Well formed with that root, elements only."""
    found = answer.xml()
    if found is None:
        return status_is(answer, 200) or "is no well-formed XML"
    if found.tag != root:
        return f"the root is {found.tag}, not {root}"
    return "attributes or namespaces" if any(e.attrib or "}" in e.tag for e in found.iter()) else ""


def lacking(row: dict[str, Any], names: Iterable[str]) -> list[str]:
    return [name for name in names if row.get(name) in (None, "")]


def errors_in(answer: Answer) -> str:
    """Errors as JSON: an array of code and description."""
    rows = answer.json()
    good = (
        isinstance(rows, list)
        and rows
        and all(isinstance(r, dict) and not lacking(r, ("code", "description")) for r in rows)
    )
    return "" if good else "the body is no array of code and description"


def errors_in_xml(root: Element | None) -> str:
    good = (
        root is not None
        and root.tag == "errors"
        and all(error.tag == "error" and error.findtext("code") and error.findtext("description") for error in root)
    )
    return "" if good and len(root or ()) else "the body is no errors > error > code, description"


def rule(id_: str, clause: str, zh: str, en: str, look: Look) -> Rule:
    """A rule from its words."""
    return Rule(id_, clause, Text(zh, en), look)
