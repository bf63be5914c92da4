"""The honest rates: separate facts, nothing over nothing, and no published rate rises by closing faster."""

import random
from datetime import date, timedelta

import pytest

from qingtian.apps.petition_figures.actions.count import catch_up
from qingtian.apps.petition_figures.changes import Change, earlier, period_before
from qingtian.apps.petition_figures.definitions import definitions, quiet_days
from qingtian.apps.petition_figures.models import CountedPetition
from qingtian.apps.petition_figures.questions import (
    MEASURES,
    Asked,
    by_area,
    by_channel,
    by_class,
    by_handler,
    by_hour,
    by_kind,
    by_month,
    condition,
    whole,
)
from qingtian.apps.petition_figures.rates import PARTS, Rate, rates
from qingtian.standards.periods import period
from tests.apps.petition_figures.world import rows
from tests.apps.proceedings.driving import petition

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
DAY = timedelta(days=1)
AS_OF = date(2026, 11, 23)
OCTOBER = Asked(date(2026, 10, 1), date(2026, 10, 31), AS_OF)
#: a lower one is better
UNWANTED = {"escalated", "repeated"}


def shares(asked=OCTOBER):
    return {id_: rate.share for id_, rate in rates(whole(asked)).items()}


def test_a_rate_over_nothing_is_absent_and_never_nought():
    assert (Rate("verified", 0, 0).percent, Rate("verified", 0, 3).percent) == ("—", "0.0")


def test_an_answer_alone_is_neither_rectified_nor_verified_nor_quiet():
    rows([{"answered_on": date(2026, 10, 9), "ended_on": date(2026, 10, 9), "state": "closed"}])
    found = shares()
    assert found["answered"] == 100
    assert {found[one] for one in ("rectified", "verified", "quiet", "settled_locally")} == {0}
    assert found["satisfied"] is None


@pytest.mark.parametrize(("days", "quiet"), [(-1, 0), (0, 1)])
def test_quiet_is_counted_from_the_verification_and_on_the_last_day(days, quiet):
    seen_on = AS_OF - timedelta(days=quiet_days() + days)
    rows([{"verified": "put_right", "verified_on": seen_on}])
    assert whole(OCTOBER)["quiet"] == quiet


def test_what_came_back_even_later_is_not_quiet():
    rows([{"verified": "put_right", "verified_on": date(2026, 10, 6), "returned_on": AS_OF}])
    assert whole(OCTOBER)["quiet"] == 0


@pytest.mark.parametrize(
    ("change", "counted"),
    [
        ({}, 1),
        ({"near": False}, 0),
        ({"near": None}, 0),
        ({"escalated": "review"}, 0),
        ({"returned_on": AS_OF}, 0),
        ({"recurred": True}, 0),
        ({"satisfaction": ""}, 0),
        ({"satisfaction": "", "verified": "put_right"}, 1),
        ({"satisfaction": "not"}, 0),
    ],
)
def test_settled_locally_needs_a_first_report_a_near_unit_and_a_content_reporter(change, counted):
    rows([{"near": True, "satisfaction": "fairly", **change}])
    assert whole(OCTOBER)["settled_locally"] == counted


@pytest.mark.parametrize(("due", "overdue"), [(AS_OF, 0), (AS_OF - DAY, 1), (None, 0)])
def test_a_matter_is_overdue_the_day_after_its_last_day(due, overdue):
    rows([{"due": due}])
    assert whole(OCTOBER)["overdue"] == overdue


def test_no_published_rate_is_better_after_closing_faster():
    """Sixty offices of chance: some of their open matters are closed and answered at once, nothing else happens."""
    dice = random.Random(20261123)
    made = rows([{} for _ in range(24)])
    published = {id_ for id_, one in definitions().items() if one.published}
    moved = 0
    for _ in range(60):
        for one in made:
            _throw(one, dice)
        _save(made)
        before = shares()
        for one in made:
            if dice.random() < 0.5:
                moved += 1
                day = one.received_on + DAY
                one.ended_on, one.answered_on, one.state, one.due, one.late = day, day, "closed", None, False
        _save(made)
        after = shares()
        for id_ in published:
            better = (
                (after[id_] or 0) < (before[id_] or 0) if id_ in UNWANTED else (after[id_] or 0) > (before[id_] or 0)
            )
            assert not better, id_
    assert moved > 300
    assert "answered" not in published
    assert "on_time" not in published


def test_no_published_rate_is_better_after_contrary_evidence(city):
    """Any order of looks, checks and carrying out: what speaks against the result never raises a published rate."""
    dice = random.Random(20261124)
    published = {id_ for id_, one in definitions().items() if one.published}
    asked = Asked(date(2026, 6, 1), date(2026, 6, 30), AS_OF)
    against = [("verify", "found", "not_put_right"), ("verify", "found", "partly"), ("spot_check", "result", "failed")]
    for _ in range(3):
        drive = petition(city).to("concluded")
        if dice.random() < 0.7:
            drive.do("carry_out", fields={"what": "opinion", "done": "wholly"})
        drive.to("closed")
        for _ in range(3):
            drive.do("verify", fields={"found": dice.choice(["put_right", "partly"])})
            catch_up()
            before = shares(asked)
            act, name, value = dice.choice(against)
            drive.do(act, fields={name: value})
            catch_up()
            after = shares(asked)
            assert not [one for one in published - UNWANTED if (after[one] or 0) > (before[one] or 0)]
            if drive.state != "closed":
                break


