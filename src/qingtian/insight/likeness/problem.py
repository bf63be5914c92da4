"""Whether two reports speak of one problem: what is noticed, and what it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from qingtian.insight.likeness.letters import plain
from qingtian.insight.likeness.model import Report
from qingtian.insight.likeness.rules import rules


@dataclass(frozen=True, slots=True)
class ProblemAlike:
    """True: the same; False: another one; None: a side does not tell."""

    noticed: bool | None
    from_what: bool | None
    shared: frozenset[str] = frozenset()

    @property
    def other(self) -> bool:
        """Another problem, though perhaps at the same place."""
        return self.noticed is False or self.from_what is False


def _found(words: str, lexicon: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    letters = plain(words)
    return frozenset(name for name, listed in lexicon.items() if any(word in letters for word in listed))


def _same(one: frozenset[str], other: frozenset[str]) -> bool | None:
    return bool(one & other) if one and other else None


def problem_alike(one: Report, other: Report) -> ProblemAlike:
    """By the words first; by the media named where the words of a side do not tell."""
    noticed = [_found(report.words, rules().symptoms) for report in (one, other)]
    sources = [_found(report.words, rules().activities) for report in (one, other)]
    same = _same(*noticed)
    if same is None:
        same = _same(one.media, other.media)
    return ProblemAlike(same, _same(*sources), (noticed[0] & noticed[1]) | (sources[0] & sources[1]))
