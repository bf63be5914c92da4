"""Levels against their limits (达标评价), and rates of compliance of many (达标率)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from qingtian.standards.entered import Entry
from qingtian.standards.noise.limits import Limits, Place, limits_on

Span = Literal["day", "night"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """A level against its limit; equal is not above. ``above`` None where it is not."""

    level: Decimal
    limit: Decimal

    @property
    def met(self) -> bool:
        return self.level <= self.limit

    @property
    def above(self) -> Decimal | None:
        return None if self.met else self.level - self.limit


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Day, night and the loudest burst of a night; None for what was not measured or has no limit."""

    limits: Limits
    day: Verdict | None
    night: Verdict | None
    burst: Verdict | None

    @property
    def met(self) -> bool | None:
        """Whether all that was measured keeps its limit; None where nothing was."""
        verdicts = [one for one in (self.day, self.night, self.burst) if one is not None]
        return all(one.met for one in verdicts) if verdicts else None


def evaluate(
    place: Place,
    zone: str,
    on: date,
    *,
    day: Decimal | None = None,
    night: Decimal | None = None,
    burst: Decimal | None = None,
    entries: Sequence[Entry] = (),
) -> Evaluation:
    """Levels of one day at one place. Raises Refused as ``limits_on`` does; a level that is missing has no verdict."""
    limits = limits_on(place, zone, on, entries)
    return Evaluation(limits, _verdict(day, limits.day), _verdict(night, limits.night), _verdict(burst, limits.burst))


def _verdict(level: Decimal | None, limit: Decimal | None) -> Verdict | None:
    return None if level is None or limit is None else Verdict(level, limit)


@dataclass(frozen=True, slots=True)
class Rate:
    """How many of the point-days (点次) that could be judged kept the limit."""

    met: int
    judged: int

    @property
    def share(self) -> Fraction | None:
        """None of nothing: no rate is not a rate of zero."""
        return Fraction(self.met, self.judged) if self.judged else None

    @property
    def percent(self) -> Decimal | None:
        """With one decimal, half to even."""
        return None if self.share is None else Decimal(round(self.share * 1000)).scaleb(-1)


def rate(verdicts: Iterable[bool | None]) -> Rate:
    """The rate of compliance; None is not judged and not counted."""
    judged = [met for met in verdicts if met is not None]
    return Rate(sum(judged), len(judged))
