"""The PDF has the words of the paper, in embedded fonts that can draw them, or a plain refusal."""

import io
import logging
import shutil
import stat
import subprocess
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from xml.etree import ElementTree

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from PIL import Image
from pypdf import PdfReader

from qingtian.apps.proceedings.papers import catalogue, conversion, fonts, profile, render, to_pdf
from qingtian.errors import QingtianError

#: papers of part 6 by the beginning of their names
ENFORCEMENT = [
    one
    for one in catalogue()
    if one.startswith(("penalty_", "seizure_", "re_inspection", "transfer_", "joint_meeting", "detention_", "site_"))
]


def words_of(docx):
    """The words of a Word file's tables and paragraphs."""
    return "".join(text.text or "" for text in Document(io.BytesIO(docx)).element.body.iter(qn("w:t")))


def embedded_fonts(reader):
    """Names of the fonts whose outlines are inside the file; a font without is an error."""
    names = set()
    for page in reader.pages:
        for reference in page["/Resources"].get("/Font", {}).values():
            font = reference.get_object()
            described = font.get("/DescendantFonts", [font])[0].get_object()["/FontDescriptor"].get_object()
            assert {"/FontFile", "/FontFile2", "/FontFile3"} & described.keys(), font["/BaseFont"]
            names.add(font["/BaseFont"].split("+")[-1])
    return names


@pytest.fixture
def room(tmp_path):
    (tmp_path / "room").mkdir()
    return tmp_path / "room"


@pytest.mark.libreoffice
@pytest.mark.parametrize("paper", ["petition_handling_opinion", "case_close_out", "petition_assignment_slip"])
def test_the_pdf_is_a4_with_embedded_chinese_fonts_and_its_title_can_be_read(paper, matter):
    reader = PdfReader(io.BytesIO(to_pdf(render(paper, matter | {"generated": True}).docx)))
    box = reader.pages[0].mediabox
    assert (round(float(box.width) / 72 * 25.4), round(float(box.height) / 72 * 25.4)) == (210, 297)
    names = embedded_fonts(reader)
    assert any("CJK" in name or "Song" in name or "Fang" in name for name in names), names
    assert not any("DejaVu" in name or "LastResort" in name for name in names), names
    words = [page.extract_text() for page in reader.pages]
    assert catalogue()[paper].title.zh in words[0].replace(" ", "")
    for number, page in enumerate(words, 1):
        assert "演示数据" in page
        assert f"—{number}—" in page.replace(" ", "")


@pytest.mark.libreoffice
@pytest.mark.parametrize("paper", [paper for paper in catalogue() if paper.startswith("case_")])
def test_an_ordinary_form_keeps_to_one_page_and_a_signature_never_stands_alone(paper, matter):
    pages = PdfReader(io.BytesIO(to_pdf(render(paper, matter).docx))).pages
    is_form = "填报单位" in pages[0].extract_text()
    assert len(pages) <= (1 if is_form else 2)
    last = [line for line in pages[-1].extract_text().split("\n") if line.strip()]
    assert len(last) > 3


@pytest.mark.libreoffice
def test_no_form_of_enforcement_leaves_its_signature_or_nothing_for_a_second_page(matter, tmp_path):
    forms = [one for one in ENFORCEMENT if "填报单位" in words_of(render(one, matter).docx)]
    assert len(forms) > 10
    for one in forms:
        (tmp_path / f"{one}.docx").write_bytes(render(one, matter).docx)
    home = f"-env:UserInstallation=file://{tmp_path}/profile"
    files = [str(tmp_path / f"{one}.docx") for one in forms]
    asked = [shutil.which("soffice"), home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *files]
    subprocess.run(asked, check=True, capture_output=True, timeout=120)  # all at once: the start is what costs
    last = {one: PdfReader(tmp_path / f"{one}.pdf").pages[-1].extract_text() for one in forms}
    assert {
        one: words for one, words in last.items() if len([line for line in words.split("\n") if line.strip()]) < 8
    } == {}


@pytest.mark.libreoffice
def test_a_machine_with_no_font_of_its_own_prints_in_those_of_set_up(matter, monkeypatch):
    everything = fonts.fontconfig
    monkeypatch.setattr(fonts, "fontconfig", lambda *found: everything(*found).replace("/etc/fonts/fonts.conf", "none"))
    names = embedded_fonts(PdfReader(io.BytesIO(to_pdf(render("petition_extension_notice", matter).docx))))
    families = {name.split("-")[0] for name in names}
    assert families <= {"NotoSerifSC", "NotoSansSC", "SourceSerif4"}, names
    assert "NotoSerifSC" in families


@pytest.mark.libreoffice
def test_two_conversions_at_once_do_not_disturb_each_other(matter):
    docx = render("petition_extension_notice", matter).docx
    with ThreadPoolExecutor(2) as pool:
        made = list(pool.map(to_pdf, [docx, docx]))
    assert all(len(PdfReader(io.BytesIO(pdf)).pages) == 1 for pdf in made)


@pytest.mark.libreoffice
def test_which_face_stood_in_for_which_is_logged(matter, caplog):
    with caplog.at_level(logging.INFO, logger=fonts.__name__):
        to_pdf(render("petition_extension_notice", matter).docx)
    logged = [record.getMessage() for record in caplog.records if record.name == fonts.__name__]
    assert [line.split(" set in ")[0] for line in logged] == [f"font of papers: {face}" for face in fonts.STAND_INS]


