"""Compare two versions of a duty list: what was added, what was dropped, what was changed, and how. Pure.

A duty is the same duty where organ and words are the same, whatever its number; then where the words are (it went to
another organ), then where organ and number are (it was worded anew). The rest was added or dropped.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

from qingtian.language import Text

ASPECTS = {
    "number": Text("序号", "number"),
    "organ": Text("责任单位", "organ"),
    "post": Text("责任岗位", "post"),
    "words": Text("职责", "words"),
    "basis": Text("依据", "basis"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One duty as it is compared; ``organ`` and ``post`` are names as they are printed."""

    number: str
    organ: str
    post: str
    words: str
    basis: str


@dataclass(frozen=True, slots=True)
class Change:
    """A duty that both versions have, and in what they differ."""

    before: Line
    after: Line

    @property
    def aspects(self) -> list[Text]:
        """What differs, in words."""
        return [title for name, title in ASPECTS.items() if getattr(self.before, name) != getattr(self.after, name)]


@dataclass(frozen=True, slots=True)
class Comparison:
    added: list[Line]
    dropped: list[Line]
    changed: list[Change]
    same: int


#: how a duty of one version is found in the other, the surest way first
KEYS: tuple[Callable[[Line], Hashable], ...] = (
    lambda line: (line.organ, line.words, line.post, line.number),
    lambda line: (line.organ, line.words),
    lambda line: line.words,
    lambda line: (line.number, line.organ),
)


def compared(before: Sequence[Line], after: Sequence[Line]) -> Comparison:
    """Each duty stands in one of the four parts, once."""
    dropped, added, pairs = list(before), list(after), []
    for key in KEYS:
        for old in list(dropped):
            new = next((line for line in added if key(line) == key(old)), None)
            if new is not None:
                pairs.append(Change(old, new))
                dropped.remove(old)
                added.remove(new)
    changed = [pair for pair in pairs if pair.before != pair.after]
    order = {line: place for place, line in enumerate(after)}
    return Comparison(added, dropped, sorted(changed, key=lambda pair: order[pair.after]), len(pairs) - len(changed))
