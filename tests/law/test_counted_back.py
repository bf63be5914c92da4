"""A limit counted back from a session: the session's day is not counted, and a legal day on a rest day stays."""

from datetime import date, timedelta

import pytest

from qingtian.law import Calendar, load_law
from qingtian.law.explanation import page

CALENDAR, LAW = Calendar(), load_law()
COMMENT, REVISED, MEMBERS = "congress.report_for_comment", "congress.report_revised", "congress.report_to_members"


def back(id_, session):
    return LAW.derive(id_, start=session, calendar=CALENDAR)


def test_the_special_work_report_heard_on_25_december_2026():
    session = date(2026, 12, 25)
    found = {id_: back(id_, session) for id_ in (COMMENT, REVISED, MEMBERS)}
    assert {id_: one.due for id_, one in found.items()} == {
        COMMENT: date(2026, 12, 5),
        REVISED: date(2026, 12, 15),
        MEMBERS: date(2026, 12, 18),
    }
    # 5 December is a Saturday: the Friday is advised, the Saturday stays the legal day
    assert [one.advised for one in found.values()] == [date(2026, 12, 4), None, None]


def test_the_day_of_the_session_is_not_counted_and_the_last_is_the_twentieth():
    found = back(COMMENT, date(2026, 12, 25))
    counted = [day.date for day in found.days if day.counted]
    assert (len(counted), counted[0], counted[-1]) == (20, date(2026, 12, 24), date(2026, 12, 5))
    assert not found.days[0].counted


@pytest.mark.parametrize(
    ("session", "legal", "advised"),
    [
        (date(2026, 12, 24), date(2026, 12, 4), None),  # a Friday, the day before the Saturday
        (date(2026, 12, 26), date(2026, 12, 6), date(2026, 12, 4)),  # a Sunday
        (date(2026, 12, 27), date(2026, 12, 7), None),  # the Monday after
        (date(2026, 10, 21), date(2026, 10, 1), date(2026, 9, 30)),  # National Day
        (date(2026, 10, 27), date(2026, 10, 7), date(2026, 9, 30)),  # the last of the holiday: back over all of it
        (date(2026, 10, 30), date(2026, 10, 10), None),  # a Saturday that is a make-up working day
    ],
)
def test_the_working_day_before_a_rest_day_is_advised_and_the_legal_day_kept(session, legal, advised):
    found = back(COMMENT, session)
    assert (found.due, found.advised) == (legal, advised)
    assert not found.rolled


def test_a_limit_that_runs_forward_advises_nothing():
    days = (date(2026, 1, 1) + timedelta(days=n) for n in range(14))
    assert all(back("congress.suggestion_reply", day).advised is None for day in days)


@pytest.mark.parametrize(("language", "said"), [("zh", "2026-12-04 周五"), ("en", "2026-12-04 Fri")])
def test_the_printed_explanation_says_the_advice_and_that_the_legal_day_stands(language, said):
    printed = page(LAW, back(COMMENT, date(2026, 12, 25)), language)
    assert said in printed
    assert ("法定末日不变" if language == "zh" else "the legal day stands") in printed
    assert ("法定末日不变" if language == "zh" else "the legal day stands") not in page(
        LAW, back(REVISED, date(2026, 12, 25)), language
    )
