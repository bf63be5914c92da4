"""Word files other office suites open: valid OOXML, an East Asian face for every Chinese run, nothing that runs."""

import io
import zipfile
from xml.etree import ElementTree

import pytest
from docx import Document
from pypdf import PdfReader

from qingtian.apps.proceedings.models import Paper
from qingtian.apps.proceedings.papers import catalogue, to_pdf
from qingtian.apps.proceedings.papers.catalogue import TEMPLATES
from tests.apps.proceedings.driving import petition
from tests.conftest import at

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def part(docx, name):
    return ElementTree.fromstring(zipfile.ZipFile(io.BytesIO(docx)).read(name))


@pytest.mark.parametrize("id_", catalogue())
def test_a_template_is_whole_names_an_east_asian_face_and_carries_no_program_or_link_outside(id_):
    docx = (TEMPLATES / f"{id_}.docx").read_bytes()
    archive = zipfile.ZipFile(io.BytesIO(docx))
    assert archive.testzip() is None
    types = part(docx, "[Content_Types].xml")
    declared = {node.get("PartName") for node in types if node.get("PartName")}
    assert {name.removeprefix("/") for name in declared} <= set(archive.namelist())
    assert not [n for n in archive.namelist() if "vba" in n.lower() or "embeddings" in n]
    for name in archive.namelist():
        if name.endswith(".rels"):
            assert b'TargetMode="External"' not in archive.read(name), name
    styles = part(docx, "word/styles.xml")
    default = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}rFonts")
    normal = styles.find(f"{W}style[@{W}styleId='Normal']/{W}rPr/{W}rFonts")
    faces = [node.get(f"{W}eastAsia") for node in (default, normal) if node is not None]
    assert any(faces), "a Chinese run without a face of its own takes whatever the suite likes"


@pytest.mark.libreoffice
@pytest.mark.django_db(databases=["default", "identity"])
def test_the_pdf_is_made_from_the_version_in_force_and_prints_no_box(city):
    from qingtian.apps.proceedings.actions.store_file import store_file
    from qingtian.procedures.guards.papers import WORD

    drive = petition(city).to("accepted")
    notice = Paper.objects.get(proceeding=drive.matter, template="petition_acceptance_notice")
    document = Document(io.BytesIO(notice.text.read()))
    document.add_paragraph("改稿时加的一句。")
    out = io.BytesIO()
    document.save(out)
    version = store_file(out.getvalue(), name="改稿.docx", media_type=WORD, now=at(drive.day))
    drive.do("edit_paper", "handler", fields={"paper_of": notice.act.seq, "version": [version.pk]})
    notice.refresh_from_db()
    pages = PdfReader(io.BytesIO(to_pdf(notice.text.read()))).pages
    said = "".join("".join(page.extract_text().split()) for page in pages)
    assert "改稿时加的一句。" in said
    assert drive.matter.number in said
    assert not set("□▯\ufffd\x00") & set(said)
