"""City water quality index (城市水质指数 CWQI): the sum of 21 ratios to class III, or ``incomplete``.

城市地表水环境质量排名技术规定（试行）, 2017: C / C_III; DO C_III / C; pH by its distance from 7. Fewer than all
items are never summed: an index of 20 items is always smaller, so better, than one of 21.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Literal, Self

from pydantic import model_validator

from qingtian.standards.declared import Declared, package_data, read
from qingtian.standards.water import rules
from qingtian.standards.water.items import PACKAGE, items
from qingtian.standards.water.limits import THIRD, LimitEdition, Waterbody
from qingtian.standards.water.rules import Dated, Exact, Rule


class RankingEdition(Dated):
    """The rules of the index and of the ranking in force for data of its days."""

    items: Rule[tuple[str, ...]]
    neutral_ph: Rule[Exact]
    averaged: Rule[Literal["concentrations_first"]]
    city_weights: Rule[Literal["numbers"]]
    index_decimals: Rule[int]
    change_decimals: Rule[int]

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if set(self.items.value) - set(items()):
            raise ValueError(f"{self.id} names an item that is none")
        return self


@dataclass(frozen=True, slots=True)
class WaterIndex:
    """``index`` exact, None where ``missing`` names an item; ``singles`` are the ratios of those there are."""

    index: Fraction | None
    singles: Mapping[str, Fraction]
    missing: tuple[str, ...]


def water_index(
    counted: Mapping[str, Fraction],
    waterbody: Waterbody,
    limits: LimitEdition,
    rule: RankingEdition,
    only: Sequence[str] | None = None,
) -> WaterIndex:
    """The index of what values count; ``only`` the items a recorded rule names instead of the 21."""
    wanted = tuple(only) if only is not None else rule.items.value
    ratios = {code: _ratio(code, counted[code], waterbody, limits, rule) for code in wanted if code in counted}
    singles = {code: ratio for code, ratio in ratios.items() if ratio is not None}
    missing = tuple(code for code in wanted if code not in singles)
    total = None if missing or not wanted else sum(singles.values(), Fraction(0))
    return WaterIndex(total, singles, missing)


def city_index(rivers: WaterIndex | None, lakes: WaterIndex | None, sections: int, points: int) -> Fraction | None:
    """(rivers × M + lakes × N) / (M + N); None where an index that counts is missing."""
    parts = [(found, number) for found, number in ((rivers, sections), (lakes, points)) if number]
    total = Fraction(0)
    for found, number in parts:
        if found is None or found.index is None:
            return None
        total += found.index * number
    return total / (sections + points) if parts else None


def _ratio(
    code: str, value: Fraction, waterbody: Waterbody, limits: LimitEdition, rule: RankingEdition
) -> Fraction | None:
    """The single index; None for oxygen of exactly 0, which no ratio describes."""
    if code in limits.within:
        low, high = limits.within[code]
        middle = rule.neutral_ph.value
        return (middle - value) / (middle - low) if value <= middle else (value - middle) / (high - middle)
    if code in limits.at_least:
        return limits.at_least[code][THIRD] / value if value else None
    return value / limits.most(code, waterbody)[THIRD]


class _Ranking(Declared):
    editions: tuple[RankingEdition, ...]

    @model_validator(mode="after")
    def _follow_each_other(self) -> Self:
        rules.succeeding(self.editions)
        return self


@cache
def ranking_editions() -> tuple[RankingEdition, ...]:
    """Every edition held, oldest first."""
    return read(_Ranking, package_data(PACKAGE, "ranking.yaml")).editions


def ranking_on(day: date) -> RankingEdition:
    """The edition for data of that day."""
    return rules.on(ranking_editions(), day)
