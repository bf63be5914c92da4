"""What a rule is evaluated over: subjects, and for each a value or a reason for every period."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from qingtian.language import Text

STEPS = {"hour": timedelta(hours=1), "day": timedelta(days=1)}
#: why a period nobody gave has no value
NOT_RECEIVED = "not_received"


@dataclass(frozen=True, slots=True)
class Subject:
    """What is watched (对象): a station, an outlet, a logger.

    ``party`` is a number, ``organ`` the code of the organ that answers for it, where there is one.
    """

    code: str
    name: Text
    area: str = ""
    party: str = ""
    organ: str = ""
    longitude: float | None = None
    latitude: float | None = None


@dataclass(frozen=True, slots=True)
class Value:
    """One period, known by its beginning. ``number`` in the scale of the item, None with a ``reason``: missing is never
    zero. A later ``revision`` of the same period takes its place."""

    start: datetime
    number: int | None
    reason: str = ""
    revision: int = 0


@dataclass(frozen=True, slots=True)
class Item:
    """What is measured: its unit, and how many parts of it a number counts (1,000: thousandths)."""

    code: str
    title: Text
    unit: str
    scale: int


def complete(values: Iterable[Value], period: str, since: datetime, until: datetime) -> list[Value]:
    """Every period that begins from ``since`` on and ends by ``until``, in order, the latest revision of each; what
    nobody gave stands as missing. However the values came, in order or not, the list is the same."""
    step, kept = STEPS[period], dict[datetime, Value]()
    for value in values:
        held = kept.get(value.start)
        if held is None or value.revision > held.revision:
            kept[value.start] = value
    found, start = [], since
    while start + step <= until:
        found.append(kept.get(start) or Value(start, None, NOT_RECEIVED))
        start += step
    return found


def written(number: int, scale: int) -> str:
    """A number in its unit: 150000 thousandths are 150."""
    plain = Decimal(number) / Decimal(scale)
    return format(plain.normalize(), "f")


def numbers(values: Sequence[Value]) -> list[int | None]:
    return [value.number for value in values]
