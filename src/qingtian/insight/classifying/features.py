"""Features (特征): what of a text is counted.

Four blocks: words and strings of one to four characters of the whole text, and the same of its first words, where
people say what they want. Each block is a TF-IDF vector of length one times the weight of the block.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qingtian.insight.classifying.hashes import Hashes, hash_of, strings
from qingtian.insight.classifying.lexicon import LONGEST, Lexicon
from qingtian.insight.classifying.plain import FUNCTION_WORDS, letters, without_function_words

Buckets = NDArray[np.int64]
Values = NDArray[np.float32]

#: characters of the beginning that count twice
BEGINNING = 25
#: of words and strings of the whole, words and strings of the beginning
BLOCK_WEIGHTS = (1.0, 1.0, 0.5, 0.5)
_BITS = 20
_BUCKETS = 1 << _BITS
_LONGEST_STRING, _LONGEST_AT_BEGINNING = 4, 3
#: seen in fewer texts, a string tells of one matter; seen in more than this share, of none
_FEWEST, _LARGEST_SHARE = 2, 0.6
_EMPTY_WORDS = frozenset(hash_of(word) for word in FUNCTION_WORDS)


@dataclass(frozen=True, slots=True)
class Read:
    """A text made ready: for each block the buckets met, each as often as it was met; and where its words stand."""

    blocks: tuple[Buckets, ...]
    words: tuple[tuple[str, int], ...]


def read(text: str, lexicon: Lexicon) -> Read:
    """``text`` cut by ``lexicon`` and counted."""
    written = letters(text)
    words = _words(written, lexicon)
    bare = without_function_words(written)
    hashes = [value for _, _, value in words]
    first = [value for _, end, value in words if end <= BEGINNING] or hashes[:1]
    blocks = (
        np.array(hashes, dtype=np.uint64),
        _strings(bare, _LONGEST_STRING),
        np.array(first, dtype=np.uint64),
        _strings(bare[:BEGINNING], _LONGEST_AT_BEGINNING),
    )
    buckets = tuple(_buckets(number, found) for number, found in enumerate(blocks))
    spans = tuple((written[b:e], int(bucket)) for (b, e, _), bucket in zip(words, buckets[0], strict=True))
    return Read(buckets, spans)


def _words(written: str, lexicon: Lexicon) -> list[tuple[int, int, int]]:
    """Begin, end and hash of each word that says something; the end counts only such words."""
    found = strings(written, LONGEST)
    words, place = [], 0
    for begin, end in lexicon.cut(written):
        value = int(found[end - begin - 1][begin])
        if value not in _EMPTY_WORDS:
            place += end - begin
            words.append((begin, end, value))
    return words


def _strings(text: str, longest: int) -> Hashes:
    return np.concatenate(strings(text, longest))


def _buckets(block: int, hashes: Hashes) -> Buckets:
    return (hashes & np.uint64(_BUCKETS - 1)).astype(np.int64) + block * _BUCKETS


@dataclass(frozen=True, slots=True)
class Vectors:
    """Sparse rows: the values of row ``i`` are ``values[starts[i]:starts[i + 1]]``, in those ``columns``."""

    values: Values
    columns: Buckets
    starts: Buckets


@dataclass(frozen=True, slots=True)
class Features:
    """What was seen often enough: sorted buckets and how much each tells (inverse document frequency)."""

    kept: Buckets
    telling: Values

    def vectors(self, texts: Iterable[Read]) -> Vectors:
        """One row a text; what was not kept is left out."""
        rows = [self._row(text) for text in texts]
        starts = np.cumsum([0, *(len(columns) for columns, _ in rows)])
        if not rows:
            return Vectors(np.zeros(0, np.float32), np.zeros(0, np.int64), starts)
        columns, values = zip(*rows, strict=True)
        return Vectors(np.concatenate(values), np.concatenate(columns), starts)

    def _row(self, text: Read) -> tuple[Buckets, Values]:
        parts = [self._block(b, w) for b, w in zip(text.blocks, BLOCK_WEIGHTS, strict=True)]
        return np.concatenate([c for c, _ in parts]), np.concatenate([v for _, v in parts])

    def _block(self, buckets: Buckets, weight: float) -> tuple[Buckets, Values]:
        met, often = np.unique(buckets, return_counts=True)
        columns = np.searchsorted(self.kept, met)
        columns[columns == len(self.kept)] = 0
        known = self.kept[columns] == met if len(self.kept) else np.zeros(len(met), dtype=bool)
        columns, often = columns[known], often[known]
        values = (1 + np.log(often)).astype(np.float32) * self.telling[columns]
        length = float(np.sqrt(np.dot(values, values))) or 1.0
        return columns, values * np.float32(weight / length)


def chosen(texts: Sequence[Read]) -> Features:
    """The features of ``texts`` that several share and not nearly all."""
    seen = np.zeros(len(BLOCK_WEIGHTS) * _BUCKETS, dtype=np.int32)
    for text in texts:
        for buckets in text.blocks:
            seen[np.unique(buckets)] += 1
    count = len(texts)
    kept = np.flatnonzero((seen >= min(_FEWEST, count)) & (seen <= max(_LARGEST_SHARE * count, 1)))
    telling = np.log((1 + count) / (1 + seen[kept])) + 1
    return Features(kept.astype(np.int64), telling.astype(np.float32))
