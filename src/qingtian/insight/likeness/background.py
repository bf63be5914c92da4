"""How common each pair of letters is among all reports of the office: what everybody writes tells nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import log

from qingtian.insight.likeness.letters import pairs, plain
from qingtian.insight.likeness.rules import rules

#: the two reports that are compared are among those counted, and say nothing about the others
COMPARED = 2


@dataclass(frozen=True)
class Background:
    """``total`` reports, and in how many of them each pair stands; a pair that is missing stands in none."""

    total: int = 0
    counts: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, reports: Iterable[str]) -> Background:
        """Counted from these reports."""
        counts: Counter[str] = Counter()
        total = 0
        for total, words in enumerate(reports, 1):  # noqa: B007 - the last count is the total
            counts.update(set(pairs(plain(words))))
        return cls(total, counts)

    def information(self, pair: str) -> float:
        """What a pair tells, in nats. Few reports count little against what is generally expected."""
        known = rules().background
        expected = known["generic_share"] if pair in rules().generic else known["share"]
        others = max(0, self.counts.get(pair, 0) - COMPARED)
        share = (others + known["weight"] * expected) / (self.total + known["weight"])
        return -log(min(share, 1.0))
