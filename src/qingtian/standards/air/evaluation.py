"""The shape of an edition of the evaluation rule (HJ 663) and of the ranking rule, as written in ``data``."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from qingtian.standards.air.declarations import Applies
from qingtian.standards.air.pollutants import pollutants
from qingtian.standards.air.rules import Decimals, Rule, Share, Weight
from qingtian.standards.declared import Bilingual, Declared
from qingtian.standards.periods import KINDS, Kind

Percent = Annotated[int, Field(ge=1, le=99)]
#: as the period figures are rounded, or PM10 and PM2.5 with one decimal
Printing = Literal["as_evaluated", "particulates_one_decimal"]
Window = Annotated[int, Field(ge=8, le=24)]


class Enough(Declared):
    """How many valid days make a period's figure valid (有效性). ``items`` empty: all that no other rule names.

    A period needs ``days`` in all, ``month_days`` in each of its months (``february_days`` in February) and ``share``
    of its days; what is 0 asks nothing.
    """

    kind: Kind
    items: tuple[str, ...] = ()
    days: Annotated[int, Field(ge=0, le=366)] = 0
    month_days: Annotated[int, Field(ge=0, le=31)] = 0
    february_days: Annotated[int, Field(ge=0, le=29)] = 0
    share: Share = Fraction(0)


class _Dated(Declared):
    """An edition with the days of data it is for."""

    id: str
    title: Bilingual
    applies: Applies

    def covers(self, day: date) -> bool:
        """Whether data of ``day`` are evaluated with this edition."""
        return self.applies.covers(day)

    @property
    def starts(self) -> date | None:
        """Its first day; None where it is open before."""
        return self.applies.first_day


class EvaluationEdition(_Dated):
    """One edition of HJ 663: from the hour to the period, and whether a place attains. Windows of ozone are named by
    the hour they end at."""

    order_of_averaging: Rule[Literal["station_days", "place_hours"]]
    least_station_share: Rule[Share]
    decimals_station_day: Rule[dict[str, Decimals]]
    decimals_place_day: Rule[dict[str, Decimals]]
    decimals_period: Rule[dict[str, Decimals]]
    ozone_first_window: Rule[Window]
    ozone_last_window: Rule[Window]
    ozone_least_windows: Rule[Annotated[int, Field(ge=1, le=24)]]
    ozone_valid_above: Rule[Literal["grade_2", "grade_1", "never"]]
    mean_items: Rule[tuple[str, ...]]
    percentiles: dict[str, Rule[Percent]]
    percentile_method: Rule[Literal["linear"]]
    enough: dict[str, Rule[Enough]]
    attainment: Rule[Literal["mean_and_percentile"]]
    factor_decimals: Rule[Decimals]
    rate_decimals: Rule[Decimals]
    good_level: Rule[Annotated[int, Field(ge=1, le=6)]]
    critical_values: Rule[dict[int, Annotated[Decimal, Field(gt=0, le=1)]]]
    unheld: tuple[Bilingual, ...] = ()
    """What the edition is known to say but whose text nobody here has read; nothing computes it."""

    @model_validator(mode="after")
    def _whole(self) -> Self:
        wanted = set(pollutants())
        for rule in (self.decimals_station_day, self.decimals_place_day, self.decimals_period):
            if set(rule.value) != wanted:
                raise ValueError(f"{self.id}: decimals for {sorted(rule.value)}, wanted {sorted(wanted)}")
        if set(self.percentiles) != wanted or not set(self.mean_items.value) <= wanted:
            raise ValueError(f"{self.id}: every item has a percentile, and means are of known items")
        if self.ozone_first_window.value > self.ozone_last_window.value:
            raise ValueError(f"{self.id}: the first window of ozone ends after the last")
        if {rule.value.kind for rule in self.enough.values()} != set(KINDS):
            raise ValueError(f"{self.id}: how many days are enough must be said for {', '.join(KINDS)}")
        return self


class RankingEdition(_Dated):
    """One edition of the ranking rule: the composite index (综合指数) and the order of places."""

    divisors: Rule[str]
    """``in_force``, or the id of the edition of GB 3095 whose limits divide whatever the day."""
    weights: Rule[dict[str, Weight]]
    printing: Rule[Printing]
    """How the concentrations of a ranking are printed; the index is computed from what is printed."""
    index_decimals: Rule[Decimals]
    ratio_rounding: Rule[Literal["once_at_the_end"]]
    ties: Rule[Literal["share_then_skip"]]
    ties_shown_by: Rule[str]
    change_decimals: Rule[Decimals]
    change_leaves_out: Rule[Literal["attaining", "nobody"]]

    @model_validator(mode="after")
    def _whole(self) -> Self:
        wanted = set(pollutants())
        if set(self.weights.value) != wanted:
            raise ValueError(f"{self.id}: weights are of {sorted(wanted)}")
        if self.ties_shown_by.value not in wanted:
            raise ValueError(f"{self.id}: ties are shown by one of {sorted(wanted)}")
        return self
