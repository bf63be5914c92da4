"""The order of units has reasons that add up, a probability only results can teach, and knows nothing of the future."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qingtian.targeting.events import Event
from qingtian.targeting.evidence import Evidence, moment
from qingtian.targeting.objects import Unit, rank
from qingtian.targeting.visits import Visit

NOW = datetime(2026, 11, 2, 8, tzinfo=UTC)
HERE = (102.7, 25.0)


def event(days_ago=0.0, unit="U1", *, x=102.7, y=25.0, strength=1.0, ref="E1", kind="complaint"):
    return Event(NOW - timedelta(days=days_ago), x, y, unit, "A", kind, strength, 1.0, "demo", ref)


def unit(code="U1", x=102.7, y=25.0, **more):
    return Unit(code, x, y, "A", **more)


def invented(seed=3, units=60, visits=600):
    """Units, events and visits in which events bring findings."""
    draw = random.Random(seed)
    there = [unit(f"U{n}", 102.7 + draw.random() / 10, 25 + draw.random() / 10) for n in range(units)]
    events, results = [], []
    for n in range(visits):
        code, ago = f"U{draw.randrange(units)}", 300 - n / 2
        trouble = draw.random() < 0.4
        if trouble:
            events.append(event(ago + 2 + draw.random(), code, ref=f"E{n}"))
        day = (NOW - timedelta(days=ago)).date()
        results.append(Visit(code, day, draw.random() < (0.6 if trouble else 0.15), n % 3 > 0))
    return there, events, results


drawn_events = st.lists(
    st.tuples(st.floats(0, 90), st.sampled_from(["U1", "U2", None]), st.floats(-0.01, 0.01), st.floats(0, 1)),
    max_size=12,
)


@given(drawn_events)
@settings(max_examples=60, deadline=None)
def test_the_terms_add_up_to_the_score_and_the_shares_to_one(drawn):
    events = [event(ago, code, x=HERE[0] + off, strength=s, ref=str(n)) for n, (ago, code, off, s) in enumerate(drawn)]
    found = rank([unit(), unit("U2", 102.705)], events, NOW)
    for at, code in enumerate(("U1", "U2")):
        reasons = found.reasons(code, most=99)
        assert sum(reasons.terms.values()) == pytest.approx(found.score[at])
        if reasons.events:
            assert sum(one.share for one in reasons.events) == pytest.approx(1)
            assert [one.share for one in reasons.events] == sorted((one.share for one in reasons.events), reverse=True)


def test_more_events_and_younger_ones_stand_higher():
    units = [unit("once"), unit("twice"), unit("long ago")]
    events = [event(5, "once"), event(5, "twice"), event(5, "twice"), event(200, "long ago")]
    found = rank(units, events, NOW)
    assert [units[at].code for at in found.order] == ["twice", "once", "long ago"]


def test_a_place_counts_for_the_units_near_it_and_for_nobody_beyond_its_reach():
    metre = 1 / 111_195
    units = [unit("at it"), unit("near", y=25 + 400 * metre), unit("far", y=25 + 1300 * metre), unit("?", None, None)]
    found = rank(units, [event(1, None)], NOW)
    near = [found.reasons(one.code).terms["events_near"] for one in units]
    assert near[0] > near[1] > 0
    assert near[2:] == [0, 0]


def test_an_event_of_a_unit_does_not_count_for_its_neighbour():
    found = rank([unit("U1"), unit("U2")], [event(1, "U1")], NOW)
    assert found.reasons("U2").events == ()
    assert [one.near for one in found.reasons("U1").events] == [False]


def test_never_visited_counts_as_long_as_a_full_year_and_today_nothing():
    units = [unit("never"), unit("year", last_visit=date(2025, 11, 2)), unit("today", last_visit=date(2026, 11, 2))]
    since = [rank(units, [], NOW).reasons(one.code).terms["since_visit"] for one in units]
    assert since[0] == since[1] == 1
    assert since[2] == 0


def test_without_results_there_is_no_probability_and_never_a_zero():
    found = rank([unit()], [event()], NOW)
    assert found.chances is None
    assert np.isnan(found.probability).all()


def test_results_teach_a_probability_within_its_interval():
    units, events, visits = invented()
    found = rank(units, events, NOW, visits)
    assert found.chances
    assert ((found.low <= found.probability) & (found.probability <= found.high)).all()
    assert ((found.low >= 0) & (found.high <= 1)).all()
    asked = [one for one in visits if one.day < NOW.date()]
    assert found.chances.visits == len(asked)
    # the units somebody reported lately are those where something is found
    fresh = rank([unit("quiet", 0, 0), unit("loud", 0, 0), *units], [*events, event(1, "loud")], NOW, visits)
    assert fresh.probability[1] > fresh.probability[0] + 0.1


def test_shifting_the_future_changes_nothing():
    units, events, visits = invented()
    later = [event(-n - 0.01, f"U{n}", ref=f"later {n}") for n in range(40)]
    results = [Visit(f"U{n}", NOW.date() + timedelta(days=n), True, True) for n in range(40)]
    plain, shifted = rank(units, events, NOW, visits), rank(units, [*events, *later], NOW, [*visits, *results])
    for name in ("score", "probability", "low", "high", "order"):
        assert np.array_equal(getattr(plain, name), getattr(shifted, name)), name


def test_what_a_visit_itself_brought_is_not_known_before_it():
    units, events, visits = invented()
    of_the_day = [
        replace(event(0, one.object, ref=f"V{n}"), at=datetime(one.day.year, one.day.month, one.day.day, 9, tzinfo=UTC))
        for n, one in enumerate(visits)
        if one.found
    ]
    evidence = Evidence(of_the_day[:1], ["U1"], np.array([102.7]), np.array([25.0]), {**NEAR}, NOW.date())
    assert len(evidence.own(np.array([0]), np.array([moment(NOW)])).row) in (0, 1)
    plain, with_them = (rank(units, seen, NOW, visits) for seen in (events, [*events, *of_the_day]))
    assert plain.chances
    assert with_them.chances
    # had the day's own event been seen, it would tell the result apart perfectly
    assert with_them.chances.line.probability(np.full((1, with_them.points.shape[1]), 1.0))[0][0] < 0.99


NEAR = {"points": 0.4, "falls_by_m": 300, "within_m": 900, "cell_m": 150}


def test_asking_all_units_at_once_gives_what_asking_each_one_gives():
    units, events, _ = invented()
    events = [replace(one, object=None) if n % 2 else one for n, one in enumerate(events)]
    x, y = (np.array([getattr(one, name) for one in units]) for name in "xy")
    evidence = Evidence(events, [one.code for one in units], x, y, NEAR, NOW.date())
    own, near = evidence.at(NOW)
    for at in range(len(units)):
        row, day = np.array([at]), np.array([moment(NOW)])
        assert evidence.own(row, day).weight.sum() == pytest.approx(own[at])
        assert evidence.near(row, day).weight.sum() == pytest.approx(near[at])


def test_no_units_no_order_and_an_unknown_one_is_a_key_error():
    assert list(rank([], [event()], NOW).order) == []
    with pytest.raises(KeyError):
        rank([unit()], [], NOW).reasons("nobody")


def test_equal_input_gives_equal_output():
    units, events, visits = invented()
    one, again = rank(units, events, NOW, visits), rank(units, events, NOW, visits)
    assert np.array_equal(one.score, again.score)
    assert one.reasons("U3") == again.reasons("U3")
