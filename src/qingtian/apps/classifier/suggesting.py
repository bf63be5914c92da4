"""One suggestion for a text by the model in force (建议), in milliseconds. A suggestion, no decision."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from qingtian.apps.classifier.models import TrainedModel
from qingtian.apps.classifier.queries import in_force
from qingtian.errors import UnusableInput
from qingtian.insight.classifying.model import Model
from qingtian.insight.classifying.model_file import read_model


@dataclass(frozen=True, slots=True)
class Suggestion:
    """``label`` is a kind of the procedure or ``queries.NOT_OURS``; ``score`` 0 … 1; ``reasons`` words of the text."""

    label: str
    score: float
    reasons: tuple[str, ...]
    model: int


def suggest(text: str) -> Suggestion | None:
    """What the model in force says of covered words; None where there is no model, no file or no word."""
    row = in_force()
    model = model_of(row) if row else None
    if row is None or model is None:
        return None
    answer = model.answer(text)
    return Suggestion(answer.label, answer.score, answer.reasons, row.pk) if answer.label else None


def model_of(row: TrainedModel) -> Model | None:
    """The model of a row; None where its file is gone or is none."""
    try:
        return _read(row.path)
    except UnusableInput:
        return None


@lru_cache(maxsize=2)
def _read(path: Path) -> Model:
    return read_model(path)
