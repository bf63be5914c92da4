"""What pages hand to components. Plain, frozen, made by the page from its own records; components decide nothing.

Words are Text; a plain string is taken as it is. ``href`` is an address or empty.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from qingtian.language import Text

Words = Text | str
ClockKind = Literal["running", "near", "today", "overdue", "suspended", "provisional", "stopped"]
UNIT_WORDS: dict[str, Text] = {
    "hour": Text("小时", "hours"),
    "calendar_day": Text("天", "days"),
    "working_day": Text("个工作日", "working days"),
    "month": Text("天", "days"),
    "year": Text("天", "days"),
}
ONE_UNIT_EN: dict[str, str] = {"hours": "hour", "days": "day", "working days": "working day"}


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere."""

    label: Words
    href: str
    count: int | None = None
    current: bool = False


@dataclass(frozen=True, slots=True)
class ClockView:
    """A clock as it is shown (期限). Build it with ``clock_view``, which chooses the state.

    ``days_left`` in ``unit`` (of the law), negative when overdue; ``elapsed`` and ``suspended_share`` are percent of
    the bar; ``reason`` the second line (法定 60 日); ``note`` replaces the due day while suspended or stopped.
    """

    title: Words
    due: date | None
    days_left: int | None
    unit: str = "calendar_day"
    state: ClockKind = "running"
    elapsed: int = 0
    suspended_share: int = 0
    reason: Words = ""
    note: Words = ""
    href: str = ""

    @property
    def unit_words(self) -> Text:
        """天 / days; ``day`` for one."""
        words = UNIT_WORDS.get(self.unit, UNIT_WORDS["calendar_day"])
        return Text(words.zh, ONE_UNIT_EN[words.en]) if abs(self.days_left or 0) == 1 else words


def clock_view(
    title: Words,
    due: date | None,
    days_left: int | None,
    *,
    near: int = 4,
    suspended: bool = False,
    stopped: bool = False,
    provisional: bool = False,
    unit: str = "calendar_day",
    elapsed: int = 0,
    suspended_share: int = 0,
    reason: Words = "",
    note: Words = "",
    href: str = "",
) -> ClockView:
    """A ClockView in the state its days put it in: stopped, suspended, overdue, today, provisional, near, running.

    ``near`` is where the figure turns bold (look §8: from 4 days down); a drawing choice, not a rule of law.
    """
    state = _state(days_left, near=near, suspended=suspended, stopped=stopped, provisional=provisional)
    return ClockView(title, due, days_left, unit, state, elapsed, suspended_share, reason, note, href)


def _state(days_left: int | None, *, near: int, suspended: bool, stopped: bool, provisional: bool) -> ClockKind:
    if stopped:
        return "stopped"
    if suspended:
        return "suspended"
    if days_left is not None and days_left < 0:
        return "overdue"
    if days_left == 0:
        return "today"
    if provisional:
        return "provisional"
    return "near" if days_left is not None and days_left <= near else "running"


@dataclass(frozen=True, slots=True)
class Event:
    """An act in the timeline of the desk (经过). ``corrected_by`` is the number of the act that voided it."""

    on: date
    act: Words
    who: Words = ""
    sentence: Words = ""
    papers: Sequence[Link] = ()
    seq: int | None = None
    corrected_by: int | None = None
    href: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A step on a resident's page: ``past``, ``now`` or ``future``. ``when`` is a date, a moment, or words."""

    act: Words
    when: date | datetime | Words = ""
    sentence: Words = ""
    state: Literal["past", "now", "future"] = "past"


@dataclass(frozen=True, slots=True)
class ActView:
    """An act that can be done now, or, with ``lacking``, not yet (现在可以做；还不能做，缺什么)."""

    name: Words
    basis: Words = ""
    consequence: Words = ""
    href: str = ""
    primary: bool = False
    lacking: Sequence[Words] = ()
    key: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and what is so. ``values``: lines of words or Links; ``second``: a quiet line beneath."""

    label: Words
    values: Sequence[Words | Link]
    second: Words = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a three-line table. ``key`` names the cell; the unit stands in the head, not in the rows."""

    key: str
    label: Words
    unit: Words = ""
    figures: bool = False
    sort: str = ""
    sorted: Literal["", "up", "down"] = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: cells by column key (words, Link, ClockView or a number); ``second`` lines under some of them.

    A cell that is not given is refused: say ``—`` not applicable, ``/`` not monitored, ``NA`` gap.
    """

    cells: dict[str, object]
    second: dict[str, Words] = field(default_factory=dict)
    lead: bool = False
    selected: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under one bold line with their count; an empty title makes plain rows."""

    title: Words
    rows: Sequence[Row]
    count: Words = ""
    overdue: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """The three-line table (三线表). ``note`` says units and marks under the table.

    ``dense``: rows of 34 px without second lines; ``worklist``: below 900 px each row becomes an entry of lines.
    """

    caption: Words
    columns: Sequence[Column]
    groups: Sequence[Group]
    note: Words = ""
    show_caption: bool = True
    dense: bool = False
    worklist: bool = False


@dataclass(frozen=True, slots=True)
class FacetGroup:
    """One plain list of links with counts."""

    title: Words
    links: Sequence[Link]
