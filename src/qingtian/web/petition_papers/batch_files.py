"""The table of one day of an inspection as Word and Excel."""

from __future__ import annotations

from qingtian.apps.air.publications.composing import Document
from qingtian.apps.air.publications.composing.document import Part
from qingtian.apps.air.publications.writing import as_docx
from qingtian.apps.petition_figures.batch import HEADS, Batch
from qingtian.config.city import city
from qingtian.language import Text
from qingtian.tables.writing import xlsx_bytes
from qingtian.typeset import Column, Table
from qingtian.web.air_papers.files import fonts
from qingtian.web.petition_papers.files import NOTES

TITLE = Text(
    "督察期间转办信访件办理情况一览表\n（第{n}批，{day}）",
    "Reports transferred during the inspection\n(batch {n}, {day})",
)
SHEET = Text("第{n}批", "batch {n}")
COUNT = Text("本批 {n} 件。", "{n} in this batch.")
OFFICERS = Text(
    "只供办案人员使用；不含反映人的任何信息，正文已遮盖个人信息。",
    "For officers alone. Nothing tells of a reporter; words are covered.",
)
OURS = Text(
    "意见为“予以支持”的写“属实”，其他意见没有说是否属实，写“—（未核实）”和意见；“问责”一栏本系统还没有数据，由单位填。",
    "“True” where the opinion supports the request; no other opinion says whether it was true, so the opinion stands "
    "there, unverified; “accountability” has no data here and is filled in by the office.",
)
WIDTHS = (5, 8, 3, 3, 8, 3, 8, 3)


def batch_docx(batch: Batch, language: str, *, generated: bool) -> bytes:
    """The table as a Word file."""
    columns = [Column(head.in_(language), width) for head, width in zip(HEADS, WIDTHS, strict=True)]
    document = Document(
        title=TITLE.format(n=batch.number, day=batch.day).in_(language),
        parts=[Part("", [COUNT.format(n=len(batch.rows)).in_(language)], Table(columns, batch.rows))],
        notes=[OFFICERS.in_(language), OURS.in_(language)],
        language=language,
        organ=city().bureau.in_(language),
        generated=generated,
        draft=True,
    )
    return as_docx(document, fonts())


def batch_xlsx(batch: Batch, language: str) -> bytes:
    """The table as a workbook."""
    notes = [[OFFICERS.in_(language)], [OURS.in_(language)]]
    title = SHEET.format(n=batch.number).in_(language)
    return xlsx_bytes(
        "batch.xlsx", [head.in_(language) for head in HEADS], batch.rows, title=title, notes=[(NOTES[language], notes)]
    )
