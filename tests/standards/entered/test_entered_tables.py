"""A table the office enters: which entry holds on a day, exact reading of cells, refusal by name without one."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from qingtian.errors import DeclarationError, Refused, UnusableInput
from qingtian.standards.declared import Basis
from qingtian.standards.entered import Entry, entry_on, needed, shape_named, shapes, values_of
from qingtian.standards.entered.files import entries_in

BASIS = Basis(instrument="GB 12523-2025", clause="表 1", certainty="copy")
SITE = {"site": {"day": "71.5", "night": "56"}}


def entered(number: int, first: date, last: date | None = None, values: dict = SITE) -> Entry:
    return Entry("noise.construction", number, first, last, values, BASIS)


def test_the_first_and_the_last_day_belong_to_an_entry_and_none_beyond():
    one = [entered(1, date(2026, 1, 1), date(2026, 6, 30))]
    for day, holds in (
        (date(2025, 12, 31), False),
        (date(2026, 1, 1), True),
        (date(2026, 6, 30), True),
        (date(2026, 7, 1), False),
    ):
        assert (entry_on(one, "noise.construction", day) is not None) == holds, day


def test_of_several_the_one_entered_last_prevails_and_another_table_is_none():
    both = [entered(2, date(2026, 3, 1)), entered(1, date(2026, 1, 1))]
    assert needed(both, "noise.construction", date(2026, 2, 28)).number == 1
    assert needed(both, "noise.construction", date(2026, 3, 1)).number == 2
    assert entry_on(both, "noise.night", date(2026, 3, 1)) is None


def test_without_an_entry_the_refusal_names_the_table_the_day_and_what_lacks_it():
    with pytest.raises(Refused) as refused:
        needed([], "noise.construction", date(2026, 1, 1))
    assert refused.value.code == "standards.not_entered"
    assert refused.value.where == "noise.construction"
    for word in ("GB 12523-2025", "2026-01-01", "建筑施工噪声"):
        assert word in refused.value.sentence("zh")


def test_a_number_is_kept_as_typed_and_nothing_is_not_zero():
    entry = entered(1, date(2026, 1, 1))
    assert entry.number_at("site", "day") == Decimal("71.5")
    assert entry.number_at("site", "dusk") is None
    assert "copy" in entry.line().en


@pytest.mark.parametrize("cell", ["", "-1", "1e3", "70 dB", "NaN", "1,000", "١"])
def test_a_cell_that_is_no_plain_number_is_refused_beside_its_cell(cell: str):
    _, faults = values_of(shape_named("noise.construction"), {"site": {"day": cell, "night": "55"}})
    assert set(faults) == {("site", "day")}


def test_full_width_digits_are_read_an_hour_is_0_to_23_an_unknown_row_is_refused():
    values, faults = values_of(shape_named("noise.construction"), {"site": {"day": "７０", "night": "55"}})
    assert (values, faults) == ({"site": {"day": "70", "night": "55"}}, {})
    night = shape_named("noise.night")
    assert not values_of(night, {"night": {"begins": "23"}})[1]
    assert values_of(night, {"night": {"begins": "24"}})[1]
    assert ("shore", "") in values_of(night, {"night": {"begins": "22"}, "shore": {}})[1]
    assert values_of(shape_named("soil.background"), {})[1], "a table without a row says nothing"


def test_every_declared_table_has_columns_and_an_unknown_one_is_named():
    assert all(shape.columns for shape in shapes().values())
    with pytest.raises(UnusableInput, match="moon"):
        shape_named("noise.moon")


def test_entries_of_a_folder_are_read_strictly(tmp_path: Path):
    text = """
table: noise.construction
first_day: 2026-01-01
values: { site: { day: "72", night: "%s" } }
basis: { instrument: GB 12523-2025, clause: 表 1, certainty: copy }
"""
    (tmp_path / "1.yaml").write_text(text % "57", encoding="utf-8")
    (one,) = entries_in(tmp_path)
    assert one.number_at("site", "night") == 57
    (tmp_path / "2.yaml").write_text(text % "loud", encoding="utf-8")
    with pytest.raises(DeclarationError, match=r"2\.yaml site night"):
        entries_in(tmp_path)
