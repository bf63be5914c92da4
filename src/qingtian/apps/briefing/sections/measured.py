"""What was measured last week (监测): the city's days by level, and the alerts that were raised."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from qingtian.alerts.rule import SEVERITIES
from qingtian.apps.air.figures.open_days import AirDay, air_days
from qingtian.apps.air.figures.questions import days_of
from qingtian.apps.air.models import Region
from qingtian.apps.air.places import CITY, WHOLE_CITY
from qingtian.apps.alerts.models import AlertEpisode
from qingtian.apps.alerts.queries import BY_SEVERITY, told
from qingtian.apps.briefing.matters import matters, state_of, with_last_time
from qingtian.apps.briefing.parts import MOST, Asked, Line, Part
from qingtian.language import Text

TITLE = Text("上周测到了什么", "What was measured last week")
NOTHING = Text("上周没有有效的空气日均值，也没有告警。", "Last week had no valid day of air and no alert.")
AIR = Text(
    "{place}空气：{days} 个有效日，优良 {good} 天，AQI {low} 至 {high}",
    "Air, {place}: {days} valid day(s), {good} of them excellent or good, AQI {low} to {high}",
)
WORST = Text("最高在 {day}，首要污染物 {primary}", "The highest on {day}, led by {primary}")
ALERT = Text("{severity}：{what}", "{severity}: {what}")
ALERTS = 4
GOOD = 2
SHANGHAI = ZoneInfo("Asia/Shanghai")


def measured(asked: Asked) -> Part:
    """Days without an index are left out, never counted as clean."""
    lines = [*_air(asked), *_alerts(asked)]
    return Part("measured", TITLE, tuple(lines[:MOST]), NOTHING, "desk:alerts")


def _air(asked: Asked) -> list[Line]:
    region = Region.objects.filter(code=asked.area).first() if asked.area else None
    code, name = (region.code, Text(region.name_zh, region.name_en)) if region else (CITY, WHOLE_CITY)
    days = days_of([code], asked.since, asked.until)
    known = [(one.aqi, one) for one in air_days(days, code, asked.monday) if one.aqi is not None]
    if not known:
        return []
    worst: tuple[int, AirDay] = max(known, key=lambda one: one[0])
    told = {"days": len(known), "good": sum((one.level or 9) <= GOOD for _, one in known)}
    span = {"low": min(aqi for aqi, _ in known), "high": worst[0]}
    why = WORST.format(day=worst[1].day, primary="、".join(worst[1].primary)) if worst[1].primary else None
    return [Line(AIR.format(place=name, **told, **span), why)]


def _alerts(asked: Asked) -> list[Line]:
    """The gravest of last week which the reader may see."""
    begin = datetime.combine(asked.since, time(), SHANGHAI)
    raised = told(asked.actor).filter(raised__gte=begin, raised__lt=begin + timedelta(days=7), withdrawn=False)
    raised = raised.filter(proceeding__in=matters(asked, "monitor_alert").values("pk"))
    return with_last_time(
        asked, [(_line(one), one.proceeding) for one in raised.order_by(BY_SEVERITY, "raised")[:ALERTS]]
    )


def _line(one: AlertEpisode) -> Line:
    matter = one.proceeding
    what = Text(matter.title, matter.title)
    return Line(ALERT.format(severity=SEVERITIES[one.severity], what=what), state_of(matter), matter.number)
