"""From a series to episodes (告警过程): raised, continuing, cleared; of one subject, then of a group.

It raises when ``for_periods`` periods in a row speak for it, and clears when as many as ``clearing`` asks speak against
it. A missing value interrupts both counts and is never a zero. An episode begins with the first period that spoke for
it. Nothing is kept between evaluations: the same values give the same episodes, whenever and in whatever order they
came.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from qingtian.alerts.conditions import conditions
from qingtian.alerts.rule import Rule
from qingtian.alerts.values import STEPS, Subject, Value, complete, numbers


@dataclass(frozen=True, slots=True)
class Peak:
    """The number that speaks loudest: the highest, or the lowest where the bound is a lowest."""

    number: int
    subject: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Episode:
    """``began`` is the start of the first period that spoke for it, ``raised`` the end of the one that raised it,
    ``cleared`` the end of the one that cleared it, None while it goes on."""

    rule: str
    group: str
    subjects: tuple[str, ...]
    began: datetime
    raised: datetime
    cleared: datetime | None
    peak: Peak | None

    @property
    def open(self) -> bool:
        return self.cleared is None


def evaluate(
    rule: Rule,
    series: Mapping[str, Iterable[Value]],
    groups: Mapping[str, str],
    *,
    scale: int,
    since: datetime,
    until: datetime,
) -> list[Episode]:
    """The episodes of every group, by group and time. ``groups`` names the group of each subject; ``since`` is the
    start of the first period, ``until`` the last moment a period may end."""
    alone: dict[str, list[Episode]] = {}
    for subject in sorted(series):
        values = complete(series[subject], rule.period, since, until)
        for episode in of_subject(rule, subject, groups[subject], values, scale):
            alone.setdefault(episode.group, []).append(episode)
    return [whole for group in sorted(alone) for whole in merged(alone[group], _downward(rule))]


def of_subject(rule: Rule, subject: str, group: str, values: Sequence[Value], scale: int) -> Iterator[Episode]:
    """One subject's episodes in order; ``values`` are complete and in order."""
    step = STEPS[rule.period]
    raises, clears = conditions(rule, numbers(values), scale)
    first = for_run = clear_run = 0
    raised: datetime | None = None
    for n, (speaks, against) in enumerate(zip(raises, clears, strict=True)):
        if raised is None:
            for_run = for_run + 1 if speaks else 0
            if for_run == rule.for_periods:
                first, raised, clear_run = n - for_run + 1, values[n].start + step, 0
            continue
        clear_run = clear_run + 1 if against else 0
        if clear_run == rule.clearing.periods:
            peak = _peak(rule, subject, values[first : n - clear_run + 1])
            yield Episode(rule.id, group, (subject,), values[first].start, raised, values[n].start + step, peak)
            raised, for_run = None, 0
    if raised is not None:
        peak = _peak(rule, subject, values[first:])
        yield Episode(rule.id, group, (subject,), values[first].start, raised, None, peak)


def merged(episodes: Iterable[Episode], downward: bool = False) -> list[Episode]:
    """Episodes of one group that overlap are one: no group has two at a time. It is open as long as one of them is."""
    found: list[Episode] = []
    for episode in sorted(episodes, key=lambda each: (each.raised, each.began, each.subjects)):
        last = found[-1] if found else None
        if last is None or (last.cleared is not None and last.cleared < episode.raised):
            found.append(episode)
            continue
        found[-1] = Episode(
            last.rule,
            last.group,
            tuple(sorted({*last.subjects, *episode.subjects})),
            min(last.began, episode.began),
            last.raised,
            None if last.cleared is None or episode.cleared is None else max(last.cleared, episode.cleared),
            _louder(last.peak, episode.peak, downward),
        )
    return found


def _downward(rule: Rule) -> bool:
    return bool(rule.threshold and not rule.threshold.upward) or bool(rule.trend and rule.trend.direction == "fall")


def _peak(rule: Rule, subject: str, values: Sequence[Value]) -> Peak | None:
    given = [Peak(value.number, subject, value.start) for value in values if value.number is not None]
    best = min if _downward(rule) else max
    return best(given, key=lambda peak: peak.number) if given else None


def _louder(one: Peak | None, other: Peak | None, downward: bool) -> Peak | None:
    if one is None or other is None:
        return one or other
    best = min if downward else max
    return best(one, other, key=lambda peak: peak.number)


def subjects_of(rule: Rule, subjects: Iterable[Subject]) -> list[Subject]:
    """The subjects a rule watches."""
    codes, areas = set(rule.subjects.codes), set(rule.subjects.areas)
    return [one for one in subjects if (not codes or one.code in codes) and (not areas or one.area in areas)]
