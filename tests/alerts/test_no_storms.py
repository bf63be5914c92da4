"""No storm: one open episode a group, no flapping, and the order in which values come makes no difference."""

from __future__ import annotations

import itertools
import time
from random import Random

import pytest

from qingtian.alerts.evaluation import evaluate, merged, subjects_of
from qingtian.alerts.grouping import groups_of
from qingtian.alerts.reconciling import Kept, reconcile
from qingtian.alerts.values import Subject, Value
from qingtian.language import Text
from tests.alerts.series import HOUR, START, a_rule, hours

NAME = Text("站", "Station")
SEEDS = pytest.mark.parametrize("seed", range(30))


def noisy(random, length):
    return [random.choice([None, *range(60, 130, 5)]) for _ in range(length)]


def a_random_rule(random):
    bound = {"at_least": "100"} if random.random() < 0.7 else {"above": "95"}
    clearing = {"beyond": str(random.randrange(60, 95, 5)), "periods": random.randint(1, 4)}
    return a_rule(threshold=bound, for_periods=random.randint(1, 4), clearing=clearing)


def found(rule, series, groups=None, length=200):
    groups = groups or dict.fromkeys(series, "all")
    return evaluate(rule, series, groups, scale=1, since=START, until=START + length * HOUR)


@SEEDS
def test_a_group_never_has_two_at_a_time(seed):
    random = Random(seed)
    series = {f"s{n}": hours(noisy(random, 200)) for n in range(5)}
    each = found(a_random_rule(random), series)
    assert sum(one.open for one in each) <= 1
    for one, following in itertools.pairwise(each):
        assert one.cleared is not None
        assert one.cleared < following.raised


@SEEDS
def test_hysteresis_never_flaps(seed):
    """Between two episodes lie the periods of clearing and those of raising; within one, never enough to clear."""
    random = Random(seed)
    rule, values = a_random_rule(random), noisy(random, 200)
    each = found(rule, {"one": hours(values)})
    for one, following in itertools.pairwise(each):
        assert following.raised - one.cleared >= rule.for_periods * HOUR
        assert one.cleared - one.raised >= rule.clearing.periods * HOUR
    for one in each:
        last = int(((one.cleared or START + 200 * HOUR) - START) / HOUR)
        first = int((one.began - START) / HOUR)
        assert all(number is not None and number >= 95 for number in values[first : first + rule.for_periods])
        if one.cleared:
            back = values[last - rule.clearing.periods : last]
            assert all(number is not None and number < rule.clearing.beyond for number in back)


@SEEDS
def test_late_and_revised_values_end_in_the_same_episodes(seed):
    """Kept rows, brought up after every arrival in any order, are those that in-order values would have given."""
    random = Random(seed)
    rule = a_random_rule(random)
    final = hours(noisy(random, 120))
    arrivals = [Value(one.start, random.choice([None, 70, 120]), revision=0) for one in final]
    arrivals += [Value(one.start, one.number, one.reason, revision=1) for one in final]
    random.shuffle(arrivals)
    kept, received = {}, []
    for n in range(0, len(arrivals), 20):
        received += arrivals[n : n + 20]
        each = found(rule, {"one": received}, length=120)
        for change in reconcile(kept.values(), each, START):
            if change.what == "withdrawn":
                del kept[change.kept.key]
                continue
            key = change.kept.key if change.kept else max(kept, default=0) + 1
            kept[key] = Kept(key, change.episode.group, change.episode.began, change.episode.cleared)
    in_order = found(rule, {"one": final}, length=120)
    assert sorted((one.began, one.cleared or START) for one in kept.values()) == sorted(
        (one.began, one.cleared or START) for one in in_order
    )
    assert sum(one.cleared is None for one in kept.values()) <= 1


def test_what_ended_before_the_window_is_left_alone():
    old = Kept(1, "one", START - 9 * HOUR, START - 5 * HOUR)
    assert reconcile([old], [], START) == []
    gone = Kept(2, "one", START, START + HOUR)
    assert [change.what for change in reconcile([old, gone], [], START)] == ["withdrawn"]


def test_neighbours_are_one_and_who_stands_far_off_is_another():
    at = [("a", 102.70, 25.00), ("b", 102.72, 25.00), ("c", 102.74, 25.00), ("d", 102.90, 25.00)]
    subjects = [Subject(code, NAME, longitude=x, latitude=y) for code, x, y in at] + [Subject("e", NAME)]
    rule = a_rule(grouping={"by": "neighbours", "km": "2.5"})
    assert groups_of(rule, subjects) == {"a": "a", "b": "a", "c": "a", "d": "d", "e": "e"}
    area = a_rule(grouping={"by": "area"})
    assert groups_of(area, [Subject("a", NAME, area="west"), Subject("b", NAME)]) == {"a": "area:west", "b": "b"}


def test_a_group_opens_with_the_first_and_closes_with_the_last_of_its_subjects():
    series = {"a": hours([100, 0, 0, 0]), "b": hours([0, 120, 0, 0])}
    (one,) = found(a_rule(), series, length=4)
    assert (one.subjects, one.began, one.raised, one.cleared) == (("a", "b"), START, START + HOUR, START + 3 * HOUR)
    assert (one.peak.number, one.peak.subject) == (120, "b")
    assert merged([one]) == [one]


def test_a_rule_watches_the_subjects_it_names():
    subjects = [Subject("a", NAME, area="west"), Subject("b", NAME, area="east")]
    assert [one.code for one in subjects_of(a_rule(subjects={"areas": ["west"]}), subjects)] == ["a"]
    assert [one.code for one in subjects_of(a_rule(subjects={"codes": ["b"]}), subjects)] == ["b"]
    assert subjects_of(a_rule(), subjects) == subjects


def test_a_hundred_thousand_values_are_evaluated_in_seconds():
    random = Random(1)
    series = {f"s{n}": hours(noisy(random, 1000)) for n in range(100)}
    began = time.process_time()
    each = found(a_rule(for_periods=2), series, {code: code for code in series}, length=1000)
    assert len(each) > 100
    assert time.process_time() - began < 5
