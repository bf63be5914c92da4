"""The fine a discretion table gives: one call for every model."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from qingtian.enforcement.discretion.money_bands import money_bands
from qingtian.enforcement.discretion.percentage_sum import percentage_sum
from qingtian.enforcement.discretion.reckoned import Given, Reckoned, Statutory
from qingtian.enforcement.discretion.table import MONEY_BANDS, PERCENTAGE_SUM, WEIGHTS, Table
from qingtian.enforcement.discretion.weight_accumulation import weight_accumulation
from qingtian.enforcement.violations.catalogue import FineRange
from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.law.model import Basis
from qingtian.law.registry import Law

SIMPLIFIED = {"unit": "penalty.simplified_fine_unit", "person": "penalty.simplified_fine_person"}
#: a range typed by hand: the legal officer names the article in the reasons
TYPED_BY = Basis("local_practice", "")
_MODELS: dict[str, Callable[[Table, Statutory, Given, date, Law], Reckoned]] = {
    PERCENTAGE_SUM: percentage_sum,
    WEIGHTS: weight_accumulation,
}


def reckon(table: Table, statutory: Statutory, given: Given, violation: str, on: date, law: Law) -> Reckoned:
    """The fine under ``table`` on ``on`` (the day of the decision).

    Raises ``enforcement.table.not_in_force``, ``.other_violation``, and what the model raises.
    """
    table.refuse_out_of_force(on)
    table.refuse_other_violation(violation)
    _refuse_crossed(statutory)
    if table.model == MONEY_BANDS:
        return money_bands(table, statutory, given, violation, on, law)
    return _MODELS[table.model](table, statutory, given, on, law)


def statutory_range(
    fine: FineRange | None,
    on: date,
    law: Law,
    *,
    party: str = "unit",
    minimum: Decimal | None = None,
    maximum: Decimal | None = None,
) -> Statutory:
    """The range of the catalogue, or the one typed by hand where none is loaded."""
    least = minimum if (minimum, maximum) != (None, None) or fine is None else fine.minimum
    simplified = law.figure(SIMPLIFIED[party], on=on) if least is None and party in SIMPLIFIED else None
    if minimum is not None or maximum is not None or fine is None:
        return Statutory(minimum, maximum, fine.basis if fine else TYPED_BY, "local_default", simplified, typed=True)
    return Statutory(fine.minimum, fine.maximum, fine.basis, fine.certainty, simplified)


def _refuse_crossed(statutory: Statutory) -> None:
    low, high = statutory.minimum, statutory.maximum
    if low is not None and high is not None and low > high:
        raise UnusableInput(
            "enforcement.discretion.range_crossed",
            Text("法定下限{a}高于上限{b}。", "the minimum {a} is above the maximum {b}.").format(a=low, b=high),
            where=f"{low}..{high}",
            remedy=Text("请核对条文。", "Check the article."),
        )
