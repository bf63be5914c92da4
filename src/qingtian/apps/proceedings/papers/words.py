"""How data read in a paper: dates in the Chinese form, lines as paragraphs, nothing a Word file cannot hold."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from qingtian.language import Text

#: what XML 1.0 cannot carry, and the two marks (bell, form feed) the template engine reads as its own
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_ISO_DAY = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
_LINE_ENDS = re.compile("\r\n|[\r\x85\u2028\u2029]")
#: the template engine turns this mark into a new paragraph of the same form
_NEW_PARAGRAPH = "\a"


def chinese_date(day: date) -> str:
    """``2026年11月23日``: no leading zeros, as GB/T 9704-2012 7.3.5.3 asks.

    >>> chinese_date(date(2026, 1, 5))
    '2026年1月5日'
    """
    return f"{day.year}年{day.month}月{day.day}日"


def in_words(value: Any, language: str = "zh") -> Any:
    """A context value as a template prints it; mappings and lists are followed, ``None`` stays missing.

    Raises TypeError for a float: figures on paper are exact and come as text, int or Decimal.
    """
    if isinstance(value, str):
        return _paragraphs(value)
    if isinstance(value, Text):
        return _paragraphs(value.in_(language))
    if isinstance(value, Mapping):
        return {str(key): in_words(inner, language) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [in_words(inner, language) for inner in value]
    return _plain(value)


def said(value: Any) -> str:
    """A present value as it is printed: lists joined, references by name, milestones a paragraph each.

    Raises TypeError for a mapping that has no name: better no paper than braces on it.
    """
    if isinstance(value, (list, tuple)):
        between = _NEW_PARAGRAPH if any(isinstance(one, Mapping) and "due" in one for one in value) else "、"
        return between.join(said(one) for one in value)
    if isinstance(value, Mapping):
        return _named(value)
    return ("否", "是")[value] if isinstance(value, bool) else str(value)


def _named(value: Mapping[str, Any]) -> str:
    """The name in what an act keeps of an organ, area, post, file or milestone; the number of a matter."""
    if value.keys() == {"zh", "en"}:
        return str(value["zh"])
    if value.keys() == {"due", "title"}:
        return f"{value['due']}：{value['title']}"
    if "name" not in value and {"number", "procedure"} <= value.keys():
        return str(value["number"])
    if "name" not in value:
        raise TypeError(f"a paper cannot say this: keys {sorted(value)}")
    parts = (value["name"], value.get("post_title"), value.get("person_name"))
    organ, post, person = (said(part) if part else "" for part in parts)
    return f"{organ}{post}{person and f' {person}'}"


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, float):
        raise TypeError(f"a float has no exact form on paper: {value!r}; use text, int or Decimal")
    if isinstance(value, datetime):
        return f"{chinese_date(value)}{value.hour}时{value.minute:02d}分"
    return chinese_date(value) if isinstance(value, date) else _paragraphs(str(value))


def _paragraphs(text: str) -> str:
    """Each line a paragraph of its own; blank lines and edge blanks fall away. A bare ISO day reads as a day."""
    if _ISO_DAY.fullmatch(text):
        return chinese_date(date.fromisoformat(text))
    written = _UNWRITABLE.sub("", _LINE_ENDS.sub("\n", text))
    return _NEW_PARAGRAPH.join(line.strip() for line in written.split("\n") if line.strip())
