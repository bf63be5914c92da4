"""What is measured of a group of reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta

from qingtian.insight.hot.happening import Happening


@dataclass(frozen=True, slots=True)
class Measures:
    """``people`` are distinct telephone numbers, ``unnamed`` reports without one; ``span`` days from the first report
    to the last, both counted; ``recent`` reports in the last days, ``before`` in as many days before those."""

    reports: int
    people: int
    unnamed: int
    repeats: int
    dissatisfied: int
    span: int
    recent: int
    before: int
    first: date
    last: date

    def as_dict(self) -> dict[str, int | str]:
        """For the record."""
        return {key: value.isoformat() if isinstance(value, date) else value for key, value in asdict(self).items()}


def measure(group: Sequence[Happening], *, on: date, recent_days: int) -> Measures:
    """The measures of a group on a day. Raises ValueError for an empty one.

    Reports of one telephone number beyond its first, and recurrences, are repeats; each counts once.
    """
    if not group:
        raise ValueError("an empty group has no measures")
    days = sorted(one.on for one in group)
    known = [one.person for one in group if one.person]
    edge = on - timedelta(days=recent_days)
    return Measures(
        reports=len(group),
        people=len(set(known)),
        unnamed=len(group) - len(known),
        repeats=_repeats(group),
        dissatisfied=sum(one.dissatisfied for one in group),
        span=(days[-1] - days[0]).days + 1,
        recent=sum(day > edge for day in days),
        before=sum(edge - timedelta(days=recent_days) < day <= edge for day in days),
        first=days[0],
        last=days[-1],
    )


def _repeats(group: Sequence[Happening]) -> int:
    seen: set[str] = set()
    found = 0
    for one in sorted(group, key=lambda each: (each.on, each.key)):
        pressed = bool(one.person) and one.person in seen
        found += one.again or pressed
        if one.person:
            seen.add(one.person)
    return found
