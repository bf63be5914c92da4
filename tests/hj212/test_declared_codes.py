"""Factors, marks and command codes: our own tables against the standard's, the unit trap, meaning by edition."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from qingtian.hj212 import codes, marks
from qingtian.hj212.factors import FACTORS, factor_of, likely_units, read_number, scaled, unit_of

pytestmark = pytest.mark.once

SIGNS = {"mg/m3": "mg/m³", "ng/m3": "ng/m³", "ug/m3": "µg/m³", "ug/L": "µg/L", "uS/cm": "µS/cm", "degC": "℃",
         "deg": "°", "m3/s": "m³/s", "1": "", "1/L": "/L"}  # fmt: skip


@pytest.mark.evidence
def test_every_factor_agrees_with_the_annex(evidence: Path) -> None:
    with (evidence / "hj212" / "factors.csv").open(encoding="utf-8") as lines:
        annex = {row["code"]: row for row in csv.DictReader(lines)}
    ours = {code: factor for code, factor in FACTORS.items() if factor.certainty != "from_memory"}
    assert set(ours) <= set(annex)
    for code, factor in ours.items():
        row = annex[code]
        assert (factor.old or "") == row["legacy_code"], code
        assert factor.unit == SIGNS.get(row["unit"], row["unit"]), code
        if row["datatype"]:
            assert factor.decimals == int((row["datatype"] + ".0").split(".")[1]), code


def test_old_codes_lead_to_one_code_each() -> None:
    old = [factor.old for factor in FACTORS.values() if factor.old]
    assert len(old) == len(set(old))
    assert factor_of("060").code == "w21003"
    assert factor_of("w99999") is None


@pytest.mark.parametrize("code", ["a34001", "a34002", "a34004", "a34005", "a21001", "a05002"])
def test_the_default_of_nanograms_is_never_used_without_its_warning(code: str) -> None:
    said = unit_of(code)
    assert (said.unit, said.settled) == ("ng/m³", False)
    assert "ng/m³" in said.warning.zh
    assert FACTORS[code].usual in said.warning.en
    settled = unit_of(code, "µg/m³")
    assert (settled.unit, settled.settled, settled.warning) == ("µg/m³", True, None)
    assert all(factor.usual for factor in FACTORS.values() if factor.unit == "ng/m³")


def test_first_values_tell_which_unit_is_likely() -> None:
    assert [likely_units("a34004", Decimal(value)) for value in ("35", "0.035", "35000", "1.9", "0")] == [
        ("µg/m³",), ("mg/m³",), ("ng/m³",), (), (),
    ]  # fmt: skip
    assert likely_units("w01018", Decimal(30)) == ()
    assert unit_of("x1") == unit_of("x2")


def test_a_value_is_an_exact_number_or_none() -> None:
    texts = ["7.10", " 0 ", "-3", "1e2", "", "6.90-12.49", "N/A", "NaN", "Infinity", "١", "1_0"]
    numbers = [read_number(text) for text in texts]
    assert numbers == [Decimal("7.10"), 0, -3, 100, *[None] * 7]
    assert [scaled(Decimal(text), 2) for text in ("7.105", "7.115", "7.1", "-0.005")] == [
        (710, False), (712, False), (710, True), (0, False),
    ]  # fmt: skip


def test_a_mark_means_what_its_edition_says() -> None:
    assert marks.mark_of("2017", "F").en == "instrument stopped"
    assert marks.mark_of("2005", "F").en == "source stopped"
    assert marks.mark_of("2025", "St").use == "unknown"
    assert marks.mark_of("2025", "B").use == "unknown"
    assert [marks.mark_of("2017", sent).use for sent in "NFMSDCTB"] == [
        "valid", "invalid", "invalid", "substituted", "invalid", "invalid", "over_range", "invalid",
    ]  # fmt: skip
    assert marks.mark_of("2017", "") is None
    assert marks.BASIS["2005"].certainty == "from_memory"


def test_a_command_means_what_its_edition_says() -> None:
    assert codes.meaning("1001", "2017") is None
    assert codes.meaning("1001", "2005").kinds == ("ask",)
    assert codes.meaning("1001", "2025").kinds == ("data",)
    assert {code.cn for code in codes.codes_of("2017")} - {code.cn for code in codes.codes_of("2025")} == {
        "3014", "3015", "3016", "3017",
    }  # fmt: skip
    assert codes.EXECUTION_ANSWERS["100"].en == "no data"
    assert codes.REQUEST_ANSWERS["9"].zh == "CRC 校验错误"
