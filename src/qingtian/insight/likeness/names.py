"""Names two reports share inside their words: an estate, a road, a firm, known by their ending and their rareness."""

from __future__ import annotations

from collections.abc import Iterator

from qingtian.insight.likeness.background import Background
from qingtian.insight.likeness.letters import pairs
from qingtian.insight.likeness.rules import rules


def shared_runs(one: str, other: str, shortest: int) -> Iterator[str]:
    """The longest stretches of letters that stand in both, each once, from left to right."""
    known = set(pairs(other))
    begin = 0
    while begin < len(one) - 1:
        end = begin
        while end < len(one) - 1 and one[end : end + 2] in known:
            end += 1
        run = one[begin : end + 1]
        while len(run) >= shortest and run not in other:
            run = run[:-1]
        if len(run) >= shortest:
            yield run
        begin += max(len(run) - 1, 1)


def shared_name(one: str, other: str, background: Background) -> float:
    """How much the best shared name tells, from 0 to 1."""
    declared = rules().names
    best = 0.0
    for run in set(shared_runs(one, other, int(declared["shortest"]))):
        for end in range(int(declared["shortest"]), len(run) + 1):
            if run[end - 1] in rules().name_ends:
                best = max(best, _told(run[max(0, end - int(declared["longest"])) : end], background))
    return best


def _told(name: str, background: Background) -> float:
    """From the pairs before the ending: "小区" itself tells nothing."""
    declared = rules().names
    told = [background.information(pair) for pair in pairs(name)]
    if sum(told) / len(told) < declared["rare"]:
        return 0.0
    return min(1.0, max(0.0, (sum(told) - declared["none"]) / (declared["full"] - declared["none"])))
