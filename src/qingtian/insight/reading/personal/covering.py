"""Covering what was found: a word in brackets says what stood there, and nothing says who."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qingtian.insight.reading.personal.finding import find_personal
from qingtian.insight.reading.personal.spans import KINDS, Found


@dataclass(frozen=True, slots=True)
class Covered:
    """The covered text and where in it something is covered: ``(start, end, kind)``."""

    text: str
    marks: tuple[tuple[int, int, str], ...]


def word_for(kind: str) -> str:
    """What stands in the place of something of this kind: 〔电话〕."""
    return f"〔{KINDS.get(kind, KINDS['other']).zh}〕"


def cover_spans(text: str, spans: Iterable[tuple[int, int, str]]) -> Covered:
    """The text with these spans covered; they are in order and do not overlap."""
    parts: list[str] = []
    marks: list[tuple[int, int, str]] = []
    length = last = 0
    for start, end, kind in spans:
        before, word = text[last:start], word_for(kind)
        begin = length + len(before)
        length = begin + len(word)
        parts += [before, word]
        marks.append((begin, length, kind))
        last = end
    return Covered("".join([*parts, text[last:]]), tuple(marks))


def spans_of(found: Iterable[Found]) -> list[tuple[int, int, str]]:
    """Where and what, without why."""
    return [(one.start, one.end, one.kind) for one in found]


def cover(text: str, known: Sequence[str] = ()) -> Covered:
    """Cover everything personal in ``text``, and every occurrence of ``known``."""
    return cover_spans(text, spans_of(find_personal(text, known)))
