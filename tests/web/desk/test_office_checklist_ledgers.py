"""The office's own pages: all read what is missing, only an administrator imports, nothing shows who reported."""

from __future__ import annotations

import io
import re
import stat
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from qingtian.apps.people.models import Person
from qingtian.apps.places.models import Area
from qingtian.founding.checks.machine import drill
from qingtian.ledgers.kinds import KINDS
from qingtian.ledgers.kinds.base import ADMINISTRATORS
from qingtian.ledgers.models import LedgerImport
from qingtian.tables import read_table
from qingtian.web.access import PAGES
from qingtian.web.desk.ledger_files import rejects_of
from qingtian.web.desk.office import GROUPS
from tests.conftest import TODAY

pytestmark = pytest.mark.django_db(databases=["default", "identity"])

SignIn = Callable[[str], Client]
PEOPLE = "工号,人员姓名,备注\nw-1,林示,x\n,,\nw-2,{long},y\n"
NAME, PHONE = "密封人乙", "13900002222"
PETITIONS = f"登记号,登记日期,信访形式,信访内容,信访人姓名,联系电话\n旧-1,2026-11-09,来访,有味。,{NAME},{PHONE * 6}\n"


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    """Uploads and rejects of each test lie apart."""
    settings.DATA = tmp_path
    return tmp_path


def page(response: Any) -> str:
    assert response.status_code in (200, 422), response.status_code
    return str(response.content.decode())


def send(client: Client, kind: str, words: str, prefix: str = "") -> str:
    """Send a sheet; returns the address where its columns are matched."""
    file = SimpleUploadedFile("台账.csv", words.encode("gb18030"))
    response = client.post(f"{prefix}/desk/ledgers/{kind}/", {"sheet": file})
    assert response.status_code == 302, response.content.decode()
    return str(response["Location"])


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_office_lists_the_pages_there_are_and_those_for_this_officer(sign_in: SignIn, prefix: str) -> None:
    own, other = (
        page(sign_in("administrator").get(f"{prefix}/desk/office/")),
        page(sign_in("handler").get(f"{prefix}/desk/office/")),
    )
    for address in ("checklist", "people", "calendar", "procedures"):
        assert f"{prefix}/desk/{address}/" in own
        assert f"{prefix}/desk/{address}/" in other
    assert f"{prefix}/desk/ledgers/" in own
    assert f"{prefix}/desk/ledgers/" not in other


@pytest.mark.parametrize("post", ["administrator", "handler"])
def test_no_entry_of_the_office_leads_to_a_refusal(sign_in: SignIn, post: str) -> None:
    client = sign_in(post)
    offered = re.findall(r'class="line-title" href="([^"]+)"', page(client.get("/desk/office/")))
    assert len(offered) > 5
    refused = {address: answer for address in offered if (answer := client.get(address).status_code) != 200}
    assert refused == {}


def test_every_page_of_the_office_marks_the_office_in_the_head(sign_in: SignIn) -> None:
    client = sign_in("administrator")
    for entry in (entry for _, entries in GROUPS for entry in entries):
        if entry.address in ("desk:audit", "desk:publishing"):  # for auditors; an entry of its own
            continue
        if PAGES[entry.address].roles and "administrator" not in PAGES[entry.address].roles:
            continue
        shown = page(client.get(reverse(entry.address)))
        assert re.findall(r'<a href="([^"]+)" aria-current="page">', shown)[0] == "/desk/office/", entry.address


def test_the_worklist_leads_to_the_office(sign_in: SignIn) -> None:
    assert 'href="/desk/office/"' in page(sign_in("handler").get("/desk/"))


def test_the_checklist_names_what_is_missing_and_leads_only_the_administrator_to_it(sign_in: SignIn) -> None:
    Area.objects.create(code="new", name_zh="新设区", name_en="New District", kind="district")
    own, other = (
        page(sign_in("administrator").get("/desk/checklist/")),
        page(sign_in("handler").get("/desk/checklist/")),
    )
    for found in (own, other):
        assert "新设区：党委" in found
        assert "有第二位管理员" in found
    assert 'href="/desk/ledgers/tenures/"' in own
    assert "/desk/ledgers/" not in other


