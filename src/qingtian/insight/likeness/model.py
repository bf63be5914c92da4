"""What is compared, and what comes out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from qingtian.language import Text


class Kind(StrEnum):
    """The three ways a report may repeat an earlier one."""

    SAME_EVENT = "same_event"
    RECURRENCE = "recurrence"
    PRESSING = "same_person_pressing"

    @property
    def words(self) -> Text:
        return _WORDS[self]


_WORDS = {
    Kind.SAME_EVENT: Text("同一件事，还在办", "The same event, still open"),
    Kind.RECURRENCE: Text("办结以后又来了", "Came back after it was closed"),
    Kind.PRESSING: Text("同一人又来反映", "The same person again"),
}


@dataclass(frozen=True, slots=True)
class Report:
    """One report without the person: covered words, place, moment, what of, what from.

    ``longitude`` and ``latitude`` in WGS-84 degrees, ``accuracy`` in metres (0: a pin); ``media`` are codes such as
    ``air``; ``sources`` names of firms and sites as somebody else read them; ``ended``: when the matter was closed.
    """

    words: str
    received: datetime
    place: str = ""
    longitude: float | None = None
    latitude: float | None = None
    accuracy: float = 0.0
    area: str = ""
    media: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    ended: datetime | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that speaks for or against, by code, with its figures; ``points`` on the scale of log odds."""

    code: str
    points: float
    figures: Mapping[str, float | str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Verdict:
    """``confidence`` from 0 to 1; the reasons in the order they weigh."""

    kind: Kind
    confidence: float
    reasons: tuple[Reason, ...]
