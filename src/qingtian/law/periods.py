"""Lengths and gaps: how many days a limit needs, and which days a suspension takes out."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.law.model import Limit

HOURS_A_DAY = 24
MONTHS_A_YEAR = 12
_UNSTATED = Text("未注明事由", "ground not stated")


@dataclass(frozen=True, slots=True)
class Suspension:
    """A whole interval that is not counted (不计入期限), both days included.

    ``ground`` is one of the ids in the limit's ``suspended_by``, or empty where the caller does not state it; then
    ``reason`` may still say in words why the clock stood still.
    """

    first: date
    last: date
    ground: str = ""
    reason: Text | None = None


#: what a caller may hand in: a Suspension, or its first and last day
Interval = Suspension | tuple[date, date]


def days_needed(unit: str, length: int, start: date) -> int:
    """How many days must be counted for ``length`` units after ``start``.

    Working days and calendar days need their own number. A month ends on the same date of the end month or, where
    there is none, on its last day (Civil Code 202). Hours are whole days: the same hour of the due day.
    """
    if unit in ("calendar_day", "working_day"):
        return length
    if unit == "hour":
        return length // HOURS_A_DAY
    months = length * MONTHS_A_YEAR if unit == "year" else length
    return (months_after(start, months) - start).days


def months_after(start: date, months: int) -> date:
    """The same date ``months`` later, or the last day of that month where it has no such date."""
    year, month = divmod(start.year * MONTHS_A_YEAR + start.month - 1 + months, MONTHS_A_YEAR)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def merged(suspensions: Iterable[Interval], limit: Limit) -> tuple[Suspension, ...]:
    """The suspensions in order, overlaps merged so that no day is taken out twice.

    Where two overlap the earlier keeps its ground. Raises ``law.suspension.reversed`` and ``law.suspension.ground``.
    """
    gaps: list[Suspension] = []
    for gap in sorted((_checked(each, limit) for each in suspensions), key=lambda each: (each.first, each.last)):
        if gaps and gap.first <= gaps[-1].last:
            last = gaps[-1].last
            if gap.last > last:
                gaps.append(replace(gap, first=date.fromordinal(last.toordinal() + 1)))
        else:
            gaps.append(gap)
    return tuple(gaps)


def ground_on(day: date, gaps: Iterable[Suspension]) -> Text | None:
    """Why the clock stands still on ``day``; None when it runs."""
    for gap in gaps:
        if gap.first <= day <= gap.last:
            return gap.reason or _UNSTATED
    return None


def _checked(given: Interval, limit: Limit) -> Suspension:
    gap = given if isinstance(given, Suspension) else Suspension(*given)
    if gap.last < gap.first:
        raise UnusableInput(
            "law.suspension.reversed",
            Text("中止的结束日早于开始日：{a} 至 {b}。", "the suspension ends before it starts: {a} to {b}.").format(
                a=gap.first.isoformat(), b=gap.last.isoformat()
            ),
            where=limit.id,
        )
    if gap.reason or not gap.ground:
        return gap
    return replace(gap, reason=_ground_in_words(gap.ground, limit))


def _ground_in_words(ground: str, limit: Limit) -> Text:
    for allowed in limit.suspended_by:
        if allowed.id == ground:
            return allowed.text
    names = ", ".join(each.id for each in limit.suspended_by) or "—"
    raise UnusableInput(
        "law.suspension.ground",
        Text("“{t}”没有“{g}”这一中止事由。", "{t} is not suspended on the ground {g}.").format(t=limit.title, g=ground),
        where=limit.id,
        remedy=Text("可用的事由：{n}。", "Grounds that suspend it: {n}.").format(n=names),
    )
