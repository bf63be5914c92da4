"""Violators on the desk: what is due to be published and taken down, the list, proposing from a case that is known."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client

from qingtian.apps.proceedings.models import Proceeding
from tests.apps.credit.listing import DECIDED, LISTED, PROPOSED, Walk, decided_case, unit
from tests.apps.credit.test_listing_rules import undo
from tests.conftest import at

pytestmark = pytest.mark.django_db(databases=["default", "identity"])


@pytest.fixture
def desk(sign_in, monkeypatch):
    """Browser of a post on a day; the second call moves the day."""

    def opened(post, day=LISTED):
        monkeypatch.setattr("qingtian.web.middleware.city_now", lambda: at(day))
        return sign_in(post)

    return opened


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_page_is_for_who_enforces(desk):
    assert desk("handler").get("/desk/enforcement/violators/").status_code == 200
    assert desk("clerk").get("/desk/enforcement/violators/").status_code == 403
    assert desk("branch-head").get("/desk/enforcement/violators/new/").status_code == 403


def test_a_decision_nobody_published_stands_with_its_last_day_and_then_as_overdue(city, desk):
    decided_case("CF-2026-000001", unit(), city.organs["branch"])
    page = read(desk("branch-head", date(2026, 5, 11)), "/desk/enforcement/violators/")
    assert "2026-05-11 前公开" in page
    page = read(desk("branch-head", date(2026, 5, 12)), "/en/desk/enforcement/violators/")
    assert "due 2026-05-11, overdue" in page


def test_what_fell_is_due_to_be_taken_down_and_says_so(city, desk):
    done = Walk(city, decided_case("CF-2026-000001", unit())).listed()
    undo(done.case, {"outcome": "revoked", "decided_on": "2026-05-29"}, date(2026, 6, 1))
    page = read(desk("branch-head", date(2026, 6, 5)), "/desk/enforcement/violators/")
    assert "2026-06-04 到期，已超期" in page
    assert "2026-06-01 起不显示" in page


def test_the_lists_narrow_by_where_an_entry_stands(city, desk):
    done = Walk(city, decided_case("CF-2026-000001", unit()))
    client = desk("handler", PROPOSED)
    shown = {which: done.matter.number in read(client, f"/desk/enforcement/violators/?list={which}")
             for which in ("", "before", "shown", "repair", "over", "ended")}  # fmt: skip
    assert shown == {"": True, "before": True, "shown": False, "repair": False, "over": False, "ended": False}
    done.listed()
    assert done.matter.number in read(desk("handler", LISTED), "/desk/enforcement/violators/?list=shown")
    assert done.matter.number in read(desk("handler", date(2027, 5, 19)), "/desk/enforcement/violators/?list=over")


def test_a_listing_is_proposed_from_what_its_case_says(city, desk):
    case = decided_case("CF-2026-000001", unit(), city.organs["branch"], subject="废水超标", kinds=["fine", "warning"])
    client = desk("handler", PROPOSED)
    form = read(client, f"/desk/enforcement/violators/new/?f_about={case.number}")
    checked = [one for one in re.findall(r"<input[^>]*>", form) if "checked" in one]
    assert {re.search(r'value="(\w+)"', one)[1] for one in checked} >= {"large_fine", "warning"}
    assert "废水超标" in form
    assert case.party in form
    sent = {
        "once": "t1",
        "on": PROPOSED.isoformat(),
        "f_about": case.number,
        "f_party": case.party,
        "f_decision_number": "望环罚〔2026〕12号",
        "f_subject": "废水超标",
        "f_sanctions": ["large_fine"],
        "f_list_kind": "public_list",
    }
    answer = client.post("/desk/enforcement/violators/new/", sent)
    assert answer.status_code == 302, answer.content.decode()[:2000]
    opened = Proceeding.objects.get(procedure="violator_listing")
    assert (opened.state, opened.title, opened.list_entry.decided_on.isoformat()) == ("proposed", "废水超标", DECIDED)
    again = client.post("/desk/enforcement/violators/new/", sent | {"once": "t2"})
    assert again.status_code == 422
    assert opened.number in again.content.decode()
