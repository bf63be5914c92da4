"""Every format says the same figures; fonts are embedded, tables not cut, heads repeat; nothing in Excel runs."""

from __future__ import annotations

import io
import re
from zipfile import ZipFile

import pytest
from django.conf import settings
from docx import Document as WordDocument
from openpyxl import load_workbook
from pypdf import PdfReader

from qingtian.apps.air.publications.composing import compose
from qingtian.apps.air.publications.figures import Change
from qingtian.apps.air.publications.issue import Correction
from qingtian.apps.air.publications.writing import as_docx, as_xlsx
from qingtian.typeset import set_pdf
from qingtian.web.air_papers.page import as_html, formulas
from tests.apps.air.publications.fake import issue

FONTS = settings.ASSETS / "fonts"
ISSUES = {
    "weekly": ("2026-W45", False),
    "ten_days": ("2026-10 上旬", True),
    "ranking": ("2026-10", False),
    "consultation": ("2026-Q3", False),
    "annual": ("2025", False),
    "daily": ("2026-11-08", True),
}
pytestmark = pytest.mark.skipif(not any(FONTS.glob("*.ttf")), reason="make setup brings the fonts")


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def of_html(text: str) -> str:
    return squeezed(re.sub(r"<[^>]+>", "", text))


@pytest.fixture(autouse=True)
def own_cache(settings, tmp_path):
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": str(tmp_path)}
    }


@pytest.mark.parametrize(("kind", "language"), [*((kind, "zh") for kind in ISSUES), ("ranking", "en")])
def test_every_figure_of_every_table_stands_in_every_format(kind, language):
    period, stations = ISSUES[kind]
    one = issue(kind, period, stations=stations)
    document = compose(one, language)
    cells = [cell for part in document.parts if part.table for row in part.table.rows for cell in row]
    word = WordDocument(io.BytesIO(as_docx(document, FONTS)))
    in_word = squeezed("".join(t.text for table in word.tables for row in table.rows for t in row.cells))
    in_page = of_html(as_html(document, FONTS))
    book = load_workbook(io.BytesIO(as_xlsx(document, one.figures)))
    in_book = squeezed(
        "".join(str(cell.value) for sheet in book for row in sheet for cell in row if cell.value is not None)
    )
    for cell in map(squeezed, cells):
        assert cell in in_word, cell
        assert cell in in_page, cell
        assert cell.replace("\u2212", "-").lstrip("+") in in_book.replace("\u2212", "-"), cell


@pytest.mark.parametrize("kind", ["weekly", "ranking"])
def test_the_pdf_says_the_same_rows_embeds_its_fonts_and_has_no_box(kind):
    document = compose(issue(kind, ISSUES[kind][0]), "zh")
    reader = PdfReader(io.BytesIO(set_pdf(document.publication(FONTS), fonts=FONTS)))
    text = squeezed("".join(page.extract_text() for page in reader.pages))
    for part in document.parts:
        for row in part.table.rows if part.table else []:
            figures = "".join(
                squeezed(cell) for cell, column in zip(row, part.table.columns, strict=True) if column.figures
            )
            assert figures in squeezed(text.replace(squeezed(row[0]), "")) or all(squeezed(c) in text for c in row)
    assert "\ufffd" not in text
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():
            inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
            descriptor = inner["/FontDescriptor"].get_object()
            assert "/FontFile2" in descriptor or "/FontFile3" in descriptor


def test_in_word_the_heads_repeat_and_no_row_is_cut():
    content = as_docx(compose(issue("ranking", "2026-10"), "zh"), FONTS)
    body = ZipFile(io.BytesIO(content)).read("word/document.xml").decode()
    word = WordDocument(io.BytesIO(content))
    rows = sum(len(table.rows) for table in word.tables)
    assert body.count("<w:cantSplit/>") == rows
    assert body.count("<w:tblHeader/>") == len(word.tables)
    assert "{{" not in body


def test_a_group_is_named_once_and_spans_its_rows():
    word = WordDocument(io.BytesIO(as_docx(compose(issue("ranking", "2026-10"), "zh"), FONTS)))
    first = word.tables[0]
    assert first.cell(1, 0)._tc is first.cell(2, 0)._tc
    assert 'rowspan="2"' in as_html(compose(issue("ranking", "2026-10"), "zh"), FONTS)


def test_the_same_issue_gives_the_same_pdf_and_page():
    document = compose(issue("weekly", "2026-W45"), "zh")
    assert set_pdf(document.publication(FONTS), fonts=FONTS) == set_pdf(document.publication(FONTS), fonts=FONTS)
    assert as_html(document, FONTS) == as_html(document, FONTS)


def test_every_publication_names_snapshot_coverage_edition_program_and_unverified_rules():
    said = "".join(compose(issue("weekly", "2026-W45"), "zh").notes)
    for words in ("7-abc", "有效天数 7/7", "GB 3095-2026", "0.9.3", "各项目在综合指数中的权重", "未经审核"):
        assert words in said
    assert "已审核" in "".join(compose(issue("weekly", "2026-W45", provisional=False), "zh").notes)


def test_a_place_without_data_says_na_and_ranks_nowhere():
    document = compose(issue("ranking", "2026-10", gone="wangxi"), "zh")
    row = next(row for row in document.parts[0].table.rows if row[2] == "望溪区")
    assert row[1] == "NA"
    assert row[5:] == ["NA"] * 8


def test_the_ranking_lists_each_polluted_day_with_what_led_it():
    document = compose(issue("ranking", "2026-10"), "zh")
    days = next(part.table for part in document.parts if part.heading.endswith("超标日"))
    assert days.rows[0][1:] == ["1", "10月20日（PM10）"]


def test_a_correction_prints_old_new_and_why():
    made = Correction(1, [Change("city", "2026-10", "PM10", "mean", "51", "-52")], "站点数据复核后无效")
    document = compose(issue("ranking", "2026-10", version=2, correction=made), "zh")
    part = document.parts[-1]
    assert "站点数据复核后无效" in part.paragraphs[0]
    assert part.table.rows == [["全市", "2026-10", "PM10 mean", "51", "\u221252"]]


def test_the_daily_text_is_short_has_no_table_and_says_what_is_still_allowed():
    targets = {("city", "AQI", "good_day_rate"): ("95", "云政发〔2026〕3号")}
    document = compose(issue("daily", "2026-11-08", stations=True, targets=targets), "zh")
    text = document.text()
    assert len(text) < 500
    assert not any(part.table for part in document.parts)
    assert "溪口小学45（优）" in text
    assert "还可以超标" in text


def test_a_name_that_is_markup_or_a_formula_stays_words():
    assert formulas("<b>PM2.5</b>") == "&lt;b&gt;PM<sub>2.5</sub>&lt;/b&gt;"
    document = compose(issue("weekly", "2026-W45"), "zh")
    book = load_workbook(io.BytesIO(as_xlsx(document, issue("weekly", "2026-W45").figures)))
    assert all(cell.data_type in ("s", "n") for sheet in book for row in sheet for cell in row)
