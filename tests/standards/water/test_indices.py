"""CWQI, its city index, ranks and change; TLI and its levels; description of a basin: against plain arithmetic."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, localcontext
from fractions import Fraction as F

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingtian.standards.water import (
    Measured,
    RecordedRule,
    average,
    basin,
    change,
    city_index,
    evaluation_on,
    limits_on,
    mean,
    ranking_on,
    ranks,
    rounded,
    shares,
    trophic,
    trophic_on,
    water_index,
)
from qingtian.standards.water.index import WaterIndex
from tests.standards.water import oracle

pytestmark = pytest.mark.once
DAY = date(2026, 10, 31)
LIMITS, RULE, RANKING, TLI = limits_on(DAY), evaluation_on(DAY), ranking_on(DAY), trophic_on(DAY)


def cwqi(values, body="river", only=None):
    return water_index(values, body, LIMITS, RANKING, only)


# ---- CWQI


@pytest.mark.parametrize("body", ["river", "lake"])
def test_the_index_is_the_sum_of_twenty_one_ratios(body):
    assert cwqi(oracle.CLEAN, body).index == sum(oracle.ratio(c, oracle.CLEAN[c], body) for c in oracle.ITEMS)


@pytest.mark.parametrize("left_out", oracle.ITEMS)
def test_fewer_than_all_items_are_never_summed(left_out):
    result = cwqi({code: value for code, value in oracle.CLEAN.items() if code != left_out})
    assert (result.index, result.missing) == (None, (left_out,))


def test_class_three_in_every_item_is_twenty_and_the_ph_is_counted_from_seven():
    third = {c: oracle.limits(c, "river")[2] for c in oracle.ITEMS if c not in ("pH", "DO")} | {"DO": F(5)}
    assert cwqi(third | {"pH": F(7)}).index == 20
    assert cwqi(third | {"pH": F(6)}).index == 21
    assert cwqi(third | {"pH": F(9)}).index == 21
    assert cwqi(third | {"pH": F(8)}).index == F("20.5")


def test_oxygen_of_nothing_has_no_ratio():
    assert cwqi(oracle.CLEAN | {"DO": F(0)}).missing == ("DO",)


@given(st.sampled_from(oracle.ITEMS), st.fractions(min_value=F(1, 1000), max_value=14, max_denominator=1000))
def test_each_single_index_is_that_of_the_oracle(code, value):
    for body in ("river", "lake"):
        assert cwqi({code: value}, body).singles[code] == oracle.ratio(code, value, body)


def test_a_city_weighs_rivers_and_lakes_by_their_numbers():
    rivers, lakes = WaterIndex(F(4), {}, ()), WaterIndex(F(7), {}, ())
    assert city_index(rivers, lakes, 10, 5) == 5
    assert city_index(rivers, None, 10, 0) == 4
    assert city_index(rivers, WaterIndex(None, {}, ("Pb",)), 10, 1) is None
    assert city_index(None, None, 0, 0) is None


def test_incomplete_places_stand_apart_and_equal_indices_share_a_rank():
    result = ranks({"a": F("3.2"), "b": None, "c": F("1.5"), "d": F("3.20001"), "e": F(9)}, 4)
    assert result.ranked == {"c": 1, "a": 2, "d": 2, "e": 4}
    assert result.apart == ("b",)


def test_a_list_by_fewer_items_needs_a_recorded_rule_and_then_measures_all_by_the_same():
    rule = RecordedRule(("COD", "NH3-N"), "云屏环发〔2026〕12号")
    whole, some = cwqi(oracle.CLEAN, only=rule.items), cwqi({"COD": F(20), "NH3-N": F(1)}, only=rule.items)
    assert (some.index, whole.index) == (2, oracle.CLEAN["COD"] / 20 + oracle.CLEAN["NH3-N"])
    for items, document in (((), "x"), (("COD",), " ")):
        with pytest.raises(ValueError, match="names its items"):
            RecordedRule(items, document)


def test_change_is_in_per_cent_of_the_year_before_and_unknown_without_it():
    assert change(F(9), F(10)) == -10
    assert change(F(9), None) is None
    assert change(None, F(9)) is None
    assert change(F(9), F(0)) is None


def test_halves_go_to_the_even():
    assert [str(rounded(F(n, 1000), 2)) for n in (125, 135, 145, 155)] == ["0.12", "0.14", "0.14", "0.16"]


# ---- TLI


def by_hand(chla, tp, tn, sd, codmn) -> Decimal:
    """The formulae of Dianchi written out, to 60 digits."""
    with localcontext() as exact:
        exact.prec = 60
        ln = [Decimal(value).ln() for value in (chla, tp, tn, sd, codmn)]
        return (
            Decimal("0.2663") * 10 * (Decimal("2.5") + Decimal("1.086") * ln[0])
            + Decimal("0.1879") * 10 * (Decimal("9.436") + Decimal("1.624") * ln[1])
            + Decimal("0.1790") * 10 * (Decimal("5.453") + Decimal("1.694") * ln[2])
            + Decimal("0.1834") * 10 * (Decimal("5.118") - Decimal("1.94") * ln[3])
            + Decimal("0.1834") * 10 * (Decimal("0.109") + Decimal("2.661") * ln[4])
        )


@pytest.mark.parametrize(
    "values",
    [("20", "0.06", "3", "0.5", "16"), ("0.1", "0.001", "0.05", "9", "0.3"), ("500", "1.3", "15", "0.1", "40")],
)
def test_the_trophic_index_is_that_of_the_formulae(values):
    given = dict(zip(("chla", "TP", "TN", "SD", "CODMn"), map(F, values), strict=True))
    found = trophic(given, TLI).index
    assert found is not None
    assert abs(found - by_hand(*values)) < Decimal("1e-30")


@pytest.mark.parametrize("missing", ["chla", "TP", "TN", "SD", "CODMn"])
def test_four_of_five_items_make_no_trophic_index_and_zero_has_no_logarithm(missing):
    given = {code: F(1) for code in ("chla", "TP", "TN", "SD", "CODMn")}
    for values in ({c: v for c, v in given.items() if c != missing}, given | {missing: F(0)}):
        result = trophic(values, TLI)
        assert (result.index, result.level, result.missing) == (None, None, (missing,))


@pytest.mark.parametrize(
    ("index", "level"),
    [
        *[("0", "oligotrophic"), ("29.9999", "oligotrophic"), ("30", "mesotrophic"), ("50", "mesotrophic")],
        *[("50.0001", "light"), ("60", "light"), ("60.0001", "moderate"), ("70", "moderate"), ("70.0001", "hyper")],
    ],
)
def test_trophic_levels_at_their_borders(index, level):
    assert TLI.level(Decimal(index)).id == level


# ---- description of a basin


def described(good: int, middling: int, worst: int) -> str | None:
    found = basin(["II"] * good + ["IV"] * middling + ["劣V"] * worst, RULE)
    return found and found.id


@pytest.mark.parametrize(
    ("good", "worst", "words"),
    [
        *[(90, 10, "excellent"), (89, 11, "good"), (75, 25, "good"), (74, 19, "light"), (74, 20, "moderate")],
        *[(60, 39, "moderate"), (59, 39, "moderate"), (59, 40, "heavy"), (0, 100, "heavy"), (0, 0, "light")],
        (60, 40, None),  # in no line of the table: never guessed
    ],
)
def test_a_basin_is_described_by_the_shares_of_its_sections(good, worst, words):
    assert described(good, 100 - good - worst, worst) == words


def test_fewer_than_five_sections_are_not_described_by_shares():
    assert described(4, 0, 0) is None
    assert described(5, 0, 0) == "excellent"


def test_shares_count_sections_by_class():
    found = shares(["I", "III", "III", "劣V"])
    assert (found.counts, found.sections, found.good, found.worst) == ((1, 0, 2, 0, 0, 1), 4, 75, 25)


@pytest.mark.parametrize(
    ("grade", "words"), list(zip(oracle.GRADES, ["优", "优", "良好", "轻度污染", "中度污染", "重度污染"], strict=True))
)
def test_one_section_is_described_by_its_class(grade, words):
    assert RULE.described(grade).words.zh == words


# ---- means


def test_a_mean_counts_half_the_limit_of_what_was_below_it_and_says_so():
    found = mean("COD", [Measured(F(10)), Measured(F(4), below=True)], RULE)
    assert found is not None
    assert (found.value, found.count, found.below, found.all_below) == (6, 2, 1, False)
    assert mean("COD", [], RULE) is None


def test_means_are_rounded_once_half_to_even():
    found = mean("NH3-N", [Measured(F("0.12")), Measured(F("0.13"))], RULE)
    assert found is not None
    assert str(found.printed("NH3-N", RULE)) == "0.12"


def test_ph_is_averaged_by_its_hydrogen_ions():
    assert average("pH", [F(7), F(7)]) == 7
    between = average("pH", [F(6), F(8)])
    assert abs(between - F("6.2967086218813386")) < F(1, 10**15)
