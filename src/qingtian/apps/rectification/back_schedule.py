"""Schedule backwards (倒排工期): from the deadline back through close-out, acceptance, notice and checks. Pure.

A suggestion: the officer edits it before it stands. Spans are those of the law room, counted back in working days.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from qingtian.language import Text
from qingtian.law import Calendar


@dataclass(frozen=True, slots=True)
class Step:
    """One step and how many working days lie between its day and that of the step after it."""

    title: Text
    working_days: int


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Days in order. ``tight``: the time is too short for the steps, those that would lie in the past are left out."""

    days: tuple[tuple[date, Text], ...]
    tight: bool


CLOSE_OUT = Text("销号", "Close-out")
HALF = Text("措施完成一半", "Half of the measures done")


def backwards(deadline: date, today: date, steps: Sequence[Step], calendar: Calendar) -> Suggestion:
    """From ``deadline`` back: ``steps`` in the order they are walked; the work before them is marked at its half."""
    day = deadline
    found = [(deadline, CLOSE_OUT)]
    for step in reversed(steps):
        day = _working_days_before(day, step.working_days, calendar)
        found.append((day, step.title))
    half = today + (day - today) // 2
    if half > today:
        found.append((half, HALF))
    kept = tuple(sorted((one for one in found if one[0] >= today), key=lambda one: one[0]))
    return Suggestion(kept, tight=len(kept) < len(steps) + 1)


def _working_days_before(day: date, count: int, calendar: Calendar) -> date:
    while count > 0:
        day -= timedelta(days=1)
        count -= calendar.is_working(day)
    return day
