"""Counting: from the event to the due day, one day at a time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.law.calendars import ONE_DAY, WEEKEND, Calendar, CalendarDay
from qingtian.law.derivation import Day, Derivation
from qingtian.law.model import Extension, Limit, quantity
from qingtian.law.periods import Interval, Suspension, days_needed, ground_on, merged


def derive(
    limit: Limit, start: date, calendar: Calendar, suspensions: Iterable[Interval] = (), extension: int = 0
) -> Derivation:
    """Count ``limit`` from the event on ``start``.

    The day of the event is not counted unless the limit says so. Suspended days are taken out as whole intervals.
    A limit before an event is counted backwards from it, and its due day is the last on which the act is in time.
    Raises ``law.extension.*`` and ``law.suspension.*``.
    """
    _refuse_extension(limit, extension)
    gaps = merged(suspensions, limit)
    length = limit.value + extension
    days = _counted_days(limit, start, length, calendar, gaps)
    rolled = _rolled_days(limit, days[-1].date, calendar)
    provisional = _rests_on_provisional(limit, days, rolled)
    return Derivation(
        id=limit.id,
        title=limit.title,
        start=start,
        due=(rolled or days)[-1].date,
        unit=limit.unit,
        length=length,
        extension=extension,
        rolled=bool(rolled),
        provisional=provisional,
        days=(*days, *rolled),
        basis=limit.basis,
        certainty=limit.certainty,
        last_checked=limit.last_checked,
        firmness=limit.firmness,
        starts=limit.starts,
        suspensions=gaps,
        calendar=calendar.version,
        advised=_advised(limit, days[-1].date, calendar),
    )


def _advised(limit: Limit, last: date, calendar: Calendar) -> date | None:
    """The working day before a legal last day that is a rest day, where the limit is counted back from an event."""
    if limit.direction != "before" or calendar.is_working(last):
        return None
    while not calendar.is_working(last):
        last -= ONE_DAY
    return last


def _counted_days(
    limit: Limit, start: date, length: int, calendar: Calendar, gaps: tuple[Suspension, ...]
) -> list[Day]:
    needed = days_needed(limit.unit, length, start)
    step = -ONE_DAY if limit.direction == "before" else ONE_DAY
    days: list[Day] = []
    count, today = 0, start
    if not limit.first_day_counts:
        days.append(_start_day(calendar.day(start), limit.starts))
        today += step
    while count < needed:
        day = _judged(calendar.day(today), limit, count + 1, ground_on(today, gaps))
        count += day.counted
        days.append(day)
        today += step
    return days


def _start_day(day: CalendarDay, starts: Text) -> Day:
    reason = Text("起算日（{event}），不计入", "the day of the event ({event}), not counted").format(event=starts)
    return Day(day.date, False, reason, day.provisional)


def _judged(day: CalendarDay, limit: Limit, number: int, ground: Text | None) -> Day:
    """Whether the day counts as the ``number``-th, and why."""
    if ground is not None:
        reason = Text("中止，不计入：{g}", "suspended, not counted: {g}").format(g=ground)
        return Day(day.date, False, reason, day.provisional, remark=reason)
    if limit.unit == "working_day" and not day.working:
        reason = Text("{name}，不计入", "{name}, not counted").format(name=_name(day))
        return Day(day.date, False, reason, day.provisional, _remark(day))
    return Day(day.date, True, _numbered(day.name, limit.unit, number), day.provisional, _remark(day))


@lru_cache(maxsize=8192)  # ten years of a file kept are 3,652 sentences, and every file has the same
def _numbered(name: Text | None, unit: str, number: int) -> Text:
    counted = Text("第{n}个工作日", "working day {n}") if unit == "working_day" else Text("第{n}日", "day {n}")
    numbered = counted.format(n=number)
    if name is None:
        return numbered
    return Text("{numbered}（{name}）", "{numbered} ({name})").format(numbered=numbered, name=name)


def _remark(day: CalendarDay) -> Text | None:
    return None if day.name == WEEKEND else day.name


def _rolled_days(limit: Limit, last: date, calendar: Calendar) -> list[Day]:
    """The days by which a last day on a rest day moves on; none for duties of organs, which stay."""
    if limit.rest_day_rule != "roll" or calendar.is_working(last):
        return []
    days: list[Day] = []
    while not days or not calendar.is_working(days[-1].date):
        last += ONE_DAY
        days.append(_rolled_day(calendar.day(last)))
    return days


def _rolled_day(day: CalendarDay) -> Day:
    if day.working:
        reason = Text("期满日为休息日，顺延至此", "due: the first working day after a last day that was a rest day")
        return Day(day.date, False, reason, day.provisional, remark=reason)
    reason = Text("{name}，顺延", "{name}, the due day moves on").format(name=_name(day))
    return Day(day.date, False, reason, day.provisional, _remark(day))


def _name(day: CalendarDay) -> Text:
    return day.name or Text("休息日", "rest day")


def _rests_on_provisional(limit: Limit, days: list[Day], rolled: list[Day]) -> bool:
    """A calendar period that stays where it ends does not depend on any notice, so it is never provisional."""
    if limit.unit == "working_day":
        return any(day.provisional for day in (*days[1:], *rolled))
    if limit.rest_day_rule == "roll":
        return any(day.provisional for day in (days[-1], *rolled))
    return False


def _refuse_extension(limit: Limit, extension: int) -> None:
    if extension < 0:
        raise _extension_error(limit, "negative", Text("延长不能为负。", "an extension cannot be negative."))
    if extension and limit.extension is None:
        raise _extension_error(limit, "none", Text("“{t}”不得延长。", "{t} cannot be extended.").format(t=limit.title))
    if limit.extension is not None and extension > limit.extension.most:
        raise _extension_error(limit, "too_long", _at_most(limit, limit.extension))


def _at_most(limit: Limit, allowed: Extension) -> Text:
    return Text(
        "“{t}”最多可延长{n}次，每次不超过{most}。", "{t} may be extended at most {n}×, by no more than {most} each."
    ).format(t=limit.title, n=allowed.times, most=quantity(allowed.up_to, allowed.unit))


def _extension_error(limit: Limit, kind: str, message: Text) -> UnusableInput:
    return UnusableInput(f"law.extension.{kind}", message, where=limit.id)
