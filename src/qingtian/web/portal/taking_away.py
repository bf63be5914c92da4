"""What a public list gives away besides its page: a sheet, JSON, and a feed to subscribe to (Atom, RFC 4287)."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse

from qingtian.apps.publishing.gate import Shown
from qingtian.config.city import city
from qingtian.language import Text
from qingtian.tables.writing import BYTE_ORDER_MARK, csv_line, xlsx_bytes
from qingtian.web.templatetags.words import say

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ATOM = "http://www.w3.org/2005/Atom"
SHANGHAI = ZoneInfo("Asia/Shanghai")
FORMATS = ("csv", "xlsx", "json")
#: entries of a feed; a reader that comes once a day misses none
IN_A_FEED = 50


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a file: its key in JSON, its heading in a sheet, and where the datum is found."""

    key: str
    title: Text
    value: Callable[[Shown], object]


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry: a stable address, a title, a day and a sentence."""

    href: str
    title: str
    on: date
    summary: str


def field(key: str, title: Text) -> Column:
    """A column that is a field of the kind."""
    return Column(key, title, lambda shown: shown.get(key))


def taken_away(kind: str, name: str, columns: Sequence[Column], rows: Sequence[Shown], on: date) -> HttpResponse:
    """The rows as ``kind`` of file, with the day they were true on. Raises Http404 for another kind."""
    if kind not in FORMATS:
        raise Http404
    writer = {"csv": _csv, "xlsx": _xlsx, "json": _json}[kind]
    content, form = writer(name, columns, rows, on)
    response = HttpResponse(content, content_type=form)
    response["Content-Disposition"] = f'attachment; filename="{name}-{on}.{kind}"'
    return response


def _csv(name: str, columns: Sequence[Column], rows: Sequence[Shown], on: date) -> tuple[str | bytes, str]:
    lines = [csv_line([say(column.title) for column in columns])]
    lines += [csv_line([_said(column.value(row)) for column in columns]) for row in rows]
    return BYTE_ORDER_MARK + "".join(lines), "text/csv; charset=utf-8"


def _xlsx(name: str, columns: Sequence[Column], rows: Sequence[Shown], on: date) -> tuple[str | bytes, str]:
    heads = [say(column.title) for column in columns]
    lines = [[_said(column.value(row)) for column in columns] for row in rows]
    return xlsx_bytes(f"{name}.xlsx", heads, lines, title=f"{name} {on}"), XLSX


def _json(name: str, columns: Sequence[Column], rows: Sequence[Shown], on: date) -> tuple[str | bytes, str]:
    held = [{column.key: _plain(column.value(row)) for column in columns} for row in rows]
    whole = {"list": name, "on": on.isoformat(), "count": len(held), "entries": held}
    return json.dumps(whole, ensure_ascii=False, indent=1), "application/json; charset=utf-8"


def _said(value: object) -> str:
    if isinstance(value, Mapping):
        value = Text.of(value)
    if isinstance(value, bool):
        return say(Text("是", "yes") if value else Text("否", "no"))
    return "" if value is None else str(say(value)) if isinstance(value, Text) else str(value)


def _plain(value: object) -> Any:
    if isinstance(value, Text):
        return value.as_dict()
    if isinstance(value, date):
        return value.isoformat()
    return dict(value) if isinstance(value, Mapping) else value


def feed(request: HttpRequest, title: Text, page: str, entries: Sequence[FeedEntry]) -> HttpResponse:
    """The entries, the latest first, each with the address it has on the page of the list."""
    own = request.build_absolute_uri(page)
    root = Element("feed", {"xmlns": ATOM})
    _put(root, "id", own)
    _put(root, "title", f"{say(title)} · {say(city().name)}")
    _put(root, "updated", _moment(max((one.on for one in entries), default=request.as_of)))
    _link(root, "alternate", own)
    _link(root, "self", request.build_absolute_uri(request.get_full_path()))
    author = SubElement(root, "author")
    _put(author, "name", str(say(city().bureau)))
    for one in entries[:IN_A_FEED]:
        entry = SubElement(root, "entry")
        address = request.build_absolute_uri(one.href)
        _put(entry, "id", address)
        _put(entry, "title", one.title)
        _put(entry, "updated", _moment(one.on))
        _link(entry, "alternate", address)
        _put(entry, "summary", one.summary)
    body = tostring(root, encoding="utf-8", xml_declaration=True)
    return HttpResponse(body, content_type="application/atom+xml; charset=utf-8")


def _put(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = "".join(one for one in text if one >= " " or one in "\n\t")


def _link(parent: Element, relation: str, href: str) -> None:
    SubElement(parent, "link", {"rel": relation, "href": href})


def _moment(on: date) -> str:
    return datetime.combine(on, time(0, 0), SHANGHAI).isoformat()
