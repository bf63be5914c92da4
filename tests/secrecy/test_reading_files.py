"""Text is found wherever a file can carry it, and no file can hurt the one who reads it."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qingtian.secrecy import Declaration, Mark, file_text, judge, text_of
from tests.secrecy.papers import BODY, W, docx, packed, pdf, xlsx

STARRED = "机密★10年"


@pytest.mark.parametrize(
    "place", ["body", "split", "header", "footer", "table", "title", "keywords", "comment", "textbox", "watermark"]
)
def test_a_word_file_is_read_in_every_part(place):
    found = text_of(docx(place, STARRED))
    assert (STARRED in found.text, found.whole) == (True, True)
    assert judge("a.docx", docx(place, STARRED), Declaration.OPEN).refused


@pytest.mark.parametrize("place", ["cell", "sheet", "header", "footer", "comment"])
def test_a_workbook_is_read_in_every_part(place):
    assert judge("a.xlsx", xlsx(place, STARRED), Declaration.INTERNAL).refused


def test_a_pdf_is_read_by_its_text_layer_and_its_title():
    assert judge("a.pdf", pdf(STARRED), Declaration.OPEN).refused
    assert judge("a.pdf", pdf("望溪", title=STARRED), Declaration.OPEN).refused
    assert text_of(pdf("望溪")).whole
    assert not text_of(pdf()).whole, "a page without letters may be a scan"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_plain_text_is_read_in_the_encodings_of_offices(encoding):
    assert judge("a.csv", f"{BODY}\n{STARRED}\n".encode(encoding), Declaration.OPEN).refused


def test_a_file_inside_a_file_is_read_and_an_object_of_another_program_is_not_whole():
    inner = packed(docx(), "word/embeddings/a.docx", docx("body", STARRED))
    assert judge("a.docx", inner, Declaration.OPEN).refused
    assert not text_of(packed(docx(), "word/embeddings/ole1.bin", b"\xd0\xcf\x11\xe0")).whole


def test_a_word_file_that_is_only_a_picture_is_not_whole():
    bare = io.BytesIO()
    with zipfile.ZipFile(bare, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document {W}><w:p/></w:document>")
        archive.writestr("word/media/scan.png", b"\x89PNG")
    assert not text_of(bare.getvalue()).whole


def test_what_cannot_be_read_waits_for_a_declaration():
    photo = b"\xff\xd8\xff\xe0 picture"
    assert judge("a.jpg", photo, None).undeclared
    assert not judge("a.jpg", photo, Declaration.OPEN).undeclared
    assert judge("a.jpg", photo, Declaration.STATE_SECRET).refused
    assert judge("a（绝密）.jpg", photo, Declaration.EXEMPT).refused
    assert not judge("a.docx", docx(), None).undeclared


def test_what_is_read_makes_a_declared_mark_stricter_and_never_milder():
    work = docx("header", "工作秘密")
    assert judge("a.docx", work, Declaration.OPEN).mark is Mark.WORK_SECRET
    assert judge("a.docx", docx(), Declaration.WORK_SECRET).mark is Mark.WORK_SECRET
    assert judge("a.docx", docx(), Declaration.OPEN).mark is Mark.OPEN
    assert judge("a.docx", docx(), None).mark is Mark.INTERNAL


def test_entities_outsized_parts_and_damage_read_as_nothing(monkeypatch):
    laughs = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'
    assert text_of(packed(docx(), "word/bomb.xml", laughs)) == file_text.NOTHING_READ
    monkeypatch.setattr(file_text, "MOST_XML", 10_000)
    assert text_of(packed(docx(), "word/big.xml", "<x>" + "a" * 20_000 + "</x>")) == file_text.NOTHING_READ
    assert text_of(docx()[:-40]) == file_text.NOTHING_READ
    monkeypatch.setattr(file_text, "MOST_MEMBERS", 3)
    assert text_of(docx()) == file_text.NOTHING_READ


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(st.sampled_from([docx(), xlsx(), pdf("望溪")]), st.integers(0, 4000), st.binary(min_size=1, max_size=6))
def test_no_damage_to_a_file_breaks_its_reader(content, at, junk):
    at %= len(content)
    found = text_of(content[:at] + junk + content[at + len(junk) :])
    assert isinstance(found.text, str)
