"""从旧兼从轻: which rule applies when the law changed between the act and the decision."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from qingtian.errors import UnusableInput
from qingtian.law import Basis, Choice, Rule, choose_rule, load_law

LAW = load_law()
OLD = Rule(Basis("water_law_2017", "83"), minimum=100_000, maximum=1_000_000)
NEW = Rule(Basis("eco_env_code_2026", "1108"), minimum=100_000, maximum=1_000_000)


def chosen(old: Rule, new: Rule, decided_on: date = date(2026, 9, 1)) -> Choice:
    return choose_rule(old, new, act_on=date(2026, 6, 1), decided_on=decided_on, law=LAW)


@pytest.mark.parametrize(
    ("minimum", "maximum", "ground"),
    [
        (100_000, 999_999, "lighter"),
        (100_000, 1_000_000, "unchanged"),
        (100_000, 1_000_001, "heavier"),
        (99_999, 1_000_000, "lighter"),
        (100_001, 1_000_000, "heavier"),
        (50_000, 2_000_000, "undecided"),
        (100_000, None, "heavier"),
    ],
)
def test_the_range_of_the_fine_decides(minimum: int, maximum: int | None, ground: str) -> None:
    new = replace(NEW, minimum=minimum, maximum=maximum)
    expected = {"lighter": new, "unchanged": OLD, "heavier": OLD, "undecided": None}[ground]
    choice = chosen(OLD, new)
    assert (choice.ground, choice.rule) == (ground, expected)


def test_the_new_rule_applies_when_the_act_is_no_longer_unlawful() -> None:
    lawful = replace(NEW, unlawful=False)
    choice = chosen(OLD, lawful)
    assert (choice.rule, choice.ground) == (lawful, "no_longer_unlawful")
    assert "不认为违法" in choice.reason.zh


def test_an_act_that_was_lawful_when_done_is_judged_by_the_rule_of_that_day() -> None:
    lawful = replace(OLD, unlawful=False)
    choice = chosen(lawful, NEW)
    assert (choice.rule, choice.ground) == (lawful, "not_unlawful_then")


def test_a_measure_on_top_makes_a_rule_heavier() -> None:
    choice = chosen(OLD, replace(NEW, measures=frozenset({"detention"})))
    assert (choice.rule, choice.ground) == (OLD, "heavier")


def test_a_smaller_fine_with_a_new_measure_is_left_to_the_legal_officer() -> None:
    choice = chosen(OLD, replace(NEW, maximum=500_000, measures=frozenset({"detention"})))
    assert (choice.rule, choice.ground) == (None, "undecided")


def test_two_rules_without_an_upper_bound_compare_by_their_lower_one() -> None:
    unbounded = replace(OLD, maximum=None)
    assert chosen(unbounded, replace(NEW, maximum=None, minimum=50_000)).ground == "lighter"


@pytest.mark.parametrize(
    ("decided_on", "articles"),
    [
        (date(2026, 8, 14), ["37"]),
        (date(2026, 8, 15), ["37", "1057"]),
        (date(2026, 8, 16), ["37", "1057"]),
    ],
)
def test_the_principle_is_cited_from_the_texts_in_force_at_the_decision(decided_on: date, articles: list[str]) -> None:
    assert [basis.article for basis in chosen(OLD, NEW, decided_on).bases] == articles


def test_a_decision_before_the_act_is_refused() -> None:
    with pytest.raises(UnusableInput, match=r"law\.choice\.reversed"):
        chosen(OLD, NEW, date(2026, 5, 31))


def test_a_decision_on_the_day_of_the_act_is_possible() -> None:
    assert chosen(OLD, NEW, date(2026, 6, 1)).ground == "unchanged"


def test_a_decision_before_the_statute_that_states_the_principle_is_refused() -> None:
    day = date(2021, 7, 14)
    with pytest.raises(UnusableInput, match=r"law\.choice\.no_principle"):
        choose_rule(OLD, NEW, act_on=day, decided_on=day, law=LAW)
