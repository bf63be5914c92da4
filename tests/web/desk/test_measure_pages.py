"""The pages of the measures: one list, one form, every day of a count, the worked example to the day and the yuan."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from qingtian.apps.measures.kinds import MEASURES
from qingtian.apps.proceedings.models import Proceeding
from tests.apps.measures.test_daily_penalty import AGAIN, SEVEN, looked, ordered
from tests.apps.measures.test_seizure import sealed
from tests.apps.measures.walking import party, penalty_case
from tests.conftest import TODAY

pytestmark = pytest.mark.django_db(databases=["default", "identity"])

SignIn = Callable[[str], Client]
HERE = "/desk/enforcement/measures/"


def words(response: Any, status: int = 200) -> str:
    assert response.status_code == status, response.status_code
    return str(response.content.decode())


def two_cycles(city):
    walk = looked(ordered(city), "2026-03-20")
    walk.do("order_again", order_dated="2026-03-20", order_served_on="2026-03-20", **AGAIN)
    return looked(walk, "2026-04-10")


def test_the_pages_open_in_both_languages_and_only_for_who_enforces(city, sign_in: SignIn) -> None:
    client, reader = sign_in("handler"), sign_in("clerk")
    for address in ("", "?ended=1", "?late=1"):
        words(client.get(HERE + address))
        words(client.get(f"/en{HERE}{address}"))
    for kind in MEASURES:
        words(client.get(f"{HERE}new/?kind={kind}"))
        words(client.get(f"/en{HERE}new/?kind={kind}"))
    words(client.get(f"{HERE}new/?kind=none"), 404)
    for address in ("", "new/", "AR-2026-000001/days/"):
        words(reader.get(HERE + address), 403)
    words(client.get(f"{HERE}AR-2026-000001/days/"), 404)
    words(sign_in("branch-head").get(f"{HERE}new/"), 403)


def test_the_list_says_days_and_sum_and_asks_a_fixed_number_of_questions(city, sign_in: SignIn) -> None:
    client = sign_in("handler")
    two_cycles(city)
    sealed(city)
    page = words(client.get(HERE))
    assert "39 日，3,900,000.00 元" in page
    assert "期满未解除 1 件" in page, "sealed in March, today is November"
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(HERE)
    for number in range(2, 5):
        case = penalty_case(city, f"CF-2026-00000{number}")
        looked(ordered(city, case=case), "2026-03-20")
    with CaptureQueriesContext(connection) as more:
        client.get(HERE)
    assert len(more) == len(few)


def test_every_day_of_the_count_is_on_its_page_with_the_unsettled_point(city, sign_in: SignIn) -> None:
    walk = two_cycles(city)
    page = words(sign_in("handler").get(f"{HERE}{walk.matter.number}/days/"))
    assert '<li value="1">2026-03-03</li>' in page
    assert '<li value="39">2026-04-10</li>' in page
    assert '<li value="40">' not in page
    assert "尚无定论" in page
    matter = words(sign_in("handler").get(f"/desk/{walk.matter.number}/"))
    assert "39 日，3,900,000.00 元" in matter


def test_a_measure_is_opened_from_a_form_filled_by_its_case(city, sign_in: SignIn) -> None:
    case = penalty_case(city, correction_served_on="2026-11-20")
    Proceeding.objects.filter(pk=case.pk).update(area=city.areas["wangxi"])
    client = sign_in("handler")
    told = {
        "subject": "喷涂废气超标排放",
        "about": case.number,
        "party": party(city).number,
        "area": "wangxi",
        "violation": "over_limit",
        "order_dated": str(TODAY),
        "order_served_on": str(TODAY),
        "items": SEVEN,
    }
    fields = {"kind": "daily_penalty", "once": "o" * 20, "on": str(TODAY)} | {f"f_{k}": v for k, v in told.items()}
    assert "没有存上" in words(client.post(f"{HERE}new/", fields | {"f_items": SEVEN[:3]}), 422)
    sent = client.post(f"{HERE}new/", fields)
    assert sent.status_code == 302
    opened = Proceeding.objects.get(procedure="daily_penalty")
    assert (opened.party, opened.next_due) == (party(city).number, date(2026, 12, 23))


def test_a_form_about_a_case_comes_filled_with_its_party_and_the_end_of_the_time_to_sue(city, sign_in: SignIn) -> None:
    case = penalty_case(city, served_on="2026-03-02")
    page = words(sign_in("handler").get(f"{HERE}new/?kind=court_enforcement&about={case.number}"))
    assert "2026-09-02" not in page, "a case out of sight fills nothing"
    Proceeding.objects.filter(pk=case.pk).update(area=city.areas["wangxi"])
    case.parties.create(relation="office", organ="branch", organ_path=city.organs["branch"].path)
    page = words(sign_in("handler").get(f"{HERE}new/?kind=court_enforcement&about={case.number}"))
    for told in (party(city).number, "2026-03-02", "2026-09-02", "100000.00"):
        assert told in page, told
