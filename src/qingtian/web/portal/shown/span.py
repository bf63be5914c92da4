"""The bar under the headline: from when to when, how much is gone, how it is counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from qingtian.apps.proceedings.calendars import calendar
from qingtian.language import Text
from qingtian.procedures.projection import ClockState
from qingtian.web.design.shapes import UNIT_WORDS
from qingtian.web.design.weeks import DerivationView, derivation_view

BAR = 1000  # units of the drawing
#: the law's name of a limit, said to the person it is for
TITLES = {
    "petitions.notification": Text("告诉您由谁办", "Telling you who handles it"),
    "petitions.handling": Text("答复您", "Answering you"),
    "petitions.review": Text("复查", "The review"),
    "petitions.re_review_request": Text("您可以申请复核", "Your time to ask for a re-review"),
    "petitions.re_review": Text("复核", "The re-review"),
}


@dataclass(frozen=True, slots=True)
class Span:
    """``done`` of ``BAR``; ``passed`` and ``left`` in ``unit``; ``left`` below 0 is late by that much."""

    start: date
    due: date
    done: int
    length: int
    passed: int
    left: int
    unit: Text
    derivation: DerivationView


def _counted(derivation: Mapping[str, Any], last: date) -> int:
    """How many days of the clock's own unit were counted up to ``last``."""
    total = 0
    for run in derivation["runs"]:
        first, end = date.fromisoformat(run["from"]), min(date.fromisoformat(run["to"]), last)
        if run["counted"] and end >= first:
            total += (end - first).days + 1
    return total


def _derivation(clock: ClockState, as_of: date, start: date, due: date) -> DerivationView:
    """The reckoning day by day, under a title a resident understands."""
    view = derivation_view(clock.derivation, as_of=as_of, start=start, due=due, working=calendar().is_working)
    return replace(view, title=TITLES.get(clock.key, view.title))


def span(clock: ClockState | None, as_of: date) -> Span | None:
    """The span of a running clock; None without one, or where its reckoning was not kept."""
    if clock is None or clock.status != "running" or not clock.derivation.get("runs"):
        return None
    start, due = date.fromisoformat(clock.start), date.fromisoformat(clock.due)
    whole, gone = (due - start).days, (as_of - start).days
    passed = _counted(clock.derivation, as_of)
    left = _counted(clock.derivation, due) - passed if as_of <= due else -(as_of - due).days
    return Span(
        start=start,
        due=due,
        done=BAR * min(max(gone, 0), whole) // whole if whole else BAR,
        length=clock.derivation["length"] + clock.extension,
        passed=passed,
        left=left,
        unit=UNIT_WORDS.get(clock.derivation["unit"], UNIT_WORDS["calendar_day"]),
        derivation=_derivation(clock, as_of, start, due),
    )
