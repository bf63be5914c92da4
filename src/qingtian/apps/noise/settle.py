"""Days from hours (昼夜声级): made again whenever a level or the rule they rest on changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal

from qingtian.apps.entered.queries import entries
from qingtian.apps.noise.models import NoiseDay, NoisePoint
from qingtian.standards.air.feed import SHANGHAI
from qingtian.standards.entered import Entry
from qingtian.standards.noise import DayLevels, day_levels
from qingtian.standards.noise.levels import DAY_HOURS, NIGHT_HOURS, day_of, hours_of, rounded, whole_day
from qingtian.standards.noise.limits import Spans, spans_on

TABLES = ("noise.night", "noise.coverage")
#: how long a level must be of to count as an hour, a day, a night
SPANS = {"Leq": timedelta(hours=1), "Ld": timedelta(hours=DAY_HOURS), "Ln": timedelta(hours=NIGHT_HOURS)}
HUNDRED = 100
#: rows of one statement
BATCH = 500
Given = Mapping[str, dict[datetime, int]]


def settle_days(point: NoisePoint, starts: Collection[datetime]) -> int:
    """Make the days that hold these starts again; how many. Three queries and a write, whatever their number."""
    held = entries(*TABLES)
    days = sorted({day for start in starts for day in _days_about(start, held)})
    return _make(point, days, held)


def settle_point(point: NoisePoint, first: date, last: date | None) -> int:
    """Make the days of a point from ``first`` to ``last`` (None: no end) again, after a rule changed."""
    held = point.levels.filter(latest=True, period_start__gte=_midnight(first))
    if last is not None:
        held = held.filter(period_start__lt=_midnight(last + timedelta(days=2)))
    return settle_days(point, list(held.values_list("period_start", flat=True).distinct()))


def _midnight(on: date) -> datetime:
    return datetime(on.year, on.month, on.day, tzinfo=SHANGHAI)


def _days_about(start: datetime, held: Collection[Entry]) -> Iterable[date]:
    """The day a start belongs to, by the rule of the day before and of its own day."""
    local = start.astimezone(SHANGHAI).date()
    for on in (local - timedelta(days=1), local):
        if day_of(start, spans_on(on, tuple(held))) == on:
            yield on


def _make(point: NoisePoint, days: list[date], held: tuple[Entry, ...]) -> int:
    if not days:
        return 0
    levels = _levels(point, days[0], days[-1])
    rows = [_row(point, on, levels, held) for on in days]
    NoiseDay.objects.bulk_create(
        rows,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["point", "day"],
        update_fields=[
            *("ld", "ln", "ldn", "burst", "hours_day", "hours_night"),
            *("night_begins", "day_computed", "night_computed"),
        ],
    )
    return len(rows)


def _levels(point: NoisePoint, first: date, last: date) -> Given:
    """Latest levels by item and start, hours and whole spans apart (``Leq``, ``Lmax``, ``Ld``, ``Ln``)."""
    begin, _ = hours_of(first, spans_on(first))
    held = point.levels.filter(
        latest=True,
        scaled__isnull=False,
        item__in=("Leq", "Lmax", "Ld", "Ln"),
        period_start__gte=begin[0] - timedelta(days=1),
        period_start__lt=begin[0] + (last - first) + timedelta(days=3),
    )
    found: dict[str, dict[datetime, int]] = defaultdict(dict)
    for item, start, end, scaled in held.values_list("item", "period_start", "period_end", "scaled"):
        if end - start != SPANS.get(item, end - start):
            continue  # a level of another span is none of it
        found[item][start] = scaled
    return found


def _row(point: NoisePoint, on: date, levels: Given, held: tuple[Entry, ...]) -> NoiseDay:
    spans = spans_on(on, held)
    hours = {start: Decimal(scaled) / HUNDRED for start, scaled in levels.get("Leq", {}).items()}
    made = day_levels(on, hours, held)
    ld = _span(made.day.level, levels.get("Ld", {}), on, spans, 0)
    ln = _span(made.night.level, levels.get("Ln", {}), on, spans, 1)
    return NoiseDay(
        point=point,
        day=on,
        ld=ld,
        ln=ln,
        ldn=_ldn(made, ld, ln),
        burst=_burst(levels.get("Lmax", {}), on, spans),
        hours_day=made.day.valid,
        hours_night=made.night.valid,
        night_begins=spans.night_begins,
        day_computed=made.day.level is not None,
        night_computed=made.night.level is not None,
    )


def _span(level: Decimal | None, given: Mapping[datetime, int], on: date, spans: Spans, which: int) -> int | None:
    """The level made of the hours; where they are too few, the one given for the span."""
    if level is not None:
        return int(level * HUNDRED)
    return given.get(hours_of(on, spans)[which][0])


def _ldn(made: DayLevels, ld: int | None, ln: int | None) -> int | None:
    """From the exact levels where both were made of hours, else from the two as they are shown."""
    if made.ldn is not None:
        return int(made.ldn * HUNDRED)
    if ld is None or ln is None:
        return None
    return int(rounded(whole_day(Decimal(ld) / HUNDRED, Decimal(ln) / HUNDRED)) * HUNDRED)


def _burst(loudest: Mapping[datetime, int], on: date, spans: Spans) -> int | None:
    in_night = hours_of(on, spans)[1]
    return max((scaled for start, scaled in loudest.items() if in_night[0] <= start <= in_night[-1]), default=None)
