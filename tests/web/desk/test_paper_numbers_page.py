"""The page of document numbers: for clerks, rehearsed before it is done, rejects to take away, each their own."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from qingtian.apps.proceedings.models import Act
from qingtian.ledgers.models import LedgerImport
from tests.apps.proceedings.driving import petition
from tests.web.desk.test_papers_and_retention import notice

pytestmark = pytest.mark.django_db(databases=["default", "identity"])


@pytest.fixture
def drive(city):
    """A notice that was issued and waits for its number."""
    drive = petition(city).to("accepted")
    of = {"paper_of": notice(drive).act.seq}
    drive.do("check_paper", "branch-head", fields={**of, "opinion": "agreed"})
    drive.do("sign_paper", "branch-head", fields=of)
    return drive


def send(client, *rows):
    words = "\n".join(["文号,本系统编号,文书名称", *rows])
    upload = SimpleUploadedFile("导出.csv", words.encode("gb18030"), "text/csv")
    return client.post("/desk/papers/numbers/", {"sheet": upload})


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_clerk_rehearses_enters_and_takes_the_rejects(sign_in, drive, prefix):
    client, number = sign_in("handler"), drive.matter.number
    assert f"{prefix}/desk/papers/numbers/" in client.get(f"{prefix}/desk/papers/").content.decode()
    assert client.get(f"{prefix}/desk/papers/numbers/").status_code == 200
    where = prefix + send(client, f"云环信〔2026〕8号,{number},受理告知书", f"第9号,{number},受理告知书").url
    page = client.get(where).content.decode()
    assert "selected" in re.search(r'name="m_number".*?</select>', page, re.DOTALL)[0]
    mapping = {"m_number": "文号", "m_matter": "本系统编号"}
    acts = Act.objects.count()
    rehearsed = client.post(where, mapping | {"do": "preview"}).content.decode()
    assert "云环信〔2026〕8号" in rehearsed
    assert "第9号" in rehearsed
    assert (Act.objects.count(), LedgerImport.objects.count()) == (acts, 0)
    assert client.post(where, mapping | {"do": "import"}).status_code == 302
    assert notice(drive).number == "云环信〔2026〕8号"
    done = LedgerImport.objects.get()
    assert client.get(f"{prefix}/desk/papers/numbers/{done.pk}/").status_code == 200
    kept = b"".join(client.get(f"/desk/papers/numbers/{done.pk}/rejects/").streaming_content).decode("utf-8-sig")
    assert "第9号" in kept
    assert "不像本单位的文号" in kept
    assert client.get(where).status_code == 302, "the sheet is gone with the import"


def test_another_clerk_finds_neither_the_sheet_nor_the_import(sign_in, drive):
    client = sign_in("handler")
    where = send(client, f"云环信〔2026〕8号,{drive.matter.number},受理告知书").url
    other = sign_in("petition-officer")
    assert other.get(where).url == "/desk/papers/numbers/"
    client.post(where, {"m_number": "文号", "m_matter": "本系统编号", "do": "import"})
    pk = LedgerImport.objects.get().pk
    assert other.get(f"/desk/papers/numbers/{pk}/").status_code == 404
    assert other.get(f"/desk/papers/numbers/{pk}/rejects/").status_code == 404


def test_whoever_is_no_clerk_is_refused(sign_in, drive):
    client = sign_in("reviewer")
    assert client.get("/desk/papers/numbers/").status_code == 403
    assert send(client, "a,b,c").status_code == 403
    assert "/papers/numbers/" not in client.get("/desk/papers/").content.decode()


def test_a_column_that_is_missing_and_a_file_that_is_none_are_said_on_the_page(sign_in, drive):
    client = sign_in("handler")
    where = send(client, f"云环信〔2026〕8号,{drive.matter.number},受理告知书").url
    answer = client.post(where, {"m_number": "文号", "do": "import"})
    assert answer.status_code == 422
    assert "缺必填的列" in answer.content.decode()
    empty = client.post("/desk/papers/numbers/", {})
    assert empty.status_code == 422
    assert notice(drive).number == ""
