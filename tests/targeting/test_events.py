"""Events are forgotten by their kind, nothing ahead of the moment counts, and no reporter is in them."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingtian.targeting.editions import editions, in_force
from qingtian.targeting.events import Event, Moments, half_lives, weight, weights

NOW = datetime(2026, 11, 2, 8, tzinfo=UTC)


def event(days_ago=0.0, *, kind="noise", strength=1.0, certainty=1.0, unit="U1", x=102.7, y=25.0, ref="E1"):
    return Event(NOW - timedelta(days=days_ago), x, y, unit, "A", kind, strength, certainty, "demo", ref)


@given(st.floats(0, 4000), st.floats(0.001, 500), st.sampled_from(["noise", "odour", "never heard of"]))
def test_a_weight_only_falls_with_time(days, more, kind):
    lives = half_lives(NOW.date())
    before, after = (weight(event(age, kind=kind), NOW, lives) for age in (days, days + more))
    assert 0 <= after <= before <= 1


def test_a_half_life_later_an_event_counts_half():
    assert weight(event(7), NOW, {"noise": 7, "other": 1}) == pytest.approx(0.5)
    assert weight(event(14, strength=0.8, certainty=0.5), NOW, {"noise": 7, "other": 1}) == pytest.approx(0.1)


def test_an_event_counts_from_its_moment_and_not_before():
    lives = {"noise": 7, "other": 7}
    assert weight(event(0), NOW, lives) == 1
    assert weight(event(-1e-6), NOW, lives) == 0


def test_a_false_alarm_counts_nothing():
    assert weight(event(certainty=0), NOW, half_lives(NOW.date())) == 0


def test_many_weights_are_the_single_ones_and_kinds_not_named_are_forgotten_as_others():
    asked = [event(3, kind="noise"), event(3, kind="x"), event(-3)]
    lives = {"noise": 10, "other": 3}
    assert list(weights(Moments.of(asked), NOW, lives)) == [weight(one, NOW, lives) for one in asked]
    assert weight(asked[1], NOW, lives) == pytest.approx(0.5)
    assert len(weights(Moments.of([]), NOW, lives)) == 0


@pytest.mark.parametrize("numbers", [{"strength": 1.01}, {"certainty": -0.01}])
def test_strength_and_certainty_lie_between_nothing_and_one(numbers):
    with pytest.raises(ValueError, match="between 0 and 1"):
        event(**numbers)


def test_a_moment_needs_its_zone():
    with pytest.raises(ValueError, match="zone"):
        Event(datetime(2026, 1, 1), None, None, None, "A", "noise", 1, 1, "demo", "E")


def test_an_event_has_no_field_for_a_person():
    assert {one.name for one in fields(Event)} == {
        *("at", "x", "y", "object", "area", "kind", "strength", "certainty", "source", "ref")
    }


@pytest.mark.parametrize("name", ["forgetting", "points", "upwind"])
def test_every_declared_number_says_from_when_where_from_and_how_certain(name):
    for edition in editions(name):
        assert edition.source.zh
        assert edition.certainty == "local_default"
    first = editions(name)[0]
    assert in_force(name, first.valid_from) == first == in_force(name, date(1990, 1, 1))
