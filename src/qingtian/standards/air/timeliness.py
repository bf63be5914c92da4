"""How soon reports are due (发布时限): the real-time report after its hour, the daily report on the next day."""

from __future__ import annotations

from datetime import date, time, timedelta
from functools import cache

from qingtian.standards.declared import Basis, Declared, package_data, read


class Timeliness(Declared):
    """What holds for data of the days from ``first_day`` to ``last_day``; an open side is None."""

    first_day: date | None
    last_day: date | None
    hourly_minutes: int
    daily_by: time
    basis: Basis

    @property
    def hourly(self) -> timedelta:
        """The real-time report is out so long after the end of its hour."""
        return timedelta(minutes=self.hourly_minutes)

    def covers(self, day: date) -> bool:
        """Whether it holds for data of ``day``."""
        return (self.first_day is None or self.first_day <= day) and (self.last_day is None or day <= self.last_day)


class _Editions(Declared):
    editions: tuple[Timeliness, ...]


@cache
def _editions() -> tuple[Timeliness, ...]:
    return read(_Editions, package_data("qingtian.standards.air", "timeliness.yaml")).editions


def timeliness_on(day: date) -> Timeliness:
    """What holds for data of ``day``; the declared editions leave no day out."""
    return next(one for one in _editions() if one.covers(day))
