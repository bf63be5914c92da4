"""Files that carry words in every place a file can carry them."""

from __future__ import annotations

import io
import zipfile

from docx import Document
from openpyxl import Workbook
from openpyxl.comments import Comment

BODY = (
    "关于望溪区窑湾片区夜间焦糊味的调查情况，共三页，附监测数据一份，"
    "供会议讨论使用，请各单位按分工抓好落实并按时报送进展。"
)
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx(place: str = "", words: str = "") -> bytes:
    """A Word file with ``words`` in one place: body, header, footer, table, title, comment, textbox, watermark."""
    document = Document()
    document.add_paragraph(BODY)
    if place == "body":
        document.add_paragraph(words)
    if place == "split":  # a mark in several runs, as Word keeps it after an edit
        paragraph = document.add_paragraph()
        for letter in words:
            paragraph.add_run(letter)
    if place == "table":
        document.add_table(1, 2).cell(0, 1).text = words
    if place == "header":
        document.sections[0].header.paragraphs[0].text = words
    if place == "footer":
        document.sections[0].footer.paragraphs[0].text = words
    if place == "title":
        document.core_properties.title = words
    if place == "keywords":
        document.core_properties.keywords = words
    out = io.BytesIO()
    document.save(out)
    more = {
        "comment": ("word/comments.xml", f"<w:comments {W}><w:comment><w:p><w:r><w:t>{words}</w:t></w:r></w:p>"
                    "</w:comment></w:comments>"),
        "textbox": ("word/header9.xml", f"<w:hdr {W}><w:p><w:r><w:txbxContent><w:p><w:r><w:t>{words}</w:t></w:r></w:p>"
                    "</w:txbxContent></w:r></w:p></w:hdr>"),
        "watermark": ("word/header8.xml", f'<w:hdr {W}><w:p><textpath string="{words}"/></w:p></w:hdr>'),
    }  # fmt: skip
    return packed(out.getvalue(), *more[place]) if place in more else out.getvalue()


def packed(archive: bytes, name: str, data: str | bytes) -> bytes:
    """The same archive with one part more."""
    out = io.BytesIO(archive)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as target:
        target.writestr(name, data)
    return out.getvalue()


def xlsx(place: str = "", words: str = "") -> bytes:
    """A workbook with ``words`` in a cell, a sheet's name, a header, a footer or a comment."""
    book = Workbook()
    sheet = book.active
    sheet["A1"] = BODY
    if place == "cell":
        sheet["C3"] = words
    if place == "sheet":
        sheet.title = words
    if place == "header":
        sheet.oddHeader.left.text = words
    if place == "footer":
        sheet.oddFooter.center.text = words
    if place == "comment":
        sheet["B2"].comment = Comment(words, "x")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def pdf(words: str = "", *, title: str = "") -> bytes:
    """A PDF of one page whose text layer says ``words`` (none: a page that is only a picture)."""
    lines = [f"<{ord(c):04x}>" for c in words]
    stream = b""
    if words:
        glyphs = "".join(line.strip("<>") for line in lines)
        stream = f"BT /F1 12 Tf 72 720 Td <{glyphs}> Tj ET".encode()
    to_unicode = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def "
        b"1 begincodespacerange <0000> <ffff> endcodespacerange 1 beginbfrange <0000> <ffff> <0000> endbfrange "
        b"endcmap end end"
    )
    told = b"<feff" + title.encode("utf-16-be").hex().encode() + b">"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H "
        b"/DescendantFonts [6 0 R] /ToUnicode 7 0 R >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) "
        b"/Supplement 0 >> /FontDescriptor 8 0 R >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(to_unicode), to_unicode),
        b"<< /Type /FontDescriptor /FontName /X /Flags 4 >>",
        b"<< /Title %s >>" % told,
    ]
    out, places = b"%PDF-1.7\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    return out + b"trailer << /Size %d /Root 1 0 R /Info 9 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
