"""What a publication asks of the statistics: one snapshot of the lake, read through the rules (数据来源)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from qingtian.language import Text
from qingtian.measurements.statistics.results import DayIndex, DayValue, Figure, PeriodIndex, Ranked
from qingtian.standards.periods import Period


@dataclass(frozen=True, slots=True)
class Rules:
    """Of one edition: grade II ``limits`` as printed by (item, ``day`` or ``year``); which statistic stands for an item
    in a period; levels of good days (优良天); the words of every rule used that is not sure."""

    limits: Mapping[tuple[str, str], str]
    standing: Mapping[str, str]
    good_levels: frozenset[int]
    unverified: Sequence[Text] = ()


class Source(Protocol):
    """Answers are of all places the source was opened with; ``edition`` None takes the edition of the last day."""

    @property
    def snapshot(self) -> str:
        """The id of the snapshot."""

    def edition(self, on: date) -> str:
        """The edition of the limits that holds for data of a day."""

    def days(self, first: date, last: date, edition: str) -> tuple[Sequence[DayValue], Sequence[DayIndex]]:
        """Day values and day indices of every place."""

    def periods(self, of: Sequence[Period], edition: str) -> tuple[Sequence[Figure], Sequence[PeriodIndex]]:
        """Every statistic and the composite index of every place in each of these periods."""

    def ranked(self, of: Period, groups: Mapping[str, Sequence[str]], edition: str) -> Sequence[Ranked]:
        """Ranks within ``groups`` (group → places), the change on the year before under the same edition."""

    def rules(self, edition: str) -> Rules:
        """What the edition says that is printed or counted by."""
