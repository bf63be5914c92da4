"""Which rules of water are not sure (未核实), each in a sentence, so that every publication can name them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from qingtian.language import Text
from qingtian.standards.declared import CERTAINTIES, Basis
from qingtian.standards.water.evaluation import evaluation_on
from qingtian.standards.water.index import ranking_on
from qingtian.standards.water.limits import limits_on
from qingtian.standards.water.rules import Rule
from qingtian.standards.water.trophic import trophic_on

LINE = Text("{title}（依据 {instrument} {clause}；{certainty}）", "{title} (after {instrument} {clause}; {certainty})")
SATURATED = Text("溶解氧饱和率的计算", "the saturation of dissolved oxygen")


def unverified_rules(day: date, *, index: bool = True, lakes: bool = True) -> tuple[Text, ...]:
    """A sentence for each rule held on ``day`` that was not read in the text itself."""
    return tuple(
        LINE.format(title=title, instrument=b.instrument, clause=b.clause, certainty=CERTAINTIES[b.certainty])
        for title, b in _used(day, index, lakes)
        if b.certainty != "sure"
    )


def _used(day: date, index: bool, lakes: bool) -> Iterator[tuple[Text, Basis]]:
    limits = limits_on(day)
    yield limits.title, limits.basis
    yield SATURATED, limits.saturation.full_basis
    yield from _rules(evaluation_on(day))
    if index:
        yield from _rules(ranking_on(day))
    if lakes:
        yield trophic_on(day).title, trophic_on(day).basis


def _rules(edition: object) -> Iterator[tuple[Text, Basis]]:
    for value in vars(edition).values():
        if isinstance(value, Rule):
            yield value.title, value.basis
