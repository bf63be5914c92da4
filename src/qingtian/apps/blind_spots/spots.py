"""A blind spot (盲区) and the questions that find them, each with what ends it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from qingtian.language import Text


@dataclass(frozen=True, slots=True)
class Spot:
    """One thing nobody has looked at. ``since`` is the day it began, None where no record says; ``area`` a code.

    ``ends`` is the address (a name of ``qingtian.web``) and ``key`` what it takes, where somebody ends it.
    """

    question: str
    code: str
    name: Text
    area: str
    since: date | None
    ends: str
    key: str = ""
    note: Text | None = None
    longitude: float | None = None
    latitude: float | None = None

    def days(self, on: date) -> int | None:
        """Whole days it has lasted; None where nobody knows since when."""
        return None if self.since is None else max(0, (on - self.since).days)


@dataclass(frozen=True, slots=True)
class Question:
    """``find(on, area, limit)`` gives the oldest first, no more than ``limit``; ``count(on, area)`` how many there are.
    Both are bounded: their queries do not grow with what is found."""

    id: str
    title: Text
    ends: Text
    find: Callable[[date, str, int], list[Spot]]
    count: Callable[[date, str], int]
