"""Edit one day of the working-day calendar (日历更正) and derive again every running clock it touches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from qingtian.apps.proceedings.actions.perform import SHANGHAI, StaleProceeding, perform
from qingtian.apps.proceedings.calendars import calendar
from qingtian.apps.proceedings.models import CalendarDay, Proceeding
from qingtian.errors import Refused, UnusableInput
from qingtian.language import Text
from qingtian.law import load_law
from qingtian.procedures import Actor, Projection
from qingtian.procedures.clocks import recomputed
from qingtian.procedures.projection import from_json

ATTEMPTS = 3
SYSTEM = Actor(kind="system")

WHY = Text("{day} {name}：{source}", "{day} {name}: {source}")
REQUIRED = Text("请写{what}。", "Enter {what}.")
SOURCE = Text("依据（通知和文号）", "the source (notice and number)")
BY = Text("谁改的", "who edits")


@dataclass(frozen=True, slots=True)
class Recomputed:
    """One matter whose clocks the edit changed: last days before and after, by clock; or why it was refused."""

    number: str
    clocks: tuple[tuple[str, str, str], ...] = ()
    refused: Text | None = None


@dataclass(frozen=True, slots=True)
class Edited:
    """What an edit did. ``written`` is False where the day already stood so, from the same source."""

    day: date
    working: bool
    written: bool
    matters: tuple[Recomputed, ...]


def edit_calendar(day: date, *, working: bool, name: Text, source: str, by: str, now: datetime) -> Edited:
    """Record that ``day`` is a working day or a day of rest, then derive again the clocks of open matters.

    Every edit is kept; the latest of a day holds. Each changed matter receives the kernel act ``recompute_clocks`` by
    the system, in a transaction of its own, so that a stopped run is finished by repeating the command: a repeated
    edit writes nothing new. Raises UnusableInput where source or editor are missing, or no calendar reaches the day.
    """
    source, by = source.strip(), by.strip()
    for value, what in ((source, SOURCE), (by, BY)):
        if not value:
            raise UnusableInput("calendar.incomplete", REQUIRED.format(what=what))
    calendar().day(day)  # refuses a year no source reaches
    written = _write(day, working, name, source, by, now)
    why = WHY.format(day=day.isoformat(), name=name, source=source).zh
    return Edited(day, working, written, tuple(_recompute_all(why, now.astimezone(SHANGHAI))))


def _write(day: date, working: bool, name: Text, source: str, by: str, now: datetime) -> bool:
    last = CalendarDay.objects.filter(day=day).order_by("-pk").first()
    wanted = (working, name.zh, name.en, source)
    if last and (last.working, last.name_zh, last.name_en, last.source) == wanted:
        return False
    CalendarDay.objects.create(
        day=day, working=working, name_zh=name.zh, name_en=name.en, source=source, edited_by=by, edited_at=now
    )
    return True


def _recompute_all(why: str, now: datetime) -> Iterator[Recomputed]:
    open_matters = Proceeding.objects.filter(ended_on__isnull=True, clocks__status="running").distinct()
    for pk in list(open_matters.order_by("pk").values_list("pk", flat=True)):
        if found := _recompute(pk, why, now):
            yield found


def _counted(runs: Iterable[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """The counted days as stretches, whatever the days are called."""
    stretches: list[tuple[str, str]] = []
    for run in (r for r in runs if r["counted"]):
        before = date.fromisoformat(run["from"]) - timedelta(days=1)
        joined = bool(stretches) and stretches[-1][1] == before.isoformat()
        start = stretches.pop()[0] if joined else run["from"]
        stretches.append((start, run["to"]))
    return stretches


def _changes(before: Projection) -> list[dict[str, Any]]:
    """Clocks whose last day or counted days change. A clock in calendar days counts the day whatever it is called."""
    return [
        change
        for change in recomputed(before, load_law(), calendar())
        if change["due"] != before.clocks[change["key"]].due
        or _counted(change["derivation"]["runs"]) != _counted(before.clocks[change["key"]].derivation["runs"])
    ]


def _recompute(pk: int, why: str, now: datetime) -> Recomputed | None:
    """Perform ``recompute_clocks`` where a clock changes; after another's act in between, the change is asked anew."""
    for attempt in range(1, ATTEMPTS + 1):
        proceeding = Proceeding.objects.get(pk=pk)
        before = from_json(proceeding.projection)
        changes = _changes(before) if proceeding.ended_on is None else []
        if not changes:
            return None
        clocks = tuple((c["key"], before.clocks[c["key"]].due, c["due"]) for c in changes)
        try:
            perform(
                proceeding,
                "recompute_clocks",
                by=SYSTEM,
                on=now.date(),
                now=now,
                fields={"why": why},
                expected_seq=proceeding.seq,
            )
        except StaleProceeding:
            if attempt == ATTEMPTS:
                raise
        except Refused as refused:
            return Recomputed(proceeding.number, refused=refused.message)
        else:
            return Recomputed(proceeding.number, clocks)
    return None
