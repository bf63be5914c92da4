"""What reading hands on: a code, the very words it rests on, how sure it is."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp

from qingtian.language import Text


@dataclass(frozen=True, slots=True)
class Suggestion:
    """``code`` in its own list, its ``title``, the ``words`` of the report it rests on, confidence from 0 to 1."""

    code: str
    title: Text
    words: tuple[str, ...]
    confidence: float


def sure(weight: float, threshold: float = 1.0) -> float:
    """A confidence from the summed weight of words: a half at the threshold, towards 0.98 far above it."""
    return round(min(0.98, 1 / (1 + exp(-1.6 * (weight - threshold)))), 2)


def distinct(words: list[str]) -> tuple[str, ...]:
    """Each word once, in the order they come."""
    return tuple(dict.fromkeys(words))
