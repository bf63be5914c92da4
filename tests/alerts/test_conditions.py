"""When a rule raises and clears: the exact border of every kind, a missing value never a zero."""

from __future__ import annotations

from decimal import Decimal

import pytest

from qingtian.alerts.conditions import meeting
from qingtian.alerts.reading import declared_rules, read_rules
from qingtian.alerts.rule import Threshold
from qingtian.errors import DeclarationError
from tests.alerts.series import a_rule, episodes


@pytest.mark.parametrize(
    ("bound", "number", "met"),
    [
        ({"at_least": "100"}, 99_999, False),
        ({"at_least": "100"}, 100_000, True),  # 以上 includes the number
        ({"above": "100"}, 100_000, False),  # 超过 does not
        ({"above": "100"}, 100_001, True),
        ({"at_most": "6.5"}, 6_500, True),
        ({"at_most": "6.5"}, 6_501, False),
        ({"below": "6.5"}, 6_500, False),
        ({"below": "6.5"}, 6_499, True),
        ({"at_least": "0.0005"}, 0, False),  # finer than the scale: the next number that meets it
        ({"at_least": "0.0005"}, 1, True),
        ({"above": "0.0005"}, 0, False),
        ({"below": "0.0005"}, 0, True),
        ({"at_most": "-0.0005"}, 0, False),
    ],
)
def test_a_bound_is_met_exactly(bound, number, met):
    threshold = Threshold(**{name: Decimal(value) for name, value in bound.items()})
    assert meeting(threshold, 1000)(number) is met


def test_it_raises_after_so_many_periods_in_a_row_and_not_one_earlier():
    rule = a_rule(for_periods=3)
    assert episodes(rule, [100, 100, 99, 100, 100]) == []
    assert episodes(rule, [99, 100, 100, 100]) == [(1, 4, None)]


def test_a_missing_value_interrupts_and_is_no_zero():
    rule = a_rule(for_periods=3)
    assert episodes(rule, [100, 100, None, 100, 100]) == []
    assert episodes(a_rule(), [100, None, None, 99]) == [(0, 1, 4)]


def test_it_clears_only_beyond_the_hysteresis_for_its_periods():
    rule = a_rule(clearing={"beyond": "80", "periods": 2})
    assert episodes(rule, [100, 99, 80, 80, 79, 80, 79]) == [(0, 1, None)]
    assert episodes(rule, [100, 79, None, 79, 79]) == [(0, 1, 5)]


def test_a_lowest_bound_works_downward():
    rule = a_rule(threshold={"below": "6"}, clearing={"beyond": "7"})
    assert episodes(rule, [6, 5, 6, 7, 8]) == [(1, 2, 5)]


def test_a_rise_is_against_the_lowest_of_the_hours_before():
    rule = a_rule(kind="trend", threshold=None, trend={"by": "150", "within": 3})
    assert episodes(rule, [50, 100, 150, 199]) == []
    assert episodes(rule, [50, 100, 150, 200, 210]) == [(3, 4, 5)]
    assert episodes(rule, [50, None, None, None, 200]) == []  # nothing within three hours to compare with
    falling = a_rule(kind="trend", threshold=None, trend={"by": "10", "within": 2, "direction": "fall"})
    assert episodes(falling, [20, 10, 15]) == [(1, 2, 3)]


def test_silence_is_counted_in_periods_and_ends_with_values():
    rule = a_rule(kind="missing", threshold=None, for_periods=4, clearing={"periods": 2})
    assert episodes(rule, [1, None, None, None, 1]) == []
    assert episodes(rule, [1, None, None, None, None, 1, None, 1, 1]) == [(1, 5, 9)]
    assert episodes(rule, [None] * 9) == []  # never heard of: it has not begun
    assert episodes(rule, [None] * 9 + [1] + [None] * 4) == [(10, 14, None)]


def test_equal_values_in_a_row_are_frozen():
    rule = a_rule(kind="pattern", threshold=None, pattern={"shape": "frozen", "times": 3})
    assert episodes(rule, [5, 5, 6, 6]) == []
    assert episodes(rule, [5, 5, 5, 5, 6]) == [(2, 3, 5)]
    assert episodes(rule, [5, 5, None, 5, 5]) == []


def test_often_counts_within_its_last_hours():
    often = {"shape": "often", "times": 3, "out_of": 5, "threshold": {"at_least": "100"}}
    rule = a_rule(kind="pattern", threshold=None, pattern=often)
    assert episodes(rule, [100, 0, 100, 0, 0, 100, 0]) == []
    assert episodes(rule, [100, 0, 100, 0, 100, 0]) == [(4, 5, 6)]


@pytest.mark.parametrize(
    "changes",
    [
        {"threshold": {"at_least": "1", "above": "1"}},
        {"threshold": {}},
        {"kind": "trend"},
        {"kind": "missing"},
        {"clearing": {"beyond": "101"}},
        {"quiet": {"begin": "22:00", "end": "22:00"}},
        {"valid_until": "2019-12-31"},
        {"telling": {"organ": "city", "roles": [], "answer_hours": 4}},
        {"for_periods": 0},
        {"made_up": 1},
    ],
)
def test_a_rule_that_does_not_hold_together_is_refused(changes):
    with pytest.raises(DeclarationError):
        a_rule(**changes)


def test_every_declared_rule_says_where_its_numbers_come_from():
    assert declared_rules()
    for rule in declared_rules():
        assert rule.source.zh
        if rule.certainty == "local_default":
            assert "配置" in rule.source.zh
            assert "configuration" in rule.source.en


def test_a_rule_declared_twice_is_refused(tmp_path):
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text("x_rule: {}", encoding="utf-8")
    with pytest.raises(DeclarationError):
        read_rules(tmp_path)
