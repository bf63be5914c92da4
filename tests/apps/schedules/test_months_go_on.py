"""The system opens the month for the office that ran the last one and reminds once; a person begins and chases."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from qingtian.apps.operations.jobs import JOBS
from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.models import Paper
from qingtian.apps.proceedings.queries import projection_of
from qingtian.apps.proceedings.verification import verify_proceeding
from qingtian.apps.schedules.actions.keep_month import Kept, keep_month
from qingtian.apps.schedules.models import Schedule, Urging
from qingtian.errors import Refused
from tests.apps.schedules.walking import FILL_BY, FIRST, act, fill, open_month, rectifying, row_of
from tests.days import at

pytestmark = pytest.mark.django_db(databases=["default", "identity"])

DAY = timedelta(days=1)
JUNE = date(2026, 6, 2)


def kept(on: date) -> Kept:
    return keep_month(on=on, now=at(on))


def test_no_month_begins_before_an_officer_began_one(city):
    rectifying(city)
    assert kept(FIRST) == Kept()
    assert not Schedule.objects.exists()


@pytest.mark.parametrize(("on", "opened"), [(FIRST - DAY, 0), (FIRST, 1), (FIRST + DAY, 1)])
def test_the_next_month_opens_on_its_first_day_for_the_same_office(city, on, opened):
    rectifying(city)
    before = open_month(city, JUNE, "2026-06")
    assert kept(on).opened == opened
    if opened:
        held = Schedule.objects.select_related("proceeding").get(month=FIRST)
        assert projection_of(held.proceeding).organ("office") == "office"
        assert held.proceeding.owner_organ == before.proceeding.owner_organ
        assert held.rows.count() == 1
        assert kept(on).opened == kept(on + DAY).opened == 0
        assert act(city, held.proceeding, "drop_month", "inspector", on, fields={"ground": "并入下月。"})
        assert kept(on + DAY).opened == 0, "what was dropped stays dropped"


def test_a_month_that_was_left_out_is_not_carried_on(city):
    open_month(city, date(2026, 5, 6), "2026-05")
    assert kept(FIRST) == Kept()


def test_who_owes_is_reminded_once_from_the_day_after_and_no_paper_is_written(city):
    first, second = rectifying(city), rectifying(city, subject="二厂粉尘")
    schedule = open_month(city)
    fill(city, row_of(schedule, first), FIRST)
    assert kept(FILL_BY).reminded == 0
    assert kept(FILL_BY + DAY) == Kept(reminded=1)
    assert kept(FILL_BY + 2 * DAY) == Kept(), "once a month and organ"
    urging = Urging.objects.get()
    assert (urging.unit, urging.rows, urging.on) == ("wangxi-town", 1, FILL_BY + DAY)
    assert not Paper.objects.filter(proceeding=schedule.proceeding).exists()
    fill(city, row_of(schedule, second), FILL_BY + 3 * DAY)
    schedule.proceeding.refresh_from_db()
    assert list(verify_proceeding(schedule.proceeding)) == []


def test_who_was_chased_by_a_person_is_not_reminded_again(city):
    rectifying(city)
    schedule = open_month(city)
    chased = {"unit": "wangxi-town", "owing": "一件"}
    act(city, schedule.proceeding, "chase", "inspector", FILL_BY + DAY, fields=chased)
    assert kept(FILL_BY + DAY) == Kept()


def test_an_officer_opens_for_the_own_office_only(city):
    fields = {"subject": "2026-07 整改调度", "month": "2026-07", "area": "city", "office": "petitions"}
    by = city.actor("inspector", FIRST)
    with pytest.raises(Refused, match="officer’s own"):
        open_proceeding("monthly_schedule", by=by, on=FIRST, now=at(FIRST), title="x", fields=fields)


def test_the_job_is_registered():
    assert "monthly_schedule" in JOBS
