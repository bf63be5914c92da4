"""The system proposes next month's plan of visits in the last days of a month, once, and starts nothing by it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.targeting.actions import propose
from qingtian.apps.targeting.actions.propose import BEFORE, VISITS, coming_month, enforcing_offices, propose_plans
from qingtian.apps.targeting.actions.rank import rank_units
from qingtian.apps.targeting.choosing import Choosing
from qingtian.errors import Refused
from qingtian.language import Text
from qingtian.law import load_law
from tests.apps.inspections import field
from tests.apps.targeting.planning import act, proposed, ranked
from tests.conftest import at

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
FIRST = date(2026, 11, 1)
BEGIN = FIRST - timedelta(days=load_law().figure(BEFORE, on=FIRST).value)


def plans():
    return Proceeding.objects.filter(procedure="visit_plan").order_by("pk")


def ranking(day: date) -> None:
    rank_units(at(day))


def test_it_is_proposed_from_the_day_the_law_room_says_and_not_the_day_before(city):
    ranked()
    assert propose_plans(at(BEGIN - timedelta(days=1))).plans == 0
    assert propose_plans(at(BEGIN)).plans == 1
    plan = plans().get()
    facts = plan.projection["facts"]
    assert (plan.state, facts["starts_on"], facts["ends_on"]) == ("proposed", "2026-11-01", "2026-11-30")
    assert facts["visits"] == load_law().figure(VISITS, on=BEGIN).value
    assert plan.projection["relations"]["office"]["chain"][-1] == "branch"


def test_run_again_on_every_day_left_it_makes_no_second(city):
    ranked()
    for n in range((FIRST - BEGIN).days):
        propose_plans(at(BEGIN + timedelta(days=n)))
    assert plans().count() == 1


def test_a_plan_an_officer_proposed_into_the_month_is_enough(city):
    ranked()
    proposed(city, starts_on="2026-10-20", ends_on="2026-11-01")
    assert propose_plans(at(BEGIN)).plans == 0


def test_a_plan_that_ends_the_day_before_the_month_is_not(city):
    ranked()
    proposed(city, starts_on="2026-10-12", ends_on="2026-10-31")
    assert propose_plans(at(BEGIN)).plans == 1


def test_one_that_was_not_taken_up_is_not_proposed_again(city):
    ranked()
    propose_plans(at(BEGIN))
    act(city, plans().get(), "decline", "branch-head", BEGIN, why_not="人手不够")
    assert propose_plans(at(BEGIN + timedelta(days=1))).plans == 0


def test_without_a_ranking_or_without_anything_that_points_there_is_no_plan(city):
    assert propose_plans(at(BEGIN)).plans == 0
    ranking(BEGIN)
    assert propose_plans(at(BEGIN)).plans == 0


def test_the_list_offered_for_it_stays_within_the_caps_and_keeps_the_random_share(city):
    numbers = ranked()
    propose_plans(at(BEGIN))
    offered = Choosing(plans().get(), BEGIN).offered()
    chosen = [line.split()[0] for part in ("targeted", "random") for line in offered[part].splitlines()]
    assert sorted(chosen) == sorted(set(chosen))
    assert set(chosen) <= set(numbers)
    assert offered["random"]


@pytest.mark.parametrize(
    ("on", "month"),
    [
        (date(2026, 12, 1), (date(2027, 1, 1), date(2027, 1, 31))),
        (date(2026, 1, 31), (date(2026, 2, 1), date(2026, 2, 28))),
        (date(2028, 1, 1), (date(2028, 2, 1), date(2028, 2, 29))),
    ],
)
def test_the_coming_month_begins_on_its_first_and_ends_on_its_last_day(on, month):
    assert coming_month(on) == month


def test_offices_are_those_with_an_enforcing_officer_in_office(city):
    assert {"branch", "branch-2"} <= {one.code for one in enforcing_offices(BEGIN)}


def used_up(city, numbers):
    """The visits of the branch at these units in 2026, none left."""
    for number in numbers:
        for _ in range(2):
            field.enter(city, number)


def test_where_every_unit_is_at_its_cap_there_is_no_plan_until_the_year_of_the_plan_is_another(city):
    used_up(city, ranked())
    assert propose_plans(at(BEGIN)).plans == 0
    assert propose_plans(at(date(2026, 12, 31))).plans == 1
    assert plans().get().projection["facts"]["starts_on"] == "2027-01-01"


@pytest.mark.parametrize(("left", "proposed_plans"), [(1, 0), (2, 1)])
def test_a_plan_needs_one_unit_to_choose_and_one_to_draw(city, left, proposed_plans):
    numbers = ranked(4)
    used_up(city, numbers[left:])
    assert propose_plans(at(BEGIN)).plans == proposed_plans
    assert [plan.projection["facts"]["visits"] for plan in plans()] == [left] * proposed_plans


def test_an_office_that_is_refused_does_not_stop_the_others(city, monkeypatch):
    ranked()
    refused = next(one.code for one in enforcing_offices(BEGIN) if one.code != "branch")
    real = propose._propose

    def first_refused(office, *rest):
        if office.code == refused:
            raise Refused("somewhere.shut", Text("不行", "no"))
        return real(office, *rest)

    monkeypatch.setattr(propose, "_propose", first_refused)
    done = propose_plans(at(BEGIN))
    assert (done.plans, done.refused) == (1, 1)
