"""Drinking-water sources: refused by the table's name until it is entered, then exactly by what was entered."""

from __future__ import annotations

from datetime import date
from fractions import Fraction as F

import pytest

from qingtian.errors import Refused
from qingtian.language import Text
from qingtian.standards.declared import Basis
from qingtian.standards.entered import Entry
from qingtian.standards.water.drinking import SURFACE, drinking

pytestmark = pytest.mark.once
FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
BASIS = Basis(instrument=Text("i", "i"), clause=Text("c", "c"), certainty="copy")
ENTRY = Entry(SURFACE, 1, FIRST, LAST, {"硫酸盐": {"most": "250"}, "铁": {"most": "0.3"}}, BASIS)


@pytest.mark.parametrize("on", [date(2025, 12, 31), date(2027, 1, 1)])
def test_the_day_before_and_the_day_after_are_refused_by_the_name_of_the_table(on):
    with pytest.raises(Refused) as refused:
        drinking({"铁": F("0.1")}, [ENTRY], on)
    assert (refused.value.code, refused.value.where) == ("standards.not_entered", SURFACE)
    assert "补充项目和特定项目限值" in refused.value.message.zh


@pytest.mark.parametrize("on", [FIRST, LAST])
def test_the_first_and_the_last_day_are_judged(on):
    assert drinking({"铁": F("0.1"), "硫酸盐": F(1)}, [ENTRY], on).meets is True


def test_equal_to_the_limit_is_within_it_and_just_above_is_not():
    assert drinking({"铁": F("0.3"), "硫酸盐": F(1)}, [ENTRY], FIRST).exceeding == {}
    found = drinking({"铁": F("0.6"), "硫酸盐": F(375)}, [ENTRY], FIRST)
    assert (found.exceeding, list(found.exceeding), found.meets) == (
        {"铁": 1, "硫酸盐": F(1, 2)},
        ["铁", "硫酸盐"],
        False,
    )


def test_what_is_missing_leaves_no_verdict_and_what_has_no_limit_is_named():
    found = drinking({"铁": F("0.1"), "锰": F(9)}, [ENTRY], FIRST)
    assert (found.meets, found.missing, found.unlimited) == (None, ("硫酸盐",), ("锰",))
    assert drinking({"铁": F(9)}, [ENTRY], FIRST).meets is False, "one above its limit is enough"
