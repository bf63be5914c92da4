"""Words in two languages inside templates. A builtin: every template has these without loading them.

``{% t "中文" "English" %}``                a sentence, or ``… as name``
``{% tt %}中文 {{ x }}{% en %}English {{ x }}{% endtt %}``   with variables and markup, or ``{% tt as name %}``
``{{ text|say }}``                        a Text in the language of the page; a plain string passes through
``{{ text|marked }}``                     the same, with runs of the other language in elements that say so
``{{ record|name }}``                     ``.name_zh`` / ``.name_en`` (``.title_…`` of a post)
``{{ d|day }}``, ``day_short``, ``day_weekday``, ``weekday``, ``moment``; ``{{ n|num }}``, ``{{ n|signed }}``
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django import template
from django.template.base import Node, NodeList, Parser, TextNode, Token
from django.template.context import Context
from django.template.exceptions import TemplateSyntaxError
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from qingtian.language import Language, Text
from qingtian.web.design import figures

register = template.Library()

#: Chinese with the figures and marks inside it, and an English sentence: four words or more
_CHINESE = "\u3000-\u303f\u3400-\u9fff\uff00-\uffef"
CHINESE_RUN = re.compile(rf"[{_CHINESE}](?:[{_CHINESE}\d\s,.;:()/·–—-]*[{_CHINESE}])?")
#: it begins where a word begins: tried at every letter, one long word would take the square of its length
ENGLISH_RUN = re.compile(r"(?<![A-Za-z])[A-Za-z]{2,}(?:[\s,.;:'’()\d-]+[A-Za-z]+){3,}[.?!]?")


def page_language() -> Language:
    """``"zh"`` or ``"en"``: the language of the page being made."""
    return "en" if (get_language() or "").startswith("en") else "zh"


class Sentence(Node):
    """One literal sentence in both languages; it is template text, so it may hold entities and is not escaped."""

    def __init__(self, zh: str, en: str, name: str | None) -> None:
        self.zh, self.en, self.name = zh, en, name

    def render(self, context: Context) -> SafeString:
        words = mark_safe(self.en if page_language() == "en" else self.zh)  # noqa: S308 - a literal of the template
        return _put(context, self.name, words)


class Passage(Node):
    """Two renderings of the same passage, of which the page shows one."""

    def __init__(self, zh: NodeList, en: NodeList, name: str | None) -> None:
        self.zh, self.en, self.name = zh, en, name

    def render(self, context: Context) -> SafeString:
        chosen = self.en if page_language() == "en" else self.zh
        words = mark_safe(chosen.render(context).strip())  # noqa: S308 - rendered, so its variables are escaped
        return _put(context, self.name, words)


def _put(context: Context, name: str | None, words: SafeString) -> SafeString:
    if name is None:
        return words
    context[name] = words
    return mark_safe("")


def _literal(piece: str, tag: str) -> str:
    if len(piece) < 2 or piece[0] != piece[-1] or piece[0] not in "\"'":
        raise TemplateSyntaxError(f"{{% {tag} %}} takes literal sentences in quotes, not {piece}")
    words = piece[1:-1].replace("\\" + piece[0], piece[0])
    if not words.strip():
        raise TemplateSyntaxError(f"{{% {tag} %}} needs both languages; one of them is empty")
    return words


def _name(pieces: list[str], tag: str) -> str | None:
    if not pieces:
        return None
    if len(pieces) != 2 or pieces[0] != "as":
        raise TemplateSyntaxError(f"{{% {tag} %}} ends with 'as name' or not at all")
    return pieces[1]


@register.tag
def t(parser: Parser, token: Token) -> Sentence:
    """``{% t "中文" "English" %}``. Raises TemplateSyntaxError when a language is missing."""
    tag, *pieces = token.split_contents()
    if len(pieces) < 2 or pieces[1] == "as":
        raise TemplateSyntaxError(f'{{% {tag} "中文" "English" %}} needs both languages')
    return Sentence(_literal(pieces[0], tag), _literal(pieces[1], tag), _name(pieces[2:], tag))


@register.tag
def tt(parser: Parser, token: Token) -> Passage:
    """``{% tt %}中文{% en %}English{% endtt %}``. Raises TemplateSyntaxError when a language is missing or empty."""
    tag, *pieces = token.split_contents()
    zh = parser.parse(("en", "endtt"))
    if parser.next_token().contents != "en":
        raise TemplateSyntaxError("{% tt %} needs {% en %} and the English words before {% endtt %}")
    en = parser.parse(("endtt",))
    parser.delete_first_token()
    for nodes in (zh, en):
        if all(isinstance(node, TextNode) and not node.s.strip() for node in nodes):
            raise TemplateSyntaxError("{% tt %} needs both languages; one of them is empty")
    return Passage(zh, en, _name(pieces, tag))


@register.filter
def say(value: object) -> str:
    """The words of a Text in the page's language; a string passes through; None says nothing."""
    if value is None:
        return ""
    if isinstance(value, Text):
        return value.in_(page_language())
    if isinstance(value, dict) and {"zh", "en"} <= value.keys():
        return str(value[page_language()])
    if hasattr(value, "zh") and hasattr(value, "en"):
        return str(value.en if page_language() == "en" else value.zh)
    return value if isinstance(value, str) else str(value)


@register.filter
def marked(words: object) -> SafeString:
    """What somebody wrote in the other language, each run in an element that names its language (WCAG 3.1.2).

    For the text of elements, never for attributes; the rest is escaped as usual. Words that are markup already have
    their languages named by whoever made them, and pass through.
    """
    run, language = (CHINESE_RUN, "zh-Hans") if page_language() == "en" else (ENGLISH_RUN, "en")
    written = say(words)
    if isinstance(written, SafeString):
        return written
    parts, at = [], 0
    for hit in run.finditer(written):
        parts += [escape(written[at : hit.start()]), format_html('<span lang="{}">{}</span>', language, hit[0])]
        at = hit.end()
    return mark_safe("".join([*parts, escape(written[at:])]))  # noqa: S308 - every piece is escaped above


@register.filter
def language_of(words: object) -> str:
    """The ``lang`` of an element that can hold no other (an option): the other one where such words stand in it."""
    here = page_language()
    run, other = (CHINESE_RUN, "zh-Hans") if here == "en" else (ENGLISH_RUN, "en")
    return other if run.search(say(words)) else {"zh": "zh-Hans", "en": "en"}[here]


@register.filter
def name(record: Any) -> str:
    """``name_zh`` or ``name_en`` of a record (``title_…`` of a post); the Chinese one where no English one is."""
    if record is None:
        return ""
    here = page_language()
    for field in (f"name_{here}", f"title_{here}", "name_zh", "title_zh"):
        if written := getattr(record, field, ""):
            return str(written)
    return say(getattr(record, "name", record))


def _dated(shape: Callable[..., str]) -> Callable[..., str]:
    """A filter over a date or datetime; the optional argument is the day whose year is left out."""

    def shown(value: Any, as_of: Any = None) -> str:
        return shape(value, page_language(), as_of) if value else ""

    shown.__doc__ = shape.__doc__
    return shown


for _filter, _shape in figures.DATES.items():
    register.filter(_filter, _dated(_shape))


@register.filter
def num(value: Any) -> str:
    """A figure as it is stored, thousands with a comma, minus U+2212; ``—`` where there is none."""
    return figures.number(value)


@register.filter
def signed(value: Any) -> str:
    """A change: always with + or U+2212, 0 without either."""
    return figures.signed(value)
