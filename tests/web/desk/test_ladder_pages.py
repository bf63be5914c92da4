"""The pages of the ladder: a proposal is drafted or dismissed by a person, the wall counts what its lists show."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from docx import Document

from qingtian.apps.accounts.kinds import Kind
from qingtian.apps.accounts.models import LogEntry
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.supervision.actions.compute import compute
from qingtian.apps.supervision.models import Proposal
from qingtian.apps.supervision.queries import waiting
from qingtian.apps.supervision.rules import Happening
from qingtian.apps.supervision.settings import air_measures
from qingtian.web.desk.ladder.wall_page import MEASURES
from tests.apps.proceedings.driving import case, petition
from tests.apps.schedules.walking import open_month, rectifying
from tests.apps.supervision.steps import DRAFT, drafted
from tests.conftest import TODAY

pytestmark = pytest.mark.django_db(databases=["default", "identity"])

SignIn = Callable[[str], Client]


def words(response: Any, status: int = 200) -> str:
    assert response.status_code == status, response.status_code
    return str(response.content.decode())


@pytest.fixture
def late(city):
    """A case whose listing is overdue, with what the rules propose of it today."""
    matter = case(city, date(2026, 10, 12)).matter
    compute(TODAY)
    return matter


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_pages_open_in_both_languages(city, late, sign_in: SignIn, prefix: str) -> None:
    drafted(city, "supervision_order", TODAY)
    client = sign_in("inspector")
    for address in ("", "ladder/", "ladder/?ended=1", "proposals/", "proposals/?decided=1", "wall/"):
        words(client.get(f"{prefix}/desk/supervision/{address}"))
    for measure in MEASURES:
        words(client.get(f"{prefix}/desk/supervision/wall/list/?measure={measure}"))
    words(client.get(f"{prefix}/desk/supervision/wall/list/?measure=none"), 404)


def test_a_proposal_shows_its_reason_and_is_drafted_from_a_filled_form(late, sign_in: SignIn) -> None:
    client, row = sign_in("inspector"), waiting().get()
    page = words(client.get("/desk/supervision/proposals/"))
    assert row.reason_zh in page
    address = re.search(r'href="(/desk/supervision/new/[^"]+)"', page)
    assert address is not None
    form = words(client.get(address[1].replace("&amp;", "&")))
    assert row.reason_zh in form
    assert late.number in form
    sent = {f"f_{name}": value for name, value in DRAFT.items()}
    sent |= {"f_about": late.number, "on": str(TODAY), "once": "x" * 20, "step": row.step, "proposal": str(row.pk)}
    assert client.post("/desk/supervision/new/", sent).status_code == 302
    row.refresh_from_db()
    assert row.issued is not None
    assert row.issued.state == "drafted"


def test_a_proposal_is_dismissed_with_a_reason_only(late, sign_in: SignIn) -> None:
    client, row = sign_in("inspector"), waiting().get()
    sent = {"proposal": str(row.pk), "why": ""}
    words(client.post("/desk/supervision/proposals/", sent), 422)
    assert client.post("/desk/supervision/proposals/", {**sent, "why": "已约谈。"}).status_code == 302
    assert "已约谈。" in words(client.get("/desk/supervision/proposals/?decided=1"))
    words(client.post("/desk/supervision/proposals/", {"proposal": "999999", "why": "x"}), 404)
    assert Proposal.objects.get().dismissed_by == "inspector"


def test_others_neither_see_the_proposals_nor_draft(late, sign_in: SignIn) -> None:
    client = sign_in("handler")
    assert client.get("/desk/supervision/proposals/").status_code == 403
    assert client.get("/desk/supervision/new/?step=circular").status_code == 403
    assert client.post("/desk/supervision/new/", {"step": "circular"}).status_code == 403
    assert Proceeding.objects.filter(procedure="circular").count() == 0


def test_every_number_of_the_wall_is_the_length_of_its_list(city, late, sign_in: SignIn) -> None:
    case(city, TODAY - timedelta(days=1))
    drafted(city, "supervision_order", TODAY)
    client = sign_in("inspector")
    page = words(client.get("/desk/supervision/wall/"))
    numbers = re.findall(r'href="(/desk/supervision/wall/list/[^"]+)"[^>]*>(\d+)<', page)
    assert numbers
    for address, shown in numbers:
        listed = words(client.get(address.replace("&amp;", "&"))).count("data-row")
        assert listed == int(shown), address
    assert "·" in page, "a nought is a dot"


def test_the_column_of_the_schedule_counts_the_cases_that_owe_this_month(city, sign_in: SignIn) -> None:
    started = date(2026, 11, 2)
    case(city, started)  # a case before it, so that its number in the trail is not that of the case that owes
    petition(city, started)
    owing = rectifying(city, started)
    open_month(city, started, "2026-11")
    listed = words(sign_in("inspector").get("/desk/supervision/wall/list/?measure=owed"))
    assert listed.count("data-row") == 1
    assert owing.matter.number in listed


def test_a_proposal_on_air_fills_the_letter_with_figures_and_measures(city, sign_in: SignIn) -> None:
    words_of = {"month": "2026-10", "now": "71", "before": "60"}
    told = Happening("air", 18, "wangxi:PM10:2026-10", "wangxi-government", None, city.areas["wangxi"].pk, words_of)
    compute(TODAY, [told])
    row = waiting().get()
    form = words(sign_in("inspector").get(f"/desk/supervision/new/?step=reminder_letter&proposal={row.pk}"))
    assert "2026-10 PM10 均值 71，去年同月 60（μg/m³），上升 18%" in form
    for measure in air_measures():
        assert measure.zh in form


@pytest.mark.parametrize(("prefix", "head"), [("", "逾期最多的单位"), ("/en", "Units with most overdue")])
def test_the_digest_has_the_figures_of_the_wall_and_is_logged(late, sign_in: SignIn, prefix: str, head: str) -> None:
    response = sign_in("inspector").get(f"{prefix}/desk/supervision/digest/")
    assert response.status_code == 200
    document = Document(io.BytesIO(response.content))
    assert any(head in paragraph.text for paragraph in document.paragraphs)
    cells = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    whole = next(row for row in cells if row[0] in ("全市", "Whole city"))
    assert whole[1] == "1"
    assert "·" in whole
    assert LogEntry.objects.filter(kind=Kind.EXPORTED).exists()
    assert sign_in("handler").get(f"{prefix}/desk/supervision/digest/").status_code == 403
