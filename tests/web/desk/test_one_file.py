"""One file from report to close-out: in order, with pages and hashes, proved without this system, nobody named."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile

import pytest
from docx import Document
from PIL import Image
from pypdf import PdfReader, PdfWriter

from qingtian.apps.accounts.kinds import Kind
from qingtian.apps.accounts.models import LogEntry
from qingtian.apps.proceedings.actions.store_file import store_file
from qingtian.apps.proceedings.export import linked_matters
from qingtian.apps.proceedings.models import Act, StoredFile
from qingtian.apps.proceedings.one_file import one_file
from qingtian.secrecy import Declaration
from tests.apps.proceedings.driving import MONDAY, case, petition
from tests.days import at
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
    unbroken = said.replace("\n", "")
    assert all(act.hash in unbroken and act.commitment in unbroken for act in acts)
    assert closed.matter.head in unbroken
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


def jpeg(size):
    out = io.BytesIO()
    Image.new("RGB", size, (120, 130, 140)).save(out, "JPEG")
    return out.getvalue()


def sheets(pages):
    out, writer = io.BytesIO(), PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(200, 200)
    writer.write(out)
    return out.getvalue()


FILES = (
    ("现场.jpg", jpeg((1600, 1200)), "image/jpeg"),
    ("broken.jpg", b"no picture", "image/jpeg"),
    ("report.pdf", sheets(3), "application/pdf"),
    ("data.xlsx", b"PK", "application/vnd.ms-excel"),
)


@pytest.fixture
def evidenced(city):
    """A case with a photo, one that cannot be drawn, three pages, a table; and a work secret."""
    drive = case(city).to("rectifying")
    *stored, secret = [
        store_file(content, name=name, media_type=kind, now=at(drive.day), declared=Declaration.INTERNAL)
        for name, content, kind in (*FILES, ("密件.pdf", b"s", "application/pdf"))
    ]
    drive.do("inspect", fields={"evidence": [one.pk for one in (*stored, secret)]})
    StoredFile.objects.filter(pk=secret.pk).update(handling_mark="work_secret")
    return drive, stored, secret


def test_photos_are_set_in_and_every_file_is_listed_with_pages_and_digest(evidenced):
    drive, stored, secret = evidenced
    publication = one_file([drive.matter], words={}, on=MONDAY)
    (photo,) = [photo for section in publication.sections for photo in section.photos]
    assert (photo.alt, round(photo.width), round(photo.height)) == ("现场.jpg", 360, 270)
    (table,) = [section.table for section in publication.sections if section.heading == "附：附件表"]
    rows = {row[2]: row for row in table.rows}
    assert [rows[one.name][3] for one in stored] == ["1", "1", "3", "—"]
    for one in stored:
        assert rows[one.name][5].replace("\n", "") == one.sm3
    assert rows["工作秘密"][3] == "—"
    assert rows["工作秘密"][5].replace("\n", "") == secret.sm3
    heads = [section.heading for section in publication.sections]
    assert sum("号动作附件：" in head for head in heads) == len(table.rows), "the index names every one with its page"


def test_the_page_in_the_index_is_the_page_of_the_attachment_and_the_photo_is_on_it(evidenced, sign_in, tmp_path):
    drive, _, _ = evidenced
    pages = PdfReader(io.BytesIO(taken(sign_in("inspector"), drive, tmp_path, "?as=pdf"))).pages
    words = [page.extract_text().replace(" ", "") for page in pages]
    index = "".join(words[:2])
    heading = "附件：report.pdf"
    (there,) = [n for n, text in enumerate(words, 1) if heading in text and "目录" not in text and n > 1][-1:]
    assert re.search(rf"{heading}\s*{there}\b", index), (there, index)
    assert sum(len(page.images) for page in pages) == 1


def test_word_carries_the_photo_with_its_name(evidenced, sign_in, tmp_path):
    drive, _, _ = evidenced
    document = Document(io.BytesIO(taken(sign_in("inspector"), drive, tmp_path, "?as=docx")))
    assert len(document.inline_shapes) == 1
    assert 'descr="现场.jpg"' in document.element.xml


def test_a_case_without_files_has_no_list_of_files(city):
    assert "附：附件表" not in told(one_file([case(city).matter], words={}, on=MONDAY))
