"""Pages of remedies: the list by its earliest clock, the form that enters one, who may, and how much they ask."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.remedies.kinds import PROCEDURES
from tests.apps.remedies.walk import OPENING, answered, party, received
from tests.conftest import TODAY

pytestmark = pytest.mark.django_db(databases=["default", "identity"])

SignIn = Callable[[str], Client]
LIST = "/desk/enforcement/remedies/"
TOLD = {"subject": "不服罚款二十万元", "area": "wangxi", **OPENING["reconsideration"]}


def form(**more: str) -> dict[str, str]:
    """The opening form as a browser sends it."""
    return {"on": str(TODAY)} | {f"f_{name}": value for name, value in {**TOLD, **more}.items()}


def words(response: Any, status: int = 200) -> str:
    assert response.status_code == status, response.status_code
    return str(response.content.decode())


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_list_and_the_forms_open_in_both_languages(city, sign_in: SignIn, prefix: str) -> None:
    received(city, "lawsuit")
    client = sign_in("handler")
    for address in ("", "?ended=1", "?kind=lawsuit", "?kind=nothing", *(f"new/{one}/" for one in PROCEDURES)):
        words(client.get(f"{prefix}{LIST}{address}"))
    words(client.get(f"{prefix}{LIST}new/petition/"), 404)
    assert "复议应诉" in words(client.get("/desk/enforcement/"))


def test_what_is_overdue_stands_first_and_what_ended_tells_its_outcome(city, sign_in: SignIn) -> None:
    received(city, "information_request", TODAY, subject="要监测报告")
    received(city, "lawsuit", subject="早该答辩的案子")
    told = {"decision_number": "云府复决〔2026〕9号", "decided_on": "2026-06-01", "reasons": "清楚。"}
    done = answered(city, "reconsideration", subject="已经维持的").do(
        "record_decision", "handler", outcome="upheld", **told
    )
    done.do("carry_out", "branch-head", carried_out="维持。")
    client = sign_in("handler")
    page = words(client.get(LIST))
    assert page.index("早该答辩的案子") < page.index("要监测报告")
    assert 'class="overdue">2026-06-16' in page
    assert "已经维持的" not in page
    ended = words(client.get(f"{LIST}?ended=1"))
    assert "已经维持的" in ended
    assert "<td>维持</td>" in ended


def test_a_case_named_in_the_address_fills_the_form_and_is_tied_to_it(city, sign_in: SignIn) -> None:
    case = received(city, "information_request").matter
    client = sign_in("handler")
    page = words(client.get(f"{LIST}new/reconsideration/?about={case.number}"))
    assert case.title in page
    assert party().number in page
    page = client.post(f"{LIST}new/reconsideration/", form(about=case.number, applicant=party().number))
    opened = Proceeding.objects.get(procedure="reconsideration")
    assert page.headers["Location"].endswith(f"/desk/{opened.number}/")
    assert (opened.opened_on, opened.next_due) == (TODAY, date(2026, 12, 7))
    assert case.number in words(client.get(LIST))


def test_a_form_with_the_wrong_organ_comes_back_with_the_article(city, sign_in: SignIn) -> None:
    told = form(applicant=party().number, reviewing="province-eeb")
    page = words(sign_in("handler").post(f"{LIST}new/reconsideration/", told), 422)
    assert "这个机关的决定由市人民政府或者望溪区政府复议" in page
    assert "第24条" in page or "第二十四条" in page
    assert not Proceeding.objects.exists()


@pytest.mark.parametrize(
    ("post", "list_", "entering"),
    [
        ("handler", 200, 200),
        ("branch-head", 200, 403),
        ("second-officer", 200, 403),
        ("clerk", 200, 200),
        ("acceptor", 200, 403),
        ("congress-staff", 403, 403),
    ],
)
def test_whoever_enforces_reads_and_clerks_and_legal_officers_enter(
    city, sign_in: SignIn, post, list_, entering
) -> None:
    client = sign_in(post)
    assert client.get(LIST).status_code == list_
    assert client.get(f"{LIST}new/lawsuit/").status_code == entering
    if entering == 403:
        assert client.get(f"{LIST}new/nothing-like-it/").status_code == 403, "refused before it is looked up"


def test_another_branch_does_not_see_it(city, sign_in: SignIn) -> None:
    received(city, "lawsuit", subject="望溪的案子")
    assert "望溪的案子" not in words(sign_in("handler-2").get(LIST))
    assert "望溪的案子" in words(sign_in("legal-officer").get(LIST))


def test_a_longer_list_asks_no_more_questions(city, sign_in: SignIn) -> None:
    client = sign_in("handler")
    received(city, "lawsuit")
    words(client.get(LIST))
    counts = []
    for more in (0, 3):
        for number in range(more):
            received(city, PROCEDURES[number], TODAY - timedelta(days=number))
        with CaptureQueriesContext(
            connection,
        ) as asked:
            words(client.get(LIST))
        counts.append(len(asked))
    assert counts[0] == counts[1], counts
