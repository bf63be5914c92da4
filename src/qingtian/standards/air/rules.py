"""The shape of one rule: its value, where it stands, how sure that is, what it is used for, and what else is held.

A rule whose basis is not ``sure`` is a switch (开关): an administrator may give it another value in the overlay folder
(``overlay``). One that is sure can only be superseded by a new dated edition.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import BeforeValidator, Field

from qingtian.language import Text
from qingtian.standards.declared import Basis, Bilingual, Declared

#: what a rule decides; a figure names its uses, and from them the unverified rules it rests on
Use = Literal[
    "station_day", "ozone_day", "place_day", "period", "percentile", "attainment", "index", "ranking", "change", "trend"
]
USES: dict[str, Text] = {
    "station_day": Text("点位日均值", "station day"),
    "ozone_day": Text("臭氧日最大 8 小时", "ozone day"),
    "place_day": Text("城市（区域）日均值", "place day"),
    "period": Text("时段统计", "period"),
    "percentile": Text("百分位数", "percentile"),
    "attainment": Text("达标评价", "attainment"),
    "index": Text("综合指数", "composite index"),
    "ranking": Text("排名", "ranking"),
    "change": Text("同比变化", "change"),
    "trend": Text("趋势", "trend"),
}

Value = TypeVar("Value")


def _share(value: object) -> object:
    """``3/4`` as a fraction; a binary float such as 0.75 is refused, for it need not be the number written."""
    if isinstance(value, str):
        return Fraction(value)
    if isinstance(value, float):
        raise ValueError(f"write a share as a fraction such as 3/4, not {value}")
    return value


#: a share from 0 to 1, written ``3/4``
Share = Annotated[Fraction, BeforeValidator(_share), Field(ge=0, le=1)]
#: what an item counts for in the composite index; 1 unless a rule says otherwise
Weight = Annotated[Fraction, BeforeValidator(_share), Field(gt=0, le=100)]
#: how many decimals a figure is rounded to
Decimals = Annotated[int, Field(ge=0, le=3)]


class Option(Declared, Generic[Value]):
    """Another value that somebody holds to be right (备选), kept off until an administrator turns it on."""

    value: Value
    words: Bilingual
    basis: Basis


class Rule(Declared, Generic[Value]):
    """One rule of an edition."""

    title: Bilingual
    value: Value
    basis: Basis
    used_for: Annotated[tuple[Use, ...], Field(min_length=1)]
    options: tuple[Option[Value], ...] = ()

    @property
    def sure(self) -> bool:
        """Read in the standard's own text."""
        return self.basis.certainty == "sure"


def rules_in(part: Declared) -> Iterator[tuple[str, Rule[Any]]]:
    """Name and rule of every rule of a declaration, in order; one of a family is named ``percentiles.CO``."""
    for name in type(part).model_fields:
        held = getattr(part, name)
        if isinstance(held, Rule):
            yield name, held
        elif isinstance(held, dict):
            yield from ((f"{name}.{key}", rule) for key, rule in held.items() if isinstance(rule, Rule))
