"""Which unit to look at first, and why (重点对象): points that add up, their events, a calibrated probability.

A unit's terms are its own events, events near it, the time since its last visit, its size and what else the caller
knows of its class. They are declared (``declared/points.yaml``) until the results of past visits show better weights
(``chances``). Nothing here knows who inspected, and nothing after the moment asked for is seen: features of a past
visit are those of the day before it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import numpy as np

from qingtian.targeting.chances import Chances, fit
from qingtian.targeting.editions import in_force
from qingtian.targeting.events import Event, Numbers
from qingtian.targeting.evidence import Evidence, Whole, moment
from qingtian.targeting.visits import Visit

CITY = ZoneInfo("Asia/Shanghai")
#: the terms every unit has, in the order of the columns; those of its class follow
OWN, NEAR, SINCE, SIZE = "own_events", "events_near", "since_visit", "size"
#: visits looked at when weights are learned, the latest first
MOST_VISITS = 5_000
PART = 500


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit (对象). ``last_visit`` None: never visited; ``size`` as declared; ``features``: points of its class."""

    code: str
    x: float | None
    y: float | None
    area: str = ""
    size: str = "unknown"
    last_visit: date | None = None
    features: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Contribution:
    """``share`` of what all events say of the unit; the shares of all its events sum to one."""

    event: Event
    share: float
    near: bool


@dataclass(frozen=True, slots=True)
class Reasons:
    """``terms``: points by name, which sum to the score (with ``base``, the height of a learned line)."""

    terms: Mapping[str, float]
    events: tuple[Contribution, ...]


class Ranking:
    """Scores of all units at one moment. ``probability``, ``low``, ``high`` are NaN where no results teach them."""

    def __init__(self, units: Sequence[Unit], events: Sequence[Event], now: datetime, visits: Sequence[Visit]) -> None:
        self.units, self.events, self.now = units, events, now
        self._numbers = in_force("points", now.date()).numbers
        self._index = {unit.code: at for at, unit in enumerate(units)}
        x = np.array([np.nan if unit.x is None else unit.x for unit in units], float)
        y = np.array([np.nan if unit.y is None else unit.y for unit in units], float)
        near = self._numbers["nearby"]
        self._evidence = Evidence(events, list(self._index), x, y, near, now.date())
        self._classes = sorted({name for unit in units for name in unit.features})
        self._fixed = self._fixed_terms()
        today = now.astimezone(CITY).date()
        last = np.array([unit.last_visit.toordinal() if unit.last_visit else np.nan for unit in units], float)
        terms = self._terms(*self._evidence.at(now), today.toordinal() - last, np.arange(len(units)))
        self.chances = self._learned(visits, today)
        self._columns = self.chances.columns(terms) if self.chances and self.chances.learned else terms
        line = self.chances.line if self.chances else None
        self.points = self._columns * line.slopes if line and self.chances and self.chances.learned else terms
        self.base = line.height if line and self.chances and self.chances.learned else 0.0
        self.score: Numbers = self.points.sum(axis=1) + self.base
        missing = np.full(len(units), np.nan)
        found = line.probability(self.chances.columns(terms)) if line and self.chances else (missing,) * 3
        self.probability, self.low, self.high = found
        self.order: Whole = np.argsort(-self.score, kind="stable")

    @property
    def names(self) -> tuple[str, ...]:
        """The terms, in the order of the columns of ``points``."""
        return (OWN, NEAR, SINCE, SIZE, *self._classes)

    def reasons(self, code: str, most: int = 10) -> Reasons:
        """Why the unit stands where it does; its ``most`` weightiest events. Raises KeyError for an unknown code."""
        at = self._index[code]
        row, day = np.array([at]), np.array([moment(self.now)])
        pulls = dict(zip(self.names, self.points[at].tolist(), strict=True))
        parts = [
            (pairs, abs(pulls[name]) / pairs.weight.sum(), near)
            for name, pairs, near in (
                (OWN, self._evidence.own(row, day), False),
                (NEAR, self._evidence.near(row, day), True),
            )
            if pairs.weight.sum() > 0
        ]
        total = sum(float(pairs.weight.sum()) * scale for pairs, scale, _ in parts)
        told = [
            Contribution(self.events[int(event)], float(weight) * scale / total, near)
            for pairs, scale, near in parts
            for event, weight in zip(pairs.event, pairs.weight, strict=True)
            if weight > 0 and total > 0
        ]
        told.sort(key=lambda one: (-one.share, one.event.ref))
        return Reasons(pulls | ({"base": self.base} if self.base else {}), tuple(told[:most]))

    def _fixed_terms(self) -> Numbers:
        """Size and class, which do not change with the moment; an unknown number of a class is its median."""
        size = self._numbers["size"]
        columns = [[float(size.get(unit.size, size["unknown"])) for unit in self.units]]
        columns += [[unit.features.get(name, np.nan) for unit in self.units] for name in self._classes]
        found = np.array(columns, float).T.reshape(len(self.units), len(columns))
        return np.where(np.isnan(found), np.nanmedian(found, axis=0) if len(found) else 0, found)

    def _terms(self, own: Numbers, near: Numbers, since: Numbers, at: Whole) -> Numbers:
        """Declared points, a row a unit: evidence grows by its logarithm, so a tenth report says less than a first."""
        numbers = self._numbers
        waited = np.where(np.isnan(since), 1.0, np.clip(since / numbers["since_visit"]["full_days"], 0, 1))
        moving = [numbers["own"]["points"] * np.log1p(own), numbers["nearby"]["points"] * np.log1p(near)]
        return np.column_stack([*moving, numbers["since_visit"]["points"] * waited, self._fixed[at]])

    def _learned(self, visits: Sequence[Visit], today: date) -> Chances | None:
        """What past visits teach, each with what was known when its day began."""
        past = sorted((one for one in visits if one.day < today and one.object in self._index), key=lambda one: one.day)
        before: dict[str, date] = {}
        since = []
        for one in past:
            since.append((one.day - before[one.object]).days if one.object in before else np.nan)
            before[one.object] = one.day
        past, since = past[-MOST_VISITS:], since[-MOST_VISITS:]
        if not past:
            return None
        at = np.array([self._index[one.object] for one in past])
        days = np.array([moment(_eve(one.day)) for one in past])
        own, near = self._then(at, days)
        terms = self._terms(own, near, np.array(since, float), at)
        return fit(terms, np.array([int(one.found) for one in past]))

    def _then(self, at: Whole, days: Numbers) -> tuple[Numbers, Numbers]:
        """(own, near) of these units at these moments, in parts that fit the memory."""
        sums: list[list[Numbers]] = [[], []]
        for first in range(0, len(at), PART):
            part = slice(first, first + PART)
            for kept, ask in zip(sums, (self._evidence.own, self._evidence.near), strict=True):
                pairs = ask(at[part], days[part])
                kept.append(np.bincount(pairs.row, pairs.weight, len(at[part])))
        return np.concatenate(sums[0]), np.concatenate(sums[1])


def rank(units: Sequence[Unit], events: Sequence[Event], now: datetime, visits: Sequence[Visit] = ()) -> Ranking:
    """The ranking at ``now``; events and visits after it change nothing. Equal input gives equal output."""
    return Ranking(units, events, now, visits)


def _eve(day: date) -> datetime:
    """The last moment before the day, in the city: what a visit of that day itself brought is not known."""
    return datetime.combine(day, time(), CITY) - timedelta(microseconds=1)
