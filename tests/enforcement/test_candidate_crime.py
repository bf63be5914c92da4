"""Candidate crimes at their exact borders: “以上” includes the number, missing is never zero, nothing is a verdict."""

from __future__ import annotations

import json
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from click.testing import CliRunner, Result

from qingtian.enforcement.candidate_crime import candidate_crime, shown
from qingtian.enforcement.commands import enforcement
from qingtian.enforcement.crime_facts import CrimeFacts, amount_of
from qingtian.enforcement.crime_limbs import INSTRUMENT, load_limbs
from qingtian.errors import QingtianError
from qingtian.law.calendars import Calendar
from qingtian.law.model import UNITS
from qingtian.law.reading import load_law

LAW, LIMBS = load_law(), load_limbs()
DAY = date(2026, 3, 2)
BY_AMOUNT = [(id_, fact) for id_, limb in LIMBS.limbs.items() for fact in limb.facts]


def run(words: str, language: str = "en") -> Result:
    return CliRunner().invoke(enforcement, ["candidate-crime", *words.split()], env={"QINGTIAN_LANG": language})


def reckoned(words: str, act_on: str = "2026-03-02") -> Any:
    result = run(f"--act-on {act_on} {words} --json")
    assert result.exit_code == 0, result.output
    return json.loads(result.output)


def outcome(words: str, limb: str, act_on: str = "2026-03-02") -> str:
    found = reckoned(words, act_on)
    return {one["limb"]: one["outcome"] for one in found["candidate_crime"]}.get(limb) or found["others"][limb]


def refused(words: str) -> str:
    error = run(words).exception
    assert isinstance(error, QingtianError), error
    return error.code


@pytest.mark.parametrize(("limb", "fact"), BY_AMOUNT)
def test_every_amount_is_reached_at_its_border_and_above_and_not_below(limb: str, fact: str) -> None:
    declared = LIMBS.limbs[limb]
    border = Decimal(LAW.figure(declared.at_least, on=DAY).value)
    step = Decimal(1) if LIMBS.facts[fact].unit == "count" else Decimal("0.001")
    others = {name: Decimal(0) for name in declared.facts}
    flags = dict.fromkeys(declared.flags, True)

    def said(amount: Decimal) -> str:
        facts = CrimeFacts(DAY, others | {fact: amount}, flags)
        return next(one.outcome for one in candidate_crime(facts, LAW, Calendar()).findings if one.id == limb)

    assert [said(border - step), said(border), said(border + step)] == ["not_reached", "reached", "reached"]


def test_the_figures_are_those_of_the_interpretation() -> None:
    values = {id_: LAW.figure(limb.at_least, on=DAY).value for id_, limb in LIMBS.limbs.items() if limb.at_least}
    # fmt: off
    assert values == {
        "hazardous_waste": 3, "metals_first": 3, "metals_second": 10, "warning_air_again": 2, "toxic_again": 2,
        "gain_or_loss": 300_000, "township_intake": 12, "grave_hazardous_waste": 100,
        "grave_gain_or_loss": 1_000_000, "county_intake": 12, "permanent_farmland": 10, "other_farmland": 20,
        "other_land": 50, "trees": 50, "saplings": 2500, "people_moved": 5000, "poisoned": 30,
        "serious_injuries": 1, "light_injuries": 3, "city_intake": 12, "gravest_permanent_farmland": 50,
        "gravest_serious_injuries": 3, "deaths": 1, "certificate_gain": 300_000, "certificate_again": 2,
    }
    # fmt: on


@pytest.mark.parametrize(
    ("measured", "expected"),
    [
        ("0.2999", "not_reached"),  # 2.999 times as a concentration
        ("0.3", "doubtful"),  # exactly 3 times the standard, 2 times above it
        ("0.3999", "doubtful"),
        ("0.4", "reached"),  # 4 times the standard, exactly 3 times above it
        ("0.05", "not_reached"),
    ],
)
def test_a_multiple_between_the_two_readings_is_left_to_the_legal_officer(measured: str, expected: str) -> None:
    assert outcome(f"--metal Pb={measured}/0.1", "metals_first") == expected


