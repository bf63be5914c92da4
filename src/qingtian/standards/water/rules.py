"""A rule of water: its value, where it stands and how sure that is; and the editions in force on a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Annotated, Generic, TypeVar

from pydantic import BeforeValidator

from qingtian.standards.declared import Basis, Bilingual, Declared


def _exact(value: object) -> object:
    """``1/2`` or ``0.05`` as a fraction; a binary float is refused, for it need not be the number written."""
    if isinstance(value, float):
        raise ValueError(f"write {value} in quotes: a binary float need not be the number written")
    return Fraction(value) if isinstance(value, (str, int)) else value


#: an exact number as the file writes it
Exact = Annotated[Fraction, BeforeValidator(_exact)]
Value = TypeVar("Value")


class Rule(Declared, Generic[Value]):
    """One rule of an edition."""

    title: Bilingual
    value: Value
    basis: Basis

    @property
    def sure(self) -> bool:
        """Read in the standard's own text."""
        return self.basis.certainty == "sure"


class Dated(Declared):
    """An edition and the days of data it is for, both included; ``None`` leaves that side open."""

    id: str
    title: Bilingual
    first_day: date | None
    last_day: date | None

    def covers(self, day: date) -> bool:
        """Whether data of ``day`` are judged by this edition."""
        return (self.first_day is None or self.first_day <= day) and (self.last_day is None or day <= self.last_day)


Edition = TypeVar("Edition", bound=Dated)


def on(editions: Sequence[Edition], day: date) -> Edition:
    """The edition for data of that day."""
    return next(edition for edition in editions if edition.covers(day))


def succeeding(editions: Sequence[Dated]) -> None:
    """ValueError unless the editions, oldest first, cover every day exactly once."""
    for before, after in pairwise(editions):
        joined = before.last_day and after.first_day and (after.first_day - before.last_day).days == 1
        if not joined:
            raise ValueError(f"{after.id} does not begin on the day after {before.id}")
    if not editions or editions[0].first_day or editions[-1].last_day:
        raise ValueError("the first edition must be open before, the last one after")
