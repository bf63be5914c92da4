"""When a period speaks for an alert and when against it: one function a kind.

Each gives two lists along the periods: ``raises`` and ``clears``, True, False, or None where nobody can tell, because
the value is missing. Comparisons are of whole numbers: a bound is moved to the next number that meets it.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction

from qingtian.alerts.rule import Pattern, Rule, Threshold, Trend

Numbers = Sequence[int | None]
Told = list[bool | None]


def conditions(rule: Rule, numbers: Numbers, scale: int) -> tuple[Told, Told]:
    """``raises`` and ``clears`` of every period of one subject."""
    if rule.kind == "missing":
        return _opposed(_silent(numbers))
    if rule.trend:
        return _opposed(_trend(rule.trend, numbers, scale))
    if rule.pattern and rule.pattern.shape == "often":
        return _opposed(_often(rule.pattern, numbers, scale))
    if rule.pattern:
        return _opposed(_frozen(rule.pattern, numbers))
    assert rule.threshold is not None
    return _met(rule.threshold, numbers, scale), _back(rule.threshold, rule.clearing.beyond, numbers, scale)


def _silent(numbers: Numbers) -> Told:
    """Before its first value a subject is not silent: it has not begun."""
    begun = next((n for n, number in enumerate(numbers) if number is not None), len(numbers))
    return [None] * begun + [number is None for number in numbers[begun:]]


def _opposed(raises: Told) -> tuple[Told, Told]:
    return raises, [None if one is None else not one for one in raises]


def _met(threshold: Threshold, numbers: Numbers, scale: int) -> Told:
    meets = meeting(threshold, scale)
    return [None if number is None else meets(number) for number in numbers]


def meeting(threshold: Threshold, scale: int) -> Callable[[int], bool]:
    """Whether a number meets the bound; 以上 and 以下 with it, 超过 and 低于 without."""
    exact = Fraction(threshold.bound) * scale
    if threshold.upward:
        least = math.ceil(exact) if threshold.at_least is not None else math.floor(exact) + 1
        return lambda number: number >= least
    most = math.floor(exact) if threshold.at_most is not None else math.ceil(exact) - 1
    return lambda number: number <= most


def _back(threshold: Threshold, beyond: Decimal | None, numbers: Numbers, scale: int) -> Told:
    """Not meeting the bound any more; with ``beyond``, below it (above it, where the bound is a lowest)."""
    if beyond is None:
        return [None if one is None else not one for one in _met(threshold, numbers, scale)]
    back = Threshold(below=beyond) if threshold.upward else Threshold(above=beyond)
    return _met(back, numbers, scale)


def _trend(trend: Trend, numbers: Numbers, scale: int) -> Told:
    """Against the lowest (highest) of the periods before that have a value; None where none has."""
    sign = 1 if trend.direction == "rise" else -1
    least, window = math.ceil(Fraction(trend.by) * scale), deque[tuple[int, int]]()
    told: Told = []
    for n, number in enumerate(numbers):
        while window and window[0][0] < n - trend.within:
            window.popleft()
        turned = None if number is None else sign * number
        told.append(None if turned is None or not window else turned - window[0][1] >= least)
        if turned is not None:
            while window and window[-1][1] >= turned:
                window.pop()
            window.append((n, turned))
    return told


def _frozen(pattern: Pattern, numbers: Numbers) -> Told:
    told: Told = []
    run = 0
    for n, number in enumerate(numbers):
        same = number is not None and n > 0 and numbers[n - 1] == number
        run = 0 if number is None else run + 1 if same else 1
        told.append(None if number is None else run >= pattern.times)
    return told


def _often(pattern: Pattern, numbers: Numbers, scale: int) -> Told:
    """Among the last periods, the present one included; a missing value is no hit, and leaves its own period open."""
    assert pattern.threshold is not None
    met = _met(pattern.threshold, numbers, scale)
    told: Told = []
    hits = 0
    for n, one in enumerate(met):
        hits += one is True
        hits -= n >= pattern.out_of and met[n - pattern.out_of] is True
        told.append(None if one is None else hits >= pattern.times)
    return told
