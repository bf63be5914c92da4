"""Measuring (评估): how often a model of these texts is right about texts it has not seen.

Every text is answered once, by a model that learned from the others. *Shuffled* folds ask about the same town;
*blocks* in the order of the file, class by class, are the nearest thing to another town that one file holds.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from qingtian.insight.classifying.features import Read, read
from qingtian.insight.classifying.lexicon import learned
from qingtian.insight.classifying.model import Model
from qingtian.insight.classifying.training import matrix, trained_on

Way = Literal["shuffled", "blocks", "newest"]
#: told after each fold how many of how many are done
Progress = Callable[[int, int], None]
_SEED = 2020


@dataclass(frozen=True, slots=True)
class ClassFigures:
    """One class: how many texts there are, how many were answered so, and how many of both."""

    label: str
    texts: int
    answered: int
    right: int

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, 0 … 1."""
        return 2 * self.right / (self.texts + self.answered) if self.texts + self.answered else 0.0

    @property
    def precision(self) -> float:
        """Of the answers, how many were right."""
        return self.right / self.answered if self.answered else 0.0

    @property
    def recall(self) -> float:
        """Of the texts, how many were found."""
        return self.right / self.texts if self.texts else 0.0


@dataclass(frozen=True, slots=True)
class Figures:
    """``confusion[i][j]``: texts of class i answered as class j; ``sharpness`` makes honest scores of the sums."""

    labels: tuple[str, ...]
    confusion: tuple[tuple[int, ...], ...]
    sharpness: float
    way: Way
    folds: int

    @property
    def classes(self) -> tuple[ClassFigures, ...]:
        """The figures of every class, in the order of ``labels``."""
        columns = [sum(row[number] for row in self.confusion) for number in range(len(self.labels))]
        return tuple(
            ClassFigures(label, sum(self.confusion[n]), columns[n], self.confusion[n][n])
            for n, label in enumerate(self.labels)
        )

    @property
    def macro_f1(self) -> float:
        """The mean of the F1 of classes there are texts of: a small class counts as much as a large one."""
        found = [figures.f1 for figures in self.classes if figures.texts]
        return sum(found) / len(found) if found else 0.0

    @property
    def accuracy(self) -> float:
        """Share of texts answered right."""
        total = sum(map(sum, self.confusion))
        return sum(figures.right for figures in self.classes) / total if total else 0.0

    def as_dict(self) -> dict[str, object]:
        """For JSON."""
        return {
            "way": self.way,
            "folds": self.folds,
            "texts": sum(map(sum, self.confusion)),
            "accuracy": round(self.accuracy, 4),
            "macro_f1": round(self.macro_f1, 4),
            "classes": [
                {
                    "label": c.label,
                    "texts": c.texts,
                    "precision": round(c.precision, 4),
                    "recall": round(c.recall, 4),
                    "f1": round(c.f1, 4),
                }
                for c in self.classes
            ],
            "confusion": [list(row) for row in self.confusion],
        }


def measured(
    texts: Sequence[str],
    labels: Sequence[str],
    *,
    way: Way = "shuffled",
    folds: int = 5,
    asked_as: Sequence[str] | None = None,
    progress: Progress | None = None,
) -> Figures:
    """Figures of a model of ``texts``; ``asked_as`` are the same reports as the model will meet them.

    A class with fewer texts than folds is learned from what is left of it.
    """
    names = tuple(sorted(set(labels)))
    classes = np.array([names.index(label) for label in labels], dtype=np.int64)
    fold_of = assigned(classes, folds, way)
    answers = asked_as or texts
    totals = np.zeros((len(texts), len(names)), dtype=np.float32)
    for fold in range(folds):
        inside, outside = np.flatnonzero(fold_of != fold), np.flatnonzero(fold_of == fold)
        if len(outside):
            _answer(totals, texts, labels, names, inside, outside, answers)
        if progress:
            progress(fold + 1, folds)
    confusion = np.zeros((len(names), len(names)), dtype=np.int64)
    np.add.at(confusion, (classes, totals.argmax(axis=1)), 1)
    return Figures(names, tuple(map(tuple, confusion.tolist())), _honest(totals, classes), way, folds)


def _answer(
    totals: NDArray[np.float32],
    texts: Sequence[str],
    labels: Sequence[str],
    names: tuple[str, ...],
    inside: NDArray[np.int64],
    outside: NDArray[np.int64],
    asked: Sequence[str],
) -> None:
    lexicon = learned([texts[i] for i in inside])
    known: list[Read] = [read(texts[i], lexicon) for i in inside]
    model = trained_on(known, [labels[i] for i in inside], names, lexicon)
    rows = model.features.vectors(read(asked[i], lexicon) for i in outside)
    totals[outside] = matrix(rows, len(model.features.kept)) @ model.sums.weights + model.sums.bias


def assigned(classes: NDArray[np.int64], folds: int, way: Way) -> NDArray[np.int64]:
    """The fold of every text: each class spread evenly, shuffled with a fixed seed or in blocks as it stands."""
    fold_of = np.zeros(len(classes), dtype=np.int64)
    chance = np.random.default_rng(_SEED)
    for number in range(int(classes.max(initial=0)) + 1):
        members = np.flatnonzero(classes == number)
        if way == "shuffled":
            members = chance.permutation(members)
        fold_of[members] = np.arange(len(members)) * folds // max(1, len(members))
    return fold_of


def _honest(totals: NDArray[np.float32], classes: NDArray[np.int64]) -> float:
    """The sharpness under which what was said of unseen texts is likeliest."""
    tried = [0.25 * 1.15**step for step in range(30)]
    return min(tried, key=lambda sharpness: _surprise(totals * sharpness, classes))


def _surprise(totals: NDArray[np.float32], classes: NDArray[np.int64]) -> float:
    above = np.maximum(totals - totals.max(axis=1, keepdims=True), -700.0)
    said = above[np.arange(len(classes)), classes] - np.log(np.exp(above).sum(axis=1))
    return -float(said.mean())


def asked(model: Model, texts: Sequence[str], labels: Sequence[str]) -> Figures:
    """Figures of a finished model on texts it has not learned from; a class it does not know is always missed."""
    names = tuple(sorted({*labels, *model.labels}))
    classes = np.array([names.index(label) for label in labels], dtype=np.int64)
    totals = np.full((len(texts), len(names)), -np.inf, dtype=np.float32)
    for row, text in enumerate(texts):
        totals[row, [names.index(label) for label in model.labels]] = model.totals(read(text, model.lexicon))
    known = np.isin(classes, [names.index(label) for label in model.labels])
    confusion = np.zeros((len(names), len(names)), dtype=np.int64)
    np.add.at(confusion, (classes, totals.argmax(axis=1)), 1)
    sharpness = _honest(totals[known], classes[known]) if known.any() else model.sharpness
    return Figures(names, tuple(map(tuple, confusion.tolist())), sharpness, "newest", 1)
