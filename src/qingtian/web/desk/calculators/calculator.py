"""What a calculator is: its questions, its arithmetic, its worked example."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from qingtian.enforcement.lines import Line
from qingtian.language import Text
from qingtian.law.calendars import Calendar
from qingtian.law.registry import Law
from qingtian.web.design.fields import FieldView
from qingtian.web.desk.calculators.asked import Asked


@dataclass(frozen=True, slots=True)
class Room:
    """What a calculator reckons with: the law, the working calendar with the office's edits, today."""

    law: Law
    calendar: Calendar
    today: date


@dataclass(frozen=True, slots=True)
class Reckoning:
    """The answer in one line, each step, the days one by one, and what has to be said below."""

    headline: Text
    lines: Sequence[Line]
    days: Sequence[tuple[int, date]] = ()
    notes: Sequence[Text] = ()


@dataclass(frozen=True, slots=True)
class Example:
    """A worked example of the field's own books: its answers, filled into the form by a link."""

    title: Text
    answers: Mapping[str, str | Sequence[str]]


@dataclass(frozen=True, slots=True)
class Calculator:
    """One page. ``variants`` are forms of the same calculator (the models of discretion), chosen by a link."""

    name: str
    title: Text
    about: Text
    fields: Callable[[Asked, Room], list[FieldView]]
    reckon: Callable[[Asked, Room], Reckoning]
    examples: Sequence[Example]
    variants: Callable[[Asked, Room], Sequence[tuple[str, Text, bool]]] | None = None
    note: Callable[[Asked, Room], Text | None] = field(default=lambda asked, room: None)
