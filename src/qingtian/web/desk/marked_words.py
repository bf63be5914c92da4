"""Words with what was found in them marked; everything else is escaped."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from qingtian.insight.likeness.letters import letters_of, plain
from qingtian.insight.likeness.names import shared_runs
from qingtian.web.templatetags.words import marked as named

#: letters left and right of what was found
AROUND = 36
#: stretches shorter than this are shared by chance
SHARED = 4
Spans = list[tuple[int, int]]


def spans_of(words: str, phrases: Iterable[str]) -> Spans:
    """Where the phrases stand, whatever way they are written; overlapping ones joined, in order."""
    letters = letters_of(words)
    found: Spans = []
    for phrase in {plain(one) for one in phrases} - {""}:
        at = letters.text.find(phrase)
        while at >= 0:
            found.append((letters.at[at], letters.at[at + len(phrase) - 1] + 1))
            at = letters.text.find(phrase, at + 1)
    return _joined(sorted(found))


def _joined(spans: Spans) -> Spans:
    joined: Spans = []
    for begin, end in spans:
        if joined and begin <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((begin, end))
    return joined


def marked(words: str, spans: Spans) -> SafeString:
    """The whole words, each span in ``<mark>``, each run of the other language in an element that names it."""
    pieces, last = [], 0
    for begin, end in spans:
        pieces += [("{}", words[last:begin]), ("<mark>{}</mark>", words[begin:end])]
        last = end
    pieces.append(("{}", words[last:]))
    return format_html_join("", "{}", ((format_html(shape, named(text)),) for shape, text in pieces if text))


def excerpt(words: str, phrases: Collection[str]) -> SafeString:
    """A line around the first place found, marked."""
    words = " ".join(words.split())
    spans = spans_of(words, phrases)
    first = spans[0] if spans else (0, 0)
    begin, end = max(0, first[0] - AROUND), min(len(words), max(first[1], first[0]) + 2 * AROUND)
    inside = [(max(a, begin) - begin, min(b, end) - begin) for a, b in spans if a < end and b > begin]
    line = marked(words[begin:end], inside)
    return format_html("{}{}{}", "…" if begin else "", line, "…" if end < len(words) else "")


def shared_marked(one: str, other: str) -> tuple[SafeString, SafeString]:
    """Both texts with the stretches marked that stand in both."""
    runs = set(shared_runs(plain(one), plain(other), SHARED))
    return marked(one, spans_of(one, runs)), marked(other, spans_of(other, runs))
