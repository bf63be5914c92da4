"""Alerts of the invented city: raised by its own values and rules, taken up, passed up, closed, some still waiting.

What the rules find in the week before the day of loading is looked up first; the rules then run at the moments at which
somebody is to be told, and people act an hour or two later.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import zip_longest

from qingtian.alerts.evaluation import Episode
from qingtian.alerts.rule import Rule
from qingtian.alerts.telling import answer_by, told_at
from qingtian.apps.alerts.actions.run import run
from qingtian.apps.alerts.models import AlertEpisode
from qingtian.apps.alerts.registry import SOURCES
from qingtian.apps.alerts.rules import rules_on
from qingtian.apps.alerts.watching import watch, window
from qingtian.apps.people.models import Post
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.queries import projection_of
from qingtian.demo.stage import Life, Stage, moment

#: how many alerts are told, and the days looked at
ALERTS, DAYS = 8, 7
HOUR = timedelta(hours=1)
#: roles that take an alert up, the first found acts
TAKES_UP = ("analyst", "penalty_officer", "handling_officer", "clerk", "chief", "organ_head")
TAKEN_UP = (
    ("instrument", "电话问了运维单位，采样管积水，已派人去排。", "handled", "运维单位当天修好，数据恢复。"),
    ("real", "到现场看了，周边工地夜间施工没有喷淋，已要求整改。", "handled", "工地已补喷淋，下一夜没有再高。"),
    ("unknown", "看了曲线和邻近点位，只有这一处，先盯着。", "false_alarm", "核对采样记录，是校准时的值。"),
    ("operation", "企业说在检修，已要求补申报。", "planned", "检修申报已补。"),
)
#: what becomes of the alerts in turn; the first that lasts is passed up, and taken up where it is not the only one
FATES = ("closed", "taken_up", "waiting", "closed", "waiting", "taken_up", "waiting", "waiting")


@dataclass(frozen=True, slots=True)
class Coming:
    """One alert to be told at a moment. ``lasts``: longer than the time to take it up."""

    rule: Rule
    at: datetime
    lasts: bool


def alert_lives(stage: Stage) -> Iterator[Life]:
    """A life an alert, each with its own fate."""
    coming = _coming(stage)
    lasting = [one for one in coming if one.lasts]
    for number, one in enumerate(coming):
        fate = FATES[number % len(FATES)]
        if one in lasting[:1]:
            fate = "passed_up" if len(lasting) > 1 else "left"
        yield _life(stage, one, fate, TAKEN_UP[number % len(TAKEN_UP)])
    yield _in_the_end(stage)


def _coming(stage: Stage) -> list[Coming]:
    """The alerts of the week somebody would be told of, rules in turn, in the order of their moments."""
    until = moment(stage.today, 0)
    by_rule = [list(_told(rule, until)) for rule in rules_on(stage.day(1))]
    mixed = [one for row in zip_longest(*by_rule) for one in row if one]
    return sorted(mixed[:ALERTS], key=lambda one: one.at)


def _told(rule: Rule, until: datetime) -> Iterator[Coming]:
    source = SOURCES.get(rule.medium)
    watched = watch(rule, window(rule, until, DAYS), min(until, source.settled(until))) if source else None
    if source is None or watched is None:
        return
    for episode in watched.episodes:
        at = told_at(rule, max(episode.raised, _known(source.settled, episode))) + timedelta(minutes=7)
        gone = episode.cleared is not None and source.settled(at) >= episode.cleared
        answer = answer_by(rule, at) + HOUR
        lasts = answer < until and (episode.cleared is None or source.settled(answer) < episode.cleared)
        if at < until - 2 * HOUR and not gone:
            yield Coming(rule, at, lasts)


def _known(settled: Callable[[datetime], datetime], episode: Episode) -> datetime:
    """When the values that raise it are there."""
    at = episode.raised
    while settled(at) < episode.raised:
        at += HOUR
    return at


def _in_the_end(stage: Stage) -> Life:
    """The evening before the day of loading: what is back is noted."""
    at = moment(stage.day(1), 19, 10)
    yield at
    for rule in sorted(set(AlertEpisode.objects.filter(cleared=None).values_list("rule", flat=True))):
        run(at, only=rule)


def _life(stage: Stage, coming: Coming, fate: str, words: tuple[str, str, str, str]) -> Life:
    yield coming.at
    before = set(AlertEpisode.objects.exclude(proceeding=None).values_list("pk", flat=True))
    run(coming.at, only=coming.rule.id)
    row = AlertEpisode.objects.exclude(proceeding=None).exclude(pk__in=before).select_related("proceeding").first()
    if row is None or row.proceeding is None:
        return
    matter, at = row.proceeding, coming.at + timedelta(minutes=50)
    if fate in ("passed_up", "left"):
        at = row.answer_by + timedelta(minutes=5)
        yield at
        run(at, only=coming.rule.id)
    if fate in ("waiting", "left"):
        return
    yield at + HOUR
    yield from _taken_up(stage, matter, at + HOUR, words, closes=fate == "closed")


def _taken_up(stage: Stage, matter: Proceeding, at: datetime, words: tuple[str, ...], *, closes: bool) -> Life:
    matter.refresh_from_db()
    post = _post(matter)
    if matter.state not in ("raised", "escalated") or not post:
        return
    seen_as, done, ground, why = words
    stage.act(matter, "acknowledge", post, at, seen_as=seen_as, done=done)
    if not closes:
        return
    at += 3 * HOUR
    yield at
    matter.refresh_from_db()
    if matter.state == "acknowledged":
        stage.act(matter, "note_work", post, at, done=why)
        stage.act(matter, "close", post, at + timedelta(minutes=10), ground=ground, why=why)


def _post(matter: Proceeding) -> str:
    """Somebody of the unit told who may take it up; empty where nobody there has such a role."""
    office = projection_of(matter).relations["office"]["chain"][-1]
    held = Post.objects.filter(organ__code=office).order_by("rank", "code")
    found = [(TAKES_UP.index(role), post.code) for post in held for role in post.roles if role in TAKES_UP]
    return min(found)[1] if found else ""
