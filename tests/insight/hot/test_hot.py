"""Hot groups: what is measured, which borders meet a threshold, and the two known traps."""

import random
from datetime import date, timedelta

import pytest

from qingtian.errors import DeclarationError
from qingtian.insight.hot import Happening, find, measure, read_thresholds

pytestmark = pytest.mark.once
ON = date(2026, 11, 23)
DAY = timedelta(days=1)
DECLARED = {
    "window_days": 180,
    "recent_days": 30,
    "cell_metres": 500,
    "rules": {
        "crowd": {
            "title": {"zh": "多", "en": "m"},
            "because": {"zh": "{people} 人", "en": "{people}"},
            "least": {"people": 3},
        },
        "growth": {
            "title": {"zh": "增", "en": "g"},
            "because": {"zh": "{recent}/{before}", "en": "{recent}/{before}"},
            "least": {"recent": 3},
            "growth_per_cent": 200,
        },
    },
}
RULES = read_thresholds(DECLARED, "test")


def said(n, *, person="", days_ago=1, tie=("source", "a/air"), **more):
    return Happening(n, ON - days_ago * DAY, [tie], person, **more)


def group(people, **more):
    return [said(n, person=f"p{n}", **more) for n in range(people)]


@pytest.mark.parametrize(("people", "hot"), [(2, 0), (3, 1)])
def test_a_border_value_meets_a_threshold_and_one_less_does_not(people, hot):
    assert len(find(group(people, days_ago=100), RULES, on=ON)) == hot


def test_one_person_pressing_ten_times_is_one_person_and_nine_repeats():
    found = measure([said(n, person="same") for n in range(10)], on=ON, recent_days=30)
    assert (found.reports, found.people, found.repeats, found.unnamed) == (10, 1, 9, 0)


def test_reports_without_a_telephone_are_unnamed_and_nobody():
    found = measure([said(n) for n in range(4)], on=ON, recent_days=30)
    assert (found.people, found.unnamed, found.repeats) == (0, 4, 0)


def test_a_recurrence_by_the_same_person_is_one_repeat_and_not_two():
    happened = [said(1, person="p"), said(2, person="p", again=True)]
    assert measure(happened, on=ON, recent_days=30).repeats == 1


@pytest.mark.parametrize(("before", "met"), [(0, True), (1, True), (2, False)])
def test_growth_is_against_as_long_a_time_before(before, met):
    happened = [said(n, days_ago=5) for n in range(3)] + [said(10 + n, days_ago=40) for n in range(before)]
    assert bool(find(happened, RULES, on=ON)) is met


@pytest.mark.parametrize(("days_ago", "hot"), [(0, 1), (179, 1), (180, 0), (-1, 0)])
def test_the_window_ends_today_and_holds_its_first_day(days_ago, hot):
    assert len(find(group(3, days_ago=days_ago), RULES, on=ON)) == hot


@pytest.mark.parametrize(("days_ago", "recent", "before"), [(29, 1, 0), (30, 0, 1), (59, 0, 1), (60, 0, 0)])
def test_lately_and_before_that_are_as_long_and_do_not_overlap(days_ago, recent, before):
    found = measure([said(1, days_ago=days_ago)], on=ON, recent_days=30)
    assert (found.recent, found.before) == (recent, before)


def test_the_same_place_with_another_trouble_is_another_issue():
    air, noise = group(3), [said(10 + n, person=f"p{n}", tie=("source", "a/noise")) for n in range(3)]
    assert [(one.basis, one.name) for one in find([*air, *noise], RULES, on=ON)] == [
        ("source", "a/air"),
        ("source", "a/noise"),
    ]


def test_reports_tied_twice_are_one_issue():
    twice = [Happening(n, ON, [("linked", "1"), ("source", "a/air")], f"p{n}") for n in range(4)]
    assert len(find(twice, RULES, on=ON)) == 1


def test_a_tie_of_words_alone_gives_way_to_a_firmer_one_even_with_fewer_reports():
    firm = [Happening(n, ON, [("cell", "1:2/air"), ("topic", "1")], f"p{n}") for n in range(3)]
    loose = [Happening(10 + n, ON, [("topic", "1")], f"q{n}") for n in range(2)]
    assert [one.basis for one in find([*firm, *loose], RULES, on=ON)] == ["cell"]


def test_the_order_of_the_reports_changes_nothing():
    happened = [*group(5), *(said(20 + n, person=f"q{n}", tie=("cell", "1:2/air")) for n in range(4))]
    expected = find(happened, RULES, on=ON)
    for seed in range(5):
        random.Random(seed).shuffle(happened)
        assert find(happened, RULES, on=ON) == expected


def test_a_hit_is_explained_with_its_figures_in_both_languages():
    found = find(group(3, days_ago=100), RULES, on=ON)[0]
    assert found.rules[0].sentence(found.measures).zh == "3 人"


@pytest.mark.parametrize(
    "broken",
    [
        {},
        {**DECLARED, "rules": {}},
        {**DECLARED, "window_days": 0},
        {**DECLARED, "recent_days": True},
        {**DECLARED, "rules": {"x": {**DECLARED["rules"]["crowd"], "least": {"names": 1}}}},
        {**DECLARED, "rules": {"x": {**DECLARED["rules"]["crowd"], "least": {}}}},
        {**DECLARED, "rules": ["crowd"]},
    ],
)
def test_broken_thresholds_are_refused_by_name(broken):
    with pytest.raises(DeclarationError, match=r"\[hot.thresholds\]"):
        read_thresholds(broken, "test")


def test_an_empty_group_has_no_measures():
    with pytest.raises(ValueError, match="empty"):
        measure([], on=ON, recent_days=30)
