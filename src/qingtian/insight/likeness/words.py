"""How alike two texts are, once what everybody writes is taken away."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from qingtian.insight.likeness.background import Background
from qingtian.insight.likeness.letters import pairs, plain
from qingtian.insight.likeness.rules import rules


@dataclass(frozen=True, slots=True)
class WordsAlike:
    """``alike`` from 0 to 1; ``evidence``: the same, less where what they share tells little; ``told``: nats shared."""

    alike: float
    evidence: float
    told: float


def words_alike(one: str, other: str, background: Background) -> WordsAlike:
    """Half of it how much of both is shared, half how much of the shorter: one may be a sentence of the other."""
    first, second = set(pairs(plain(one))), set(pairs(plain(other)))
    shared = _told(first & second, background)
    own, theirs = _told(first, background), _told(second, background)
    if not own or not theirs:
        return WordsAlike(0.0, 0.0, 0.0)
    alike = 0.5 * shared / (own + theirs - shared) + 0.5 * shared / min(own, theirs)
    bounds = rules().information
    own_words = _told((first & second) - rules().generic, background)
    weight = min(1.0, max(0.0, (own_words - bounds["none"]) / (bounds["full"] - bounds["none"])))
    return WordsAlike(alike, alike * weight, shared)


def _told(found: Iterable[str], background: Background) -> float:
    return sum(background.information(pair) for pair in found)
