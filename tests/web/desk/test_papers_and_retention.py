"""The register of papers and the pages of retention: counts lead to lists, costs do not grow, outsiders see nothing."""

import re
from datetime import timedelta

import pytest
from django.conf import settings as product
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from qingtian.apps.proceedings.models import CaseFile, Paper, Proceeding, StoredFile
from tests.apps.proceedings.driving import case, petition
from tests.apps.proceedings.test_retention_and_erasure import FREE, approved, archive, ended, erase
from tests.conftest import at

pytestmark = pytest.mark.django_db(databases=["default", "identity"])


def queries_of(client, address):
    with CaptureQueriesContext(connection) as main, CaptureQueriesContext(connections["identity"]) as sealed:
        assert client.get(address).status_code == 200
    return len(main) + len(sealed)


@pytest.fixture
def later(monkeypatch):
    """The desk on the first day after the retention."""
    monkeypatch.setattr("qingtian.web.middleware.city_now", lambda: at(FREE, 10, 0))


def notice(drive):
    return Paper.objects.get(proceeding=drive.matter, template="petition_acceptance_notice")


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_register_shows_what_waits_and_each_count_opens_its_list(city, sign_in, prefix):
    drive = petition(city).to("accepted")
    client = sign_in("handler")
    page = client.get(f"{prefix}/desk/papers/").content.decode()
    assert drive.matter.number in page
    seq = notice(drive).act.seq
    assert f"/act/check_paper/?f_paper_of={seq}" in page
    checked = client.get(f"{prefix}/desk/papers/?waits=check").content.decode()
    signed = client.get(f"{prefix}/desk/papers/?waits=sign").content.decode()
    assert drive.matter.number in checked
    assert drive.matter.number not in signed
    count = re.search(r'\?waits=check"[^>]*><span>[^<]*</span><span class="count">(\d+)', page)
    assert int(count[1]) == Paper.objects.filter(waits_for="check").count()


def test_the_register_costs_the_same_however_many_papers_wait(city, sign_in):
    petition(city).to("accepted")
    client = sign_in("handler")
    client.get("/desk/papers/")
    few = queries_of(client, "/desk/papers/")
    for _ in range(4):
        petition(city).to("accepted")
    assert queries_of(client, "/desk/papers/") == few <= 14


def test_the_retention_lists_cost_the_same_however_many_files(city, sign_in):
    archive(ended(city))
    client = sign_in("petition-officer")
    for which in ("unarchived", "kept", "free", "lists", "erased"):
        few = queries_of(client, f"/desk/retention/?list={which}")
        assert few <= 16
    few = queries_of(client, "/desk/retention/?list=kept")
    for _ in range(4):
        archive(ended(city))
    assert queries_of(client, "/desk/retention/?list=kept") == few


def test_nobody_sees_a_paper_of_a_matter_out_of_sight(city, sign_in):
    drive = petition(city).to("accepted")
    seq = notice(drive).act.seq
    for address in (f"/desk/{drive.matter.number}/papers/{seq}/", f"/desk/{drive.matter.number}/index.pdf"):
        assert sign_in("acceptor").get(address).status_code == 404
    for address in ("/desk/papers/", "/desk/retention/", "/desk/retention/?list=kept"):
        page = sign_in("acceptor").get(address)
        assert page.status_code == 200
        assert drive.matter.number not in page.content.decode()
    assert sign_in("acceptor").get("/desk/retention/disposal/").status_code == 403


@pytest.mark.parametrize("address", ["/desk/papers/", "/desk/retention/", "/desk/retention/disposal/"])
def test_nobody_who_has_not_signed_in_sees_these_pages(client, city, address):
    answer = client.get(address)
    assert answer.status_code == 302
    assert "/desk/sign-in/" in answer.url


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_page_of_a_paper_shows_its_steps_versions_and_only_the_acts_that_fit_it(city, sign_in, prefix):
    drive = petition(city).to("accepted")
    seq = notice(drive).act.seq
    address = f"{prefix}/desk/{drive.matter.number}/papers/{seq}/"
    page = sign_in("branch-head").get(address).content.decode()
    assert f"/act/check_paper/?f_paper_of={seq}" in page
    assert "/act/sign_paper/" not in page
    drive.do("check_paper", "branch-head", fields={"paper_of": seq, "opinion": "agreed"})
    page = sign_in("branch-head").get(address).content.decode()
    assert f"/act/sign_paper/?f_paper_of={seq}" in page
    assert "/act/check_paper/" not in page
    assert notice(drive).file.sm3[:16] in page
    assert sign_in("branch-head").get(f"{prefix}/desk/{drive.matter.number}/papers/1/").status_code == 404


def test_a_residents_receipt_sent_through_the_form_never_becomes_an_open_file(city, sign_in):
    drive = petition(city).to("accepted")
    of = {"paper_of": notice(drive).act.seq}
    drive.do("check_paper", "branch-head", fields={**of, "opinion": "agreed"})
    drive.do("sign_paper", "branch-head", fields=of)
    drive.do("number_paper", "handler", fields={**of, "number": "云环信〔2026〕8号"})
    drive.do("seal_paper", "handler", fields={**of, "scan": drive._file()})
    before = set(StoredFile.objects.values_list("pk", flat=True))
    answer = sign_in("handler").post(
        f"/desk/{drive.matter.number}/act/serve_paper/",
        {
            "on": "2026-11-23",
            "once": "x",
            "expected_seq": drive.matter.seq,
            "f_paper_of": of["paper_of"],
            "f_recipient": "resident",
            "f_way": "direct",
            "f_served_on": "2026-11-20",
            "f_received_by": "self",
            "files_mark": "internal",
            "f_receipt_sealed": SimpleUploadedFile("田密封.pdf", b"%PDF-1.4 signed", "application/pdf"),
        },
    )
    assert answer.status_code == 302, re.findall(r"<li>.*?</li>", answer.content.decode())
    assert set(StoredFile.objects.values_list("pk", flat=True)) == before
    assert notice(drive).waits_for == "archive"
    assert "田密封" not in sign_in("handler").get(f"/desk/{drive.matter.number}/").content.decode()


