"""Tables an office enters, on their page: the administrator adds with source and certainty, nothing is changed."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from qingtian.apps.accounts.models import LogEntry
from qingtian.apps.entered.models import EnteredTable
from qingtian.apps.entered.queries import entries
from qingtian.standards.entered import needed

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
HOME = "/desk/monitoring/tables/"
CONSTRUCTION = HOME + "noise.construction/"
ENTRY = {
    "cell-site-day": "72",
    "cell-site-night": "57",
    "first_day": "2026-01-01",
    "last_day": "",
    "instrument": "GB 12523-2025",
    "clause": "表 1",
    "certainty": "copy",
    "source": "监测中心抄录（测试）",
}


def said(answer: Any) -> str:
    return unescape(re.sub(r"<[^>]+>", "", answer.content.decode()))


@pytest.fixture
def administrator(sign_in: Any) -> Client:
    client: Client = sign_in("administrator")
    return client


def test_what_is_entered_holds_from_its_day_is_shown_with_its_mark_and_logged(administrator: Client) -> None:
    assert "没有录入" in said(administrator.get(HOME))
    assert administrator.post(CONSTRUCTION, ENTRY).status_code == 302
    row = EnteredTable.objects.get()
    assert needed(entries(), "noise.construction", row.first_day).number_at("site", "night") == 57
    page = said(administrator.get(CONSTRUCTION))
    for words in ("据副本，待对照原文", "监测中心抄录（测试）", "72"):
        assert words in page
    assert LogEntry.objects.filter(what_zh__contains="建筑施工场界噪声限值").exists()
    with pytest.raises(DatabaseError), transaction.atomic():
        EnteredTable.objects.update(source="改")


def test_what_does_not_hold_is_refused_beside_its_field_and_stays_typed(administrator: Client) -> None:
    for changed, words in (
        ({"cell-site-day": "loud"}, "写成数"),
        ({"cell-site-night": ""}, "要填"),
        ({"first_day": "2025-12-31"}, "最早从 2026-01-01 起"),
        ({"first_day": "soon"}, "写成 2026-03-02"),
        ({"last_day": "2025-12-31"}, "早于"),
        ({"instrument": ""}, "文号"),
        ({"certainty": "surely"}, "核实到什么程度"),
        ({"source": " "}, "从哪里读到的"),
    ):
        answer = administrator.post(CONSTRUCTION, {**ENTRY, **changed})
        assert answer.status_code == 422, changed
        assert words in said(answer), changed
        assert "监测中心抄录" in answer.content.decode() or "source" in changed
    assert not EnteredTable.objects.exists()


def test_rows_an_office_names_itself_are_pasted_and_a_row_twice_is_refused(administrator: Client) -> None:
    pasted = {**ENTRY, "rows": "example-district, 38.5, , 210\nexample-county\t41\t\t\n"}
    assert administrator.post(HOME + "soil.background/", pasted).status_code == 302
    assert EnteredTable.objects.get().values == {
        "example-district": {"As": "38.5", "V": "210"},
        "example-county": {"As": "41"},
    }
    twice = administrator.post(HOME + "soil.background/", {**ENTRY, "rows": "a,1\na,2"})
    assert "写了两次" in said(twice)
    wrong = administrator.post(HOME + "soil.background/", {**ENTRY, "rows": "a,x"})
    assert "a，砷" in said(wrong)


def test_every_officer_reads_only_an_administrator_enters(sign_in: Any) -> None:
    client = sign_in("handler")
    for prefix in ("", "/en"):
        assert client.get(prefix + HOME).status_code == 200
        assert b'<form class="desk-form"' not in client.get(prefix + CONSTRUCTION).content
    assert client.post(CONSTRUCTION, ENTRY).status_code == 403
    assert client.get(HOME + "no.such/").status_code == 404
    assert not EnteredTable.objects.exists()
