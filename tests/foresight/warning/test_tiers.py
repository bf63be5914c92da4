"""Which tier a run of windows reaches: every border of every declared row, the next tier, 500, the days in force."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from qingtian.errors import Refused
from qingtian.foresight.warning import SHANGHAI, Window, day_window, find, national, table_on

FIRST = date(2025, 1, 6)
OLD, NEW = (next(one for one in national() if one.id == f"national_{year}") for year in (2018, 2024))


def days(*indices: int | None, **more):
    return [day_window(FIRST + timedelta(days=n), aqi, **more) for n, aqi in enumerate(indices)]


@pytest.mark.parametrize(
    ("table", "indices", "tier", "row"),
    [
        (OLD, (201,), "", 0),
        (OLD, (201, 201), "yellow", 1),
        (OLD, (200, 201), "", 0),
        (OLD, (201, 200), "", 0),
        (OLD, (201, 201, 201), "orange", 1),
        (OLD, (201, 201, 201, 201), "orange", 1),
        (OLD, (201, 301, 301, 201), "red", 1),
        (OLD, (201, 301, 300, 201), "orange", 1),
        (OLD, (301, 301, 301), "orange", 1),
        (OLD, (301, 201, 201, 301), "red", 1),  # a day at 201 between does not clear the first: one spell
        (OLD, (499,), "", 0),
        (OLD, (500,), "red", 2),
        (NEW, (200,), "", 0),
        (NEW, (201,), "yellow", 1),
        (NEW, (151,), "", 0),
        (NEW, (151, 151), "yellow", 2),
        (NEW, (150, 151), "", 0),
        (NEW, (151, 151, 151), "orange", 2),
        (NEW, (201, 201), "orange", 1),
        (NEW, (201, 201, 201), "orange", 1),
        (NEW, (201, 301, 201), "red", 1),
        (NEW, (201, 300, 201), "orange", 1),
        (NEW, (500,), "yellow", 1),  # this table has no row for 500
    ],
)
def test_the_highest_tier_that_is_reached_counts(table, indices, tier, row):
    finding = find(days(*indices), table)
    assert (finding.tier, finding.met.row if finding.met else 0) == (tier, row)


@pytest.mark.parametrize(("apart", "tier"), [(23, ""), (24, "yellow")])
def test_48_hours_may_run_across_midnight_and_47_are_too_few(apart, tier):
    begin = datetime(2025, 1, 6, 14, tzinfo=SHANGHAI)
    windows = [
        Window(begin, begin + timedelta(hours=24), 201),
        Window(begin + timedelta(hours=apart), begin + timedelta(hours=apart + 24), 201),
    ]
    assert find(windows, OLD).tier == tier


def test_a_day_nobody_knows_interrupts_and_is_told():
    finding = find(days(201, None, 201), OLD)
    assert (finding.tier, len(finding.unknown)) == ("", 1)
    assert find([], OLD).met is None


def test_the_same_windows_in_any_order_give_the_same_finding():
    windows = days(180, 210, 305, 302, 220, 90)
    assert find(windows, OLD) == find(windows[::-1], OLD)


@pytest.mark.parametrize(
    ("between", "hours"),
    [((150,), 72), ((150, 150), 24), ((151, 150), 96), ((150, 151, 150), 120)],
)
def test_two_spells_whose_gap_does_not_clear_the_first_are_one(between, hours):
    """24 h at 150 clear nothing, 48 h do; a gap broken by 151 never lasts 36 h."""
    finding = find(days(201, *between, 201), NEW)
    assert finding.met is not None
    assert finding.met.spell.hours == hours
    assert finding.tier == ("orange" if hours > 24 else "yellow")


@pytest.mark.parametrize(("clear", "joined"), [(35, 1), (36, 0)])
def test_35_hours_do_not_clear_and_36_do(clear, joined):
    begin = datetime(2025, 1, 6, tzinfo=SHANGHAI)
    first = Window(begin, begin + timedelta(hours=24), 201)
    gap = Window(first.end, first.end + timedelta(hours=clear), 150)
    second = Window(gap.end, gap.end + timedelta(hours=24), 201)
    met = find([first, gap, second], NEW).met
    assert met is not None
    assert met.spell.joined == joined


@pytest.mark.parametrize(
    ("more", "apart", "tier"),
    [
        ({"primary": ("O3",)}, 2, ""),
        ({"primary": ("O3", "PM2_5")}, 0, "orange"),
        ({"primary": ()}, 0, "orange"),
        ({"primary": ("PM10",), "cause": "dust"}, 2, ""),
        ({"primary": ("PM2_5",), "cause": "smoke"}, 2, ""),
    ],
)
def test_ozone_sand_dust_and_smoke_get_no_colour_and_are_told_apart(more, apart, tier):
    finding = find(days(210, 210, **more), NEW)
    assert (finding.tier, len(finding.apart)) == (tier, apart)


@pytest.mark.parametrize(
    ("on", "id_"),
    [(date(2018, 1, 1), OLD.id), (date(2023, 12, 31), OLD.id), (date(2024, 1, 1), NEW.id), (date(2030, 1, 1), NEW.id)],
)
def test_the_table_of_the_day_holds_on_the_eve_the_one_before(on, id_):
    assert table_on(on).id == id_


def test_before_the_first_table_nothing_is_judged():
    with pytest.raises(Refused) as refused:
        table_on(date(2017, 12, 31))
    assert refused.value.code == "warning.no_table"


def test_nothing_second_hand_claims_to_be_sure():
    for table in national():
        certain = {table.basis, table.days_basis, table.scope_basis, table.joining_basis, table.release.basis}
        assert not [one for one in certain if one.certainty in ("sure", "copy")]
