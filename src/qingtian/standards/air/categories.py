"""The levels of the index (空气质量指数级别): their words, colours and what to tell people."""

from __future__ import annotations

from datetime import date
from functools import cache
from itertools import pairwise
from typing import Self

from pydantic import model_validator

from qingtian.standards.air.declarations import Edition
from qingtian.standards.air.editions import edition_on
from qingtian.standards.declared import Basis, Bilingual, Declared, package_data, read


class Category(Declared):
    """One level (级别): 1 is best. ``up_to`` is the greatest index in it, ``None`` for the last."""

    level: int
    up_to: int | None
    word: Bilingual
    colour_name: Bilingual
    rgb: tuple[int, int, int]
    effect: Bilingual
    advice: Bilingual


class _Scale(Declared):
    id: str
    basis: Basis
    words_basis: Basis
    levels: tuple[Category, ...]

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        limits = [category.up_to for category in self.levels]
        if limits[-1] is not None or None in limits[:-1]:
            raise ValueError("only the last level may be open above")
        if any(low >= high for low, high in pairwise(limit for limit in limits if limit is not None)):
            raise ValueError("the limits of the levels must rise")
        if [category.level for category in self.levels] != list(range(1, len(self.levels) + 1)):
            raise ValueError("levels must be numbered from 1")
        return self


@cache
def _scale(name: str) -> _Scale:
    return read(_Scale, package_data("qingtian.standards.air", "scales", f"{name}.yaml"))


def categories(on: date) -> tuple[Category, ...]:
    """The levels in force for data of the day ``on``, best first."""
    return _scale(edition_on(on).scale).levels


def categories_of(edition: Edition) -> tuple[Category, ...]:
    """The levels an edition of the index rule uses, best first."""
    return _scale(edition.scale).levels


def category_of(index: int, edition: Edition) -> Category:
    """The level of an index. HJ 633-2012 Table 2; HJ 633-2026 Table 1."""
    return next(c for c in _scale(edition.scale).levels if c.up_to is None or index <= c.up_to)
