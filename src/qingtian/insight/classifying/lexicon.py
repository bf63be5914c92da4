"""Lexicon (词表): the words of the texts a model learned from, known by their hashes, and how to cut a text by them.

Where the texts came cut into words, those are taken; where they came as typed, strings that hold together are found:
more often together than apart, and met in varied company.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from qingtian.insight.classifying.hashes import Hashes, hash_of, strings
from qingtian.insight.classifying.plain import letters

LONGEST = 5
#: a word known from fewer texts is taken for a name and left out
FEWEST_TEXTS = 3
#: how much rarer than the rarest known word an unknown character counts, as a cost
_STRANGER = 2.7
_LONGEST_FOUND, _FEWEST_FOUND, _TOGETHER, _COMPANY = 4, 6, 40.0, 4


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Sorted hashes of words and what each costs (minus the logarithm of its share)."""

    words: Hashes
    costs: NDArray[np.float32]
    stranger: float = field(default=20.0)

    def cut(self, text: str) -> list[tuple[int, int]]:
        """The cheapest way to cut ``text``: begin and end of every word, in order."""
        if not text:
            return []
        return _cheapest(len(text), [self._costs(found) for found in strings(text, LONGEST)], self.stranger)

    def _costs(self, found: Hashes) -> list[float]:
        if not len(self.words):
            return [math.inf] * len(found)
        places = np.minimum(np.searchsorted(self.words, found), len(self.words) - 1)
        known = self.words[places] == found
        costs: list[float] = np.where(known, self.costs[places], np.inf).tolist()
        return costs


def _cheapest(length: int, costs: Sequence[Sequence[float]], stranger: float) -> list[tuple[int, int]]:
    best = [0.0] + [math.inf] * length
    came_from = [0] * (length + 1)
    for begin in range(length):
        for size in range(1, min(LONGEST, length - begin) + 1):
            cost = costs[size - 1][begin]
            if size == 1 and cost == math.inf:
                cost = stranger
            if best[begin] + cost < best[begin + size]:
                best[begin + size], came_from[begin + size] = best[begin] + cost, begin
    spans: list[tuple[int, int]] = []
    end = length
    while end:
        spans.append((came_from[end], end))
        end = came_from[end]
    return spans[::-1]


def learned(texts: Sequence[str]) -> Lexicon:
    """The lexicon of ``texts``, cut into words by blanks or not."""
    counted = _given(texts) if _are_cut(texts) else _found([letters(text) for text in texts])
    total = sum(counted.values()) or 1
    costs = {hash_of(word): -math.log(count / total) for word, count in counted.items()}
    words = np.array(sorted(costs), dtype=np.uint64)
    return Lexicon(words, np.array([costs[int(word)] for word in words], dtype=np.float32), math.log(total) + _STRANGER)


def _are_cut(texts: Sequence[str]) -> bool:
    """Whether blanks stand between words: somebody who types Chinese sets hardly any."""
    characters = sum(len(text) for text in texts) or 1
    return sum(text.count(" ") for text in texts) / characters > 0.15


def _given(texts: Iterable[str]) -> Counter[str]:
    often: Counter[str] = Counter()
    in_texts: Counter[str] = Counter()
    for text in texts:
        words = [word for word in map(letters, text.split()) if 0 < len(word) <= LONGEST]
        often.update(words)
        in_texts.update(set(words))
    return Counter({word: count for word, count in often.items() if in_texts[word] >= FEWEST_TEXTS})


def _found(texts: Sequence[str]) -> Counter[str]:
    often, in_texts = _strings_of(texts)
    singles = sum(count for string, count in often.items() if len(string) == 1) or 1
    kept = {s for s, n in in_texts.items() if len(s) > 1 and n >= _FEWEST_FOUND and _holds(s, often, singles)}
    company = _company(texts, kept)
    words = {word: often[word] for word in kept if company[word] >= _COMPANY}
    return Counter({s: n for s, n in often.items() if len(s) == 1 and in_texts[s] >= FEWEST_TEXTS} | words)


def _strings_of(texts: Iterable[str]) -> tuple[Counter[str], Counter[str]]:
    often: Counter[str] = Counter()
    in_texts: Counter[str] = Counter()
    for text in texts:
        here = [text[i : i + n] for n in range(1, _LONGEST_FOUND + 1) for i in range(len(text) - n + 1)]
        often.update(here)
        in_texts.update(set(here))
    return often, in_texts


def _holds(string: str, often: Counter[str], singles: int) -> bool:
    """Whether every way to part ``string`` is much rarer by chance than it is."""
    parts = ((string[:i], string[i:]) for i in range(1, len(string)))
    return all(often[string] * singles > _TOGETHER * often[a] * often[b] for a, b in parts)


def _company(texts: Iterable[str], words: set[str]) -> dict[str, int]:
    """How many characters a word was met beside, on the poorer side."""
    before, after = defaultdict(set), defaultdict(set)
    for text in texts:
        for size in range(2, _LONGEST_FOUND + 1):
            for begin in range(len(text) - size + 1):
                word = text[begin : begin + size]
                if word in words:
                    before[word].add(text[begin - 1 : begin] or "^")
                    after[word].add(text[begin + size : begin + size + 1] or "$")
    return defaultdict(int, {word: min(len(before[word]), len(after[word])) for word in words})
