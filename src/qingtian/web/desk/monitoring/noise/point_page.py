"""One point's story (点位): a month of days and nights against the limits, the hours of one day, corrections."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from qingtian.apps.entered.queries import entries
from qingtian.apps.noise.models import NoiseLevel, NoisePoint
from qingtian.apps.noise.queries import JudgedDay, days_of, judged_days, level
from qingtian.apps.noise.settle import TABLES
from qingtian.charts import SCREEN, TrendPoint, trend
from qingtian.language import Text
from qingtian.standards.air.feed import SHANGHAI
from qingtian.standards.noise.levels import hours_of
from qingtian.standards.noise.limits import PLACES, spans_on
from qingtian.standards.periods import month_of
from qingtian.web.design.drawn import drawn
from qingtian.web.desk.monitoring.noise.choice import chosen
from qingtian.web.desk.monitoring.noise.words import NAV, rests_on, row_of, zone_words
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.web.templatetags.words import say

CHART = Text("昼间（实线）和夜间（虚线）等效声级，dB(A)", "Levels of day (line) and night (dashed), dB(A)")
HOURS = Text("{day} 起 24 小时的等效声级，dB(A)", "Levels of the 24 hours from {day}, dB(A)")
NIGHT_LIMIT = Text("夜间限值 {limit}", "night limit {limit}")


@dataclass(frozen=True, slots=True)
class Hour:
    """An hour of the day shown: what was sent, why there is no number, what it was before it was corrected."""

    start: datetime
    night: bool
    shown: str
    reason: str
    earlier: tuple[str, ...]


@officer
@require_safe
def noise_point(request: DeskRequest, code: str) -> HttpResponse:
    """``?month=2026-10`` the days, ``?day=`` the hours of one of them, else of the last."""
    point = NoisePoint.objects.select_related("area", "source").filter(code=code).first()
    if point is None:
        raise Http404
    month = chosen(request.GET.get("month", ""), "month", month_of, request.as_of, "month")
    judged = judged_days(days_of(month.period).filter(point=point).order_by("day"))
    day = _day(request.GET.get("day", ""), judged)
    hours = _hours(point, day) if day else []
    context = {
        "point": point,
        "place": PLACES[point.place],  # type: ignore[index]
        "zones": [(zone_words(one.zone), one.first_day, one.last_day) for one in point.zones.all()],
        "month": month,
        "rows": [row_of(one) for one in reversed(judged)],
        "refused": next((one.refused for one in judged if one.refused is not None), None),
        "chart": _chart(point, judged),
        "day": day,
        "hours": hours,
        "hours_chart": _hours_chart(day, hours) if day else None,
        "rests_on": rests_on(),
        "nav_current": NAV,
    }
    return render(request, "desk/monitoring/noise/point.html", context)


def _day(asked: str, judged: Sequence[JudgedDay]) -> date | None:
    days = [one.day.day for one in judged]
    return next((day for day in days if day.isoformat() == asked), days[-1] if days else None)


def _hours(point: NoisePoint, on: date) -> list[Hour]:
    """The 24 hours of the day and its night, those nobody sent among them; one query."""
    in_day, in_night = hours_of(on, spans_on(on, entries(*TABLES)))
    held = point.levels.filter(
        item=NoiseLevel.Item.LEQ, period_start__gte=in_day[0], period_start__lte=in_night[-1]
    ).order_by("revision")
    sent: dict[datetime, list[NoiseLevel]] = {}
    for row in held:
        sent.setdefault(row.period_start.astimezone(SHANGHAI), []).append(row)
    return [_hour(start, start in in_night, sent.get(start, [])) for start in (*in_day, *in_night)]


def _hour(start: datetime, night: bool, rows: list[NoiseLevel]) -> Hour:
    if not rows:
        return Hour(start, night, "", "", ())
    found = level(rows[-1].scaled)
    shown = "" if found is None else f"{found:f}"
    return Hour(start, night, shown, rows[-1].reason, tuple(row.text for row in rows[:-1]))


def _chart(point: NoisePoint, judged: Sequence[JudgedDay]) -> SafeString | None:
    points = [
        TrendPoint(f"{one.day.day.month}-{one.day.day.day:02d}", _figure(one.day.ld), _figure(one.day.ln))
        for one in judged
    ]
    if len(points) < 2 or not any(one.value or one.before for one in points):
        return None
    limits = {one.evaluation.limits.night for one in judged if one.evaluation}
    limit = f"{limits.pop():f}" if len(limits) == 1 else ""
    rule = say(NIGHT_LIMIT.format(limit=limit)) if limit else ""
    label = Text(f"{point.name_zh}：{CHART.zh}", f"{point.name_en}: {CHART.en}")
    return drawn(trend(SCREEN, say(CHART), points, limit=limit, rule=rule, width=640), label)


def _hours_chart(on: date, hours: Sequence[Hour]) -> SafeString | None:
    points = [TrendPoint(f"{hour.start:%H}", hour.shown) for hour in hours]
    if not any(one.value for one in points):
        return None
    title = HOURS.format(day=on.isoformat())
    return drawn(trend(SCREEN, say(title), points, width=640), title)


def _figure(scaled: int | None) -> str:
    found = level(scaled)
    return "" if found is None else f"{found:f}"
