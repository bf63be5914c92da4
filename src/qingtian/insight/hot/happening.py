"""One report as the search for hot issues sees it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Happening:
    """``key`` names the report. ``ties`` are (basis, name) pairs: reports with an equal tie belong together, such as
    ``("linked", "17")`` or ``("source", "north-plant/air")``. ``person`` is a mark of a telephone number, empty where
    none was left; it tells nobody who that is. ``again``: a recurrence of an earlier one."""

    key: int
    on: date
    ties: Sequence[tuple[str, str]]
    person: str = ""
    dissatisfied: bool = False
    again: bool = False
