"""The levels, and what a standards file must hold to be taken at all."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
import yaml

from qingtian.errors import DeclarationError
from qingtian.standards.air import categories, category_of, edition_on, editions, pollutants
from qingtian.standards.air.declarations import Edition
from qingtian.standards.air.editions import refuse_broken_succession
from qingtian.standards.declared import package_data, read
from tests.standards.air.tables import FIRST_DAY_OF_2026, LAST_DAY_OF_2012

BORDERS = [(0, 1), (50, 1), (51, 2), (100, 2), (101, 3), (150, 3), (151, 4), (200, 4), (201, 5), (300, 5), (301, 6)]


@pytest.mark.parametrize("on", [LAST_DAY_OF_2012, FIRST_DAY_OF_2026])
@pytest.mark.parametrize(("index", "level"), [*BORDERS, (500, 6)])
def test_each_level_begins_the_index_after_the_last_one_ends(on, index, level):
    assert category_of(index, edition_on(on)).level == level


@pytest.mark.parametrize("on", [LAST_DAY_OF_2012, FIRST_DAY_OF_2026])
def test_words_and_colours_are_the_standards(on):
    assert [(c.word.zh, c.rgb) for c in categories(on)] == [
        ("优", (0, 228, 0)),
        ("良", (255, 255, 0)),
        ("轻度污染", (255, 126, 0)),
        ("中度污染", (255, 0, 0)),
        ("重度污染", (153, 0, 76)),
        ("严重污染", (126, 0, 35)),
    ]


def test_every_level_tells_people_something_whole_in_both_languages():
    for category in categories(FIRST_DAY_OF_2026):
        for text in (category.effect, category.advice):
            assert text.zh.endswith("。")
            assert text.en.endswith(".")
            assert not re.search(r"[,;:]", text.zh), "half-width punctuation in a Chinese sentence"


def test_six_pollutants_in_the_order_an_index_names_them():
    assert list(pollutants()) == ["PM2_5", "PM10", "SO2", "NO2", "O3", "CO"]
    assert {code for code, p in pollutants().items() if p.unit == "mg/m³"} == {"CO"}


def test_every_basis_of_every_edition_says_how_sure_it_is():
    for edition in editions():
        for table in edition.tables.values():
            assert table.basis.certainty == "sure"
        assert edition.tables["PM10_24h"].above.basis.certainty == "observed"
    assert edition_on(LAST_DAY_OF_2012).reports["hourly"].basis.certainty == "observed"
    assert edition_on(LAST_DAY_OF_2012).reports["daily"].missing.basis.certainty == "local_default"
    assert edition_on(FIRST_DAY_OF_2026).reports["hourly"].basis.certainty == "sure"


def declaration(name: str) -> dict:
    return yaml.safe_load(package_data("qingtian.standards.air", "editions", name).read_text("utf-8"))


def shifted(days: int) -> Edition:
    edition = edition_on(FIRST_DAY_OF_2026)
    moved = edition.applies.model_copy(update={"first_day": FIRST_DAY_OF_2026 + timedelta(days=days)})
    return edition.model_copy(update={"applies": moved})


@pytest.mark.parametrize("days", [-1, 1])
def test_editions_that_overlap_or_leave_a_gap_of_a_day_are_refused(days):
    with pytest.raises(DeclarationError) as refused:
        refuse_broken_succession((edition_on(date(2020, 1, 1)), shifted(days)))
    assert refused.value.code == "standards.air.succession"
    refuse_broken_succession((edition_on(date(2020, 1, 1)), shifted(0)))


def broken_rise(d):
    d["tables"]["CO_1h"]["concentrations"] = [0, 5, 5]


def broken_start(d):
    d["tables"]["CO_1h"]["concentrations"] = [1, 5, 10]


def broken_report(d):
    d["reports"]["hourly"]["items"]["CO"] = "CO_2h"


def broken_certainty(d):
    d["tables"]["CO_1h"]["basis"]["certainty"] = "probably"


def broken_decimals(d):
    del d["decimals"]["CO"]


def broken_cap(d):
    d["tables"]["CO_1h"]["above"]["index"] = 499


def broken_text(d):
    d["title"]["half a sentence"] = None


@pytest.mark.parametrize(
    "broken",
    [broken_rise, broken_start, broken_report, broken_certainty, broken_decimals, broken_cap, broken_text],
)
def test_a_declaration_that_does_not_hold_is_refused_with_the_name_of_its_file(tmp_path, broken):
    content = declaration("HJ633-2026.yaml")
    broken(content)
    file = tmp_path / "broken.yaml"
    file.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    with pytest.raises(DeclarationError) as refused:
        read(Edition, file)
    assert (refused.value.code, refused.value.where) == ("standards.declaration", "broken.yaml")


def test_the_unbroken_declaration_is_taken(tmp_path):
    file = tmp_path / "whole.yaml"
    file.write_text(yaml.safe_dump(declaration("HJ633-2026.yaml"), allow_unicode=True), encoding="utf-8")
    assert read(Edition, file) == edition_on(FIRST_DAY_OF_2026)
