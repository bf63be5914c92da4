"""The lists of a year by area: lateness is said the day after the last day; a list is drafted through the form."""

from __future__ import annotations

from datetime import date

import pytest

from qingtian.apps.problem_lists.models import ProblemList
from qingtian.apps.problem_lists.queries import confirm_by
from tests.apps.problem_lists.listing import drafted

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
LATE = "逾期未确认"


def test_a_list_is_drafted_through_the_form_and_its_items_stand_on_its_page(city, sign_in):
    client = sign_in("inspector")
    form = client.get("/desk/problem-lists/new/").content.decode()
    assert 'value="2026-01-01"' in form
    values = {"subject": "望溪区2026年问题清单", "year": "2026", "begins": "2026-01-01", "area": "wangxi"}
    values |= {"county": "wangxi-government", "office": "office"}
    sent = {f"f_{name}": value for name, value in values.items()} | {"on": "2026-11-23", "once": "x" * 20}
    answer = client.post("/desk/problem-lists/new/", sent)
    assert answer.status_code == 302
    held = ProblemList.objects.get()
    assert answer.url.endswith(f"/desk/{held.proceeding.number}/")
    assert held.proceeding.number in client.get("/desk/problem-lists/").content.decode()


def test_what_is_missing_is_said_and_what_was_typed_stays(city, sign_in):
    answer = sign_in("inspector").post(
        "/desk/problem-lists/new/", {"f_subject": "只有名称", "on": "2026-11-23", "once": "y" * 20}
    )
    assert answer.status_code == 422
    assert "只有名称" in answer.content.decode()
    assert not ProblemList.objects.exists()


def test_others_draft_nothing_but_read_the_year(city, sign_in):
    client = sign_in("handler")
    assert client.get("/desk/problem-lists/new/").status_code == 403
    assert client.get("/desk/problem-lists/?year=2026").status_code == 200


def test_the_items_of_a_list_stand_on_its_page(city, sign_in):
    listing = drafted(city)
    listing.take("河段黑臭")
    page = sign_in("inspector").get(f"/desk/{listing.matter.number}/").content.decode()
    assert "1. 河段黑臭" in page


@pytest.mark.parametrize(("days", "late"), [(0, False), (1, True)])
def test_an_area_without_a_confirmed_list_is_late_the_day_after_the_last_day(city, sign_in, monkeypatch, days, late):
    from datetime import timedelta

    from tests.days import at

    day = confirm_by(2026).due + timedelta(days=days)
    assert day.year == 2026
    assert day >= date(2026, 3, 31)
    monkeypatch.setattr("qingtian.web.middleware.city_now", lambda: at(day, 6))
    assert (LATE in sign_in("inspector").get("/desk/problem-lists/?year=2026").content.decode()) == late


def test_the_form_that_submits_a_list_holds_its_text_and_is_taken_as_it_stands(city, sign_in):
    listing = drafted(city)
    listing.take("河段黑臭")
    address = f"/desk/{listing.matter.number}/act/submit_list/"
    form = sign_in("inspector").get(address)
    assert listing.text in form.content.decode()
    sent = {"f_list_text": listing.text.replace("\n", "\r\n"), "on": "2026-11-23", "once": "z" * 20}
    listing.matter.refresh_from_db()
    answer = sign_in("inspector").post(address, sent | {"expected_seq": str(listing.matter.seq)})
    assert answer.status_code == 302, "a browser sends lines ended by CR LF"
    listing.matter.refresh_from_db()
    assert listing.matter.state == "submitted"
