"""Who is told when: quiet hours over midnight end on the minute, a grave alert waits for nobody."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from qingtian.alerts.reading import in_force
from qingtian.alerts.telling import SHANGHAI, answer_by, reminders, told_at
from tests.alerts.series import TELL, a_rule

NIGHT = {"begin": "22:00", "end": "07:00"}


def shanghai(day, hour, minute=0):
    return datetime(2026, 10, day, hour, minute, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("raised", "told"),
    [
        (shanghai(1, 21, 59), shanghai(1, 21, 59)),
        (shanghai(1, 22), shanghai(2, 7)),
        (shanghai(2, 0), shanghai(2, 7)),
        (shanghai(2, 6, 59), shanghai(2, 7)),
        (shanghai(2, 7), shanghai(2, 7)),
    ],
)
def test_quiet_hours_begin_and_end_on_the_minute(raised, told):
    rule = a_rule(quiet=NIGHT)
    assert told_at(rule, raised) == told
    assert told_at(rule, raised.astimezone(UTC)) == told  # Shanghai counts, whatever zone the moment comes in
    assert told_at(a_rule(), raised) == raised


def test_a_grave_alert_is_told_at_once_unless_the_rule_says_otherwise():
    night = shanghai(1, 23)
    assert told_at(a_rule(severity="grave", quiet=NIGHT), night) == night
    assert told_at(a_rule(severity="grave", quiet={**NIGHT, "grave_too": True}), night) == shanghai(2, 7)


def test_quiet_hours_within_a_day():
    rule = a_rule(quiet={"begin": "12:00", "end": "14:00"})
    assert told_at(rule, shanghai(1, 12)) == shanghai(1, 14)
    assert told_at(rule, shanghai(1, 14)) == shanghai(1, 14)


def test_it_must_be_taken_up_within_its_hours():
    assert answer_by(a_rule(), shanghai(1, 21)) == shanghai(2, 1)


def test_reminders_come_at_their_rhythm_and_not_in_the_quiet_hours():
    rule = a_rule(telling={**TELL, "repeat_hours": 2}, quiet=NIGHT)
    assert list(reminders(rule, shanghai(1, 19), shanghai(2, 9))) == [shanghai(1, 21), shanghai(2, 7), shanghai(2, 9)]
    assert list(reminders(rule, shanghai(1, 19), shanghai(1, 20, 59))) == []
    assert list(reminders(a_rule(), shanghai(1, 19), shanghai(9, 9))) == []


def test_the_version_entered_last_is_in_force_from_its_day_on():
    first = a_rule()
    second = a_rule(valid_from="2026-10-01").model_copy(update={"version": 1})
    assert in_force([first, second], date(2026, 9, 30)) == [first]
    assert in_force([first, second], date(2026, 10, 1)) == [second]
    ended = second.model_copy(update={"version": 2, "valid_until": date(2026, 10, 5)})
    assert in_force([first, second, ended], date(2026, 10, 5)) == [ended]
    assert in_force([first, second, ended], date(2026, 10, 6)) == []
