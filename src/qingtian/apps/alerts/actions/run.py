"""Run the rules (运行告警规则): evaluate, keep the episodes, tell, remind, pass up, clear.

Doing it twice changes nothing.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from qingtian.alerts.evaluation import Episode
from qingtian.alerts.reconciling import Change, Kept, reconcile
from qingtian.alerts.rule import Rule
from qingtian.alerts.telling import answer_by, told_at
from qingtian.apps.alerts.actions.tell import Telling
from qingtian.apps.alerts.models import AlertEpisode
from qingtian.apps.alerts.registry import SOURCES, Source, remembering
from qingtian.apps.alerts.rules import rules_on
from qingtian.apps.alerts.sources.hours import day_of
from qingtian.apps.alerts.watching import Watched, watch, window
from qingtian.apps.alerts.words import peak
from qingtian.apps.places.models import Area
from qingtian.errors import QingtianError

logger = logging.getLogger(__name__)
#: values come late and are revised: so many days are looked at again, and back to the oldest open episode
LOOK_BACK, LONGEST = 7, 60


@dataclass(slots=True)
class Done:
    """Counts of one run. ``refused``: rules that could not be evaluated, or alerts nobody could be told."""

    rules: int = 0
    raised: int = 0
    continuing: int = 0
    cleared: int = 0
    withdrawn: int = 0
    told: int = 0
    passed_up: int = 0
    reminded: int = 0
    refused: int = 0


def run(now: datetime, only: str = "") -> Done:
    """Every rule in force today, or one of them."""
    done, areas = Done(), dict(Area.objects.values_list("code", "pk"))
    telling, sources = Telling(now), {medium: remembering(source) for medium, source in SOURCES.items()}
    for rule in rules_on(day_of(now)):
        if only and rule.id != only:
            continue
        source = sources.get(rule.medium)
        if source is None:
            continue
        try:
            with transaction.atomic():
                _one(rule, source, areas, telling, done)
        except QingtianError as refused:
            logger.warning("alert rule %s: %s", rule.id, refused.sentence("en"))
            done.refused += 1
    if not only:
        _end_of_rules(telling, done)
    _recovered(telling)
    return done


def _one(rule: Rule, source: Source, areas: dict[str, int], telling: Telling, done: Done) -> None:
    until = source.settled(telling.now)
    open_ones = AlertEpisode.objects.filter(rule=rule.id, withdrawn=False)
    oldest = open_ones.filter(cleared=None).order_by("began").values_list("began", flat=True).first()
    since = _since(rule, until, oldest)
    watched = watch(rule, since, until, source)
    if watched is None:
        return
    done.rules += 1
    rows = {
        row.pk: row for row in open_ones.filter(Q(cleared=None) | Q(cleared__gte=since)).select_related("proceeding")
    }
    kept = [Kept(row.pk, row.group, row.began, row.cleared) for row in rows.values()]
    changes = reconcile(kept, watched.episodes, since)
    # what is withdrawn makes room first: one open episode a group is a rule of the database
    for change in sorted(changes, key=lambda each: each.what != "withdrawn"):
        _apply(change, watched, rows, areas, telling, done)


def _since(rule: Rule, until: datetime, oldest: datetime | None) -> datetime:
    since = window(rule, until, LOOK_BACK)
    if oldest is None or oldest - timedelta(days=1) >= since:
        return since
    return max(window(rule, oldest, 1), window(rule, until, LONGEST))


def _apply(
    change: Change,
    watched: Watched,
    rows: dict[int, AlertEpisode],
    areas: dict[str, int],
    telling: Telling,
    done: Done,
) -> None:
    if change.what == "withdrawn":
        assert change.kept is not None
        row = rows[change.kept.key]
        row.withdrawn = True
        row.save(update_fields=["withdrawn"])
        done.withdrawn += 1
        telling.withdraw(row)
        return
    episode = change.episode
    assert episode is not None
    row = rows[change.kept.key] if change.kept else _new(watched, episode, areas)
    was_cleared = row.cleared
    before = _figures_of(row)
    _figures(row, watched, episode, at_edge=bool(change.kept) and episode.began == watched.since)
    if row.pk is None or before != _figures_of(row):
        row.save()
    if change.kept is None:
        done.raised += 1
    elif row.cleared is None:
        done.continuing += 1
    if row.cleared and not was_cleared:
        done.cleared += 1
    telling.follow(row, watched, episode, done)


def _new(watched: Watched, episode: Episode, areas: dict[str, int]) -> AlertEpisode:
    rule = watched.rule
    first = watched.subjects[episode.subjects[0]]
    told = told_at(rule, episode.raised)
    return AlertEpisode(
        rule=rule.id,
        version=rule.version,
        medium=rule.medium,
        item=rule.item,
        group=episode.group,
        area_id=areas.get(first.area),
        party=first.party,
        severity=rule.severity,
        unit=watched.item.unit,
        longitude=first.longitude,
        latitude=first.latitude,
        told_at=told,
        answer_by=answer_by(rule, told),
    )


def _figures(row: AlertEpisode, watched: Watched, episode: Episode, *, at_edge: bool) -> None:
    """What follows the values. At the edge of what was looked at the beginning kept is the true one."""
    if not at_edge:
        row.began, row.raised = episode.began, episode.raised
    row.cleared = episode.cleared
    row.peak = peak(watched, episode)
    row.peak_subject = episode.peak.subject if episode.peak else ""
    row.subjects = [
        {"code": code, **watched.subjects[code].name.as_dict()} for code in episode.subjects if code in watched.subjects
    ]


def _figures_of(row: AlertEpisode) -> tuple[object, ...]:
    return row.began, row.raised, row.cleared, row.peak, row.peak_subject, row.subjects


def _end_of_rules(telling: Telling, done: Done) -> None:
    """Open episodes of rules no longer in force are cleared by the end of their rule, not left open for ever."""
    held = {rule.id for rule in rules_on(day_of(telling.now))}
    rows = AlertEpisode.objects.filter(cleared=None, withdrawn=False).exclude(rule__in=held)
    for row in rows.select_related("proceeding"):
        row.cleared = telling.now
        row.save(update_fields=["cleared"])
        done.cleared += 1
        telling.clear(row)


def _recovered(telling: Telling) -> None:
    """Alerts whose data were back before somebody took them up end now that somebody has."""
    waiting = AlertEpisode.objects.filter(cleared__isnull=False, proceeding__state="acknowledged")
    for row in waiting.select_related("proceeding"):
        telling.clear(row)
