"""Clocks as the desk shows them: days left in the unit of the law, why, and how the day is reached."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

from qingtian.apps.proceedings.models import Clock
from qingtian.language import Text
from qingtian.law import Calendar
from qingtian.procedures.projection import ClockState
from qingtian.web.design import figures
from qingtian.web.design.shapes import ClockView, clock_view
from qingtian.web.design.weeks import DerivationView, derivation_view
from qingtian.web.desk.reporting import counted

SHORT_UNITS = {
    "hour": Text("小时", "hours"),
    "calendar_day": Text("日", "days"),
    "working_day": Text("工作日", "working days"),
    "month": Text("个月", "months"),
    "year": Text("年", "years"),
}
HELD = Text("停算，{since}起", "Held since {since}")


def short_day(day: date | str) -> Text:
    """11-25 / 25 Nov, in both languages at once."""
    return Text(figures.day_short(day, "zh"), figures.day_short(day, "en"))


def long_day(day: date | str) -> Text:
    """11月27日 / 27 November."""
    return Text(figures.day(day, "zh"), figures.day(day, "en"))


def reason(derivation: Mapping[str, Any]) -> Text:
    """Title and length: 受理后办理 60 日，已延长 30 日; where it is counted back to a rest day, the advised day."""
    advised = derivation.get("advised")
    if advised:
        said = reason({**derivation, "advised": None})
        day = short_day(advised)
        return Text(
            f"{said.zh}；末日是休息日，建议 {day.zh} 前办", f"{said.en}; the last day is a rest day, better by {day.en}"
        )
    title, unit = Text.of(derivation["title"]), SHORT_UNITS.get(derivation["unit"], SHORT_UNITS["calendar_day"])
    length = derivation["length"]
    words = Text(f"{title.zh} {length} {unit.zh}", f"{title.en}, {counted(length, unit.en.rstrip('s'))}")
    if not derivation.get("extension"):
        return words
    more = derivation["extension"]
    return Text(f"{words.zh}，已延长 {more} {unit.zh}", f"{words.en}, extended by {counted(more, unit.en.rstrip('s'))}")


def days_left(due: date, as_of: date, unit: str, calendar: Calendar) -> tuple[int, str]:
    """Days from ``as_of`` to ``due`` and the unit they are in; working days where the law counts them.

    A working-day clock that ran out over a weekend is late by calendar days: it never reads as due today.
    """
    plain = (due - as_of).days
    if unit != "working_day":
        return plain, "calendar_day"
    first, last = sorted((as_of, due))
    between = (first + timedelta(days=n) for n in range(1, (last - first).days + 1))
    counted = sum(calendar.is_working(day) for day in between)
    if plain < 0 and counted == 0:
        return plain, "calendar_day"
    return (counted if plain >= 0 else -counted), "working_day"


def elapsed(start: date, due: date, as_of: date) -> int:
    """Share of the span that has passed, in percent; a span of no days has passed.

    Of a clock counted back from an event nothing has passed before its last day: it has no first day.
    """
    whole = (due - start).days
    if whole < 0:
        return 0 if as_of <= due else 100
    return 100 if whole <= 0 else max(0, min(100, (as_of - start).days * 100 // whole))


def row_clock(clock: Clock, others: list[Clock], as_of: date) -> ClockView:
    """The earliest clock of a row, in calendar days so that rows compare; its other clocks are named."""
    words = reason(clock.derivation)
    if others:
        title, due = Text.of(others[0].derivation["title"]), short_day(others[0].due)
        words = Text(f"{words.zh}；{title.zh}到 {due.zh}", f"{words.en}; {title.en} due {due.en}")
    return clock_view(
        Text.of(clock.derivation["title"]),
        clock.due,
        (clock.due - as_of).days,
        provisional=bool(clock.derivation.get("provisional")),
        elapsed=elapsed(clock.start, clock.due, as_of),
        reason=words,
    )


def head_clock(clock: ClockState, as_of: date, calendar: Calendar) -> ClockView:
    """A clock in the head of its matter: running or held, in the unit of the law."""
    start, due = date.fromisoformat(clock.start), date.fromisoformat(clock.due)
    left, unit = days_left(due, as_of, clock.derivation["unit"], calendar)
    held = clock.status == "suspended"
    since = clock.suspensions[-1][0] if held else ""
    return clock_view(
        Text.of(clock.derivation["title"]),
        due,
        left,
        unit=unit,
        suspended=held,
        provisional=bool(clock.derivation.get("provisional")),
        elapsed=elapsed(start, due, date.fromisoformat(since) if held else as_of),
        suspended_share=_held_share(start, due, since, as_of) if held else 0,
        reason=reason(clock.derivation),
        note=HELD.format(since=short_day(since)) if held else "",
    )


def _held_share(start: date, due: date, since: str, as_of: date) -> int:
    whole = max((due - start).days, 1)
    return max(0, min(100, (as_of - date.fromisoformat(since)).days * 100 // whole))


def clocks_of(clocks: Mapping[str, ClockState]) -> list[ClockState]:
    """What still runs or is held, the earliest first."""
    return sorted((c for c in clocks.values() if c.status != "stopped"), key=lambda c: (c.due, c.key))


def unfolded(clock: ClockState, as_of: date, calendar: Calendar) -> DerivationView:
    """How the last day is reached, day by day, as the act froze it."""
    spans = [
        SimpleNamespace(first=date.fromisoformat(begin), last=date.fromisoformat(end) if end else as_of)
        for begin, end in clock.suspensions
    ]
    return derivation_view(
        {**clock.derivation, "suspensions": spans},
        as_of=as_of,
        start=date.fromisoformat(clock.start),
        due=date.fromisoformat(clock.due),
        working=calendar.is_working,
    )
