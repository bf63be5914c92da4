"""The model (模型): weights that answer for a text which class it is, how surely, and by which words."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qingtian.insight.classifying.features import BLOCK_WEIGHTS, Features, Read, read
from qingtian.insight.classifying.lexicon import Lexicon
from qingtian.insight.classifying.members import Sum

_REASONS = 3


@dataclass(frozen=True, slots=True)
class Answer:
    """``label`` and ``score`` (0 … 1, how often such an answer was right); ``scores`` of all classes, highest first.

    ``reasons`` are the words of the text that spoke most for the label. A text without words has no label.
    """

    label: str
    score: float
    scores: tuple[tuple[str, float], ...] = ()
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Model:
    """Everything an answer needs; ``sharpness`` makes scores of sums."""

    labels: tuple[str, ...]
    lexicon: Lexicon
    features: Features
    sums: Sum
    sharpness: float = 1.0

    def answers(self, texts: Iterable[str]) -> Iterator[Answer]:
        """One answer a text, in order; each depends on its own text alone."""
        for text in texts:
            yield self.answer(text)

    def answer(self, text: str) -> Answer:
        """Which class ``text`` is."""
        ready = read(text, self.lexicon)
        if not any(len(block) for block in ready.blocks):
            return Answer("", 0.0)
        scores = self._scores(self.totals(ready))
        order = sorted(range(len(self.labels)), key=lambda number: (-scores[number], number))
        ranked = tuple((self.labels[number], scores[number]) for number in order)
        return Answer(ranked[0][0], ranked[0][1], ranked, self._reasons(ready, order[0]))

    def totals(self, ready: Read) -> NDArray[np.float32]:
        """The weighted sum of each class."""
        row = self.features.vectors([ready])
        totals: NDArray[np.float32] = row.values @ self.sums.weights[row.columns] + self.sums.bias
        return totals

    def _scores(self, totals: NDArray[np.float32]) -> list[float]:
        raised = [math.exp(self.sharpness * float(total - totals.max())) for total in totals]
        return [value / sum(raised) for value in raised]

    def _reasons(self, ready: Read, label: int) -> tuple[str, ...]:
        """Words of two characters and more, by what they add to the label above the average of the classes."""
        kept = self.features.kept
        spoke: dict[str, float] = {}
        for word, bucket in ready.words:
            place = int(np.searchsorted(kept, bucket))
            if len(word) < 2 or place == len(kept) or kept[place] != bucket:
                continue
            weights = self.sums.weights[place]
            spoke[word] = float((weights[label] - weights.mean()) * self.features.telling[place]) * BLOCK_WEIGHTS[0]
        ranked = sorted((word for word in spoke if spoke[word] > 0), key=lambda word: (-spoke[word], word))
        return tuple(ranked[:_REASONS])
