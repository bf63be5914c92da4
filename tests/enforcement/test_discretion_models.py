"""The three published models of discretion to the yuan: worked examples, exact borders, and what is refused."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from qingtian.enforcement.commands import enforcement
from qingtian.enforcement.discretion.reading import read_table
from qingtian.enforcement.discretion.reckon import reckon
from qingtian.enforcement.discretion.reckoned import Given, Statutory
from qingtian.errors import QingtianError
from qingtian.law.reading import load_law

A = "discretion --table hunan_example --violation over_limit --on 2026-09-01 "
EXAMPLE = (
    "--factor exceedance=1.5 --factor receiving_water=class_three --factor duration=2 "
    "--factor repeat=1 --factor neighbours=none"
)
B = "discretion --table guangdong_2022 --violation over_limit --on 2026-09-01 "
C = "discretion --table jiangmen_2020 --violation over_limit --on 2022-09-01 --minimum 100000 --maximum 1000000 "
BANDS = "--band 100000..300000 --band 300000..600000 --band 600000..900000 "


def run(words: str, language: str = "en") -> Result:
    return CliRunner().invoke(enforcement, words.split(), env={"QINGTIAN_LANG": language})


def reckoned(words: str) -> Any:
    result = run(words + " --json")
    assert result.exit_code == 0, result.exception
    return json.loads(result.output)


def computed(words: str) -> str:
    return str(reckoned(words)["computed"])


def refused(words: str) -> str:
    error = run(words).exception
    assert isinstance(error, QingtianError), error
    return error.code


def test_the_worked_example_of_model_a_comes_to_310000_with_its_bounds() -> None:
    fine = reckoned(A + EXAMPLE)
    assert (fine["computed"], fine["lowest"], fine["highest"]) == ("310000.00", "110000.00", "510000.00")
    assert fine["bounds"]["mitigated"] == {"lowest": "50000.00", "highest": "99999.99"}
    assert [step["value"] for step in fine["steps"]] == ["10%", "12%", "6%", "3%", "0%", "0%", "310,000.00"]
    assert all(step["article"]["instrument"] and step["certainty"] for step in fine["steps"])


@pytest.mark.parametrize(
    ("exceedance", "fine"),
    [("1", "310000.00"), ("2", "310000.00"), ("0.99", None), ("2.01", None), ("2.01 --factor exceedance=15%", None)],
)
def test_a_band_includes_both_its_figures_and_what_is_not_loaded_is_asked_for(
    exceedance: str, fine: str | None
) -> None:
    words = A + EXAMPLE.replace("exceedance=1.5", f"exceedance={exceedance}")
    assert (computed(words) if fine else refused(words)) == (fine or "enforcement.discretion.band_unknown")


@pytest.mark.parametrize(("days", "held"), [("2.99", True), ("3", False)])
def test_under_three_days_does_not_include_the_third(days: str, held: bool) -> None:
    words = A + EXAMPLE.replace("duration=2", f"duration={days}")
    assert (computed(words) == "310000.00") if held else refused(words) == "enforcement.discretion.band_unknown"


def test_of_several_pollutants_the_largest_exceedance_counts() -> None:
    assert computed(A + EXAMPLE + " --factor exceedance=20%") == "390000.00"
    assert computed(A + EXAMPLE + " --factor exceedance=5%") == "310000.00"


def test_the_sum_never_goes_above_the_maximum_and_lighter_never_below_the_minimum() -> None:
    heavy = reckoned(A + EXAMPLE + " --factor exceedance=95%")
    assert (heavy["computed"], heavy["highest"]) == ("1000000.00", "1000000.00")
    light = reckoned(A + EXAMPLE.replace("exceedance=1.5", "exceedance=0%"))
    assert (light["computed"], light["lowest"]) == ("190000.00", "100000.00")


def test_without_a_minimum_model_a_starts_from_the_fine_of_the_simplified_procedure() -> None:
    words = A.replace("over_limit", "hazardous_waste") + EXAMPLE + " --maximum 100000"
    assert reckoned(words)["steps"][0]["value"] == "3%"
    assert computed(words) == "24000.00"
    assert computed(words + " --party person") == "21200.00"
    assert "mitigated" not in reckoned(words)["bounds"]


def test_a_share_of_the_investment_stays_between_one_and_five_percent_of_it() -> None:
    words = A.replace("over_limit", "eia_order_ignored") + EXAMPLE + " --investment 10000000"
    assert computed(words) == "105000.00"  # 21 % of 5 % of ten million
    assert computed(words + " --factor exceedance=100%") == "500000.00"
    assert computed(words.replace("exceedance=1.5", "exceedance=0%")) == "100000.00"


def test_a_factor_left_out_is_refused_missing_is_never_zero() -> None:
    assert refused(A + "--factor exceedance=1.5") == "enforcement.discretion.factor_missing"
    assert refused(A + EXAMPLE + " --factor weather=3%") == "enforcement.discretion.factor_unknown"
    assert refused(A + EXAMPLE.replace("neighbours=none", "neighbours=?")) == "enforcement.discretion.not_established"
    assert refused(B) == "enforcement.discretion.no_factors"


@pytest.mark.parametrize("share", ["100.01%", "-1%", "NaN%", "12.345%", "0.00000000000000000001%", "x%"])
def test_a_percentage_out_of_range_or_too_fine_is_refused(share: str) -> None:
    assert refused(B + f"--factor fault={share}") == "enforcement.discretion.percent"


@pytest.mark.parametrize("sum_", ["NaN", "-5", "100000.00000000000000000001", "1e30"])
def test_a_sum_that_is_no_sum_of_money_is_refused(sum_: str) -> None:
    assert refused(A + EXAMPLE + f" --maximum {sum_}").startswith("enforcement.sum.")


def test_weights_add_up_to_a_hundred_percent_at_most() -> None:
    assert computed(B + "--factor effect=20% --factor fault=12.5%") == "325000.00"
    assert computed(B + "--factor effect=60% --factor fault=60%") == "1000000.00"
    assert computed(B + "--factor effect=5%") == "100000.00"  # never below the minimum of the law
    assert computed(B + "--factor own=40%") == "400000.00"


@pytest.mark.parametrize(
    ("grade", "lowest", "highest"),
    [
        ("ordinary", "550000.00", "550000.00"),
        ("heavier", "550000.00", "1000000.00"),
        ("lighter", "100000.00", "549999.99"),
    ],
)
def test_a_range_is_split_at_its_midpoint(grade: str, lowest: str, highest: str) -> None:
    bounds = reckoned(B + f"--grade {grade}")["bounds"]["as_computed"]
    assert (bounds["lowest"], bounds["highest"]) == (lowest, highest)


@pytest.mark.parametrize(
    ("given", "grade", "fine"),
    [
        ("--maximum 100000", "lighter", "20000.00"),
        ("--maximum 100000", "ordinary", "50000.00"),
        ("--minimum 10000", "ordinary", "20000.00"),
        ("--minimum 10000", "heavier", "50000.00"),
    ],
)
def test_only_a_maximum_or_only_a_minimum_has_its_own_shares(given: str, grade: str, fine: str) -> None:
    assert computed(B.replace("over_limit", "hazardous_waste") + f"{given} --grade {grade}") == fine


@pytest.mark.parametrize(
    ("apology", "outcome"),
    [
        ("29.99", "enforcement.discretion.apology_range"),
        ("30", "385000.00"),
        ("50", "275000.00"),
        ("50.01", "enforcement.discretion.apology_range"),
    ],
)
def test_an_apology_takes_off_thirty_to_fifty_percent(apology: str, outcome: str) -> None:
    words = B + f"--grade ordinary --apology {apology}"
    assert (refused(words) if outcome.startswith("enf") else computed(words)) == outcome


def test_an_apology_does_not_go_below_the_minimum_and_some_classes_bar_it_with_the_article() -> None:
    assert computed(B + "--factor effect=15% --apology 50") == "100000.00"
    error = run(B + "--grade ordinary --apology 30 --circumstance drinking_water").exception
    assert isinstance(error, QingtianError)
    assert (error.code, "14" in error.basis) == ("enforcement.discretion.apology_barred", True)


@pytest.mark.parametrize(
    ("given", "fine"),
    [
        ("--in-band 1", "200000.00"),
        ("--in-band 1 --in-band 2", "450000.00"),
        ("--in-band 1 --circumstance mitigating", "100000.00"),
        ("--in-band 1 --circumstance aggravating", "300000.00"),
        ("--in-band 1 --punished 1", "200000.00"),
        ("--in-band 1 --punished 2", "300000.00"),
        ("--in-band 1 --punished 3", "450000.00"),
        ("--in-band 1 --punished 4 --circumstance aggravating", "600000.00"),
        ("--in-band 2 --circumstance violence", "750000.00"),
        ("--in-band 3", "750000.00"),
        ("--in-band 3 --punished 3", "1000000.00"),
        ("--in-band 3 --circumstance intake_cut", "1000000.00"),
    ],
)
def test_bands_take_the_heaviest_and_move_by_the_circumstances(given: str, fine: str) -> None:
    assert computed(C + BANDS + given) == fine


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (C + "--in-band 1", "discretion.no_bands"),
        (C + BANDS, "discretion.band_number"),
        (C + BANDS + "--in-band 4", "discretion.band_number"),
        (C + BANDS + "--in-band 1 --circumstance rain", "discretion.circumstance"),
        (C + BANDS + "--in-band 1 --circumstance mitigating --punished 2", "discretion.both_ways"),
        (C + "--band 300000..600000 --band 100000..300000 --in-band 1", "discretion.bands_order"),
        (C.replace("2022-09-01", "2023-02-28") + BANDS + "--in-band 9", "discretion.band_number"),
        (C.replace("2022-09-01", "2023-03-01") + BANDS + "--in-band 1", "table.not_in_force"),
        (C.replace("2022-09-01", "2020-02-29") + BANDS + "--in-band 1", "table.not_in_force"),
        (A + EXAMPLE + " --minimum 2000000 --maximum 1000000", "discretion.range_crossed"),
        (A.replace("over_limit", "hazardous_waste") + EXAMPLE, "discretion.no_maximum"),
        (A.replace("over_limit", "singing") + EXAMPLE, "violation.unknown"),
        (A.replace("hunan_example", "unknown") + EXAMPLE, "table.unknown"),
    ],
)
def test_what_a_model_does_not_say_is_refused_by_a_stable_code(words: str, code: str) -> None:
    assert refused(words) == f"enforcement.{code}"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_prints_every_step_with_its_article_and_says_what_is_an_example(language: str) -> None:
    page = run(A + EXAMPLE, language).output
    for words in ("310,000.00", "510,000.00", {"zh": "第41条", "en": "art. 41"}[language]):
        assert words in page
    assert {"zh": "示例", "en": "examples only"}[language] in page


def test_the_table_of_the_how_to_is_one_that_can_be_brought() -> None:
    page = (Path(__file__).parents[2] / "docs/how-to/bring-a-discretion-table.md").read_text(encoding="utf-8")
    words = page.split("```yaml\n")[1].split("```")[0]
    table = read_table(words, "yunping", load_law())
    range_ = Statutory(Decimal(100_000), Decimal(1_000_000), table.basis, "sure")
    on = date(2026, 9, 1)

    def fine(times: str) -> Decimal:
        return reckon(table, range_, Given(factors={"exceedance": (times,)}), "over_limit", on, load_law()).computed

    assert (fine("1"), fine("1.01")) == (Decimal(150_000), Decimal(225_000))
