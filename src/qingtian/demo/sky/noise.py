"""Numbers that look irregular and can be drawn for any hour alone."""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b
from math import floor, log


def drawn(seed: int, name: str, number: int) -> float:
    """A number in 0 … 1 that depends on its arguments alone."""
    digest = blake2b(f"{seed}/{name}/{number}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") / 2**64


@lru_cache(maxsize=20_000)
def _knot(seed: int, name: str, number: int) -> float:
    return drawn(seed, name, number)


def wave(seed: int, name: str, hour: float, period: float) -> float:
    """A smooth curve in −1 … 1 that wanders from one drawn knot to the next every ``period`` hours."""
    place = hour / period
    knot = floor(place)
    part = place - knot
    part = part * part * (3 - 2 * part)
    before, after = _knot(seed, name, knot), _knot(seed, name, knot + 1)
    return 2 * (before + (after - before) * part) - 1


def waiting(seed: int, name: str, number: int) -> float:
    """An exponentially distributed number of mean 1: amounts of rain, lengths of outages."""
    return -log(1 - drawn(seed, name, number) * 0.999)
