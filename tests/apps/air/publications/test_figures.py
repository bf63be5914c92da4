"""The canonical file: equal figures are equal bytes, a gap is no zero, a change is told old and new."""

from __future__ import annotations

import pytest

from qingtian.apps.air.publications.computing import difference, percent
from qingtian.apps.air.publications.figures import Figures, Row, canonical, changes, digest, first_difference, read
from qingtian.apps.air.publications.kinds import KINDS, last_complete
from qingtian.errors import UnusableInput
from tests.apps.air.publications.fake import issue
from tests.days import TODAY


def row(value: str, item: str = "PM10", place: str = "甲") -> Row:
    return Row(place, "2026-10", item, "mean", value, 31, 31, "GB3095-2026-transitional", "least_days")


def test_the_order_of_computing_does_not_change_a_byte():
    rows = [row("51"), row("24", "PM2_5"), row("60", place="乙")]
    assert canonical(Figures(rows)) == canonical(Figures(reversed(rows)))
    assert (
        canonical(Figures(rows)).encode().startswith(b"place,period,item,statistic,value,valid,expected,edition,rule\n")
    )


def test_what_was_written_is_read_back_and_written_equal():
    text = canonical(issue("ranking", "2026-10").figures)
    assert canonical(read(text)) == text
    assert digest(text) == digest(canonical(read(text)))


@pytest.mark.parametrize(
    "broken", ["", "a,b\n", "place,period,item,statistic,value,valid,expected,edition,rule\n甲,乙\n"]
)
def test_a_file_that_is_no_canonical_file_is_refused_with_its_line(broken):
    with pytest.raises(UnusableInput) as refused:
        read(broken)
    assert refused.value.code == "air.figures_unreadable"


def test_a_refused_figure_prints_na_and_an_absent_one_a_dash_never_zero():
    figures = Figures([row(""), row("-3", "NO2")])
    assert figures.printed("甲", "2026-10", "PM10", "mean") == "NA"
    assert figures.printed("甲", "2026-10", "SO2", "mean") == "—"
    assert figures.printed("甲", "2026-10", "NO2", "mean") == "\u22123"


def test_two_figures_of_one_name_are_refused():
    with pytest.raises(ValueError, match="one name"):
        Figures([row("51"), row("52")])


def test_the_first_difference_is_told_with_its_line_and_an_end_is_a_difference():
    assert first_difference("a\nb\n", "a\nb\n") is None
    found = first_difference("a\nb\n", "a\nc\n")
    assert (found.line, found.kept, found.now) == (2, "b", "c")
    assert first_difference("a\n", "a\nb\n").kept == ""
    assert first_difference("a\n", "a").line == 1, "a lost line end is a difference too"


def test_a_correction_names_old_and_new_and_figures_that_came_or_went():
    found = changes(Figures([row("51"), row("9", "SO2")]), Figures([row("52"), row("3", "NO2")]))
    assert [(one.item, one.old, one.new) for one in found] == [("NO2", "", "3"), ("PM10", "51", "52"), ("SO2", "9", "")]


@pytest.mark.parametrize(
    ("now", "before", "is_"), [("51", "54", "-3"), ("0.8", "0.7", "+0.1"), ("5", "5", "0"), ("3.10", "3.2", "-0.10")]
)
def test_a_difference_is_exact_with_the_decimals_printed(now, before, is_):
    assert difference(now, before) == is_


@pytest.mark.parametrize(
    ("now", "before", "is_"),
    [("51", "54", "-5.6"), ("1", "0", ""), ("0.7", "0.7", "0.0"), ("2001", "2000", "0.0"), ("2003", "2000", "+0.2")],
)
def test_a_change_in_per_cent_is_half_to_even_and_nothing_of_nothing(now, before, is_):
    assert percent(now, before) == is_


def test_a_period_of_another_kind_is_refused():
    with pytest.raises(UnusableInput):
        KINDS["weekly"].period("2026-10")


@pytest.mark.parametrize(("kind", "is_"), [("daily", "2026-06-14"), ("ranking", "2026-05"), ("annual", "2025")])
def test_the_last_complete_period_had_ended_before_the_day(kind, is_):
    last = last_complete(kind, TODAY.replace(2026, 6, 15))
    assert last.id == is_


def test_days_still_allowed_over_are_counted_to_the_end_of_the_year():
    targets = {("city", "AQI", "good_day_rate"): ("95", "云政发〔2026〕3号")}
    figures = issue("daily", "2026-12-30", targets=targets).figures
    # 364 valid days and one left: 18 may be over (5 % of 365 is 18.25), 12 were
    assert figures.value("city", "2026-12-30", "AQI", "days_over_allowed") == "6"
    figures = issue("daily", "2026-12-31", targets={("city", "AQI", "good_day_rate"): ("99", "同上")}).figures
    assert figures.value("city", "2026-12-31", "AQI", "days_over_allowed") == "-9"
