"""The data segment (数据段): header fields divided by ``;``, then ``CP=&&`` data area ``&&``.

Tolerant as the field demands: ``,`` for ``;`` in the header, ``;`` missing before ``CP``, blanks around names, an
empty group at the end, ``=`` inside a value, unknown keys kept. Values stay the text that was sent: 7.10 and 7.1 are
different evidence.
"""

from __future__ import annotations

import re

#: one ``key=value`` of the data area, as printed
Item = tuple[str, str]
#: items divided by ``,``; groups are divided by ``;`` and their order matters for CN=3020
Group = tuple[Item, ...]
#: a text, or the texts in order where a key repeats with other content
Texts = str | list[str]

_AREA = re.compile(rb"CP[ \t]*=[ \t]*&&", re.IGNORECASE)
_BARE_AREA = re.compile(rb"(?:^|(?<=[;,\s]))CP[ \t]*=", re.IGNORECASE)
#: a running log (i11001) is free text between ``//``: its ``;`` and ``,`` divide nothing (HJ 212-2017, B.10)
_LOG = re.compile(r"=\s*//.*?//(?=\s*(?:[,;]|\Z))", re.DOTALL)
_HIDE = str.maketrans(";,", "\ue000\ue001")
_SHOW = str.maketrans("\ue000\ue001", ";,")


def divide(segment: bytes) -> tuple[bytes, bytes, bytes, bytes]:
    """Header, ``CP=&&``, data area, closing ``&&``; the four joined are the segment.

    The closing is found at the end and never by search: cipher text may hold ``&&``.
    """
    opening = _AREA.search(segment)
    if opening is None:
        return _divide_without_area(segment)
    area, closing = segment[opening.end() :], b""
    for end in (b"&&", b"&"):
        if area.endswith(end):
            area, closing = area[: -len(end)], end
            break
    return segment[: opening.start()], opening[0], area, closing


def _divide_without_area(segment: bytes) -> tuple[bytes, bytes, bytes, bytes]:
    """The same where ``CP=&&`` is missing: ``CP=`` or ``CP=&`` opens the area, or there is none."""
    opening = _BARE_AREA.search(segment)
    if opening is None:
        header = segment.rstrip(b"&")
        return header, b"", b"", segment[len(header) :]
    rest = segment[opening.end() :]
    area = rest.lstrip(b"&")
    opened = segment[opening.start() : len(segment) - len(area)]
    closed = area.rstrip(b"&")
    return segment[: opening.start()], opened, closed, area[len(closed) :]


def read_header(text: str) -> dict[str, Texts]:
    """Fields of the header in order; a key that repeats with other content has all its texts."""
    header: dict[str, Texts] = {}
    for part in text.replace(",", ";").split(";"):
        key, _, value = part.partition("=")
        if key := key.strip():
            put(header, key, value.strip())
    return header


def put(into: dict[str, Texts], key: str, value: str) -> None:
    """Keep ``value`` under ``key``, beside what stands there already."""
    held = into.get(key)
    if held is None:
        into[key] = value
    elif isinstance(held, list):
        held.append(value)
    else:
        into[key] = [held, value]


def read_groups(text: str) -> tuple[Group, ...]:
    """The data area as printed, blanks around keys and values stripped, empty items and groups left out."""
    logs = "//" in text and _LOG.search(text) is not None
    if logs:
        text = _LOG.sub(lambda log: log[0].translate(_HIDE), text)
    groups = (_items(group) for group in text.split(";"))
    found = tuple(group for group in groups if group)
    return _with_logs(found) if logs else found


def _items(group: str) -> Group:
    items = []
    for item in group.split(","):
        key, equals, value = item.partition("=")
        key = key.strip()
        if key or equals:
            items.append((key, value.strip()))
    return tuple(items)


def _with_logs(groups: tuple[Group, ...]) -> tuple[Group, ...]:
    return tuple(tuple((key, value.translate(_SHOW)) for key, value in group) for group in groups)


def code_and_field(key: str) -> tuple[str, str] | None:
    """The factor code and the field of ``w01018-Avg``, divided at the last ``-``; None for a parameter as DataTime."""
    code, dash, field = key.rpartition("-")
    return (code.strip(), field.strip()) if dash else None