@pytest.mark.parametrize(("measured", "expected"), [("9.99", "not_reached"), ("10", "doubtful"), ("11", "reached")])
def test_the_second_group_of_metals_needs_ten_times(measured: str, expected: str) -> None:
    assert outcome(f"--metal Ni={measured}/1", "metals_second") == expected
    assert outcome(f"--metal Ni={measured}/1", "metals_first") == "not_known", "nickel is not of the first group"


def test_the_worst_pollutant_counts_and_both_readings_are_shown() -> None:
    found = reckoned("--metal Pb=0.1/0.1 --metal Cd=0.35/0.1")["candidate_crime"]
    assert [one["limb"] for one in found] == ["metals_first"]
    assert "Cd" in found[0]["found"]["en"]
    assert "3.5 times the standard, 2.5 times above it" in found[0]["found"]["en"]
    assert "legal officer" in found[0]["asks"][0]["en"]


def test_a_multiple_is_cut_and_never_reads_as_if_it_reached_the_border() -> None:
    assert shown(Fraction(29999999, 10000000)) == "2.9999…"
    assert shown(Fraction(3)) == "3"


def test_missing_is_never_zero_and_never_no() -> None:
    assert outcome("", "hazardous_waste") == "not_known"
    assert outcome("--yes evasion", "evasion") == "not_known"
    assert outcome("--yes evasion --yes toxic", "evasion") == "reached"
    assert outcome("--yes evasion --no toxic", "evasion") == "not_reached"
    assert outcome("--no toxic", "evasion") == "not_reached", "one circumstance that is not there settles it"


def test_gain_or_loss_either_reaches_and_one_below_leaves_the_other_open() -> None:
    assert outcome("--amount loss=300000", "gain_or_loss") == "reached"
    assert outcome("--amount loss=299999.99", "gain_or_loss") == "not_known"
    assert outcome("--amount loss=299999.99 --amount illegal_gain=299999.99", "gain_or_loss") == "not_reached"


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("2024-03-02", "2025-05-05", "reached"),  # the last day of the two years from the first taking effect
        ("2024-03-01", "2025-05-05", "not_reached"),  # a day over: one penalty is left
        ("2026-02-01", "2026-03-01", "reached"),  # in effect the day before the act
    ],
)
def test_two_years_run_from_the_first_penalty_taking_effect_to_the_new_act(
    first: str, second: str, expected: str
) -> None:
    words = f"--yes toxic --penalty toxic={first} --penalty toxic={second}"
    assert outcome(words, "toxic_again") == expected


def test_the_window_of_a_leap_day_ends_on_the_last_of_february() -> None:
    words = "--yes toxic --penalty toxic=2024-02-29 --penalty toxic=2025-05-05"
    assert outcome(words, "toxic_again", "2026-02-28") == "reached"
    assert outcome(words, "toxic_again", "2026-03-01") == "not_reached"


def test_penalties_of_another_kind_do_not_count_and_unlooked_for_is_not_none() -> None:
    other = "--yes toxic --penalty warning_air=2025-01-01 --penalty toxic=2025-05-05"
    assert outcome(other, "toxic_again") == "not_reached"
    assert outcome("--yes toxic", "toxic_again") == "not_known"
    assert outcome("--yes toxic --no-penalties", "toxic_again") == "not_reached"


def test_a_penalty_of_the_day_of_the_act_or_later_is_refused() -> None:
    assert refused("--act-on 2026-03-02 --penalty toxic=2026-03-02") == "enforcement.crime.penalty_ahead"


def test_automatic_data_needs_a_key_unit_and_a_discharge() -> None:
    assert outcome("--yes automatic_data --yes key_unit --yes controlled_pollutant", "automatic_data") == "reached"
    assert outcome("--yes automatic_data --no key_unit --yes controlled_pollutant", "automatic_data") == "not_reached"


