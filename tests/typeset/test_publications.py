"""A publication in official layout: fonts embedded by name, marks on every page, heads repeated, nothing left blank."""

import io
import logging
import re
import shutil

import pytest
from django.conf import settings
from pypdf import PdfReader

from qingtian.errors import QingtianError
from qingtian.typeset import Column, Publication, Section, Table, set_pdf

FONTS = settings.ASSETS / "fonts"
#: the faces of set-up; figures in tables are set in one with tabular figures
SONG_AND_HEI = {"NotoSerifSC-Regular", "NotoSerifSC-Bold", "NotoSansSC-Regular", "NotoSansSC-Bold"}
MM = 72 / 25.4


def publication(rows=60, **given):
    columns = [Column("序号", 1, True), Column("题名", 5), Column("日期", 2)]
    table = Table(columns, [[str(n), f"处理意见书{n}", "2026-06-01"] for n in range(rows)], "表 1　明细")
    sections = [
        Section("一、总体情况", ["今年以来，全市受理生态环境信访三百二十件。"]),
        Section("二、明细", table=table),
    ]
    return Publication(**{"title": "信访办理情况通报", "sections": sections, **given})


def pages_of(pdf):
    return PdfReader(io.BytesIO(pdf)).pages


def fonts_of(pdf):
    found = {}
    for page in pages_of(pdf):
        for font in page["/Resources"]["/Font"].values():
            inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
            found[str(font["/BaseFont"])] = inner["/FontDescriptor"].get_object()
    return found


def test_every_font_is_embedded_as_a_subset_and_has_the_name_of_a_free_face():
    found = fonts_of(set_pdf(publication(), fonts=FONTS))
    names = {name.split("+")[1].removesuffix("-Identity-H") for name in found}
    assert names <= {*SONG_AND_HEI, "SourceSerif4-Regular", "SourceSerif4-Bold"}
    assert {"NotoSerifSC-Regular", "NotoSerifSC-Bold"} <= names
    for name, descriptor in found.items():
        assert name[1:7].isupper(), "a subset has six capitals before its name"
        assert any(key in descriptor for key in ("/FontFile2", "/FontFile3")), name


@pytest.mark.parametrize(("generated", "draft"), [(True, True), (True, False), (False, True), (False, False)])
def test_the_marks_stand_on_every_page_or_on_none(generated, draft):
    pages = pages_of(set_pdf(publication(generated=generated, draft=draft), fonts=FONTS))
    assert len(pages) >= 2
    for page in pages:
        text = page.extract_text()
        assert ("演示数据" in text and "不作公文使用" in text) == generated
        assert ("草稿" in text) == draft


def test_the_sheet_is_a4_the_head_of_a_table_repeats_and_pages_are_numbered():
    pages = pages_of(set_pdf(publication(), fonts=FONTS))
    for number, page in enumerate(pages, 1):
        assert (round(float(page.mediabox.width) / MM), round(float(page.mediabox.height) / MM)) == (210, 297)
        assert f"— {number} —" in page.extract_text()
        assert "题名" in page.extract_text()


def test_no_row_is_lost_or_twice():
    text = "".join(page.extract_text() for page in pages_of(set_pdf(publication(rows=60), fonts=FONTS)))
    named = re.findall(r"处理意见书(\d+?)(?=2026)", re.sub(r"\s", "", text))
    assert named == [str(n) for n in range(60)]


def test_what_is_written_is_printed_and_never_run():
    said = "#panic(1) $x$ *星* _下_ <标> @引 \\ \" ' `码`"
    text = pages_of(set_pdf(Publication(said, [Section(said, [said])], notes=[said]), fonts=FONTS))[0].extract_text()
    assert text.count("panic(1)") == 4
    assert "*星*" in text


def test_equal_content_gives_equal_bytes():
    assert set_pdf(publication(3), fonts=FONTS) == set_pdf(publication(3), fonts=FONTS)


def test_a_missing_font_is_named_and_no_boxes_are_printed(tmp_path):
    shutil.copy(FONTS / "NotoSansSC-Regular.ttf", tmp_path)
    with pytest.raises(QingtianError) as refused:
        set_pdf(publication(1), fonts=tmp_path)
    assert refused.value.code == "typeset.font_missing"
    assert "NotoSerifSC-Regular.ttf" in refused.value.message.zh
    assert str(tmp_path) in refused.value.remedy.zh


def test_which_official_face_was_not_there_is_logged(caplog):
    with caplog.at_level(logging.INFO, logger="qingtian.typeset"):
        set_pdf(publication(1), fonts=FONTS)
    assert any("fangsong_gb2312" in record.getMessage().lower() for record in caplog.records)


def test_a_row_with_a_gap_is_refused():
    with pytest.raises(ValueError, match="needs 2 cells"):
        Table([Column("甲"), Column("乙")], [["一"]], "表")
