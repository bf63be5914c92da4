"""Numbers of the columns of a table, as the training rows define them: a number stays, a few words become yes or no."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

#: a column of words with more different ones is a name or a number of something, which says nothing of a new object
MOST_WORDS = 30


@dataclass(frozen=True, slots=True)
class Feature:
    """One column of numbers: of the table's column itself, or whether it says ``word``."""

    column: str
    word: str | None = None


@dataclass(frozen=True, slots=True)
class Encoding:
    """What is taken of a table, and the columns left out because they name single objects."""

    features: tuple[Feature, ...]
    left_out: tuple[str, ...]

    def numbers(self, cells: Mapping[str, Sequence[str]]) -> NDArray[np.float64]:
        """A row a row of the table, a column a feature; NaN where a number is missing or is none."""
        return np.column_stack([_column(cells[one.column], one.word) for one in self.features])


def encode(cells: Mapping[str, Sequence[str]], columns: Sequence[str]) -> Encoding:
    """The encoding these training rows ask for; a column with one value alone tells nothing and is not taken."""
    features: list[Feature] = []
    left_out: list[str] = []
    for column in columns:
        there = {text.strip() for text in cells[column]} - {""}
        if len(there) < 2:
            continue
        if all(_is_number(text) for text in there):
            features.append(Feature(column))
        elif len(there) <= MOST_WORDS:
            features += [Feature(column, word) for word in sorted(there)]
        else:
            left_out.append(column)
    return Encoding(tuple(features), tuple(left_out))


def _column(texts: Sequence[str], word: str | None) -> NDArray[np.float64]:
    if word is not None:
        return np.array([float(text.strip() == word) for text in texts])
    return np.array([float(text) if _is_number(text) else math.nan for text in texts])


def _is_number(text: str) -> bool:
    try:
        return math.isfinite(float(text))
    except ValueError:
        return False