def test_a_receipt_of_a_refused_service_lies_sealed_and_is_not_asked_for_again(city, sign_in, settings):
    drive = petition(city).to("accepted")
    sent = {"on": "2026-11-23", "once": "x", "expected_seq": drive.matter.seq, "files_mark": "internal"}
    upload = SimpleUploadedFile("田密封.pdf", b"%PDF-1.4 signed by \xe7\x94\xb0", "application/pdf")
    given = {"f_paper_of": notice(drive).act.seq, "f_receipt_sealed": upload}
    answer = sign_in("handler").post(f"/desk/{drive.matter.number}/act/serve_paper/", sent | given)
    page = answer.content.decode()
    assert answer.status_code in (409, 422)
    assert "封存件.pdf" in page
    assert "田密封" not in page
    stored = StoredFile.objects.get(name="封存件.pdf")
    assert not stored.path.exists()
    everything = [p.read_bytes() for p in settings.DATA.rglob("*") if p.is_file()]
    assert not any(b"%PDF-1.4 signed by" in content for content in everything)


def test_a_receipt_nobody_can_seal_is_not_taken(city, sign_in):
    drive = case(city).to("contracted")
    sent = {"on": "2026-11-23", "once": "x", "expected_seq": drive.matter.seq, "files_mark": "internal"}
    upload = SimpleUploadedFile("回证.pdf", b"%PDF-1.4 signed", "application/pdf")
    before = StoredFile.objects.count()
    answer = sign_in("inspector").post(
        f"/desk/{drive.matter.number}/act/serve_paper/", sent | {"f_receipt_sealed": upload}
    )
    assert "不能封存" in answer.content.decode()
    assert StoredFile.objects.count() == before


def test_a_list_of_disposal_is_made_from_the_files_chosen_and_every_decision_is_taken_on_its_own_page(
    city, sign_in, later
):
    drive = archive(ended(city))
    client = sign_in("petition-officer")
    page = client.get("/desk/retention/?list=free").content.decode()
    assert f'value="{drive.matter.number}"' in page
    form = client.get(f"/desk/retention/disposal/?file={drive.matter.number}").content.decode()
    assert drive.matter.number in form
    given = {"on": FREE.isoformat(), "once": "y", "f_subject": "清册", "f_matters": drive.matter.number, "f_why": "满"}
    early = client.post("/desk/retention/disposal/", {**given, "on": (FREE - timedelta(days=1)).isoformat()})
    assert early.status_code == 422
    assert "2036-12-31" in early.content.decode()
    opened = client.post("/desk/retention/disposal/", given)
    number = Proceeding.objects.get(procedure="disposal").number
    assert opened.url == f"/desk/{number}/"
    assert client.get(opened.url).status_code == 200
    assert client.get(f"/desk/{number}/act/appraise/").status_code in (403, 409)
    assert sign_in("reviewer").get(f"/desk/{number}/act/appraise/").status_code == 200
    assert "checkbox" not in client.get("/desk/retention/?list=free").content.decode().split("three-line")[1]


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_every_page_of_an_erased_matter_says_so_and_none_breaks(city, sign_in, later, prefix, client):
    drive = archive(ended(city))
    erase(city, approved(city, drive))
    number, desk = drive.matter.number, sign_in("petition-officer")
    page = desk.get(f"{prefix}/desk/{number}/").content.decode()
    assert ("销毁" in page) or ("erased" in page)
    proof = desk.get(f"{prefix}/desk/{number}/verify/").content.decode()
    assert "2037-01-01" in proof
    for address in ("", "export/", "index.pdf", f"record/{drive.matter.seq + 1}/", "record/1/", "act/note_upstream/"):
        assert desk.get(f"{prefix}/desk/{number}/{address}").status_code < 500, address
    assert number in desk.get(f"{prefix}/desk/retention/?list=erased").content.decode()
    assert desk.get(f"{prefix}/desk/search/?q={number}").status_code in (200, 302)
    receipt = drive.matter.petition.receipt
    for address in ("/follow/", f"/follow/?receipt={receipt}", "/matters/"):
        assert client.get(f"{prefix}{address}").status_code < 500


def test_a_missing_font_shows_a_page_with_the_remedy(city, sign_in, settings, tmp_path):
    drive = petition(city).to("accepted")
    settings.ASSETS = tmp_path
    answer = sign_in("handler").get(f"/desk/{drive.matter.number}/index.pdf")
    assert answer.status_code == 503
    assert "NotoSerifSC-Regular.ttf" in answer.content.decode()


def test_the_index_is_handed_out_as_pdf(city, sign_in):
    drive = petition(city).to("accepted")
    answer = sign_in("handler").get(f"/desk/{drive.matter.number}/index.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
    assert (product.ASSETS / "fonts").is_dir()
    assert CaseFile.objects.count() == 0
