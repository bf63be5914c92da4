"""What a page costs does not grow with the ledger."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from qingtian.apps.proceedings.queries import connections, counts, possible, timeline, worklist
from tests.apps.proceedings.driving import MONDAY, case, petition

pytestmark = pytest.mark.django_db(databases=["default", "identity"])


def cost(call):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        call()
    return len(captured)


def test_the_list_and_its_figures_cost_the_same_for_one_matter_and_for_many(city):
    actor = city.actor("inspector", MONDAY)
    petition(city)

    def page():
        counts(actor, MONDAY)
        return [(m.number, m.title, m.next_due, m.owner_organ) for m in worklist(actor, "all", MONDAY)[:50]]

    few = cost(page)
    for _ in range(6):
        petition(city)
        case(city)
    assert cost(page) == few <= 4


def test_a_timeline_costs_the_same_however_long_it_is(city):
    drive = petition(city).to("accepted")
    short = cost(lambda: timeline(drive.matter))
    for _ in range(6):
        drive.do("investigate")
    assert cost(lambda: timeline(drive.matter)) == short <= 2


def test_an_act_costs_the_same_however_many_went_before(city):
    drive = petition(city).to("accepted")
    by = drive.actor("handler")
    fields = {"note": "谈了"}
    first = cost(lambda: drive.do("call_back", by, fields=fields))
    for _ in range(8):
        drive.do("call_back", by, fields=fields)
    assert cost(lambda: drive.do("call_back", by, fields=fields)) == first <= 24


@pytest.mark.parametrize(("state", "most"), [("assigned", 8), ("accepted", 8)])
def test_what_can_be_done_now_costs_few_questions(city, state, most):
    drive = petition(city).to(state)
    actor = city.actor("petition-officer", MONDAY)
    assert cost(lambda: possible(drive.matter, actor, MONDAY)) <= most
    assert cost(lambda: connections(drive.matter)) == 1
