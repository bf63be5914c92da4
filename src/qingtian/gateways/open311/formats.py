"""Bodies in XML and JSON: elements only, UTF-8 declared; in JSON plural wrappers vanish and empty means null."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape

#: by the end of the address, never by Accept
TYPES = {"xml": "text/xml; charset=utf-8", "json": "application/json; charset=utf-8"}
#: names of the items in a list
SINGULAR = {
    "services": "service",
    "service_requests": "request",
    "errors": "error",
    "attributes": "attribute",
    "values": "value",
    "endpoints": "endpoint",
    "formats": "format",
}


#: what XML 1.0 may hold besides tab and line ends
XML_CHARACTERS = ((" ", "\ud7ff"), ("\ue000", "\ufffd"), ("\U00010000", "\U0010ffff"))


def allowed(words: str) -> str:
    """Without the characters XML forbids; four-byte characters stay."""
    return "".join(c for c in words if c in "\t\n\r" or any(low <= c <= high for low, high in XML_CHARACTERS))


def write(form: str, root: str, content: Mapping[str, Any] | Sequence[Any]) -> bytes:
    """``content`` is a list below a plural root, an object below any other."""
    if form == "json":
        return json.dumps(_plain(content), ensure_ascii=False, allow_nan=False).encode()
    return f'<?xml version="1.0" encoding="utf-8"?>\n{_element(root, content)}'.encode()


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _plain(inner) for name, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(inner) for inner in value]
    return allowed(value) or None if isinstance(value, str) else value


def _element(name: str, value: Any) -> str:
    if isinstance(value, Mapping):
        inner = "".join(_element(part, held) for part, held in value.items())
    elif isinstance(value, (list, tuple)):
        inner = "".join(_element(SINGULAR[name], held) for held in value)
    elif isinstance(value, bool):
        inner = "true" if value else "false"
    else:
        inner = "" if value is None else escape(allowed(str(value)))
    return f"<{name}>{inner}</{name}>" if inner else f"<{name}/>"
