"""Electricity of treatment plants (治污设施用电) against the hours outlets reported: a day without any use of it.

The daily use arrives with CN=3020 (``i33202``); what counts is zero, no threshold is guessed. It is a reason to look.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from qingtian.apps.monitors.found import Found, Kind, is_noticed, noticed_since
from qingtian.apps.monitors.models import FieldInfo, HourValue, Outlet
from qingtian.apps.monitors.rules import local_day, rules_of
from qingtian.apps.monitors.sent import HOUR
from qingtian.apps.monitors.story import midnight
from qingtian.standards.sources.scale import read
from qingtian.standards.sources.spells import Spell

#: accumulated use of the day so far, by annex B.10 of HJ 212-2017
DAILY_USE = "i33202"
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DayUse:
    """The greatest daily use a device told on that day, in millionths of the unit it sends; as text too."""

    day: date
    scaled: int
    text: str


def uses(outlets: Iterable[int], begins: datetime, ends: datetime) -> dict[int, list[DayUse]]:
    """The electricity of each outlet by day, where its device sends it; one question."""
    told: defaultdict[int, dict[date, DayUse]] = defaultdict(dict)
    infos = FieldInfo.objects.filter(logger__outlet__in=list(outlets), code=DAILY_USE, at__gte=begins, at__lt=ends)
    for outlet, text, at in infos.order_by("at").values_list("logger__outlet", "text", "at"):
        value, day = read(text), local_day(at)
        if value is not None and (day not in told[outlet] or told[outlet][day].scaled <= value):
            told[outlet][day] = DayUse(day, value, text)
    return {outlet: sorted(days.values(), key=lambda use: use.day) for outlet, days in told.items()}


def without_electricity(outlets: Iterable[Outlet], begins: datetime, ends: datetime) -> list[Found]:
    """Days on which the plant used nothing while the outlet sent valid hours that no stop was declared for."""
    chosen = {outlet.pk: outlet for outlet in outlets}
    dark = {(outlet, use.day) for outlet, days in uses(chosen, begins, ends).items() for use in days if use.scaled == 0}
    if not dark:
        return []
    rules, noticed = rules_of(chosen, begins, ends), noticed_since(chosen, begins)
    rows = HourValue.objects.filter(latest=True, outlet__in={pk for pk, _ in dark}, validity=HourValue.Validity.VALID)
    days = {day for _, day in dark}
    rows = rows.filter(period_start__gte=midnight(min(days)), period_start__lt=midnight(max(days) + ONE_DAY))
    sent = {
        (outlet, local_day(start))
        for outlet, factor, start in rows.order_by().values_list("outlet", "factor", "period_start")
        if rules.declared(outlet, factor, start, start + HOUR) != "stopped"
    }
    told = [
        Found(chosen[pk], "", Kind.ELECTRICITY, Spell(midnight(day), midnight(day + ONE_DAY)))
        for pk, day in sorted(dark & sent, key=lambda one: one[1], reverse=True)
    ]
    return [one for one in told if not is_noticed(one, noticed)]
