"""One event of every source (统一事件), and how it is forgotten with time.

Complaints, public opinion, alerts, findings on data, patrols and violations meet in one shape. An event is a reason to
look and never a verdict; a reporter's identity is not in it. Its weight is ``strength × certainty``, halved again and
again by the half life of its kind; what lies ahead of the moment asked for does not count at all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np
from numpy.typing import NDArray

from qingtian.targeting.editions import in_force

Numbers = NDArray[np.float64]
DAY = 86_400.0
OTHER = "other"


@dataclass(frozen=True, slots=True)
class Event:
    """``at`` with its zone; ``x``, ``y`` longitude and latitude in degrees, or None; ``object`` the code of the unit
    or None where only the place is known; ``area`` a code; ``strength`` and ``certainty`` 0 to 1 (0: a false alarm);
    ``source`` the chapter it came from, ``ref`` the number or address it leads back to."""

    at: datetime
    x: float | None
    y: float | None
    object: str | None
    area: str
    kind: str
    strength: float
    certainty: float
    source: str
    ref: str

    def __post_init__(self) -> None:
        if not (0 <= self.strength <= 1 and 0 <= self.certainty <= 1):
            raise ValueError(f"strength and certainty lie between 0 and 1: {self.ref}")
        if self.at.tzinfo is None:
            raise ValueError(f"a moment without its zone: {self.ref}")


def half_lives(on: date) -> Mapping[str, float]:
    """Days in which an event of a kind counts half, as declared for that day; ``other`` for kinds not named."""
    numbers: Mapping[str, float] = in_force("forgetting", on).numbers["half_life_days"]
    return numbers


def weight(event: Event, now: datetime, half_life_by_kind: Mapping[str, float]) -> float:
    """What the event counts at ``now``: 0 before it happened, ``strength × certainty`` at once, half after a half life.

    >>> from datetime import UTC, timedelta
    >>> at = datetime(2026, 1, 1, tzinfo=UTC)
    >>> weight(Event(at, None, None, "U1", "A", "noise", 1.0, 0.5, "demo", "1"), at + timedelta(7), {"other": 7})
    0.25
    """
    return float(weights(Moments.of([event]), now, half_life_by_kind)[0])


@dataclass(frozen=True, slots=True)
class Moments:
    """Events as columns. ``at`` in days of the epoch, ``strength`` times certainty, ``kinds[kind[i]]`` the kind."""

    at: Numbers
    strength: Numbers
    kind: NDArray[np.int32]
    kinds: tuple[str, ...]

    @classmethod
    def of(cls, events: Sequence[Event]) -> Moments:
        """The columns of these events, in their order."""
        kinds: dict[str, int] = {}
        kind = np.fromiter((kinds.setdefault(one.kind, len(kinds)) for one in events), np.int32, len(events))
        at = np.fromiter((one.at.timestamp() for one in events), float, len(events)) / DAY
        strength = np.fromiter((one.strength * one.certainty for one in events), float, len(events))
        return cls(at, strength, kind, tuple(kinds))

    def half_lives(self, by_kind: Mapping[str, float]) -> Numbers:
        """Days, an event each."""
        return np.array([by_kind.get(kind, by_kind[OTHER]) for kind in self.kinds] or [1.0])[self.kind]


def weights(moments: Moments, now: datetime, half_life_by_kind: Mapping[str, float]) -> Numbers:
    """``weight`` of many events at once."""
    age = now.timestamp() / DAY - moments.at
    halved = np.exp2(-np.maximum(age, 0) / moments.half_lives(half_life_by_kind))
    return np.where(age >= 0, moments.strength * halved, 0.0)
