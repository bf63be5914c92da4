"""Data marks (数据标记) by edition: what ``-Flag`` says of a value and what the value is good for."""

from __future__ import annotations

from typing import Literal

from qingtian.hj212.declarations import Basis, Declared, read
from qingtian.hj212.editions import Edition
from qingtian.language import Text

Use = Literal["valid", "invalid", "substituted", "over_range", "unknown"]


class Mark(Declared):
    """One mark: its words and the use of a value under it."""

    mark: str
    use: Use
    zh: str
    en: str

    @property
    def name(self) -> Text:
        """What it means, in both languages."""
        return Text(self.zh, self.en)


class _OfEdition(Declared):
    edition: Edition
    basis: Basis
    marks: tuple[Mark, ...]


class _Marks(Declared):
    editions: tuple[_OfEdition, ...]


_DECLARED = read(_Marks, "marks")
MARKS: dict[Edition, dict[str, Mark]] = {
    one.edition: {mark.mark: mark for mark in one.marks} for one in _DECLARED.editions
}
BASIS: dict[Edition, Basis] = {one.edition: one.basis for one in _DECLARED.editions}


def mark_of(edition: Edition, sent: str | None) -> Mark | None:
    """The mark of a value; None where none was sent. A mark the edition does not know is ``unknown``, never valid.

    >>> mark_of("2017", "T").use, mark_of("2017", "n").use, mark_of("2017", "Q").use
    ('over_range', 'valid', 'unknown')
    """
    if not sent:
        return None
    known = MARKS[edition]
    found = known.get(sent) or known.get(sent.upper())
    return found or Mark(mark=sent, use="unknown", zh=f"未知标记 {sent}", en=f"unknown mark {sent}")
