"""Penalty cases on the desk: the list, the form of a clue, what the law still demands of a case."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from qingtian.apps.proceedings.models import Proceeding
from tests.apps.penalties.walking import Case, a_party
from tests.conftest import TODAY

pytestmark = pytest.mark.django_db(databases=["default", "identity"])

SignIn = Callable[[str], Client]
LIST = "/desk/enforcement/penalties/"


def words(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, response.status_code
    return str(response.content.decode())


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_list_form_and_case_open_in_both_languages(city, sign_in: SignIn, prefix: str) -> None:
    case = Case(city, day=date(2026, 11, 9)).reviewed(malicious="secret_discharge").do("notify")
    client = sign_in("handler")
    for address in ("", "?list=overdue", "?list=near", "?list=suspended&organ=branch", "?list=ended", "new/"):
        words(client, f"{prefix}{LIST}{address}")
    assert case.matter.number in words(client, f"{prefix}{LIST}?list=all&state=notified&kind=secret_discharge")
    assert case.matter.number not in words(client, f"{prefix}{LIST}?list=all&kind=false_data")
    page = words(client, f"{prefix}/desk/{case.matter.number}/")
    assert ("法律还要求什么" if not prefix else "What the law still demands") in page
    assert ("应当查封、扣押" if not prefix else "Sealing and seizure, must") in page


def test_the_list_asks_as_many_questions_for_three_cases_as_for_one(city, sign_in: SignIn) -> None:
    client = sign_in("handler")
    asked = []
    for cases in (1, 2):
        for _ in range(cases):
            Case(city, day=date(2026, 11, 9)).filed()
        client.get(LIST)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            words(client, LIST)
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_whoever_does_not_enforce_is_turned_away_before_anything_is_looked_up(city, sign_in: SignIn) -> None:
    words(sign_in("secrecy"), LIST, 403)
    words(sign_in("case-reviewer"), f"{LIST}new/", 403)


def test_a_clue_is_registered_through_the_form(city, sign_in: SignIn) -> None:
    party = a_party()
    sent = {
        "f_subject": "夜间偷排",
        "f_party": party.number,
        "f_area": "wangxi",
        "f_source": "inspection",
        "f_discovered_on": str(TODAY),
        "f_what": "雨水口流出黑水。",
        "on": str(TODAY),
        "once": "c" * 20,
    }
    assert sign_in("handler").post(f"{LIST}new/", sent).status_code == 302
    case = Proceeding.objects.get(procedure="penalty_case")
    assert (case.state, case.party) == ("clue", party.number)


def test_the_decision_form_offers_what_the_notice_said_and_the_governments_that_reconsider(
    city, sign_in: SignIn
) -> None:
    case = Case(city, day=date(2026, 11, 9)).notified(fine="150000")
    form = words(sign_in("branch-head"), f"/desk/{case.matter.number}/act/decide/")
    assert 'value="150000"' in form
    assert re.search("六十日|60日|60 日", form)
    assert "市人民政府或者望溪区政府" in form
    assert "3%" in form
    team = words(sign_in("handler"), f"/desk/{Case(city, day=TODAY).filed().matter.number}/act/begin_investigation/")
    assert "执法二队队员" in team
