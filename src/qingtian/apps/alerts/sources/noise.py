"""Noise: how far day and night of every point lie above the limit of their class, by the judgement of the chapter.

In hundredths of dB(A); at or below the limit is zero or less. A day nobody can judge (no class, a table not entered) is
missing with the code of the refusal.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from qingtian.alerts.values import Item, Subject, Value
from qingtian.apps.alerts.registry import Series, Source
from qingtian.apps.alerts.sources.hours import SHANGHAI, day_of
from qingtian.apps.noise.models import NoiseDay, NoisePoint
from qingtian.apps.noise.queries import JudgedDay, judged_days
from qingtian.language import Text
from qingtian.standards.noise.evaluation import Verdict

DAY, NIGHT = "day_above_limit", "night_above_limit"
HUNDRED = 100
ITEMS = (
    Item(DAY, Text("昼间声级减限值", "Day level less its limit"), "dB(A)", HUNDRED),
    Item(NIGHT, Text("夜间声级减限值", "Night level less its limit"), "dB(A)", HUNDRED),
)


def subjects(item: str) -> Sequence[Subject]:
    """Every point; one query."""
    rows = NoisePoint.objects.select_related("area").order_by("code")
    return [
        Subject(
            row.code,
            Text(row.name_zh, row.name_en or row.name_zh),
            area=row.area.code,
            longitude=None if row.longitude is None else float(row.longitude),
            latitude=None if row.latitude is None else float(row.latitude),
        )
        for row in rows
    ]


def series(item: str, codes: Sequence[str], since: datetime, until: datetime) -> Series:
    """The judged days of all the points."""
    rows = NoiseDay.objects.filter(point__code__in=codes, day__gte=day_of(since), day__lt=day_of(until))
    found: dict[str, list[Value]] = {code: [] for code in codes}
    for one in judged_days(rows.select_related("point", "point__area", "point__source")):
        found[one.day.point.code].append(_value(item, one))
    return found


def _value(item: str, judged: JudgedDay) -> Value:
    start = begins(judged.day.day)
    if judged.evaluation is None:
        return Value(start, None, judged.refused.code if judged.refused else "")
    verdict: Verdict | None = judged.evaluation.day if item == DAY else judged.evaluation.night
    return Value(start, None if verdict is None else int((verdict.level - verdict.limit) * HUNDRED))


def begins(day: date) -> datetime:
    """Midnight in Shanghai."""
    return datetime.combine(day, time.min, SHANGHAI)


def settled(now: datetime) -> datetime:
    """A night ends in the morning after its day; a day later its levels are there."""
    return begins(day_of(now) - timedelta(days=1))


SOURCE = Source("noise", lambda: ITEMS, subjects, series, settled)
