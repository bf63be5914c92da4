"""Which tier a sequence of windows reaches, and why: which days, which AQI, which row of which table."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from qingtian.foresight.warning.episodes import Spell, spells
from qingtian.foresight.warning.tables import TIERS, Condition, TierTable
from qingtian.foresight.warning.windows import Window


@dataclass(frozen=True, slots=True)
class Met:
    """One row of one tier that a spell meets. ``row`` counts from 1 as the table is printed."""

    tier: str
    row: int
    conditions: tuple[Condition, ...]
    spell: Spell


@dataclass(frozen=True, slots=True)
class Finding:
    """``met`` None: no tier is reached. ``apart``: windows over some bound without a colour by the table's scope (led
    by other pollutants, sand-dust, smoke). ``unknown``: windows without an AQI."""

    table: TierTable
    met: Met | None
    apart: tuple[Window, ...]
    unknown: tuple[Window, ...]

    @property
    def tier(self) -> str:
        """The highest tier reached; empty where none is."""
        return self.met.tier if self.met else ""


def find(windows: Sequence[Window], table: TierTable) -> Finding:
    """The highest tier these windows reach. The same windows and table always give the same finding."""
    ordered = sorted(windows, key=lambda window: (window.begin, window.end))
    apart = tuple(window for window in ordered if _is_apart(window, table))
    unknown = tuple(window for window in ordered if window.aqi is None)
    for tier in reversed(TIERS):
        if (met := _met(ordered, table, tier, apart)) is not None:
            return Finding(table, met, apart, unknown)
    return Finding(table, None, apart, unknown)


def bound(condition: Condition) -> int:
    """The AQI a condition asks to be exceeded."""
    return condition.above if condition.above is not None else (condition.reaches or 0) - 1


def lowest_bound(table: TierTable) -> int:
    """The lowest AQI any row asks to be exceeded."""
    return min(bound(one) for tier in table.tiers.values() for row in tier.any_of for one in row)


def _is_apart(window: Window, table: TierTable) -> bool:
    """Over some bound, and by the table's scope without a colour. What leads an unknown window is assumed to count."""
    if window.aqi is None or window.aqi <= lowest_bound(table):
        return False
    led_by_others = bool(window.primary) and not set(window.primary) & set(table.warning_pollutants)
    return led_by_others or window.cause in table.exclude


def _met(windows: Sequence[Window], table: TierTable, tier: str, apart: Collection[Window]) -> Met | None:
    declared = table.tiers.get(tier)  # type: ignore[call-overload]
    for number, row in enumerate(declared.any_of if declared else (), 1):
        spell = _spell_of(windows, table, row, apart)
        if spell is not None:
            return Met(tier, number, tuple(row), spell)
    return None


def _spell_of(
    windows: Sequence[Window], table: TierTable, row: Sequence[Condition], apart: Collection[Window]
) -> Spell | None:
    """The first spell of the row's widest condition within which the others hold too."""
    first, *others = sorted(row, key=bound)
    for spell in _spells(windows, table, first, apart):
        inside = [window for window in windows if spell.begin <= window.begin and window.end <= spell.end]
        if all(_spells(inside, table, other, apart) for other in others):
            return spell
    return None


def _spells(
    windows: Sequence[Window], table: TierTable, condition: Condition, apart: Collection[Window]
) -> list[Spell]:
    if condition.above is None or condition.hours is None:
        counted = (window for window in windows if window not in apart)
        return [Spell((window,)) for window in counted if window.aqi is not None and window.aqi > bound(condition)]
    rule = table.release
    every = spells(windows, condition.above, rule.at_most, rule.hours, apart)
    return [spell for spell in every if spell.hours >= condition.hours]
