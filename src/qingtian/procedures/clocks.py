"""Clock operations of an act, computed from the law room and frozen into the record."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import groupby
from typing import Any

from qingtian.errors import Refused
from qingtian.language import Text
from qingtian.law import Calendar, Day, Derivation, Law
from qingtian.procedures.model import ClockOperation, Transition
from qingtian.procedures.projection import ClockState, Projection

NO_OWNER = Text(
    "期限“{clock}”没有责任单位，先确定{relation}。",
    "The clock “{clock}” would have no owner; name the {relation} first.",
)
COUNTED = Text("计入", "counted")
SET_BY_ACT = Text("由方案确定的日期", "a date the plan itself sets")
NOT_RUNNING = Text("期限“{clock}”现在没有在走。", "The clock “{clock}” is not running now.")
TOO_LATE = Text(
    "“{clock}”已于 {due} 到期，延期须在到期前批准。", "“{clock}” ran out on {due}; an extension must come before that."
)
EXTENDED_BEFORE = Text("“{clock}”只能延长一次，已经延过。", "“{clock}” may be extended once only, and has been.")


def _shown(day: Day) -> tuple[bool, Text]:
    """How a day stands in the frozen derivation: counted days differ only by what is special about them."""
    return day.counted, (day.remark or COUNTED) if day.counted else day.reason


def runs(derivation: Derivation) -> list[dict[str, Any]]:
    """The days of a derivation as runs of equal days, in the order of the calendar also where they were counted back:
    exact day by day, and small enough to freeze in every act."""
    found = []
    for (counted, reason), days in groupby(sorted(derivation.days, key=lambda day: day.date), key=_shown):
        span = list(days)
        found.append(
            {
                "from": span[0].date.isoformat(),
                "to": span[-1].date.isoformat(),
                "counted": counted,
                "reason": reason.as_dict(),
            }
        )
    return found


def frozen(derivation: Derivation, law: Law, calendar: Calendar) -> dict[str, Any]:
    """The derivation as the act stores it, with the wording and the calendar of the day."""
    advised = {"advised": derivation.advised.isoformat()} if derivation.advised else {}
    return advised | {
        "title": derivation.title.as_dict(),
        "unit": derivation.unit,
        "length": derivation.length,
        "extension": derivation.extension,
        "rolled": derivation.rolled,
        "provisional": derivation.provisional,
        "runs": runs(derivation),
        "basis": {"instrument": derivation.basis.instrument, "article": derivation.basis.article},
        "cited": law.cite(derivation.basis).as_dict(),
        "certainty": derivation.certainty,
        "calendar": calendar.version,
    }


def _suspensions(clock: ClockState, until: date | None = None) -> tuple[tuple[date, date], ...]:
    """Whole intervals, first day to last day inclusive; resuming on a day means that day runs again."""
    spans = []
    for begin, end in clock.suspensions:
        last = (date.fromisoformat(end) if end else until) or date.fromisoformat(begin)
        first = date.fromisoformat(begin)
        if last > first:
            spans.append((first, date.fromordinal(last.toordinal() - 1)))
    return tuple(spans)


def rederive(
    clock: ClockState, law: Law, calendar: Calendar, *, until: date | None = None, extension: int
) -> Derivation:
    """Derive a clock again from its start, with its suspensions and extension."""
    return law.derive(
        clock.key,
        start=date.fromisoformat(clock.start),
        calendar=calendar,
        suspensions=_suspensions(clock, until),
        extension=extension,
    )


def _wanted(operation: ClockOperation, fields: Mapping[str, Any]) -> bool:
    return all(str(fields.get(name)) in values for name, values in operation.only_if.items())


def _kept(operation: ClockOperation, projection: Projection) -> bool:
    clock = projection.clocks.get(operation.limit)
    running = clock is not None and clock.status == "running"
    return (operation.unless_running and running) or (operation.if_running and not running)


def _first_day(operation: ClockOperation, on: date, fields: Mapping[str, Any], projection: Projection) -> date:
    """The day of the act, unless a field or another clock of the matter says otherwise."""
    told = fields.get(operation.from_field) if operation.from_field else None
    if told is None and operation.since and (earlier := projection.clocks.get(operation.since)):
        told = earlier.start
    return date.fromisoformat(told) if told else on


def _start(
    operation: ClockOperation,
    start: date,
    fields: Mapping[str, Any],
    relations: Mapping[str, Any],
    law: Law,
    cal: Calendar,
) -> dict[str, Any]:
    started = {"op": "start", "key": operation.limit, "start": start.isoformat()}
    if operation.due_field:
        return {**started, **_set_by_act(operation, start, fields), "owner": _owner(operation, relations)}
    derivation = law.derive(operation.limit, start=start, calendar=cal)
    return {
        **started,
        "due": derivation.due.isoformat(),
        "owner": _owner(operation, relations),
        "derivation": frozen(derivation, law, cal),
    }


def _owner(operation: ClockOperation, relations: Mapping[str, Any]) -> Any:
    owner = relations.get(operation.owner or "")
    if not owner:
        words = NO_OWNER.format(clock=operation.limit, relation=operation.owner)
        raise Refused("clock.no_owner", words, where=operation.limit)
    return {name: value for name, value in owner.items() if name != "above"}


def _set_by_act(operation: ClockOperation, start: date, fields: Mapping[str, Any]) -> dict[str, Any]:
    """A last day named in the act itself; every day from the act to it counts."""
    due = date.fromisoformat(fields[operation.due_field or ""])
    day_after = date.fromordinal(start.toordinal() + 1)
    run = {"from": day_after.isoformat(), "to": due.isoformat(), "counted": True, "reason": SET_BY_ACT.as_dict()}
    title = operation.title or SET_BY_ACT
    return {
        "due": due.isoformat(),
        "derivation": {
            "title": title.as_dict(),
            "unit": "calendar_day",
            "length": (due - start).days,
            "extension": 0,
            "rolled": False,
            "provisional": False,
            "runs": [run] if due > start else [],
            "cited": SET_BY_ACT.as_dict(),
            "certainty": "sure",
        },
    }


def _extend(clock: ClockState, on: date, law: Law, calendar: Calendar) -> dict[str, Any]:
    limit = law.limit(clock.key, on=date.fromisoformat(clock.start))
    if clock.extension and (limit.extension is None or limit.extension.times <= 1):
        raise Refused(
            "clock.extended_before", EXTENDED_BEFORE.format(clock=limit.title), basis=law.cite(limit.basis).zh
        )
    if on.isoformat() > clock.due:
        raise Refused(
            "clock.too_late", TOO_LATE.format(clock=limit.title, due=clock.due), basis=law.cite(limit.basis).zh
        )
    by = limit.extension.up_to if limit.extension else 0
    derivation = rederive(clock, law, calendar, extension=clock.extension + by)
    return {
        "op": "extend",
        "key": clock.key,
        "extension": clock.extension + by,
        "due": derivation.due.isoformat(),
        "derivation": frozen(derivation, law, calendar),
    }


def _change(
    operation: ClockOperation, act: str, projection: Projection, on: date, law: Law, calendar: Calendar
) -> dict[str, Any] | None:
    clock = projection.clocks.get(operation.limit)
    wanted = "suspended" if operation.verb == "resume" else "running"
    if clock is None or clock.status != wanted:
        if operation.verb == "stop":
            return None  # stopping what does not run is no fault: the clock may never have been opened
        words = NOT_RUNNING.format(clock=_title(operation, clock, law))
        raise Refused("clock.not_running", words, where=operation.limit)
    if operation.verb == "extend":
        return _extend(clock, on, law, calendar)
    change: dict[str, Any] = {"op": operation.verb, "key": clock.key, "on": on.isoformat(), "by": act}
    if operation.verb == "resume":
        derivation = rederive(clock, law, calendar, until=on, extension=clock.extension)
        change |= {"due": derivation.due.isoformat(), "derivation": frozen(derivation, law, calendar)}
    return change


def _title(operation: ClockOperation, clock: ClockState | None, law: Law) -> Text | str:
    """What the clock is called: as it was started, else as the law room calls it."""
    if clock and "title" in clock.derivation:
        return Text.of(clock.derivation["title"])
    known = operation.limit in law.parameters
    return law.parameter(operation.limit).title if known else operation.title or operation.limit


def _hand(operation: ClockOperation, projection: Projection, relations: Mapping[str, Any]) -> list[dict[str, Any]]:
    clock = projection.clocks.get(operation.limit)
    if clock is None or clock.status == "stopped":
        return []
    return [{"op": "hand", "key": clock.key, "owner": _owner(operation, relations)}]


def operations(
    transition: Transition,
    projection: Projection,
    on: date,
    fields: Mapping[str, Any],
    relations: Mapping[str, Any],
    law: Law,
    calendar: Calendar,
) -> list[dict[str, Any]]:
    """Every clock operation of the act, in declared order; ``stop_all`` comes first."""
    found: list[dict[str, Any]] = []
    if transition.stop_all:
        found += [
            {"op": "stop", "key": c.key, "on": on.isoformat(), "by": transition.act}
            for c in projection.clocks.values()
            if c.status != "stopped"
        ]
    if transition.returns:
        stopped = (c for c in projection.clocks.values() if c.stopped_by in transition.returns)
        found += [{"op": "return", "key": c.key, "on": on.isoformat()} for c in stopped]
    for operation in transition.clocks:
        if not _wanted(operation, fields) or _kept(operation, projection):
            continue
        if operation.verb == "start":
            start = _first_day(operation, on, fields, projection)
            found.append(_start(operation, start, fields, relations, law, calendar))
        elif operation.verb == "hand":
            found += _hand(operation, projection, relations)
        elif change := _change(operation, transition.act, projection, on, law, calendar):
            found.append(change)
    return found


def recomputed(projection: Projection, law: Law, calendar: Calendar) -> list[dict[str, Any]]:
    """Operations for every running clock that the present calendar would derive differently."""
    found = []
    for clock in projection.clocks.values():
        if clock.status != "running" or "calendar" not in clock.derivation:
            continue
        derivation = rederive(clock, law, calendar, extension=clock.extension)
        fresh = frozen(derivation, law, calendar)
        if derivation.due.isoformat() != clock.due or fresh["runs"] != clock.derivation["runs"]:
            found.append({"op": "recompute", "key": clock.key, "due": derivation.due.isoformat(), "derivation": fresh})
    return found
