"""One outlet's story (一个排放口): its hours against the limit, days, what it declared, its devices, its notices."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from qingtian.apps.monitors.electricity import DAILY_USE, uses
from qingtian.apps.monitors.models import FieldInfo, MonitorNotice, Outlet
from qingtian.apps.monitors.policy import SEES, may_keep
from qingtian.apps.monitors.rules import Rules
from qingtian.apps.monitors.story import HourOf, Series, days_of, midnight, series_of
from qingtian.apps.proceedings.policy import visible
from qingtian.apps.proceedings.queries import procedure_of
from qingtian.charts import SCREEN, DayBar, day_bars
from qingtian.language import Text
from qingtian.standards.sources.factors import factor_title
from qingtian.standards.sources.hours import STATES
from qingtian.standards.sources.marks import reason_words
from qingtian.web.access import PAGES
from qingtian.web.design.drawn import drawn
from qingtian.web.desk.enforcement.seats import only
from qingtian.web.desk.monitoring.outlets.words import (
    ANOMALIES,
    MARKS,
    MEDIA,
    NAV,
    every_outlet,
    figure,
    hour_words,
    state_words,
    times_words,
    title_of,
)
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.web.templatetags.words import say

#: spans a page may show, in days; the first where none is asked for
SPANS = (3, 1, 7, 14)
INFOS, NOTICES, MARKED = 20, 20, 30
TITLE = Text("{factor} 小时值", "{factor} by hour")
LIMIT = Text("限值 {limit}", "limit {limit}")
LABEL = Text("{outlet}，{factor}，{first} 到 {last}", "{outlet}, {factor}, {first} to {last}")


@dataclass(frozen=True, slots=True)
class Asked:
    """Which factor, and which days: ``days`` of them up to ``last``."""

    factor: str
    days: int
    last: date

    @property
    def first(self) -> date:
        return self.last - timedelta(days=self.days - 1)

    @classmethod
    def of(cls, request: DeskRequest) -> Asked:
        span, last = request.GET.get("days", ""), request.GET.get("until", "")
        days = int(span) if span in map(str, SPANS) else SPANS[0]
        try:
            day = min(date.fromisoformat(last), request.as_of)
        except ValueError:
            day = request.as_of
        return cls(request.GET.get("factor", ""), days, day)


@officer
@require_safe
@only(SEES)
def outlet(request: DeskRequest, number: str) -> HttpResponse:
    """``?factor=``, ``?days=`` of ``SPANS``, ``?until=`` a day. 404 where there is no such outlet."""
    found = every_outlet().filter(number=number).first()
    if found is None:
        raise Http404
    asked = Asked.of(request)
    every, rules = series_of(found, asked.first, asked.last, request.now)
    chosen = _chosen(every, asked.factor)
    context = {
        "outlet": found,
        "medium": MEDIA[found.medium],
        "asked": asked,
        "spans": sorted(SPANS),
        "series": [(one.factor, factor_title(one.factor)) for one in every],
        "chosen": chosen,
        "may_keep": may_keep(request.actor, found),
        "reads_parties": bool(PAGES["desk:party"].roles & request.actor.roles),
        "reads_frames": bool(PAGES["desk:logger_frame"].roles & request.actor.roles),
        "nav_current": NAV,
        **(_of_the_factor(found, chosen, every, rules, asked) if chosen else {}),
        **_of_the_outlet(request, found, asked),
    }
    return render(request, "desk/monitoring/outlets/story.html", context)


def _chosen(every: list[Series], factor: str) -> Series | None:
    """The factor asked for; else the first with a limit."""
    asked = next((one for one in every if one.factor == factor), None)
    limited = next((one for one in every if one.limit or one.day_limit), None)
    return asked or limited or next(iter(every), None)


def _of_the_factor(found: Outlet, chosen: Series, every: list[Series], rules: Rules, asked: Asked) -> dict[str, Any]:
    counts = Counter(hour.judged.state for hour in chosen.hours)
    last_day = chosen.hours[-24:]
    return {
        "title": factor_title(chosen.factor),
        "chart": _chart(found, chosen, asked),
        "counts": [(STATES[state], n) for state, n in counts.most_common()],
        "hours": [_line(chosen.factor, hour) for hour in reversed(last_day)],
        "days": [
            (one, figure(chosen.factor, one.mean and one.mean.mean), one.mean and times_words(one.mean.times))
            for one in (days_of(found, chosen, every, rules) if chosen.day_limit else ())
        ],
    }


def _line(factor: str, hour: HourOf) -> dict[str, Any]:
    """One hour of the table: what was sent letter by letter, what became of it."""
    row, judged = hour.row, hour.judged
    return {
        "at": hour_words(hour.start),
        "state": state_words(judged.state),
        "over": judged.state == "over",
        "above": judged.above,
        "row": row,
        "converted": figure(factor, row.converted_scaled) if row else figure(factor, None),
        "computed": bool(row and row.converted_by == "computed"),
        "times": times_words(judged.times),
        "reason": reason_words(row.reason) if row and row.reason else None,
    }


def _chart(found: Outlet, chosen: Series, asked: Asked) -> SafeString | None:
    """Hours as bars; those above the limit are ink, an hour without a value keeps its place."""
    bars = [DayBar(hour_words(hour.start), _height(chosen, hour)) for hour in chosen.hours]
    if len(bars) < 2 or not any(bar.value for bar in bars):
        return None
    limit = f"{chosen.limit.limit.normalize():f}" if chosen.limit else ""
    unit = f" ({chosen.unit})" if chosen.unit else ""
    title = say(TITLE.format(factor=factor_title(chosen.factor))) + unit
    spec = day_bars(SCREEN, title, bars, limit=limit, rule=say(LIMIT.format(limit=limit)) if limit else "", width=720)
    label = LABEL.format(
        outlet=found.number, factor=factor_title(chosen.factor), first=str(asked.first), last=str(asked.last)
    )
    return drawn(spec, label)


def _height(chosen: Series, hour: HourOf) -> str:
    value = hour.judged.value
    return "" if value is None else figure(chosen.factor, value)


def _of_the_outlet(request: DeskRequest, found: Outlet, asked: Asked) -> dict[str, Any]:
    begins, ends = midnight(asked.first), midnight(asked.last + timedelta(days=1))
    notices = MonitorNotice.objects.filter(outlet=found, proceeding__in=visible(request.actor))
    held = notices.select_related("proceeding")[:NOTICES]
    infos = FieldInfo.objects.filter(logger__outlet=found, at__lt=ends).exclude(code=DAILY_USE).order_by("-at", "-pk")
    return {
        "limits": [(one, factor_title(one.factor)) for one in found.limits.order_by("factor", "mean", "-valid_from")],
        "instruments": [(one, factor_title(one.factor)) for one in found.instruments.all()],
        "marks": [(one, MARKS[one.kind], title_of(one.factor)) for one in found.marks.order_by("-begins_at")[:MARKED]],
        "loggers": found.loggers.all(),
        "uses": uses([found.pk], begins, ends).get(found.pk, []),
        "infos": infos[:INFOS],
        "notices": [
            (one, ANOMALIES[one.kind], procedure_of(one.proceeding).states[one.proceeding.state].title) for one in held
        ],
    }
