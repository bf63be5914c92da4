"""Covering what was found: a word in brackets says what stood there, and nothing says who."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qingtian.insight.reading.personal.finding import find_personal
from qingtian.insight.reading.personal.spans import KINDS, Found

#: where in the raw words something is covered, and of which kind it is
Span = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Covered:
    """The covered text and where in it something is covered: ``(start, end, kind)``."""

    text: str
    marks: tuple[tuple[int, int, str], ...]


def word_for(kind: str) -> str:
    """What stands in the place of something of this kind: 〔电话〕."""
    return f"〔{KINDS.get(kind, KINDS['other']).zh}〕"


def cover_spans(text: str, spans: Iterable[Span]) -> Covered:
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


def covers_of(found: Iterable[Found]) -> list[Span]:
    """Where and what, without why."""
    return [(one.start, one.end, one.kind) for one in found]


def cover(text: str, known: Sequence[str] = ()) -> Covered:
    """Cover everything personal in ``text``, and every occurrence of ``known``."""
    return cover_spans(text, covers_of(find_personal(text, known)))


def also(text: str, spans: Sequence[Span], words: Iterable[str]) -> list[Span]:
    """The spans, and every occurrence of these words that they leave open, without overlap and in order."""
    kept = sorted(spans)
    for word in words:
        found = find_personal(word)
        kind = found[0].kind if len(found) == 1 else "other"
        at = text.find(word) if word else -1
        while at >= 0:
            kept.append((at, at + len(word), kind))
            at = text.find(word, at + len(word))
    return _joined(sorted(kept))


def _joined(spans: Sequence[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end, kind in spans:
        if joined and start < joined[-1][1]:
            first = joined[-1]
            joined[-1] = (first[0], max(first[1], end), first[2])
        else:
            joined.append((start, end, kind))
    return joined
