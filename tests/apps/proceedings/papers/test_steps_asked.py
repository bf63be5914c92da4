"""A paper asks for the steps of its kind from the day the office takes them here, that day included."""

from __future__ import annotations

from datetime import date

from qingtian.apps.proceedings.papers import catalogue, steps_asked, steps_taken_from

KIND = catalogue()["petition_acceptance_notice"]
DAY = date(2026, 10, 19)


def test_without_a_day_every_paper_asks_for_its_steps() -> None:
    assert steps_asked(KIND, date(2018, 1, 1)) == KIND.steps == ("check", "sign", "number", "seal", "serve")


def test_before_the_day_a_paper_asks_for_none() -> None:
    with steps_taken_from(DAY):
        assert steps_asked(KIND, date(2026, 10, 18)) == ()
        assert steps_asked(KIND, DAY) == KIND.steps
    assert steps_asked(KIND, date(2026, 10, 18)) == KIND.steps
