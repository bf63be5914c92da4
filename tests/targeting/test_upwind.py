"""Suspects lie where the air came from; a calm has no direction, a gap is said, and every suspect has its reasons."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from math import cos, radians, sin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingtian.targeting.evidence import METRES
from qingtian.targeting.upwind import STOOD_STILL, Source, Wind, search

AT = datetime(2026, 11, 2, 22, tzinfo=UTC)
X, Y = 102.7, 25.0


def winds(origin, speed, hours=4):
    return [Wind(AT - timedelta(hours=n), origin, speed) for n in range(1, hours + 1)]


def source(code, bearing, metres, **more):
    east, north = metres * sin(radians(bearing)), metres * cos(radians(bearing))
    return Source(code, X + east / METRES / cos(radians(Y)), Y + north / METRES, **more)


def found(sources, wind, kind="odour", at=AT):
    return search(X, Y, at, kind, wind, sources)


@given(st.floats(0, 360), st.floats(0.6, 12), st.floats(300, 2500))
def test_a_source_straight_upwind_stands_before_one_abreast_and_one_behind(origin, speed, metres):
    asked = [
        source("behind", origin + 180, metres),
        source("abreast", origin + 90, metres),
        source("up", origin, metres),
    ]
    assert found(asked, winds(origin, speed)).suspects[0].code == "up"


def test_a_nearer_source_stands_before_a_farther_one_on_the_same_path():
    asked = [source("far", 0, 3000), source("near", 0, 1000)]
    assert [one.code for one in found(asked, winds(0, 3)).suspects] == ["near", "far"]


def test_the_time_of_travel_says_when_the_air_left():
    only = found([source("up", 270, 1800)], winds(270, 2)).suspects[0]
    assert AT - only.left == pytest.approx(timedelta(minutes=15), abs=timedelta(minutes=3))
    assert "upwind" in only.reasons[0].en


def test_the_path_bends_where_the_wind_turned():
    turned = [Wind(AT - timedelta(hours=1), 0, 1.0), *(Wind(AT - timedelta(hours=n), 90, 1.0) for n in (2, 3, 4))]
    # an hour to the north, then to the east
    corner = Source("round the corner", X + 2000 / METRES / cos(radians(Y)), Y + 3600 / METRES)
    straight = source("straight on", 0, 5600)
    assert search(X, Y, AT, "smoke", turned, [straight, corner]).suspects[0].code == "round the corner"


def test_in_a_calm_every_direction_is_as_good_and_the_answer_says_so():
    asked = [source("n", 0, 700), source("s", 180, 700)]
    answer = found(asked, winds(None, 0.2))
    assert answer.calm == 1
    assert answer.suspects[0].score == pytest.approx(answer.suspects[1].score)
    assert "calm" in answer.suspects[0].reasons[0].en


def test_half_a_metre_a_second_is_no_calm_any_more():
    assert found([], winds(0, 0.5)).calm == 0
    assert found([], winds(0, 0.499)).calm == 1


@pytest.mark.parametrize("wind", [[], winds(None, 3.0), winds(0, None)])
def test_an_hour_without_wind_ends_the_path_and_is_no_calm(wind):
    answer = found([source("up", 0, 900)], wind)
    assert (answer.gap, answer.calm, answer.since) == (True, 0, AT)


def test_a_later_gap_keeps_what_was_known():
    answer = found([source("up", 0, 900)], winds(0, 2, hours=1))
    assert answer.gap
    assert answer.since == AT - timedelta(hours=1)
    assert answer.suspects


def test_the_permit_orders_sources_at_the_same_place():
    asked = [
        source("other", 0, 900, emits=frozenset({"noise"})),
        source("unknown", 0, 900),
        source("fits", 0, 900, emits=frozenset({"odour"})),
        source("stopped", 0, 900, emits=frozenset({"odour"}), stopped=((AT - timedelta(hours=3), AT),)),
    ]
    answer = found(asked, winds(0, 2)).suspects
    assert [one.code for one in answer] == ["fits", "unknown", "stopped", "other"]
    assert answer[2].reasons[-1] is STOOD_STILL


def test_what_blew_after_it_was_noticed_changes_nothing():
    asked = [source("up", 0, 900), source("down", 180, 900)]
    later = [Wind(AT + timedelta(hours=n), 180, 9.0) for n in range(5)]
    assert found(asked, winds(0, 2)) == found(asked, [*later, *winds(0, 2)])


def test_a_kind_nobody_declared_is_a_key_error():
    with pytest.raises(KeyError):
        found([], winds(0, 2), kind="noise")
