"""What alerts have in common on their pages: names of rules, values and times as they are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from qingtian.alerts.rule import MEDIA, SEVERITIES, Rule
from qingtian.apps.alerts.models import AlertEpisode
from qingtian.language import Text
from qingtian.procedures import load_procedures

NAV = "desk:monitoring"
HOURS = Text("{n} 小时", "{n} hour(s)")
DAYS = Text("{n} 天", "{n} day(s)")
AND_MORE = Text("{names}等 {n} 处", "{names} and others, {n} in all")
NAMED = 3


@dataclass(frozen=True, slots=True)
class AlertRow:
    """One alert as the list shows it."""

    episode: AlertEpisode
    severity: Text
    medium: Text
    rule: Text
    who: Text
    state: Text
    age: Text
    overdue: bool


def row_of(episode: AlertEpisode, rules: Mapping[str, Rule], now: datetime) -> AlertRow:
    """With the words of the rule as it is today; a rule that is gone bears its id."""
    matter = episode.proceeding
    assert matter is not None
    rule = rules.get(episode.rule)
    waiting = matter.state in ("raised", "escalated")
    return AlertRow(
        episode=episode,
        severity=SEVERITIES[episode.severity],
        medium=MEDIA[episode.medium],
        rule=rule.title if rule else Text(episode.rule, episode.rule),
        who=who(episode),
        state=load_procedures().edition(matter.procedure, matter.edition).states[matter.state].title,
        age=lasted(episode.began, episode.cleared or now),
        overdue=waiting and now >= episode.answer_by,
    )


def who(episode: AlertEpisode) -> Text:
    """The subjects, the first few by name."""
    names = [(one["zh"], one["en"]) for one in episode.subjects]
    shown = Text("、".join(zh for zh, _ in names[:NAMED]) or "—", ", ".join(en for _, en in names[:NAMED]) or "—")
    return shown if len(names) <= NAMED else AND_MORE.format(names=shown, n=len(names))


def lasted(since: datetime, until: datetime) -> Text:
    """Whole hours up to two days, then whole days."""
    hours = max(int((until - since).total_seconds() // 3600), 0)
    return HOURS.format(n=hours) if hours < 48 else DAYS.format(n=hours // 24)
