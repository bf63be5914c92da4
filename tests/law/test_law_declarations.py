"""A law file that does not hold together is refused, and the refusal names file and field."""

from __future__ import annotations

from pathlib import Path

import pytest

from qingtian.errors import DeclarationError
from qingtian.law import read_law

INSTRUMENTS = """
some_law:
  title: {zh: 某法, en: Some Law}
  issuer: {zh: 某机关, en: Some organ}
  in_force_from: 2020-01-01
  certainty: sure
"""
LIMIT = """
title: {zh: 某期限, en: Some limit}
unit: calendar_day
starts: {zh: 某事, en: an event}
first_day_counts: false
rest_day_rule: stay
firmness: must
values:
  2020-01-01:
    value: 15
    basis: {instrument: some_law, article: "3"}
    certainty: sure
    last_checked: 2020-02-01
"""


@pytest.fixture
def room(tmp_path: Path) -> Path:
    (tmp_path / "instruments").mkdir()
    (tmp_path / "parameters" / "chapter").mkdir(parents=True)
    (tmp_path / "instruments" / "some.yaml").write_text(INSTRUMENTS, encoding="utf-8")
    return tmp_path


def limit(room: Path, text: str) -> None:
    (room / "parameters" / "chapter" / "limit.yaml").write_text(text, encoding="utf-8")


def refused(room: Path) -> DeclarationError:
    with pytest.raises(DeclarationError) as caught:
        read_law(room)
    return caught.value


def test_a_file_that_holds_together_is_read_under_its_path_as_id(room: Path) -> None:
    limit(room, LIMIT)
    assert list(read_law(room).parameters) == ["chapter.limit"]


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ('    basis: {instrument: some_law, article: "3"}\n', "", "values.2020-01-01.basis"),
        ("value: 15", 'value: "15"', "values.2020-01-01.value"),
        ("value: 15", "value: 15.0", "values.2020-01-01.value"),
        ("value: 15", "value: -1", "values.2020-01-01.value"),
        ("certainty: sure", "certainty: certain", "values.2020-01-01.certainty"),
        ('article: "3"', "article: three", "values.2020-01-01.basis.article"),
        ("unit: calendar_day", "unit: fortnight", "unit"),
        ("firmness: must", "firmness: perhaps", "firmness"),
        ("rest_day_rule: stay", "rest_day_rule: skip", "rest_day_rule"),
        ("firmness: must", "firmness: must\nfirmnes: must", "firmnes"),
        ("{zh: 某期限, en: Some limit}", "{zh: 某期限}", "title"),
        ("{zh: 某期限, en: Some limit}", "{zh: 某期限, en: ''}", "title"),
        ("first_day_counts: false", "first_day_counts: 0", "first_day_counts"),
    ],
)
def test_a_wrong_field_is_named_with_its_file(room: Path, old: str, new: str, field: str) -> None:
    assert old in LIMIT
    limit(room, LIMIT.replace(old, new))
    error = refused(room)
    assert error.code == "law.file.field"
    assert error.where == f"parameters/chapter/limit.yaml: {field}"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("value: 15", "value: 0", "zero length"),
        ("rest_day_rule: stay\n", "", "needs rest_day_rule"),
        ("unit: calendar_day", "unit: percent", "does not run"),
        ("unit: calendar_day", "unit: hour", "whole days"),
        ("unit: calendar_day", "unit: month\ndirection: before", "only days"),
        ("rest_day_rule: stay", "rest_day_rule: roll\ndirection: before", "does not move on"),
    ],
)
def test_a_limit_that_cannot_run_is_refused(room: Path, old: str, new: str, words: str) -> None:
    limit(room, LIMIT.replace(old, new))
    error = refused(room)
    assert error.where.startswith("parameters/chapter/limit.yaml")
    assert words in error.message.en


def test_an_extension_in_another_unit_is_refused(room: Path) -> None:
    extension = "{up_to: 1, unit: month, times: 1, approved_by: {zh: 负责人, en: the head}, must_notify: true}"
    limit(room, LIMIT + f"extension: {extension}\n")
    assert "calendar_day" in refused(room).message.en


def test_a_basis_on_an_unknown_instrument_is_refused(room: Path) -> None:
    limit(room, LIMIT.replace("some_law", "other_law"))
    error = refused(room)
    assert error.code == "law.basis.unknown"
    assert error.where == "parameters/chapter/limit.yaml: values.2020-01-01.basis.instrument"
    assert "other_law" in error.message.en


@pytest.mark.parametrize(("day", "refuses"), [("2019-12-31", True), ("2020-01-01", False), ("2020-01-02", False)])
def test_a_number_cannot_begin_before_the_instrument_it_rests_on(room: Path, day: str, refuses: bool) -> None:
    limit(room, LIMIT.replace("  2020-01-01:", f"  {day}:"))
    if refuses:
        assert refused(room).code == "law.basis.too_early"
    else:
        assert read_law(room).parameter("chapter.limit").editions[0].from_day.isoformat() == day


def test_a_key_written_twice_is_refused(room: Path) -> None:
    limit(room, LIMIT + LIMIT.split("values:")[1])
    error = refused(room)
    assert (error.code, error.where) == ("law.file.unreadable", "parameters/chapter/limit.yaml")
    assert "twice" in error.message.en


@pytest.mark.parametrize("text", ["", "- a list", "title: [", "just words"])
def test_a_file_that_is_no_mapping_is_refused(room: Path, text: str) -> None:
    limit(room, text)
    assert refused(room).where == "parameters/chapter/limit.yaml"


def test_an_instrument_declared_in_two_files_is_refused(room: Path) -> None:
    (room / "instruments" / "more.yaml").write_text(INSTRUMENTS, encoding="utf-8")
    assert refused(room).code == "law.instrument.twice"


@pytest.mark.parametrize(
    ("more", "where"),
    [
        ("  replaced_by: [no_such_law]", "some_law: replaced_by"),
        ("  in_force_to: 2019-12-31", "instruments/some.yaml: some_law"),
        ("  in_forse_to: 2021-12-31", "instruments/some.yaml: some_law: in_forse_to"),
    ],
)
def test_an_instrument_that_does_not_hold_together_is_refused(room: Path, more: str, where: str) -> None:
    (room / "instruments" / "some.yaml").write_text(INSTRUMENTS + more + "\n", encoding="utf-8")
    assert refused(room).where == where


def test_a_null_value_repeals_the_number(room: Path) -> None:
    repeal = '  2021-01-01:\n    value: null\n    basis: {instrument: some_law, article: "4"}\n'
    limit(room, LIMIT + repeal + "    certainty: sure\n    last_checked: null\n")
    assert read_law(room).parameter("chapter.limit").editions[-1].value is None
