"""The catalogue says what the law said on each day; the choice of law shows both ranges and why one applies."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from qingtian.enforcement.commands import enforcement
from qingtian.enforcement.violations.catalogue import FineRange, Violation, ViolationEdition
from qingtian.enforcement.violations.law_choice import choose_law
from qingtian.enforcement.violations.reading import load_catalogue, read_catalogue
from qingtian.errors import DeclarationError, QingtianError
from qingtian.language import Text
from qingtian.law.model import Basis
from qingtian.law.reading import load_law
from qingtian.procedures import load_procedures

LAW, CATALOGUE = load_law(), load_catalogue()
THE_DAY_BEFORE, THE_DAY = date(2026, 8, 14), date(2026, 8, 15)
WATER = Basis("water_law_2017", "83")


def with_old_range(minimum: int, maximum: int) -> Violation:
    """Over the limit, with an old range an administrator loaded."""
    old = ViolationEdition(
        date(2018, 1, 1),
        THE_DAY_BEFORE,
        (WATER,),
        "from_memory",
        (
            FineRange(
                frozenset({"water"}),
                frozenset(),
                Decimal(minimum),
                Decimal(maximum),
                WATER,
                "from_memory",
                Text("甲", "A"),
            ),
        ),
        CATALOGUE["over_limit"].editions[0].measures,
    )
    added = Violation("over_limit", Text("超标", "Over the limit"), (old,))
    return CATALOGUE.with_added([added])["over_limit"]


@pytest.mark.parametrize(
    ("act", "decided", "applies", "ground"),
    [
        ("2026-08-13", "2026-08-14", "at_act", "same_edition"),
        ("2026-08-14", "2026-08-14", "at_act", "same_edition"),
        ("2026-08-14", "2026-08-15", None, "not_loaded"),
        ("2026-08-15", "2026-08-15", "at_act", "same_edition"),
        ("2026-08-15", "2026-12-31", "at_act", "same_edition"),
    ],
)
def test_the_law_changes_between_the_14th_and_the_15th_of_august_2026(
    act: str, decided: str, applies: str | None, ground: str
) -> None:
    words = f"law-choice --act {act} --decided {decided} --violation over_limit --medium water --json"
    content: Any = json.loads(CliRunner().invoke(enforcement, words.split()).output)
    assert (content["applies"], content["ground"]) == (applies, ground)


@pytest.mark.parametrize(
    ("old", "ground", "applies_old"),
    [
        ((100_000, 1_000_000), "unchanged", True),
        ((50_000, 500_000), "heavier", True),
        ((200_000, 1_000_000), "lighter", False),
        ((100_000, 1_000_001), "lighter", False),
        ((50_000, 2_000_000), "undecided", None),
    ],
)
def test_once_the_old_range_is_loaded_the_lighter_rule_applies(
    old: tuple[int, int], ground: str, applies_old: bool | None
) -> None:
    choice = choose_law(with_old_range(*old), THE_DAY_BEFORE, THE_DAY, LAW, medium="water")
    assert choice.ground == ground
    assert (None if choice.applies is None else choice.applies is choice.at_act) is applies_old
    # another medium has no old range: nobody guesses one
    assert choose_law(with_old_range(*old), THE_DAY_BEFORE, THE_DAY, LAW, medium="air").ground == "not_loaded"


def test_a_range_that_names_the_medium_goes_before_the_general_one() -> None:
    edition = CATALOGUE["without_permit"].on(THE_DAY)
    noise, water = edition.fine_range("noise", "unit"), edition.fine_range("water", "person")
    assert noise
    assert water
    assert (noise.minimum, noise.maximum) == (Decimal(20_000), Decimal(200_000))
    assert (water.minimum, water.maximum) == (Decimal(200_000), Decimal(1_000_000))


def test_no_old_range_is_invented_and_every_sum_carries_article_and_certainty() -> None:
    for violation in CATALOGUE.values():
        assert violation.on(THE_DAY_BEFORE).ranges == (), violation.id
        for each in violation.on(THE_DAY).ranges:
            assert (each.basis.instrument, each.certainty) == ("eco_env_code_2026", "copy")


def test_the_six_malicious_kinds_are_in_the_catalogue_with_measures_and_limbs() -> None:
    kinds = {each.malicious: each for each in CATALOGUE.values() if each.malicious}
    reported = load_procedures().editions("penalty_case")[-1].named("report_investigation")
    assert reported is not None
    coded = reported.field("malicious")
    assert coded is not None
    assert {"none", *kinds} == set(coded.choices)
    assert len(kinds) == 6
    assert all(each.measures and each.limbs for each in kinds.values())
    evading = [kinds[kind] for kind in ("secret_discharge", "abnormal_operation", "false_data")]
    assert all(("seizure", "must") in {(one.id, one.firmness) for one in each.measures} for each in evading)


def test_of_several_norms_the_higher_fine_applies_and_equal_ones_are_left_to_a_person() -> None:
    def higher(*ids: str) -> Any:
        words = ["law-choice", "--act", "2026-09-01", "--decided", "2026-10-20", "--json"]
        for id_ in ids:
            words += ["--violation", id_]
        return json.loads(CliRunner().invoke(enforcement, words).output)["higher"]

    assert higher("over_limit", "without_permit") == "without_permit"
    assert higher("over_limit", "secret_discharge") is None
    assert higher("over_limit", "hazardous_waste") is None


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("--act 2026-09-02 --decided 2026-09-01 --violation over_limit", "law.choice.reversed"),
        ("--act 2026-09-01 --decided 2026-09-01 --violation parking", "enforcement.violation.unknown"),
        ("--act 2014-12-31 --decided 2026-09-01 --violation over_limit", "enforcement.violation.no_edition"),
        ("--act 2020-01-01 --decided 2021-07-14 --violation over_limit", "law.choice.no_principle"),
    ],
)
def test_days_without_a_rule_are_refused(words: str, code: str) -> None:
    error = CliRunner().invoke(enforcement, ["law-choice", *words.split()]).exception
    assert isinstance(error, QingtianError)
    assert error.code == code


@pytest.mark.parametrize(
    ("edit", "code"),
    [
        (("over_limit_minimum", "no_such_number"), "law.parameter.unknown"),
        (("eco_env_code_2026", "no_such_law"), "law.basis.unknown"),
        (("certainty: copy", "certainty: hearsay"), "law.file.field"),
    ],
)
def test_a_catalogue_that_does_not_hold_together_names_file_and_entry(
    tmp_path: Path, edit: tuple[str, str], code: str
) -> None:
    folder = Path(__file__).parents[2] / "src/qingtian/enforcement/violations/declared"
    words = (folder / "violations.yaml").read_text(encoding="utf-8")
    (tmp_path / "mine.yaml").write_text(words.replace(*edit), encoding="utf-8")
    with pytest.raises(DeclarationError) as caught:
        read_catalogue(tmp_path, LAW)
    assert caught.value.code == code
    assert "mine.yaml: over_limit" in caught.value.where
