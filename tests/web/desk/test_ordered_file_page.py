"""The complete file and the party's copy are handed out from the page of the case and logged."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from qingtian.apps.accounts.kinds import Kind
from qingtian.apps.accounts.models import LogEntry
from tests.apps.penalties.walking import Case
from tests.apps.proceedings.driving import case

pytestmark = pytest.mark.django_db(databases=["default", "identity"])


def words(answer):
    assert answer.status_code == 200
    return "".join("".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(answer.content)).pages)


def test_the_whole_file_has_both_volumes_the_partys_copy_has_one_and_both_are_logged(city, sign_in):
    number = Case(city).filed().matter.number
    client = sign_in("handler")
    address = f"/desk/leader/{number}/file/"
    assert f"{address}?as=party" in client.get(f"/desk/{number}/").content.decode()
    whole, party = words(client.get(f"{address}?as=pdf")), words(client.get(f"{address}?as=party"))
    assert f"正卷（{number}）" in whole
    assert f"副卷（{number}）" in whole
    assert f"正卷（{number}）" in party
    assert f"副卷（{number}）" not in party
    assert "登记违法线索" in whole
    assert "办理记录：登记违法线索" not in party
    assert "party" in LogEntry.objects.filter(kind=Kind.EXPORTED.value).latest("pk").what_zh


def test_a_file_without_an_order_has_no_copy_for_the_party(city, sign_in):
    number = case(city).to("accepted").matter.number
    answer = sign_in("inspector").get(f"/desk/leader/{number}/file/?as=party")
    assert answer["Content-Type"] == "application/zip"
