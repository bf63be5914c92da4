"""How a new edition takes its place among those held: from its first day on, without a gap or an overlap."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

_ONE_DAY = timedelta(days=1)


def succeeded_by(
    editions: Sequence[Mapping[str, Any]], new: Mapping[str, Any], at: Sequence[str]
) -> list[dict[str, Any]]:
    """``editions`` (declarations as read, oldest first) with ``new`` in its days.

    The edition that holds on its first day ends the day before; those that begin later are replaced, or kept if ``new``
    ends on the day before one of them begins. ``at`` is where the days stand in a declaration. ValueError where a first
    day is missing or days would be left without an edition.
    """
    first, last = _days(new, at)
    if first is None:
        raise ValueError("a new edition needs its first_day")
    if last is not None and last < first:
        raise ValueError("its last_day is before its first_day")
    before = [_ending(one, at, first - _ONE_DAY) for one in editions if (_days(one, at)[0] or date.min) < first]
    if not before:
        raise ValueError("its first_day is before every edition held")
    after = [dict(one) for one in editions if last is not None and (_days(one, at)[0] or date.min) > last]
    if last is not None and (not after or _days(after[0], at)[0] != last + _ONE_DAY):
        raise ValueError("its last_day must be the day before another edition begins, or be left out")
    return [*before, dict(new), *after]


def _days(one: Mapping[str, Any], at: Sequence[str]) -> tuple[date | None, date | None]:
    part = one
    for name in at:
        part = part.get(name) or {}
    first, last = part.get("first_day"), part.get("last_day")
    for day in (first, last):
        if day is not None and type(day) is not date:
            raise ValueError(f"{day!r} is no day; write 2027-01-01")
    return first, last


def _ending(one: Mapping[str, Any], at: Sequence[str], latest: date) -> dict[str, Any]:
    """``one``, ending no later than ``latest``."""
    last = _days(one, at)[1]
    if last is not None and last <= latest:
        return dict(one)
    if not at:
        return {**one, "last_day": latest}
    return {**one, at[0]: _ending(one[at[0]], at[1:], latest)}
