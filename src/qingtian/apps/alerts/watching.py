"""Evaluating one rule over what its source holds between two times. Reads only; nothing is kept here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from qingtian.alerts.evaluation import Episode, evaluate, subjects_of
from qingtian.alerts.grouping import groups_of
from qingtian.alerts.rule import Rule
from qingtian.alerts.values import Item, Subject
from qingtian.apps.alerts.registry import SOURCES, Source
from qingtian.apps.alerts.sources.hours import whole_hour
from qingtian.errors import UnusableInput
from qingtian.language import Text

NO_ITEM = Text("“{medium}”没有“{item}”这一项。", "“{medium}” has no item “{item}”.")
OTHER_UNIT = Text(
    "规则的单位是“{rule}”，数据的单位是“{data}”，不能比。",
    "The rule is in “{rule}”, the data are in “{data}”: they cannot be compared.",
)


@dataclass(frozen=True, slots=True)
class Watched:
    """What one evaluation saw: the episodes, the subjects by code, and the item they are of."""

    rule: Rule
    item: Item
    subjects: Mapping[str, Subject]
    groups: Mapping[str, str]
    episodes: list[Episode]
    since: datetime
    until: datetime


def watch(rule: Rule, since: datetime, until: datetime, source: Source | None = None) -> Watched | None:
    """The episodes of a rule between two times, over ``source`` or the registered one; None where there is none.

    Raises UnusableInput ``alerts.no_item``, ``alerts.other_unit``.
    """
    source = source or SOURCES.get(rule.medium)
    if source is None:
        return None
    item = item_of(rule, source)
    watched = subjects_of(rule, source.subjects(rule.item))
    groups, codes = groups_of(rule, watched), [one.code for one in watched]
    series = source.series(rule.item, codes, since, until)
    whole = {code: series.get(code, ()) for code in codes}
    episodes = evaluate(rule, whole, groups, scale=item.scale, since=since, until=until)
    return Watched(rule, item, {one.code: one for one in watched}, groups, episodes, since, until)


def item_of(rule: Rule, source: Source) -> Item:
    """What the rule is about; refused where the source has none of it, or in another unit."""
    item = source.item(rule.item)
    if item is None:
        words = NO_ITEM.format(medium=rule.medium, item=rule.item)
        raise UnusableInput("alerts.no_item", words, where=rule.id)
    if rule.kind != "missing" and item.unit != rule.unit:
        words = OTHER_UNIT.format(rule=rule.unit or "—", data=item.unit or "—")
        raise UnusableInput("alerts.other_unit", words, where=rule.id)
    return item


def window(rule: Rule, until: datetime, days: int) -> datetime:
    """So many days before, on a whole period of Shanghai."""
    since = whole_hour(until - timedelta(days=days))
    return since.replace(hour=0) if rule.period == "day" else since


def would_have_raised(rule: Rule, now: datetime, days: int = 30) -> Watched | None:
    """The preview of a rule nobody has put in force yet."""
    source = SOURCES.get(rule.medium)
    if source is None:
        return None
    until = source.settled(now)
    return watch(rule, window(rule, until, days), until)
