"""Class by the worst single item (单因子评价), GB 3838-2002 Table 1 and 环办〔2011〕22号, at every border."""

from __future__ import annotations

from datetime import date
from fractions import Fraction as F

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingtian.standards.water import CLASSES, Measured, classify, evaluation_on, limits_on
from tests.standards.water import oracle

pytestmark = pytest.mark.once
DAY = date(2026, 10, 31)
LIMITS, RULE = limits_on(DAY), evaluation_on(DAY)
BODIES = ("river", "lake")
STEP = F(1, 10**9)
RISING = [code for code in oracle.ITEMS if code not in ("pH", "DO")]


def found(body="river", **values):
    """The classes of values given as numbers or ``<x``; names as ``NH3_N``."""
    given = {code: F(value) for code, value in values.items()}
    return classify({code: Measured(value) for code, value in given.items()}, body, LIMITS, RULE)


def one(code: str, value: F, body: str = "river"):
    return classify({code: Measured(value)}, body, LIMITS, RULE)


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("code", RISING)
def test_just_below_at_and_just_above_every_limit(code, body):
    for limit in oracle.limits(code, body):
        for value in (limit - STEP, limit, limit + STEP):
            assert one(code, value, body).grade == oracle.grade(code, value, body), (code, value)
    assert one(code, oracle.limits(code, body)[-1] + STEP, body).grade == "劣V"


@pytest.mark.parametrize("body", BODIES)
def test_oxygen_falls_a_class_just_below_each_of_its_limits(body):
    for place, limit in enumerate(oracle.DO):
        assert one("DO", limit, body).grade == oracle.GRADES[place]
        assert one("DO", limit - STEP, body).grade == oracle.GRADES[place + 1]
    assert one("DO", F(0), body).grade == "劣V"


@pytest.mark.parametrize(("ph", "grade"), [("6", "I"), ("9", "I"), ("5.99", "劣V"), ("9.01", "劣V"), ("7.3", "I")])
def test_ph_six_and_nine_are_within_and_outside_fails_every_class(ph, grade):
    assert one("pH", F(ph)).grade == grade


def test_equal_limits_of_neighbouring_classes_give_the_better_one():
    assert one("COD", F(15)).grade == "I"
    assert one("Cu", F("0.5")).grade == "II"
    assert one("fluoride", F("1.2")).grade == "IV"
    assert one("Hg", F("0.00005")).grade == "I"


def test_phosphorus_has_other_limits_in_a_lake():
    assert (one("TP", F("0.2")).grade, one("TP", F("0.2"), "lake").grade) == ("III", "V")
    assert one("TP", F("0.2000001"), "lake").grade == "劣V"


def test_the_section_is_as_bad_as_its_worst_items_and_they_are_named():
    result = found(COD="25", TP="0.25", CODMn="3")
    assert (result.grade, result.worst) == ("IV", ("COD", "TP"))
    assert result.by_item == {"CODMn": 1, "COD": 3, "TP": 3}


@pytest.mark.parametrize("code", ["TN", "fecal coliform", "temperature", "chla", "SD"])
def test_nitrogen_coliform_and_temperature_decide_nothing(code):
    assert one(code, F(10**9), "lake").grade is None
    both = classify({code: Measured(F(10**9)), "COD": Measured(F(10))}, "lake", LIMITS, RULE)
    assert (both.grade, both.multiples) == ("I", {})


def test_twenty_one_items_decide():
    assert list(RULE.class_items.value) == oracle.ITEMS
    assert len(set(oracle.ITEMS)) == 21


def test_nothing_measured_has_no_class():
    assert found().grade is None


# ---- oxygen by saturation


@pytest.mark.parametrize(("share", "grade"), [("90", "I"), ("89.9", "II")])
def test_ninety_per_cent_saturation_is_class_one_whatever_the_concentration(share, grade):
    values = {"DO": Measured(F("6.9")), "saturation": Measured(F(share))}
    assert classify(values, "river", LIMITS, RULE).grade == grade


def test_saturation_is_computed_from_the_temperature():
    full = F(468) / (F("31.6") + 30)  # 7.597 mg/L at 30 ℃ and sea level
    for oxygen, grade in ((full * F("0.9"), "I"), (full * F("0.9") - STEP, "II")):
        values = {"DO": Measured(oxygen), "temperature": Measured(F(30))}
        assert classify(values, "river", LIMITS, RULE).grade == grade


def test_thin_air_holds_less_oxygen_so_without_a_pressure_the_class_is_never_better():
    values = {"DO": Measured(F("6.1")), "temperature": Measured(F(25))}
    assert classify(values, "river", LIMITS, RULE).grade == "II"
    assert classify(values | {"pressure": Measured(F(81))}, "river", LIMITS, RULE).grade == "I"


# ---- below the detection limit


def test_below_detection_counts_half_and_a_coarse_method_is_named():
    result = classify({"Cu": Measured(F("0.01"), below=True)}, "river", LIMITS, RULE)
    assert (result.grade, result.unclear) == ("I", ())
    coarse = classify({"Cu": Measured(F("0.02"), below=True)}, "river", LIMITS, RULE)
    assert (coarse.grade, coarse.unclear) == ("I", ("Cu",))


# ---- exceedance


def test_exceedance_is_the_concentration_over_class_three_less_one():
    result = found(COD="30", TP="0.2", **{"NH3-N": "2.5"})
    assert result.multiples == {"NH3-N": F(3, 2), "COD": F(1, 2)}
    assert list(result.multiples) == ["NH3-N", "COD"], "greatest first"


def test_oxygen_and_ph_have_no_multiple_and_the_limit_itself_is_no_exceedance():
    assert found(DO="0.1", pH="12", COD="20").multiples == {}
    assert found(COD="20.000000001").multiples == {"COD": F("0.000000001") / 20}


# ---- properties

numbers = st.fractions(min_value=0, max_value=200, max_denominator=10**6)
waters = st.dictionaries(st.sampled_from([*RISING, "DO"]), numbers, min_size=1)


@given(waters, st.sampled_from(BODIES))
def test_the_class_is_that_of_the_oracle(values, body):
    result = classify({code: Measured(value) for code, value in values.items()}, body, LIMITS, RULE)
    grades = {code: oracle.grade(code, value, body) for code, value in values.items()}
    worst = max(grades.values(), key=oracle.GRADES.index)
    assert result.grade == worst
    assert set(result.worst) == {code for code, grade in grades.items() if grade == worst}


@given(waters, st.sampled_from(BODIES), numbers, st.data())
def test_worse_water_never_has_a_better_class(values, body, more, data):
    code = data.draw(st.sampled_from(sorted(values)))
    worse = dict(values) | {code: max(F(0), values[code] - more) if code == "DO" else values[code] + more}
    before, after = (
        classify({c: Measured(v) for c, v in each.items()}, body, LIMITS, RULE).place for each in (values, worse)
    )
    assert before is not None
    assert after is not None
    assert after >= before


@given(st.sampled_from(RISING), numbers)
def test_phosphorus_of_a_lake_is_never_judged_better_than_of_a_river(code, value):
    river, lake = one(code, value).place, one(code, value, "lake").place
    assert river is not None
    assert lake is not None
    assert lake >= river


def test_the_classes_are_named_as_the_issue_names_them():
    assert CLASSES == ("I", "II", "III", "IV", "V", "劣V")
