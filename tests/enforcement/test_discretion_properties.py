"""What holds of every computed fine: inside the range of the law, growing with every factor, bounds that nest."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from qingtian.enforcement.discretion.reading import load_tables
from qingtian.enforcement.discretion.reckon import reckon
from qingtian.enforcement.discretion.reckoned import Given, Reckoned, Statutory
from qingtian.enforcement.discretion.table import MoneyBand
from qingtian.enforcement.money import FEN
from qingtian.law.model import Basis
from qingtian.law.reading import load_law

LAW, TABLES, ON = load_law(), load_tables(), date(2022, 9, 1)
MODEL_A, MODEL_B, MODEL_C = TABLES["hunan_example"], TABLES["guangdong_2022"], TABLES["jiangmen_2020"]
NAMES = tuple(MODEL_A.factors)
sums = st.decimals("0.01", "50000000", places=2)
percents = st.decimals(0, 100, places=2)
ranges = st.tuples(sums, sums).map(sorted)


def law_range(ends: list[Decimal]) -> Statutory:
    return Statutory(ends[0], ends[1], Basis("eco_env_code_2026", "1107"), "copy")


def by_factors(table: str, ends: list[Decimal], shares: list[Decimal]) -> Reckoned:
    names = NAMES if table == "hunan_example" else tuple(f"own_{n}" for n in range(len(shares)))
    answers = {name: (f"{share}%",) for name, share in zip(names, shares, strict=True)}
    return reckon(TABLES[table], law_range(ends), Given(factors=answers), "over_limit", ON, LAW)


@settings(max_examples=60)
@given(st.sampled_from(["hunan_example", "guangdong_2022"]), ranges, st.lists(percents, min_size=5, max_size=5))
def test_a_fine_stays_in_the_range_of_the_law_and_its_bounds_nest(
    table: str, ends: list[Decimal], shares: list[Decimal]
) -> None:
    fine = by_factors(table, ends, shares)
    assert 0 < ends[0] <= fine.lowest <= fine.computed <= fine.highest <= ends[1]
    assert fine.computed == fine.computed.quantize(FEN)
    assert all(each.lowest <= each.highest for each in fine.bounds.values())
    if mitigated := fine.bounds.get("mitigated"):
        assert 0 <= mitigated.lowest <= mitigated.highest < ends[0]


@settings(max_examples=60)
@given(
    st.sampled_from(["hunan_example", "guangdong_2022"]),
    ranges,
    st.lists(percents, min_size=5, max_size=5),
    st.integers(0, 4),
    percents,
)
def test_a_heavier_factor_never_makes_a_lighter_fine(
    table: str, ends: list[Decimal], shares: list[Decimal], which: int, more: Decimal
) -> None:
    heavier = [max(share, more) if n == which else share for n, share in enumerate(shares)]
    assert by_factors(table, ends, shares).computed <= by_factors(table, ends, heavier).computed


@settings(max_examples=60)
@given(ranges, st.lists(st.decimals(0, 20, places=2), min_size=5, max_size=5))
def test_the_parts_of_the_percentage_sum_add_up_exactly_below_the_maximum(
    ends: list[Decimal], shares: list[Decimal]
) -> None:
    exact = ends[0] + sum(ends[1] * share / 100 for share in shares)
    assert abs(by_factors("hunan_example", ends, shares).computed - min(exact, ends[1])) <= FEN / 2


@settings(max_examples=60)
@given(st.lists(st.integers(1, 10_000_000), min_size=4, max_size=4, unique=True), st.integers(1, 3), st.integers(0, 5))
def test_one_more_like_penalty_never_lowers_the_fine_of_the_bands(ends: list[int], number: int, punished: int) -> None:
    steps = [Decimal(end) for end in sorted(ends)]
    bands = tuple(MoneyBand(low, high) for low, high in pairwise(steps))
    whole = law_range([steps[0], steps[-1]])

    def fine(times: int) -> Decimal:
        asked = Given(bands=bands, in_bands=(number,), punished=times)
        return reckon(MODEL_C, whole, asked, "over_limit", ON, LAW).computed

    assert steps[0] <= fine(punished) <= fine(punished + 1) <= steps[-1]


@settings(max_examples=40)
@given(ranges, percents, st.decimals(30, 50, places=2))
def test_an_apology_never_raises_the_fine_nor_goes_below_the_minimum(
    ends: list[Decimal], share: Decimal, apology: Decimal
) -> None:
    plain = Given(factors={"effect": (f"{share}%",)})
    sorry = Given(factors=plain.factors, apology=apology)
    before = reckon(MODEL_B, law_range(ends), plain, "over_limit", ON, LAW).computed
    after = reckon(MODEL_B, law_range(ends), sorry, "over_limit", ON, LAW).computed
    assert ends[0] <= after <= before