def test_only_administrators_learn_where_things_lie_on_the_machine(
    sign_in: SignIn, folder: Path, settings: Any
) -> None:
    settings.KEYS = folder / "keys"
    for prefix in ("", "/en"):
        own, other = (page(sign_in(post).get(f"{prefix}/desk/checklist/")) for post in ("administrator", "handler"))
        assert str(folder) in own
        assert str(folder) not in other
    assert "There is a backup" in own
    assert "There is a backup" not in other


def test_a_drill_is_entered_by_the_administrator_and_is_old_after_a_year(sign_in: SignIn) -> None:
    administrator, told = sign_in("administrator"), "还没有演练过"
    assert told in page(administrator.get("/desk/checklist/"))
    assert sign_in("handler").post("/desk/operations/drill/").status_code == 403
    assert administrator.post("/desk/operations/drill/").status_code == 302
    assert told not in page(administrator.get("/desk/checklist/"))
    assert told not in page(administrator.get("/desk/operations/"))
    assert [drill(TODAY + timedelta(days=days)) for days in (0, 366)] == [[], []]
    assert "2026-11-23" in drill(TODAY + timedelta(days=367))[0].zh


def test_an_empty_worklist_leads_the_administrator_to_the_checklist(sign_in: SignIn) -> None:
    assert 'href="/desk/checklist/"' in page(sign_in("administrator").get("/desk/"))
    assert 'href="/desk/checklist/"' not in page(sign_in("handler").get("/desk/"))


def test_the_preview_shows_the_first_rows_as_they_were_read_and_no_identity(sign_in: SignIn) -> None:
    words = PETITIONS.replace("2026-11-09", "46335").replace(PHONE * 6, PHONE)
    administrator = sign_in("administrator")
    address = send(administrator, "petitions", words)
    headings = words.splitlines()[0].split(",")
    names = ("number", "on", "channel", "report", "reporter_name", "reporter_phone")
    columns = {f"m_{name}": heading for name, heading in zip(names, headings, strict=True)}
    shown = page(administrator.post(address, columns | {"do": "preview"}))
    assert "2026-11-09" in shown
    assert NAME not in shown
    assert PHONE not in shown


def test_a_city_without_a_decision_is_told_that_residents_see_nothing_and_where_to_draft_one(sign_in: SignIn) -> None:
    address = 'href="/desk/publishing/new/?f_kind=standing"'
    found = page(sign_in("clerk").get("/desk/checklist/"))
    assert "全市空气小时数据" in found
    assert address in found
    assert address not in page(sign_in("mayor").get("/desk/checklist/"))


def test_the_checklist_asks_the_same_number_of_questions_however_many_there_are(sign_in: SignIn, city: Any) -> None:
    client = sign_in("handler")

    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get("/desk/checklist/")
        return len(queries)

    before = asked()
    for number in range(20):
        Area.objects.create(code=f"n{number}", name_zh=f"区{number}", name_en=f"D{number}", kind="district")
    assert asked() == before


