"""Thresholds as data (阈值): each rule names a measure, its least value, and the sentence that explains a hit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from qingtian.errors import DeclarationError
from qingtian.insight.hot.measures import Measures
from qingtian.language import Text

MEASURES = ("reports", "people", "repeats", "dissatisfied", "span", "recent")


@dataclass(frozen=True, slots=True)
class Rule:
    """Met where every measure of ``least`` is reached and, with ``growth`` per cent, the recent reports are at least
    so many per cent of those before (any number against none)."""

    id: str
    title: Text
    because: Text
    least: Mapping[str, int]
    growth: int = 0

    def met(self, found: Measures) -> bool:
        """Whether these measures meet it; a border value meets it."""
        if any(getattr(found, name) < least for name, least in self.least.items()):
            return False
        return not self.growth or found.recent * 100 >= found.before * self.growth

    def sentence(self, found: Measures) -> Text:
        """Why, with the figures."""
        return self.because.format(**found.as_dict())


@dataclass(frozen=True, slots=True)
class Thresholds:
    """``window_days``: how far back reports are looked at; ``recent_days``: what counts as lately; ``cell_metres``:
    the side of the square that reports on the map fall into."""

    window_days: int
    recent_days: int
    cell_metres: int
    rules: Sequence[Rule]

    def reasons(self, found: Measures) -> list[Rule]:
        """The rules these measures meet, in the declared order."""
        return [rule for rule in self.rules if rule.met(found)]


def read_thresholds(declared: Mapping[str, Any], where: str) -> Thresholds:
    """From the declaration. Raises DeclarationError ``hot.thresholds`` naming what is wrong."""
    try:
        rules = [_rule(id_, entry) for id_, entry in declared["rules"].items()]
        window, recent, metres = (_positive(declared[name]) for name in ("window_days", "recent_days", "cell_metres"))
        if not rules:
            raise ValueError("no rules")
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        message = Text(f"热点阈值不完整：{error}", f"the thresholds of hot issues are incomplete: {error}")
        raise DeclarationError("hot.thresholds", message, where=where) from error
    return Thresholds(window, recent, metres, rules)


def _rule(id_: str, entry: Mapping[str, Any]) -> Rule:
    least = {name: _positive(value) for name, value in entry["least"].items()}
    if unknown := set(least) - set(MEASURES):
        raise ValueError(f"{id_}: {', '.join(sorted(unknown))}")
    if not least:
        raise ValueError(f"{id_}: least")
    growth = entry.get("growth_per_cent")
    return Rule(id_, Text.of(entry["title"]), Text.of(entry["because"]), least, _positive(growth) if growth else 0)


def _positive(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise ValueError(f"{value} is no number above nought")
    return value