def test_without_libreoffice_the_refusal_says_what_to_do(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(QingtianError) as refused:
        to_pdf(b"")
    assert refused.value.code == "paper.no_libreoffice"
    assert "LibreOffice" in refused.value.remedy.zh
    assert "LibreOffice" in refused.value.remedy.en


def program(folder, body):
    """A stand-in for soffice."""
    path = folder / "soffice"
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def test_a_conversion_that_hangs_is_stopped_with_its_children(monkeypatch, tmp_path):
    child = tmp_path / "child"
    monkeypatch.setattr(conversion, "_libreoffice", lambda: program(tmp_path, f"sleep 60 & echo $! > {child}; wait"))
    monkeypatch.setattr(conversion, "refuse_without_chinese", lambda environment: None)
    started = time.monotonic()
    with pytest.raises(QingtianError) as refused:
        to_pdf(b"x", timeout=1)
    assert refused.value.code == "paper.pdf_timeout"
    assert time.monotonic() - started < 20
    state = Path(f"/proc/{child.read_text().strip()}/stat")
    assert not state.exists() or " Z " in state.read_text()


@pytest.mark.parametrize("body", ["echo 'source file could not be loaded'; exit 1", 'echo "no" > "$(dirname "$0")/x"'])
def test_a_conversion_without_a_pdf_is_a_failure_whatever_the_exit_code(body, monkeypatch, tmp_path):
    monkeypatch.setattr(conversion, "_libreoffice", lambda: program(tmp_path, body))
    monkeypatch.setattr(conversion, "refuse_without_chinese", lambda environment: None)
    with pytest.raises(QingtianError) as refused:
        to_pdf(b"x")
    assert refused.value.code == "paper.pdf_failed"


def test_without_any_chinese_font_the_paper_is_refused_and_not_printed_as_boxes(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(fonts, "_ask", lambda command, environment: "" if command[0] == "fc-list" else "DejaVu Sans")
    with pytest.raises(QingtianError) as refused:
        fonts.refuse_without_chinese({})
    assert refused.value.code == "paper.no_chinese_font"


def test_the_font_rules_search_the_given_folders_and_stay_inside_the_room(room, tmp_path):
    environment = fonts.font_environment(room, [tmp_path / "字体 & co"])
    rules = (room / "fonts.conf").read_text(encoding="utf-8")
    assert environment["FONTCONFIG_FILE"] == str(room / "fonts.conf")
    assert f"<dir>{tmp_path}/字体 &amp; co</dir>" in rules
    assert f"<cachedir>{room / 'font-cache'}</cachedir>" in rules


@pytest.mark.skipif(not shutil.which("fc-match"), reason="fontconfig is not installed")
def test_every_face_of_a_paper_finds_a_stand_in_that_can_draw_chinese(room):
    environment = fonts.font_environment(room, [])
    able = set(fonts._ask(["fc-list", ":lang=zh-cn", "family"], environment).replace("\n", ",").split(","))
    found = fonts.stand_ins_found(environment)
    assert found.keys() == fonts.STAND_INS.keys()
    assert {family for face, family in found.items() if face != "Times New Roman"} <= able


PICTURE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
DRAWN = """<w:drawing xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
 xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><wp:inline>
 <wp:extent cx="914400" cy="914400"/><wp:docPr id="1" name="x"/><a:graphic>
 <a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>
 <pic:nvPicPr><pic:cNvPr id="1" name="x"/><pic:cNvPicPr/></pic:nvPicPr>
 <pic:blipFill><a:blip r:link="{link}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>
 <pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="914400" cy="914400"/></a:xfrm>
 <a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline>
</w:drawing>"""


def linking(*targets):
    """A Word file whose pictures lie elsewhere."""
    document = Document()
    document.add_paragraph("云屏")
    for target in targets:
        link = document.part.relate_to(target, PICTURE, is_external=True)
        document.add_paragraph().add_run()._r.append(parse_xml(DRAWN.format(link=link)))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.libreoffice
def test_a_paper_somebody_sent_brings_no_file_of_the_machine_and_calls_nobody(tmp_path, monkeypatch):
    asked = []

    class Listening(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET

        def log_message(self, *_):
            pass

    Image.effect_noise((90, 90), 60).save(tmp_path / "secret.png")
    with ThreadingHTTPServer(("127.0.0.1", 0), Listening) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        sent = linking(f"http://127.0.0.1:{server.server_port}/x.png", (tmp_path / "secret.png").as_uri())

        def pictures():
            return sum(len(page.images) for page in PdfReader(io.BytesIO(to_pdf(sent))).pages)

        closed = pictures(), list(asked)
        monkeypatch.setattr(profile, "SETTINGS", ())
        opened = pictures(), list(asked)
        server.shutdown()
    assert closed == (0, [])
    assert opened[0] == 1, "without the closed profile the file is drawn: the test would see it"
    assert opened[1], "and the address is called"


def test_every_conversion_starts_in_a_closed_profile_of_its_own(tmp_path):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    commands = [conversion._command("soffice", tmp_path / name) for name in ("one", "two")]
    own = [next(word for word in command if word.startswith("-env:UserInstallation=")) for command in commands]
    assert own[0] != own[1]
    assert all("--headless" in command for command in commands)
    settings = ElementTree.parse(tmp_path / "one/profile/user/registrymodifications.xcu").getroot()
    kept = {prop.get("{http://openoffice.org/2001/registry}name"): prop[0].text for prop in settings.iter("prop")}
    assert kept["DisableMacrosExecution"] == "true"
    assert kept["MacroSecurityLevel"] == "3"
    assert kept["Link"] == "0"