ADDRESSES = [
    "/desk/ledgers/",
    *(f"/desk/ledgers/{code}/" for code, kind in KINDS.items() if kind.roles == ADMINISTRATORS),
    "/desk/ledgers/people/template/",
    "/desk/ledgers/imports/1/",
    "/desk/ledgers/imports/1/rejects/",
    f"/desk/ledgers/people/{'a' * 32}/",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_nobody_but_an_administrator_comes_to_the_ledgers(sign_in: SignIn, address: str) -> None:
    assert Client().get(address).status_code == 302
    assert sign_in("handler").get(address).status_code == 403
    assert sign_in("handler").post(address).status_code in (403, 405)  # 405: a page that takes no form from anybody


@pytest.mark.parametrize(("name", "heading"), [("台账（机密★20年）.csv", "姓名"), ("台账.csv", "绝密★长期\n姓名")])
def test_a_sheet_marked_a_state_secret_is_refused_and_nothing_of_it_is_kept(
    sign_in: SignIn, folder: Path, name: str, heading: str
) -> None:
    file = SimpleUploadedFile(name, f"{heading}\n张三\n".encode())
    refused = sign_in("administrator").post("/desk/ledgers/people/", {"sheet": file})
    assert refused.status_code == 422
    assert "国家秘密" in refused.content.decode()
    assert not [path for path in folder.rglob("*") if path.is_file()]


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_its_page_and_its_empty_sheet(sign_in: SignIn, tmp_path: Path, kind: str, prefix: str) -> None:
    client = sign_in("administrator")
    assert "sheet" in page(client.get(f"{prefix}/desk/ledgers/{kind}/"))
    sheet = client.get(f"{prefix}/desk/ledgers/{kind}/template/")
    (tmp_path / "t.xlsx").write_bytes(sheet.content)
    assert read_table(tmp_path / "t.xlsx").headings[0] == KINDS[kind].columns[0].title.zh


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_sheet_is_sent_matched_seen_imported_and_its_rejects_taken(
    sign_in: SignIn, folder: Path, prefix: str
) -> None:
    client, before = sign_in("administrator"), Person.objects.count()
    address = send(client, "people", PEOPLE.format(long="长" * 61), prefix)
    matched = page(client.get(address))
    assert '<option value="人员姓名" lang="zh-Hans" selected>' in matched
    columns = {"m_code": "工号", "m_name_zh": "人员姓名"}
    shown = page(client.post(address, {**columns, "do": "preview"}))
    assert ("第 4 行" if not prefix else "Row 4") in shown
    assert (Person.objects.count(), LedgerImport.objects.count()) == (before, 0)
    done = client.post(address, {**columns, "do": "import"})
    record = LedgerImport.objects.get()
    assert (record.created, record.rejected, record.finished) == (1, 1, True)
    assert record.by.endswith("市生态环境局管理员")
    assert "rejects/" in page(client.get(done["Location"]))
    kept = b"".join(client.get(f"{done['Location']}rejects/").streaming_content)  # type: ignore[attr-defined]
    assert "长长" in kept.decode("utf-8-sig")
    assert stat.S_IMODE(rejects_of(record.pk).stat().st_mode) == 0o600
    assert client.post(f"{done['Location']}rejects/delete/").status_code == 302
    assert client.get(f"{done['Location']}rejects/").status_code == 404
    assert [path.name for path in (folder / "ledgers").iterdir()] == []
    assert client.get(address).status_code == 302  # the sheet went with the import


def test_a_wrong_mapping_is_refused_with_a_sentence_and_stores_nothing(sign_in: SignIn) -> None:
    client = sign_in("administrator")
    address = send(client, "people", PEOPLE.format(long="甲"))
    response = client.post(address, {"m_code": "工号", "do": "import"})
    assert response.status_code == 422
    assert "缺必填的列" in response.content.decode()
    assert LedgerImport.objects.count() == 0


def test_no_file_and_no_sheet_are_told_in_the_form(sign_in: SignIn) -> None:
    client = sign_in("administrator")
    assert "选一个 Excel 或 CSV 文件" in page(client.post("/desk/ledgers/people/"))
    address = send(client, "people", "")
    assert "表是空的" in page(client.get(address))


def test_a_sheet_is_of_the_person_who_sent_it_and_of_its_ledger(sign_in: SignIn, city: Any) -> None:
    address = send(sign_in("administrator"), "people", PEOPLE.format(long="甲"))
    city.posts["handler"].roles = ["administrator"]
    city.posts["handler"].save()
    assert sign_in("handler").get(address).status_code == 302
    assert sign_in("administrator").get(address.replace("people", "organs")).status_code == 302


def test_an_identity_is_on_no_page_of_the_import(sign_in: SignIn, caplog: pytest.LogCaptureFixture) -> None:
    client, said = sign_in("administrator"), io.StringIO()
    address = send(client, "petitions", PETITIONS)
    headings = PETITIONS.splitlines()[0].split(",")
    names = ["number", "on", "channel", "report", "reporter_name", "reporter_phone"]
    columns = {f"m_{name}": heading for name, heading in zip(names, headings, strict=True)}
    said.write(page(client.get(address)))
    said.write(page(client.post(address, {**columns, "do": "preview"})))
    done = client.post(address, {**columns, "do": "import"})
    said.write(page(client.get(done["Location"])) + page(client.get("/desk/ledgers/")) + caplog.text)
    for word in (NAME, PHONE):
        assert word not in said.getvalue()
