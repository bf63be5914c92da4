"""One file from report to close-out: in order, with pages and hashes, proved without this system, nobody named."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile

import pytest
from docx import Document

from qingtian.apps.accounts.kinds import Kind
from qingtian.apps.accounts.models import LogEntry
from qingtian.apps.proceedings.export import linked_matters
from qingtian.apps.proceedings.models import Act
from qingtian.apps.proceedings.one_file import one_file
from tests.apps.proceedings.driving import MONDAY, case, petition
from tests.web.desk.conftest import NAME, PHONE

pytestmark = pytest.mark.django_db(databases=["default", "identity"])


@pytest.fixture
def closed(city):
    drive = case(city).to("accepted")
    drive.do("close", fields={"dereliction": "suspected", "dereliction_reason": "夜查缺六晚标记"})
    return drive


def told(publication):
    parts = [line for section in publication.sections for line in (section.heading, *section.paragraphs)]
    rows = [cell for section in publication.sections if section.table for row in section.table.rows for cell in row]
    return "\n".join([*parts, *rows])


def taken(client, drive, tmp_path, how=""):
    answer = client.get(f"/desk/leader/{drive.matter.number}/file/{how}")
    assert answer.status_code == 200
    return answer.content


def test_every_act_and_paper_is_there_in_order_and_every_hash_in_the_appendix(closed):
    said = told(one_file([closed.matter], words={}, on=MONDAY))
    acts = list(Act.objects.filter(proceeding=closed.matter).order_by("seq"))
    places = [said.index(f"第 {act.seq} 号动作") for act in acts]
    assert places == sorted(places)
    assert all(act.hash[:32] in said and act.commitment[32:] in said for act in acts)
    assert closed.matter.head[:32] in said
    assert sum("文书：" in line for line in said.splitlines()) == closed.matter.papers.count()


def test_answers_on_dereliction_and_persons_stay_out(closed):
    said = told(one_file([closed.matter], words={}, on=MONDAY))
    assert "夜查缺六晚标记" not in said
    assert "失职" not in said


def test_the_package_is_proved_by_the_program_beside_it_and_a_changed_byte_is_found(city, closed, sign_in, tmp_path):
    content = taken(sign_in("inspector"), closed, tmp_path)
    zipfile.ZipFile(io.BytesIO(content)).extractall(tmp_path)
    number = closed.matter.number

    def prove(name):
        program = "file_list_verifier.py" if name.endswith(".txt") else "case_file_verifier.py"
        command = [sys.executable, str(tmp_path / program), str(tmp_path / name)]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    assert prove("hashes.txt").returncode == prove(f"{number}.json").returncode == 0
    pdf = tmp_path / f"{number}.pdf"
    pdf.write_bytes(pdf.read_bytes() + b" ")
    assert "its bytes were changed" in prove("hashes.txt").stdout
    pdf.unlink()
    assert prove("hashes.txt").returncode == 1


def test_the_pdf_has_an_index_and_word_opens_with_the_same_words(closed, sign_in, tmp_path):
    client = sign_in("inspector")
    assert taken(client, closed, tmp_path, "?as=pdf").startswith(b"%PDF-")
    document = Document(io.BytesIO(taken(client, closed, tmp_path, "?as=docx")))
    said = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "第 1 号动作：发现" in said
    assert "TOC" in document.element.xml
    entry = LogEntry.objects.filter(kind=Kind.EXPORTED.value).latest("pk")
    assert "docx" in entry.what_zh


def test_the_report_is_there_in_its_covered_words_and_its_sender_is_not(city, report):
    matter = report()
    drive = case(city)
    raised = petition(city)
    said = told(one_file([drive.matter, raised.matter, matter], words={raised.matter.pk: "遮盖过的话"}, on=MONDAY))
    assert "遮盖过的话" in said
    assert NAME not in said
    assert PHONE not in said


def test_a_file_with_a_matter_out_of_scope_is_not_handed_out(city, closed, sign_in):
    assert sign_in("handler").get(f"/desk/leader/{closed.matter.number}/file/").status_code == 404
    assert linked_matters(closed.matter)[0] == [closed.matter]
