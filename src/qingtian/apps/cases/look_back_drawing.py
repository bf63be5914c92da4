"""The draw of look-backs: what is drawn follows from the list and the seed alone, so that anybody can repeat it. Pure.

The list is fixed before the seed is known (``digest`` proves it); the order is that of ``qingtian.drawing.ordering``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qingtian.drawing.ordering import draw, mark

ALL = "all"


@dataclass(frozen=True, slots=True)
class Drawn:
    """One drawn case; ``by`` is random or risk."""

    number: str
    unit: str
    by: str
    ticket: str
    reasons: tuple[str, ...] = ()


def of_lines(written: str) -> dict[str, str]:
    """``unit number`` a line: of each number its unit.

    >>> of_lines("town BA-2026-000001")
    {'BA-2026-000001': 'town'}
    """
    pairs = (line.split(maxsplit=1) for line in written.splitlines() if line.strip())
    return {number: unit for unit, number in pairs}


def reasons_of_lines(written: str) -> dict[str, tuple[str, ...]]:
    """``number reason；reason`` a line, the gravest first."""
    found = {}
    for line in written.splitlines():
        number, _, said = line.strip().partition(" ")
        if number:
            found[number] = tuple(one for one in said.split("；") if one)
    return found


def share_of(population: int, percent: int) -> int:
    """So many of the population, rounded up: a share that is not nothing draws at least one.

    >>> share_of(11, 20), share_of(10, 20), share_of(3, 1), share_of(9, 0)
    (3, 2, 1, 0)
    """
    return -(-population * percent // 100)


def drawn_cases(
    units: Mapping[str, str], at_risk: Mapping[str, Sequence[str]], seed: str, *, random_share: int, risk_share: int
) -> list[Drawn]:
    """First those at random, then, of the others, the first of the list of risk."""
    numbers = sorted(units)
    picked = draw(seed, {ALL: numbers}, share_of(len(numbers), random_share)).get(ALL, [])
    left = [number for number in at_risk if number in units and number not in picked]
    grave = left[: share_of(len(numbers), risk_share)]
    return [
        *(Drawn(n, units[n], "random", mark(seed, n), tuple(at_risk.get(n, ()))) for n in picked),
        *(Drawn(n, units[n], "risk", mark(seed, n), tuple(at_risk[n])) for n in grave),
    ]
