"""Finding many words in a text at once: a tree of letters, walked from every position of the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Value = TypeVar("Value")


@dataclass(slots=True)
class _Node(Generic[Value]):
    after: dict[str, _Node[Value]] = field(default_factory=dict)
    value: Value | None = None


@dataclass(frozen=True, slots=True)
class Hit(Generic[Value]):
    """A word of the tree in the text."""

    start: int
    end: int
    value: Value


class WordTree(Generic[Value]):
    """Words, each with a value. The longest word at a position is taken, and reading goes on after it."""

    def __init__(self, words: Iterable[tuple[str, Value]]) -> None:
        self._root: _Node[Value] = _Node()
        for word, value in words:
            node = self._root
            for letter in word:
                node = node.after.setdefault(letter, _Node())
            if word:
                node.value = value

    def _longest(self, text: str, start: int) -> Hit[Value] | None:
        node, found = self._root, None
        for at in range(start, len(text)):
            following = node.after.get(text[at])
            if following is None:
                break
            node = following
            if node.value is not None:
                found = Hit(start, at + 1, node.value)
        return found

    def hits(self, text: str) -> Iterator[Hit[Value]]:
        """Every word in ``text``, the longest at each position, without overlap."""
        at, first = 0, self._root.after
        while at < len(text):
            hit = self._longest(text, at) if text[at] in first else None
            if hit:
                yield hit
            at = hit.end if hit else at + 1
