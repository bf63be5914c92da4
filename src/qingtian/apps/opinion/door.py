"""The door (入口): what of an item comes in. Its author does not: no column, no key, no @name, no profile address.

What is not asked for is dropped unread, so a new column of another system cannot bring an author in either.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.utils import timezone
from django.utils.dateparse import parse_datetime

from qingtian.errors import UnusableInput
from qingtian.insight.reading.personal import cover
from qingtian.language import Text

#: characters of an item's words, place, source and address
LONGEST, LONGEST_PLACE, LONGEST_SOURCE, LONGEST_LINK = 10_000, 200, 60, 500
#: a heading or key that holds who wrote it, or how to reach them
_AUTHOR = re.compile(
    r"作者|用户|昵称|博主|楼主|网友|发帖人|发布者|发布人|发表人|评论人|转发人|账号|帐号|姓名|粉丝|头像|主页|电话|手机|邮箱|微信号"
    r"|author|user|uid|openid|nick|screen_?name|account|poster|blogger|creator|owner|profile|avatar|phone|mail|handle",
    re.IGNORECASE,
)
_AT = re.compile(r"(?://\s*)?[@＠][-\w\u00b7\u4e00-\u9fff]{1,30}[:：]?")
_WRONG = Text("“{name}”不对：{why}。", "“{name}” is wrong: {why}.")
_EMPTY = Text("没有写", "nothing is written")
_LONG = Text("太长", "it is too long")
_NO_LINK = Text("不是 http 或 https 地址", "it is no http or https address")
_NO_TIME = Text("不是 2026-03-02 08:30 这样的时间", "it is no time such as 2026-03-02 08:30")


@dataclass(frozen=True, slots=True)
class Item:
    """What came in: covered words and place, an address without names, the source and its number for this item."""

    source: str
    number: str
    text: str
    place: str
    said_at: datetime | None
    link: str


def names_an_author(heading: str) -> bool:
    """Whether a column or key of that name is dropped unread."""
    return _AUTHOR.search(heading) is not None


def admitted(given: Mapping[str, Any]) -> Item:
    """The item of a row or JSON object; other keys are not looked at. Raises UnusableInput, without a value."""
    text = without_names(_words(given, "text", LONGEST))
    if not text:
        raise _refused("text", _EMPTY)
    source = without_names(_words(given, "source", LONGEST_SOURCE))
    if not source:
        raise _refused("source", _EMPTY)
    place = without_names(_words(given, "place", LONGEST_PLACE))
    link = _link(_words(given, "link", LONGEST_LINK))
    return Item(source, _words(given, "number", 120), text, place, _moment(given.get("time")), link)


def without_names(words: str) -> str:
    """Covered, and every @name gone: a reply names people in the middle of a sentence too."""
    return cover(" ".join(_AT.sub(" ", words).split()), ()).text.strip() if words else ""


def _words(given: Mapping[str, Any], name: str, longest: int) -> str:
    value = given.get(name)
    words = str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""
    if len(words) > longest:
        raise _refused(name, _LONG)
    return words


def _link(address: str) -> str:
    """The address without who signs in, without keys that name a user, without a fragment."""
    if not address:
        return ""
    try:
        parts = urlsplit(address)
        host = parts.netloc.rpartition("@")[2]
    except ValueError:
        host, parts = "", urlsplit("")
    if parts.scheme not in ("http", "https") or not host:
        raise _refused("link", _NO_LINK)
    query = [(key, value) for key, value in parse_qsl(parts.query) if not names_an_author(key)]
    return urlunsplit((parts.scheme, host, parts.path, urlencode(query), ""))


def _moment(value: Any) -> datetime | None:
    if value in (None, ""):
        return None
    if isinstance(value, datetime):
        found: datetime | None = value
    else:
        try:
            found = parse_datetime(str(value).strip().replace("/", "-")) or parse_datetime(
                f"{str(value).strip()} 00:00"
            )
        except ValueError:
            found = None
    if found is None:
        raise _refused("time", _NO_TIME)
    return timezone.make_aware(found) if timezone.is_naive(found) else found


def _refused(name: str, why: Text) -> UnusableInput:
    return UnusableInput("opinion.item", _WRONG.format(name=name, why=why), where=name)
