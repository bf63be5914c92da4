"""Find the hot groups: one an equal tie, measured, held against the thresholds; what lies in another is one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from qingtian.insight.hot.happening import Happening
from qingtian.insight.hot.measures import Measures, measure
from qingtian.insight.hot.thresholds import Rule, Thresholds

#: of two groups that share so many per cent of the smaller one, the smaller is left out
SHARED = 50
#: ties of words alone: where a group shares its reports with one of firmer ties, that one stands
LOOSE = frozenset({"topic"})


@dataclass(frozen=True, slots=True)
class Found:
    """A hot group: what ties it, its reports in order, what was measured, and the rules it meets."""

    basis: str
    name: str
    reports: Sequence[Happening]
    measures: Measures
    rules: Sequence[Rule]

    @property
    def keys(self) -> frozenset[int]:
        """The reports by key."""
        return frozenset(one.key for one in self.reports)


def find(happenings: Iterable[Happening], thresholds: Thresholds, *, on: date) -> list[Found]:
    """Hot groups of the window that ends on ``on``, the strongest first: firm ties, more rules, people, reports.

    Equal input gives equal output, in whatever order it comes. A report may stand in two groups that share little.
    """
    first = on - timedelta(days=thresholds.window_days - 1)
    groups: dict[tuple[str, str], list[Happening]] = defaultdict(list)
    for one in happenings:
        if first <= one.on <= on:
            for tie in set(one.ties):
                groups[tie].append(one)
    hot = [found for tie, group in groups.items() if (found := _hot(tie, group, thresholds, on))]
    return _without_shared(sorted(hot, key=_strength))


def _hot(tie: tuple[str, str], group: list[Happening], thresholds: Thresholds, on: date) -> Found | None:
    measures = measure(group, on=on, recent_days=thresholds.recent_days)
    rules = thresholds.reasons(measures)
    ordered = sorted(group, key=lambda one: (one.on, one.key))
    return Found(*tie, ordered, measures, rules) if rules else None


def _strength(found: Found) -> tuple[bool, int, int, int, str, str]:
    return (
        found.basis in LOOSE,
        -len(found.rules),
        -found.measures.people,
        -found.measures.reports,
        found.basis,
        found.name,
    )


def _without_shared(hot: Sequence[Found]) -> list[Found]:
    kept: list[Found] = []
    for one in hot:
        keys = one.keys
        if all(len(keys & other.keys) * 100 <= SHARED * min(len(keys), len(other.keys)) for other in kept):
            kept.append(one)
    return kept
