"""What the one picture is made of: parts of lines, each line with its reason and what was done the last time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from qingtian.language import Text
from qingtian.procedures.who import Actor

#: lines a part, so that the paper stays two pages
MOST = 6


@dataclass(frozen=True, slots=True)
class Asked:
    """Who reads, on which day. ``area``: code of the reader's own area, whose matters are told. ``monday``: the first
    day of the week that lies ahead; last week is the seven days before it. ``ranked``: whether the reader may
    see the order of units."""

    actor: Actor
    area: str
    monday: date
    now: datetime
    ranked: bool = False

    @property
    def since(self) -> date:
        return self.monday - timedelta(days=7)

    @property
    def until(self) -> date:
        """The last day of last week."""
        return self.monday - timedelta(days=1)

    @property
    def sunday(self) -> date:
        """The last day of the week ahead."""
        return self.monday + timedelta(days=6)


@dataclass(frozen=True, slots=True)
class LastTime:
    """What was done in the like matter that ended last: its number, in which state, on which day."""

    number: str
    title: str
    state: Text
    ended_on: date


@dataclass(frozen=True, slots=True)
class Line:
    """``what`` in a sentence; ``why`` it stands here; ``number`` of the matter it is about, empty for a figure."""

    what: Text
    why: Text | None = None
    number: str = ""
    last: LastTime | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """``key`` names it; ``nothing`` is said where it has no line; ``page`` is the page that has it all."""

    key: str
    title: Text
    lines: tuple[Line, ...]
    nothing: Text
    page: str = ""


def monday_of(day: date) -> date:
    """The Monday of the week of a day: on a Monday that day."""
    return day - timedelta(days=day.weekday())
