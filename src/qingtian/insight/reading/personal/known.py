"""What the office knows of the reporter: every occurrence of exactly these words, however they are spaced."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from qingtian.insight.reading.personal.spans import Found, plain
from qingtian.language import Text

KNOWN = Text("反映人自己留下的", "What the reporter left")
_NOISE = re.compile(r"[\s.·•_/\-()（）]+")
_PARTS = re.compile(r"[\s,，;；、:：/|]+")
_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[A-Za-z0-9]")
SHORTEST = 2
SHORTEST_DIGITS = 5


def _spaced(word: str) -> str:
    """The characters of a word with up to two blanks, dots or dashes between each two."""
    return r"[\s.·•_/\-()]{0,2}".join(re.escape(letter) for letter in word)


def _kind(bare: str) -> str:
    if "@" in bare:
        return "email"
    digits = sum(letter.isdigit() for letter in bare)
    if digits >= SHORTEST_DIGITS and digits >= len(bare) - 1:
        return "phone"
    if _HAN.search(bare):
        return "name"
    return "account" if _LATIN.search(bare) and digits else "name"


def _words(known: Sequence[str]) -> Iterator[str]:
    """Each word as it is, and the parts of one that holds several; too short to tell anybody is left out."""
    for word in known:
        whole = plain(word).strip()
        for part in {whole, *_PARTS.split(whole)}:
            bare = _NOISE.sub("", part)
            bare = re.sub(r"^\+?(?:00)?86(?=1\d{10}$)", "", bare)
            least = SHORTEST_DIGITS if bare.isdigit() or (bare.isascii() and len(bare) < 3) else SHORTEST
            if len(bare) >= least:
                yield bare


def known_spans(text: str, known: Sequence[str]) -> Iterator[Found]:
    """Spans of ``text`` (``plain``) that say one of ``known``."""
    for bare in sorted(set(_words(known))):
        edge = r"(?<![A-Za-z0-9]){}(?![A-Za-z0-9])" if bare.isascii() and bare.isalpha() else "{}"
        for match in re.finditer(edge.format(_spaced(bare)), text, re.IGNORECASE):
            yield Found(match.start(), match.end(), _kind(bare), KNOWN, 1.0)
