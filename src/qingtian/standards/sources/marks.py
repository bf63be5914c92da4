"""What the mark of a device makes of a value (数据标记): valid, invalid or substituted, and why; dated data."""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple, Self

from pydantic import model_validator

from qingtian.language import Text
from qingtian.standards.declared import Basis, Bilingual, Declared, package_data, read

Used = Literal["valid", "invalid", "substituted"]


class Judged(NamedTuple):
    """How a value may be used, and the reason as a code of ``marks.yaml``; empty for a plain valid value."""

    used: Used
    reason: str = ""


class Mark(Declared):
    """One mark."""

    used: Used
    reason: str = ""


class MarkEdition(Declared):
    """The marks of one edition of HJ 212."""

    basis: Basis
    marks: dict[str, Mark]


class Marks(Declared):
    """All editions, and the words of their reasons."""

    reasons: dict[str, Bilingual]
    editions: dict[str, MarkEdition]

    @model_validator(mode="after")
    def _reasons_have_words(self) -> Self:
        told = {mark.reason for edition in self.editions.values() for mark in edition.marks.values() if mark.reason}
        if unknown := told - set(self.reasons):
            raise ValueError(f"reasons without words: {', '.join(sorted(unknown))}")
        return self


@cache
def declared_marks() -> Marks:
    """The marks as declared."""
    return read(Marks, package_data("qingtian.standards.sources", "marks.yaml"))


def reason_words(reason: str) -> Text:
    """The words of a reason."""
    return declared_marks().reasons[reason]


def judged(number: int | None, mark: str, edition: str, low: int | None = None, high: int | None = None) -> Judged:
    """What a value in millionths with that mark is. A value outside the range ``low``–``high`` of its instrument is off
    limits even where the device calls it normal. A mark the edition does not know makes nothing valid.
    """
    known = declared_marks().editions[edition].marks
    if mark and mark not in known:
        return Judged("invalid", "unknown_mark")
    said = known[mark] if mark else Mark(used="valid", reason="no_mark")
    if said.used == "invalid":
        return Judged("invalid", said.reason)
    if number is None:
        return Judged("invalid", "no_number")
    if (low is not None and number < low) or (high is not None and number > high):
        return Judged("invalid", "off_limits")
    return Judged(said.used, said.reason)
