"""Limits of GB 3095 by the day of the data; means rounded half to even."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from pydantic import ValidationError

from qingtian.standards.air import pollutants
from qingtian.standards.air.limits import LimitEdition, _Limits, _limits, limits_on, other_items, rounded


@pytest.mark.parametrize(
    ("day", "edition", "pm10_day", "pm2_5_year", "no2_day"),
    [
        (date(2013, 1, 1), "GB3095-2012", 150, 35, 80),
        (date(2026, 2, 28), "GB3095-2012", 150, 35, 80),
        (date(2026, 3, 1), "GB3095-2026-transitional", 120, 30, 80),
        (date(2030, 12, 31), "GB3095-2026-transitional", 120, 30, 80),
        (date(2031, 1, 1), "GB3095-2026", 100, 25, 50),
    ],
)
def test_the_limits_change_on_their_days(day, edition, pm10_day, pm2_5_year, no2_day):
    limits = limits_on(day)
    assert limits.id == edition
    assert limits.grade_2["PM10"].day == pm10_day
    assert limits.grade_2["PM2_5"].year == pm2_5_year
    assert limits.grade_2["NO2"].day == no2_day


@pytest.mark.parametrize("limits", _limits().editions, ids=lambda each: each.id)
def test_grade_one_is_never_looser_and_a_longer_average_never_either(limits):
    for item in pollutants():
        one, two = limits.grade_1[item], limits.grade_2[item]
        assert one.day <= two.day
        for each in (one, two):
            assert each.year is None or each.year <= each.day
            assert each.hour is None or each.day <= each.hour


def test_a_validity_figure_that_is_remembered_says_so():
    assert limits_on(date(2026, 2, 28)).least_hours_basis.certainty == "from_memory"
    assert limits_on(date(2026, 3, 1)).least_hours_basis.certainty == "sure"


@pytest.mark.parametrize(
    ("item", "mean", "shown"),
    [
        ("PM10", Fraction(5, 2), "2"),
        ("PM10", Fraction(7, 2), "4"),
        ("PM10", Fraction(251, 100), "3"),
        ("CO", Fraction(65, 100), "0.6"),
        ("CO", Fraction(75, 100), "0.8"),
        ("CO", Fraction(1), "1.0"),
    ],
)
def test_means_are_rounded_half_to_even(item, mean, shown):
    assert str(rounded(item, mean)) == shown


def test_an_edition_must_hold_every_pollutant():
    whole = limits_on(date(2026, 3, 1)).model_dump()
    whole["title"] = {"zh": "标准", "en": "Standard"}
    del whole["grade_2"]["CO"]
    with pytest.raises(ValidationError, match="limits for"):
        LimitEdition.model_validate(whole)


def test_editions_must_follow_each_other_without_a_gap():
    first, _, last = _limits().editions
    with pytest.raises(ValidationError, match="does not begin on the day after"):
        _Limits(other_items=other_items(), editions=(first, last), decimals={"CO": 1}, decimals_basis=first.basis)


def test_every_rounded_pollutant_is_known():
    assert {item: isinstance(rounded(item, Fraction(1)), Decimal) for item in pollutants()} == dict.fromkeys(
        pollutants(), True
    )


@pytest.mark.parametrize(
    ("day", "nox"),
    [
        (date(2026, 2, 28), (50, 100, 250)),
        (date(2030, 12, 31), (50, 100, 250)),
        (date(2031, 1, 1), (40, 70, 250)),
    ],
)
def test_the_other_items_of_table_2_change_with_the_edition_in_nox_alone(day, nox):
    others = limits_on(day).others
    assert (others.grade_2["NOx"].year, others.grade_2["NOx"].day, others.grade_2["NOx"].hour) == nox
    assert (others.grade_1["TSP"].year, others.grade_2["TSP"].day) == (80, 300)
    assert (others.grade_2["Pb"].season, others.grade_2["BaP"].day) == (1, Decimal("0.0025"))
    assert set(others.grade_2) == set(other_items())
