"""Draw objects and officers (双随机): from pools and seed, and from nothing else, so that anybody can repeat it. Pure.

The key is ``SM3(seed newline nonce)``. Of each class the objects stand in the order of ``SM3(key newline number)``;
an object whose yearly cap is used up, or for whom too few officers without an interest are left, is passed over and the
next is taken. Its officers are the first of ``SM3(key newline number/label)`` among those without an interest. No step
uses a generator of random numbers of a language, so the outcome is that of any program in any year.
"""

from __future__ import annotations

from dataclasses import dataclass

from qingtian.drawing.ordering import mark
from qingtian.drawing.pools import CLASSES, Pools
from qingtian.trail.canonical import sm3

#: why an object was passed over
CAP, OFFICERS = "cap", "officers"


@dataclass(frozen=True, slots=True)
class Drawn:
    """One drawn object with its officers' labels, in the order they were drawn."""

    number: str
    of_class: str
    ticket: str
    officers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a draw gave. ``passed_over`` are (number, why) of objects that came up and could not be visited."""

    drawn: tuple[Drawn, ...]
    passed_over: tuple[tuple[str, str], ...]


def draw_visits(pools: Pools, seed: str) -> Outcome:
    """The outcome of these pools under this seed; a class with fewer objects that can be visited gives all of them."""
    key = sm3(f"{seed}\n{pools.nonce}".encode())
    drawn: list[Drawn] = []
    passed: list[tuple[str, str]] = []
    for of_class in CLASSES:
        wanted = pools.counts.get(of_class, 0)
        in_class = (one for one in pools.objects if one.of_class == of_class)
        for one in sorted(in_class, key=lambda one: (mark(key, one.number), one.number)):
            if wanted == 0:
                break
            team = _team(pools, key, one.number)
            if one.left == 0 or team is None:
                passed.append((one.number, CAP if one.left == 0 else OFFICERS))
                continue
            drawn.append(Drawn(one.number, of_class, mark(key, one.number), team))
            wanted -= 1
    return Outcome(tuple(drawn), tuple(passed))


def _team(pools: Pools, key: str, number: str) -> tuple[str, ...] | None:
    free = [one.label for one in pools.officers if number not in one.interests]
    ordered = sorted(free, key=lambda label: (mark(key, f"{number}/{label}"), label))
    return tuple(ordered[: pools.team]) if len(free) >= pools.team else None
