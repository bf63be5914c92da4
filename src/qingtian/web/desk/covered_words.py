"""A covered text as a page shows it: pieces, each plain or marked with the kind of what is covered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qingtian.insight.reading.personal import KINDS
from qingtian.language import Text


@dataclass(frozen=True, slots=True, repr=False)
class Piece:
    """Words, and of which kind they are when something is covered there; ``number`` counts the covers."""

    words: str
    kind: Text | None = None
    number: int = -1


def pieces(text: str, spans: Iterable[Sequence[object]]) -> list[Piece]:
    """The text cut at its spans ``(start, end, kind)``, which are in order."""
    cut: list[Piece] = []
    last = 0
    for number, (start, end, kind) in enumerate(spans):
        assert isinstance(start, int)
        assert isinstance(end, int)
        if start > last:
            cut.append(Piece(text[last:start]))
        cut.append(Piece(text[start:end], KINDS[str(kind)], number))
        last = end
    return [*cut, Piece(text[last:])] if last < len(text) else cut
