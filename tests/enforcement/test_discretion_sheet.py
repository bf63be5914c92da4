"""The sheet of a case: bounds by direction, reasons and deliberation, evidence, never heavier; comparable cases."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qingtian.enforcement.discretion.comparison import Spread, distance, spread_of
from qingtian.enforcement.discretion.reading import load_tables
from qingtian.enforcement.discretion.reckon import reckon
from qingtian.enforcement.discretion.reckoned import Given, Statutory
from qingtian.enforcement.discretion.sheet import Chosen, refuse_unsound
from qingtian.errors import Refused
from qingtian.law.model import Basis
from qingtian.law.reading import load_law

LAW, ON = load_law(), date(2026, 9, 1)
ANSWERS = {
    "exceedance": ("1.5",),
    "receiving_water": ("class_three",),
    "duration": ("2",),
    "repeat": ("1",),
    "neighbours": ("none",),
}
SHOWN = dict.fromkeys(ANSWERS, ("3",))
RANGE = Statutory(Decimal(100_000), Decimal(1_000_000), Basis("eco_env_code_2026", "1107"), "copy")
WORKED = reckon(load_tables()["hunan_example"], RANGE, Given(factors=ANSWERS), "over_limit", ON, LAW)
WITH_REASONS: dict[str, Any] = {"reasons": "主动清理", "discussion": "2026-09-02 案审会"}


def outcome(fine: str, direction: str, **more: Any) -> str:
    try:
        refuse_unsound(WORKED, ANSWERS, Chosen(Decimal(fine), direction, **{"evidence": SHOWN, **more}), LAW)
    except Refused as error:
        return error.code.removeprefix("enforcement.sheet.") if error.basis else "no article"
    return "sound"


@pytest.mark.parametrize(
    ("fine", "direction", "verdict"),
    [
        ("310000", "as_computed", "sound"),
        ("310000.01", "as_computed", "out_of_bounds"),
        ("110000", "lighter", "sound"),
        ("109999.99", "lighter", "out_of_bounds"),
        ("510000", "heavier", "sound"),
        ("510000.01", "heavier", "out_of_bounds"),
        ("99999.99", "mitigated", "sound"),
        ("100000", "mitigated", "out_of_bounds"),
        ("50000", "mitigated", "sound"),
        ("49999.99", "mitigated", "out_of_bounds"),
        ("310000", "sideways", "direction"),
    ],
)
def test_a_chosen_fine_lies_in_the_bounds_of_its_direction_to_the_fen(fine: str, direction: str, verdict: str) -> None:
    assert outcome(fine, direction, **WITH_REASONS) == verdict


def test_a_departure_needs_reasons_and_a_collective_decision() -> None:
    assert outcome("200000", "lighter") == "no_reasons"
    assert outcome("200000", "lighter", reasons="主动清理") == "not_discussed"
    assert outcome("200000", "lighter", reasons=" ", discussion="会") == "no_reasons"


def test_every_answered_factor_has_its_evidence() -> None:
    assert outcome("310000", "as_computed", evidence={**SHOWN, "duration": ()}) == "no_evidence"
    assert outcome("310000", "as_computed", evidence=None) == "no_evidence"


def test_nothing_is_added_after_the_defence() -> None:
    assert outcome("510000", "heavier", noticed=Decimal(510_000), **WITH_REASONS) == "sound"
    assert outcome("510000", "heavier", noticed=Decimal("509999.99"), **WITH_REASONS) == "heavier_than_noticed"


def test_quartiles_lie_between_the_ordered_fines() -> None:
    assert spread_of([]) == Spread(0)
    five = spread_of(Decimal(each) for each in (50, 10, 20, 40, 30))
    assert five == Spread(5, Decimal(10), Decimal(20), Decimal(30), Decimal(40), Decimal(50))
    assert spread_of([Decimal(10), Decimal(21)]).lower_quartile == Decimal("12.75")


@settings(max_examples=60)
@given(st.lists(st.decimals("0.01", "1000000", places=2), min_size=1, max_size=12))
def test_the_spread_is_in_order_and_within_the_fines(fines: list[Decimal]) -> None:
    spread = spread_of(fines)
    parts = [spread.least, spread.lower_quartile, spread.median, spread.upper_quartile, spread.most]
    assert parts == sorted(part for part in parts if part is not None)
    assert (spread.count, spread.least, spread.most) == (len(fines), min(fines), max(fines))


@pytest.mark.parametrize(("chosen", "warns"), [("150", False), ("150.01", True), ("50", False), ("49.99", True)])
def test_a_fine_far_from_the_median_is_pointed_out_beyond_the_threshold_of_the_office(chosen: str, warns: bool) -> None:
    told = distance(Decimal(chosen), spread_of([Decimal(100)] * 5), ON, LAW)
    assert told is not None
    assert (told.warns, told.threshold.certainty) == (warns, "local_default")


def test_too_few_cases_are_no_measure() -> None:
    assert distance(Decimal(1), spread_of([Decimal(100)] * 4), ON, LAW) is None
