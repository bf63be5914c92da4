"""The draw (抽样): a seed and a list give the same sample to everybody who does it again. Pure.

Of each unit the files are put in the order of ``SM3(seed newline number)`` and the first so many are taken: nobody can
steer it who does not choose the seed after seeing the list, and list and seed are both on the trail.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qingtian.trail.canonical import sm3

#: name of this order; it stands in every file that was drawn by it and never changes its meaning
ALGORITHM = "sm3-order/1"


def mark(seed: str, number: str) -> str:
    """Where a file stands in the order of the draw."""
    return sm3(f"{seed}\n{number}".encode())


def draw(seed: str, candidates: Mapping[str, Sequence[str]], per_unit: int) -> dict[str, list[str]]:
    """Of each unit the drawn numbers in the order of the draw; a unit with fewer files gives all of them.

    >>> draw("7", {"a": ["1", "2", "3"]}, 1) == draw("7", {"a": ["3", "1", "2"]}, 1)
    True
    """
    return {
        unit: sorted(set(numbers), key=lambda number: mark(seed, number))[:per_unit]
        for unit, numbers in sorted(candidates.items())
    }


def digest(candidates: Mapping[str, Sequence[str]]) -> str:
    """SM3 of all candidates, a line a file: unit, blank, number, in order."""
    lines = [f"{unit} {number}" for unit, numbers in candidates.items() for number in set(numbers)]
    return sm3("\n".join(sorted(lines)).encode())
