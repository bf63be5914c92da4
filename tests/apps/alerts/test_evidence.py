"""What targeting reads: one shape for every alert that stands, with what people made of it, in two queries."""

from __future__ import annotations

import pytest

from qingtian.apps.alerts.evidence import evidence
from tests.apps.alerts.playing import HOUR, START, play, rule

pytestmark = pytest.mark.django_db(databases=["default", "identity"])


def test_events_carry_place_object_strength_and_what_officers_said(city, monkeypatch, django_assert_num_queries):
    game = play(city, monkeypatch, rule(severity="grave"))
    game.given("north", 100, 100)
    game.run(2)
    game.do("acknowledge", "handler", 3, seen_as="real", done="到现场。")
    game.given("east", 100, 100, first=3)
    game.run(5)
    with django_assert_num_queries(2):
        north, east = list(evidence(START, START + 9 * HOUR))
    assert (north.area, north.strength, north.certainty, north.subjects) == ("wangxi", 3, "confirmed", ("north",))
    assert (east.certainty, east.matter.startswith("GJ-")) == ("measured", True)
    assert [one.subjects for one in evidence(START, START + 9 * HOUR, area="shiwan")] == [("east",)]
    assert list(evidence(START, START + 2 * HOUR)) == []  # raised at that very moment: the end is not included
    assert north.as_dict()["place"]["longitude"] == 102.70


def test_what_revised_values_took_back_is_no_evidence_and_a_false_alarm_says_so(city, monkeypatch):
    game = play(city, monkeypatch)
    game.given("north", 100, 100)
    game.run(2)
    game.do("acknowledge", "handler", 3, seen_as="unknown", done="看过。")
    game.do("close", "handler", 3, ground="false_alarm", why="采样管漏气。")
    (one,) = evidence(START, START + 9 * HOUR)
    assert one.certainty == "false_alarm"
    game.given("north", 60, 60)
    game.run(4)
    assert list(evidence(START, START + 9 * HOUR)) == []