def test_article_three_always_asks_the_legal_officer_for_its_setting() -> None:
    found = reckoned("--amount deaths=1")["candidate_crime"]
    assert [(one["limb"], one["article"]) for one in found] == [("deaths", "3")]
    assert "legal officer checks" in found[0]["asks"][0]["en"]


def test_an_act_before_the_interpretation_is_refused() -> None:
    day = LAW.parameter("crime.serious_hazardous_waste").editions[0].from_day
    assert outcome("--amount hazardous_waste=3", "hazardous_waste", day.isoformat()) == "reached"
    assert refused(f"--act-on {day - timedelta(days=1)} --amount hazardous_waste=3") == "law.before_first_edition"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("--amount gold=3", "unknown_fact"),
        ("--amount hazardous_waste=", "unreadable"),
        ("--amount hazardous_waste=-1", "unreadable"),
        ("--amount hazardous_waste=NaN", "unreadable"),
        ("--amount saplings=2499.5", "not_whole"),
        ("--yes hazardous_waste", "unknown_fact"),
        ("--metal Fe=3/1", "unknown_fact"),
        ("--metal Pb=3/0", "unreadable"),
        ("--metal Pb=3", "unreadable"),
        ("--penalty toxic=2025", "unreadable"),
        ("--penalty noise=2025-01-01", "unknown_fact"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(words: str, code: str) -> None:
    assert refused(f"--act-on 2026-03-02 {words}") == f"enforcement.crime.{code}"


def test_said_both_ways_is_refused() -> None:
    assert run("--act-on 2026-03-02 --yes toxic --no toxic").exit_code == 2
    assert run("--act-on 2026-03-02 --penalty toxic=2025-01-01 --no-penalties").exit_code == 2


def test_the_page_names_article_threshold_and_that_it_is_no_verdict() -> None:
    english = run("--act-on 2026-03-02 --amount hazardous_waste=3").output
    assert "3 tonnes or more" in english
    assert "no verdict" in english
    chinese = run("--act-on 2026-03-02 --amount hazardous_waste=3", "zh").output
    assert "解释 1（二）" in chinese
    assert "不是结论" in chinese
    assert "hazardous_waste" in run("--facts").output


def test_json_names_the_limb_the_article_and_the_threshold() -> None:
    found = reckoned("--amount hazardous_waste=3")
    assert (found["act_on"], found["verdict"]) == ("2026-03-02", None)
    (one,) = found["candidate_crime"]
    assert (one["limb"], one["grade"], one["instrument"]) == ("hazardous_waste", "serious", INSTRUMENT)
    assert (one["article"], one["item"], one["item_certainty"]) == ("1", "2", "from_memory")
    assert one["threshold"] == {"value": 3, "unit": "tonne"}
    assert one["found"]["en"].endswith(" 3 tonnes")
    assert one["found"]["zh"].endswith(" 3吨")
    (saplings,) = reckoned("--amount saplings=2500")["candidate_crime"]
    assert saplings["found"]["en"].endswith(" 2,500"), "what is counted bears no unit"


def test_what_the_limbs_ask_for_is_declared() -> None:
    for limb in LIMBS.limbs.values():
        assert set(limb.flags) <= set(LIMBS.flags)
        assert set(limb.facts) <= set(LIMBS.amounts)
        assert limb.grade in LIMBS.grades
        assert not limb.penalties or limb.penalties in LIMBS.penalties
        assert bool(limb.at_least) == bool(limb.facts or limb.metals or limb.penalties)
        if limb.facts:
            assert {LIMBS.facts[name].unit for name in limb.facts} == {LAW.parameter(limb.at_least).unit}
    assert {fact.unit for fact in LIMBS.amounts.values()} <= set(UNITS)
    assert amount_of("saplings", "2500") == 2500
