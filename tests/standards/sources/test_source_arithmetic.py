"""Hours, days, conversion and rates of source monitors, with their borders, against numbers worked out by hand."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import product

import pytest

from qingtian.errors import Refused
from qingtian.standards.declared import Basis
from qingtian.standards.entered import Entry, needed
from qingtian.standards.sources.conversion import converted
from qingtian.standards.sources.days import day_mean
from qingtian.standards.sources.factors import factors, shown, written
from qingtian.standards.sources.hours import STATES, Declared, Limit, Reported, declared_state, judge
from qingtian.standards.sources.marks import declared_marks, judged
from qingtian.standards.sources.rates import WEIGHED, Counts, effective, transmission, whole
from qingtian.standards.sources.scale import SCALE, decimal_of, read, scaled
from qingtian.standards.sources.spells import Spell, spells

BASIS = Basis(instrument="（测试）", clause="1", certainty="from_memory")  # type: ignore[arg-type]
NOON = datetime(2026, 5, 5, 12)
HOUR = timedelta(hours=1)


def entry(table: str, **rows: dict[str, str]) -> Entry:
    return Entry(table, 1, date(2026, 1, 1), None, rows, BASIS)


CONSTANTS = entry("sources.conversion", oxygen={"ambient": "21", "highest": "19"})
RATES = entry(
    "sources.rates",
    **{
        kind: {"counted": "1" if kind == "valid" else "0", "owed": "0" if kind == "maintained" else "1"}
        for kind in WEIGHED
    },
)


# ---- numbers


@pytest.mark.parametrize(
    ("text", "millionths"),
    [
        ("0", 0),
        ("-3.5", -3_500_000),
        ("0.0000005", 0),  # half to even
        ("0.0000015", 2),
        ("999999999999.999999", 999_999_999_999_999_999),
        ("1000000000000", None),
        ("1e3", None),
        ("NaN", None),
        ("１２", None),
        ("12.", 12_000_000),
        (".5", 500_000),
        ("--", None),
    ],
)
def test_a_text_is_a_number_or_nothing(text: str, millionths: int | None) -> None:
    assert read(text) == millionths


def test_scaled_and_back() -> None:
    for written_so in ("0.00005", "12.3", "50", "-0.1"):
        assert decimal_of(scaled(Decimal(written_so))) == Decimal(written_so)


def test_figures_are_shown_half_to_even() -> None:
    assert [written(Fraction(n, 100), 1) for n in (5, 15, 25, 125, -5)] == ["0.0", "0.2", "0.2", "1.2", "0.0"]
    assert shown("w21011", 1_234_500) == "1.234"
    assert shown("w01012", 2_500_000) == "2"
    assert factors()["a19001"].unit == "%"


# ---- marks


def test_every_mark_of_every_edition_has_a_use_and_words() -> None:
    marks = declared_marks()
    assert set(marks.editions) == {"2005", "2017", "2025"}
    for edition, held in marks.editions.items():
        for mark in held.marks:
            used, reason = judged(1, mark, edition)
            assert used == "valid" or reason in marks.reasons


def test_a_value_at_the_end_of_the_range_is_within_it() -> None:
    assert judged(100, "N", "2017", 0, 100).used == "valid"
    assert judged(101, "N", "2017", 0, 100) == ("invalid", "off_limits")
    assert judged(-1, "N", "2017", 0, 100) == ("invalid", "off_limits")
    # a fault stays a fault, however high its number
    assert judged(10**9, "D", "2017", 0, 100) == ("invalid", "fault")


# ---- conversion


def test_converted_to_the_reference_oxygen_exactly() -> None:
    # 30 × (21 − 9) ÷ (21 − 12) = 40
    assert converted(30 * SCALE, 12 * SCALE, Decimal(9), CONSTANTS) == 40 * SCALE
    # 10 × (21 − 3.5) ÷ (21 − 8) = 13.461538…, half to even in the sixth decimal
    assert converted(10 * SCALE, 8 * SCALE, Decimal("3.5"), CONSTANTS) == 13_461_538
    assert converted(0, 8 * SCALE, Decimal(9), CONSTANTS) == 0


def test_gas_as_thin_as_air_has_no_converted_value() -> None:
    assert converted(SCALE, 19 * SCALE, Decimal(9), CONSTANTS) == 6 * SCALE
    assert converted(SCALE, 19 * SCALE + 1, Decimal(9), CONSTANTS) is None
    without = entry("sources.conversion", oxygen={"ambient": "21"})
    assert converted(SCALE, 21 * SCALE - 1, Decimal(9), without) is not None
    assert converted(SCALE, 21 * SCALE, Decimal(9), without) is None


@pytest.mark.parametrize("table", ["sources.conversion", "sources.day_mean", "sources.rates"])
def test_without_its_table_a_result_is_refused_by_name(table: str) -> None:
    with pytest.raises(Refused) as refused:
        needed([CONSTANTS] if table != "sources.conversion" else [], table, date(2026, 5, 5))
    assert (refused.value.code, refused.value.where) == ("standards.not_entered", table)


# ---- hours


LIMIT = Limit(35 * SCALE)


@pytest.mark.parametrize(
    ("value", "state"), [(35 * SCALE - 1, "within"), (35 * SCALE, "within"), (35 * SCALE + 1, "over")]
)
def test_equal_to_the_limit_is_within_it(value: int, state: str) -> None:
    assert judge(Reported(value, None, "valid"), LIMIT).state == state


def test_too_low_is_over_too_where_the_limit_has_two_ends() -> None:
    acid = Limit(9 * SCALE, 6 * SCALE)
    found = [judge(Reported(n, None, "valid"), acid) for n in (6 * SCALE - 1, 6 * SCALE, 9 * SCALE, 9 * SCALE + 1)]
    assert [one.state for one in found] == ["over", "within", "within", "over"]
    assert found[0].times is None, "a value too low is no multiple of the limit"


def test_the_converted_value_is_compared_where_the_limit_says_so() -> None:
    stack = Limit(35 * SCALE, converted=True)
    assert judge(Reported(30 * SCALE, 40 * SCALE, "valid"), stack).times == Fraction(1, 7)
    assert judge(Reported(40 * SCALE, 30 * SCALE, "valid"), stack).state == "within"
    assert judge(Reported(90 * SCALE, None, "valid"), stack).state == "no_converted"


def test_what_is_not_valid_is_never_an_exceedance_and_nothing_is_never_zero() -> None:
    high = 90 * SCALE
    assert judge(None, LIMIT).state == "missing"
    assert judge(None, LIMIT).value is None
    assert judge(Reported(high, None, "substituted", "entered"), LIMIT).state == "substituted"
    assert judge(Reported(high, None, "invalid", "fault"), LIMIT).state == "invalid"
    beyond = judge(Reported(high, None, "invalid", "off_limits"), LIMIT)
    assert (beyond.state, beyond.above) == ("off_limits", True), "no measurement, yet evidence of a high value"
    assert judge(Reported(high, None, "valid"), None).state == "no_limit"


def test_declared_hours_are_left_out_and_keep_their_value() -> None:
    for kind, state in {"stop": "stopped", "start_up": "starting", "fault": "maintained"}.items():
        declared = declared_state([Declared(kind, NOON, NOON + HOUR)], "a21026", NOON, NOON + HOUR)
        found = judge(Reported(90 * SCALE, None, "valid"), LIMIT, declared)
        assert (found.state, found.above, found.value) == (state, True, 90 * SCALE)


def test_an_hour_is_touched_by_a_minute_and_not_by_a_common_end() -> None:
    def state(begins: datetime, ends: datetime, factor: str = "") -> str | None:
        return declared_state([Declared("stop", begins, ends, factor)], "a21026", NOON, NOON + HOUR)

    minute = timedelta(minutes=1)
    assert state(NOON - HOUR, NOON) is None
    assert state(NOON - HOUR, NOON + minute) == "stopped"
    assert state(NOON + HOUR - minute, NOON + 2 * HOUR) == "stopped"
    assert state(NOON + HOUR, NOON + 2 * HOUR) is None
    assert state(NOON, NOON + HOUR, "a21002") is None
    both = [Declared("maintenance", NOON, NOON + HOUR), Declared("stop", NOON, NOON + HOUR)]
    assert declared_state(both, "a21026", NOON, NOON + HOUR) == "stopped"


def test_every_combination_has_exactly_one_declared_state() -> None:
    reports = [
        None,
        *(Reported(v, c, u) for v, c, u in product((None, 1, 10**9), (None, 1), ("valid", "invalid", "substituted"))),
    ]  # type: ignore[arg-type]
    for reported, limit, declared in product(reports, (None, LIMIT, Limit(1, converted=True)), (None, "stopped")):
        assert judge(reported, limit, declared).state in STATES  # type: ignore[arg-type]


# ---- days


def test_a_day_needs_its_least_hours() -> None:
    rule = entry("sources.day_mean", gas={"hours": "20", "by_flow": "0"}, water={"hours": "20", "by_flow": "1"})
    nineteen = day_mean(dict.fromkeys(range(19), 10), "gas", rule)
    assert (nineteen.mean, nineteen.valid, nineteen.least) == (None, 19, 20)
    twenty = day_mean(dict.fromkeys(range(19), 10) | {19: 11}, "gas", rule, Limit(10))
    assert twenty.mean == Fraction(201, 20)
    assert twenty.above, "compared with all its digits"


def test_waste_water_is_weighed_by_its_flow() -> None:
    rule = entry("sources.day_mean", water={"hours": "2", "by_flow": "1"})
    assert day_mean({0: 10, 1: 40}, "water", rule, flow={0: 3, 1: 1}).mean == Fraction(70, 4)
    assert day_mean({0: 10, 1: 40}, "water", rule, flow={0: 3}).mean is None, "an hour without flow does not count"
    assert day_mean({0: 10, 1: 40}, "water", rule, flow={0: 0, 1: 0}).mean is None


# ---- rates


def test_stopped_hours_are_in_neither_part_of_a_rate() -> None:
    counts = Counts(valid=600, substituted=10, invalid=20, missing=50, maintained=40, stopped=24, received=665)
    assert counts.owed == 720
    assert transmission(counts) == Fraction(665, 720)
    assert effective(counts, RATES) == Fraction(600, 680), "maintenance is not owed by this table"
    assert transmission(Counts(stopped=744)) is None
    assert effective(Counts(stopped=744, maintained=3), RATES) is None


def test_counts_add_up() -> None:
    assert whole([Counts(valid=1, received=1), Counts(valid=2, missing=1, received=2)]) == Counts(
        valid=3, missing=1, received=3
    )


# ---- spells


def test_neighbouring_hours_are_one_spell() -> None:
    hours = [(NOON + n * HOUR, value) for n, value in ((1, 5), (0, 9), (3, None), (4, 2))]
    assert spells(hours) == [
        Spell(NOON, NOON + 2 * HOUR, 9),
        Spell(NOON + 3 * HOUR, NOON + 5 * HOUR, 2),
    ]
    assert [one.hours for one in spells(hours)] == [2, 2]
    assert spells([]) == []
