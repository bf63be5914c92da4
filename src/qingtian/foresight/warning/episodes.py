"""Spells (过程): windows over a bound that follow each other; two whose gap does not clear the first are one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from qingtian.foresight.warning.windows import Window, hours_between


@dataclass(frozen=True, slots=True)
class Spell:
    """``windows`` over the bound, in order; ``joined``: how many gaps too short to clear it lie inside."""

    windows: tuple[Window, ...]
    joined: int = 0

    @property
    def begin(self) -> datetime:
        return self.windows[0].begin

    @property
    def end(self) -> datetime:
        return max(window.end for window in self.windows)

    @property
    def hours(self) -> int:
        """From its first window to the end of its last, gaps that count as part of it included: the strict side."""
        return hours_between(self.begin, self.end)


def spells(
    windows: Sequence[Window], above: int, at_most: int, clear_hours: int, apart: Collection[Window] = ()
) -> tuple[Spell, ...]:
    """The spells with an AQI over ``above``, in order; windows told ``apart`` are not counted as over it.

    A gap in which the AQI is not at or below ``at_most`` for ``clear_hours`` on end clears nothing: the spell goes on.
    A window without an AQI, or a hole between windows, ends it: nothing is concluded from what is not known.
    """
    ordered = sorted(windows, key=lambda window: (window.begin, window.end))
    found: list[Spell] = []
    current: list[Window] = []
    gap: list[Window] = []
    joined = 0
    for window in ordered:
        last = (gap or current)[-1] if (gap or current) else None
        if window.aqi is None or (last is not None and window.begin > last.end):
            found += _closed(current, joined)
            current, gap, joined = [], [], 0
        if window.aqi is None:
            continue
        if window.aqi > above and window not in apart:
            if current and gap and longest_clear(gap, at_most) >= clear_hours:
                found += _closed(current, joined)
                current, joined = [], 0
            elif current and gap:
                joined += 1
            current.append(window)
            gap = []
        elif current:
            gap.append(window)
    return (*found, *_closed(current, joined))


def _closed(windows: list[Window], joined: int) -> list[Spell]:
    return [Spell(tuple(windows), joined)] if windows else []


def longest_clear(windows: Sequence[Window], at_most: int) -> int:
    """The longest time on end, in hours, that these windows keep at or below ``at_most``; unknown ones end it."""
    longest, begin, end = 0, None, None
    for window in windows:
        if window.aqi is None or window.aqi > at_most:
            begin = None
            continue
        if begin is None or end is None or window.begin > end:
            begin, end = window.begin, window.end
        end = max(end, window.end)
        longest = max(longest, hours_between(begin, end))
    return longest
