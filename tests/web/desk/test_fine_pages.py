"""The page of the account of a fine: the worked example to the yuan, rows entered and reversed, who may."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from qingtian.apps.penalties.actions.write_fine import add
from qingtian.apps.penalties.models import FineEntry
from tests.apps.penalties.walking import Case
from tests.apps.remedies.walk import received

pytestmark = pytest.mark.django_db(databases=["default", "identity"])

SignIn = Callable[[str], Client]
FINES = "/desk/enforcement/penalties/fines/"
Kind = FineEntry.Kind


def words(response: Any, status: int = 200) -> str:
    assert response.status_code == status, response.status_code
    return str(response.content.decode())


def page_of(case: Any) -> str:
    return f"/desk/enforcement/penalties/{case.number}/ledger/"


@pytest.fixture
def case(city):
    """A case whose account is that of the worked example: 200,000 yuan served on 2 March."""
    case = Case(city, date(2026, 3, 2)).matter
    add(case, Kind.DUE, date(2026, 3, 2), Decimal("200000.00"), "handler", date(2026, 3, 2), act=1)
    return case


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_both_pages_open_in_both_languages(case, sign_in: SignIn, prefix: str) -> None:
    client = sign_in("handler")
    assert case.number in words(client.get(f"{prefix}{FINES}"))
    words(client.get(f"{prefix}{page_of(case)}"))


def test_the_page_shows_every_late_day_up_to_the_cap(case, sign_in: SignIn) -> None:
    page = words(sign_in("handler").get(page_of(case)))
    assert "200,000.00" in page
    assert "2026-03-18" in page
    assert "2026-04-20" in page
    assert "2026-04-21" not in page, "nothing is added after the cap"
    assert "逐日 34 天" in page
    assert "400,000.00" in page


def test_paid_on_the_seventeenth_of_april_the_charge_is_186000(case, sign_in: SignIn) -> None:
    client = sign_in("handler")
    told = {"do": "enter", "kind": "payment", "on": "2026-04-17", "amount": "200000", "reference": "P-1"}
    assert client.post(page_of(case), told).status_code == 302
    page = words(client.get(page_of(case)))
    assert "186,000.00" in page
    assert "只欠加处罚款" in page
    assert words(client.get(FINES)).count("186,000.00") == 2
    assert client.post(page_of(case), {"do": "reverse", "row": "2", "reason": "wrong_day"}).status_code == 302
    assert "已冲正" in words(client.get(page_of(case)))


@pytest.mark.parametrize(
    "wrong",
    [
        {"amount": "0"},
        {"amount": "1." + "0" * 18 + "1"},
        {"amount": "一百"},
        {"on": "昨天"},
        {"on": "2030-01-01"},
        {"reference": ""},
        {"kind": "refund"},
        {"do": "reverse", "row": "1", "reason": "wrong_sum"},
        {"do": "reverse", "row": "x"},
    ],
)
def test_a_wrong_row_comes_back_with_its_reason(case, sign_in: SignIn, wrong) -> None:
    told = {"do": "enter", "kind": "payment", "on": "2026-04-17", "amount": "200000", "reference": "P-1", **wrong}
    assert "没有存上" in words(sign_in("handler").post(page_of(case), told), 422)
    assert case.fine_entries.count() == 1


@pytest.mark.parametrize(
    ("post", "seen", "entered"),
    [
        ("handler", 200, 302),
        ("case-reviewer", 200, 302),
        ("branch-head", 200, 403),
        ("legal-officer", 200, 403),
        ("handler-2", 404, 404),
        ("clerk", 403, 403),
    ],
)
def test_officers_of_the_organ_enter_others_read_or_do_not_see(case, sign_in: SignIn, post, seen, entered) -> None:
    client = sign_in(post)
    told = {"do": "enter", "kind": "payment", "on": "2026-04-17", "amount": "1", "reference": "P-1"}
    assert client.get(page_of(case)).status_code == seen
    assert client.post(page_of(case), told).status_code == entered


def test_another_matter_has_no_such_account(city, sign_in: SignIn) -> None:
    other = received(city, "lawsuit").matter
    assert sign_in("handler").get(page_of(other)).status_code == 404


def test_a_longer_list_asks_no_more_questions(city, case, sign_in: SignIn) -> None:
    client, counts = sign_in("handler"), []
    words(client.get(FINES))
    for more in (0, 3):
        for _ in range(more):
            Case(city, date(2026, 9, 1)).do("punish_on_the_spot")
        with CaptureQueriesContext(connection) as asked:
            words(client.get(FINES))
        counts.append(len(asked))
    assert counts[0] == counts[1], counts