def test_a_matter_that_ended_with_a_clock_of_an_office_overdue_is_not_on_time():
    ended = date(2026, 10, 9)
    rows([{"ended_on": ended, "due": AS_OF - DAY}, {"ended_on": ended, "due": AS_OF}, {"ended_on": ended}])
    assert whole(OCTOBER)["on_time"] == 2


def test_merged_reporters_rate_and_contest_on_their_own():
    rows([{"satisfaction": "satisfied"}, {"merged": True, "satisfaction": "not", "escalated": "review"}])
    found = shares()
    assert (found["satisfied"], found["escalated"]) == (50, 50)


def _throw(one, dice):
    day = date(2026, 10, 5)
    one.answered_on = dice.choice([None, day + 20 * DAY])
    one.ended_on = dice.choice([None, day + 25 * DAY])
    one.verified = dice.choice(["", "put_right", "partly"])
    one.verified_on = day + dice.randrange(30) * DAY if one.verified else None
    one.rectified_on = one.verified_on if one.verified == "put_right" else None
    one.returned_on = dice.choice([None, None, day + dice.randrange(40) * DAY])
    one.satisfaction = dice.choice(["", "satisfied", "fairly", "not"]) if one.answered_on else ""
    one.escalated = dice.choice(["", "", "review"])
    one.recurred, one.merged, one.near = dice.random() < 0.2, dice.random() < 0.2, dice.choice([None, True, False])
    one.due, one.late, one.state = dice.choice([None, AS_OF - DAY, AS_OF]), dice.random() < 0.3, "accepted"


def _save(made):
    names = [f.name for f in CountedPetition._meta.concrete_fields if not f.primary_key]
    CountedPetition.objects.bulk_update(made, names)


def test_every_rate_is_declared_with_its_words_and_its_parts():
    assert set(definitions()) == set(PARTS)
    assert {part for pair in PARTS.values() for part in pair} <= set(MEASURES)
    for one in definitions().values():
        assert one.of.zh
        assert one.of.en
    assert set(MEASURES) == {name for name in MEASURES if condition(name, AS_OF) is not None}


def test_a_period_before_the_first_report_is_a_gap_and_not_nought():
    rows([{}, {"received_on": date(2026, 9, 20)}])
    before, year = earlier(OCTOBER, period("2026-10"))
    assert before.counts is None  # September began before the first report
    assert before.gap
    change = year.change("reports", 1)
    assert (change.before, change.percent) == (None, "—")
    assert change.why


def test_a_whole_earlier_month_without_a_report_is_nought_and_gives_no_percentage():
    rows([{}, {"received_on": date(2026, 8, 20)}])
    before, _ = earlier(OCTOBER, period("2026-10"))
    change = before.change("reports", 1)
    assert (change.before, change.percent) == (0, "—")
    assert change.why


@pytest.mark.parametrize(("now", "then", "said"), [(9, 8, "+12.5"), (7, 8, "−12.5"), (8, 8, "+0.0")])
def test_a_change_is_printed_with_its_sign(now, then, said):
    assert Change(now, then).percent == said


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ("2026-10", "2026-09"),
        ("2026-W01", "2025-W52"),
        ("2026", "2025"),
        ("2026-10-08..2026-10-14", "2026-10-01..2026-10-07"),
    ],
)
def test_the_period_before(now, then):
    assert period_before(period(now)).id == then


def test_every_question_is_one_statement_however_many_reports(django_assert_num_queries):
    rows([{"received_hour": n % 24, "kinds": n % 4} for n in range(30)])
    for question in (whole, by_area, by_handler, by_kind, by_channel, by_class, by_hour, by_month):
        with django_assert_num_queries(1):
            question(OCTOBER)


def test_a_report_of_two_kinds_is_counted_in_both_and_one_without_in_none():
    rows([{"kinds": 0}, {"kinds": 3}, {"kinds": 2}])
    found = by_kind(OCTOBER)
    assert (found["air"], found["noise"], found["water"]) == (1, 2, 0)
    assert whole(OCTOBER)["kind_unknown"] == 1


def test_accusations_are_in_nobodys_figures():
    rows([{}, {"restricted": True}])
    assert whole(OCTOBER)["reports"] == 1


def test_filters_of_kind_and_channel_hold_together():
    rows([{"kinds": 3, "channel": "phone"}, {"kinds": 2, "channel": "web"}, {"kinds": 1}])
    asked = Asked(OCTOBER.first, OCTOBER.last, AS_OF, kind="noise", channel="phone")
    assert whole(asked)["reports"] == 1
