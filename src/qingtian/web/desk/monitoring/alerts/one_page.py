"""One alert: its values as a line with the bound, the rule that raised it, who was told; acts are on its matter."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.alerts.rule import Rule
from qingtian.alerts.values import STEPS, complete, written
from qingtian.apps.alerts.models import AlertEpisode
from qingtian.apps.alerts.queries import told
from qingtian.apps.alerts.registry import SOURCES, Source
from qingtian.apps.alerts.rules import all_rules
from qingtian.apps.alerts.words import condition
from qingtian.apps.proceedings.queries import projection_of
from qingtian.charts import SCREEN, TrendPoint, trend
from qingtian.language import Text
from qingtian.web.design.drawn import drawn
from qingtian.web.desk.monitoring.alerts.words import NAV, row_of
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.web.templatetags.words import say

#: periods drawn before the beginning and after the end; in all no more than a week of hours
AROUND, MOST = 12, 168
LABEL = Text("{who}的{item}，{unit}", "{item} of {who}, {unit}")
BOUND = Text("界限 {n}", "bound {n}")


@officer
@require_safe
def alert(request: DeskRequest, number: str) -> HttpResponse:
    """404 where the actor may not see its matter."""
    episode = told(request.actor).filter(proceeding__number=number).first()
    if episode is None or episode.proceeding is None:
        raise Http404
    rules = {(rule.id, rule.version): rule for rule in all_rules()}
    rule = rules.get((episode.rule, episode.version))
    facts = projection_of(episode.proceeding).facts
    context = {
        "row": row_of(episode, {episode.rule: rule} if rule else {}, request.now),
        "episode": episode,
        "matter": episode.proceeding,
        "rule": rule,
        "condition": condition(rule) if rule else None,
        "names": [Text(one["zh"], one["en"]) for one in episode.subjects],
        "told": facts.get("told", ""),
        "done": facts.get("done", ""),
        "chart": _chart(episode, rule, request.now) if rule else None,
        "nav_current": NAV,
    }
    return render(request, "desk/monitoring/alerts/one.html", context)


def _chart(episode: AlertEpisode, rule: Rule, now: datetime) -> Any:
    """The series of the subject that speaks loudest; None where there is nothing to draw."""
    source, code = SOURCES.get(rule.medium), episode.peak_subject
    if source is None or not code or rule.kind == "missing":
        return None
    step = STEPS[rule.period]
    since = episode.began - AROUND * step
    until = min((episode.cleared or now) + AROUND * step, source.settled(now), since + MOST * step)
    points = _points(source, rule, code, since, until, step)
    if not any(point.value for point in points):
        return None
    item = source.item(rule.item)
    assert item is not None
    title = say(LABEL.format(who=_name(episode, code), item=item.title, unit=item.unit))
    bound = str(rule.threshold.bound) if rule.threshold else ""
    spec = trend(SCREEN, title, points, limit=bound, rule=say(BOUND.format(n=bound)) if bound else "", width=720)
    return drawn(spec, LABEL.format(who=_name(episode, code), item=item.title, unit=item.unit))


def _points(
    source: Source, rule: Rule, code: str, since: datetime, until: datetime, step: timedelta
) -> list[TrendPoint]:
    item = source.item(rule.item)
    values = complete(source.series(rule.item, [code], since, until).get(code, ()), rule.period, since, until)
    form = "%m-%d %H:%M" if rule.period == "hour" else "%m-%d"
    return [
        TrendPoint(
            one.start.astimezone(since.tzinfo).strftime(form),
            "" if one.number is None or item is None else written(one.number, item.scale),
        )
        for one in values
    ]


def _name(episode: AlertEpisode, code: str) -> Text:
    found = next((one for one in episode.subjects if one["code"] == code), None)
    return Text(found["zh"], found["en"]) if found else Text(code, code)
