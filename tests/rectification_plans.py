"""Rectification plans in published shapes: a Word list, a table an item, paragraphs; Excel with merged cells."""

from __future__ import annotations

from pathlib import Path

from docx import Document
from openpyxl import Workbook

HEADS = ("序号", "整改任务", "责任单位", "督导单位", "整改目标", "整改时限", "整改措施", "验收销号单位")
ITEMS = (
    (
        "1", "望溪区十二家喷涂车间没有收集废气，夜间气味扰民。", "望溪区政府、市住建局", "市督察办",
        "十二家车间全部装上收集设施并正常运行。", "2026年12月底前",
        "（一）逐家建档。（二）安装收集设施。（三）每季度监测一次。",
        "市生态环境局",
    ),
    (
        "2", "石湾区部分工地裸土没有覆盖。", "市住建局", "市督察办", "裸土全部覆盖。", "立行立改，长期坚持",
        "1.立即覆盖。\n2.每周巡查。", "市生态环境局",
    ),
    (
        "3", "溪口片区雨污没有分流。", "望溪区政府", "市督察办", "完成雨污分流。",
        "2026年6月底前完成设计，2027年12月底前完工", "1.完成设计。2.分段施工。3.完工验收。", "市住建局",
    ),
)  # fmt: skip


def word_list(path: Path, items=ITEMS) -> Path:
    """One table with a heading row, a title above it, and the headings again on the second page."""
    document = Document()
    document.add_paragraph("云屏市贯彻落实第二轮省级生态环境保护督察反馈意见整改方案")
    for page in (items[:2], items[2:]):
        table = document.add_table(rows=1, cols=len(HEADS))
        for cell, head in zip(table.rows[0].cells, HEADS, strict=True):
            cell.text = head
        for item in page:
            for cell, words in zip(table.add_row().cells, item, strict=True):
                cell.text = words
    document.save(str(path))
    return path


def word_tables(path: Path, items=ITEMS) -> Path:
    """One table for each finding, label beside value, the long value over the whole width."""
    document = Document()
    for item in items:
        told = dict(zip(HEADS, item, strict=True))
        table = document.add_table(rows=0, cols=4)
        for left, right in (("序号", "整改时限"), ("责任单位", "督导单位")):
            cells = table.add_row().cells
            cells[0].text, cells[1].text, cells[2].text, cells[3].text = left, told[left], right, told[right]
        for head in ("整改任务", "整改目标", "整改措施", "验收销号单位"):
            cells = table.add_row().cells
            cells[0].text = head
            cells[1].merge(cells[3]).text = told[head]
        document.add_paragraph("")
    document.save(str(path))
    return path


def word_paragraphs(path: Path, items=ITEMS) -> Path:
    """Numbered titles with labelled paragraphs, measures as paragraphs of their own."""
    document = Document()
    document.add_paragraph("整改措施清单")
    for place, item in enumerate(items):
        told = dict(zip(HEADS, item, strict=True))
        document.add_paragraph(f"{'一二三'[place]}、{told['整改任务']}")
        for head in ("责任单位", "督导单位", "整改目标", "整改时限"):
            document.add_paragraph(f"{head}：{told[head]}")
        document.add_paragraph("整改措施：")
        for n in (1, 2):
            document.add_paragraph(f"（{'一二'[n - 1]}）第 {n} 条措施。")
        document.add_paragraph(f"验收销号单位：{told['验收销号单位']}")
    document.save(str(path))
    return path


def excel_list(path: Path, items=ITEMS) -> Path:
    """A title, the headings, a row for each measure with the other cells merged downwards."""
    book = Workbook()
    sheet = book.active
    sheet.append(["云屏市整改方案"])
    sheet.merge_cells("A1:H1")
    sheet.append(list(HEADS))
    row = 3
    for item in items:
        measures = [f"{n}.第{n}条措施。" for n in (1, 2)]
        for measure in measures:
            sheet.append([*item[:6], measure, item[7]] if measure == measures[0] else [None] * 6 + [measure, None])
        for column in "ABCDEFH":
            sheet.merge_cells(f"{column}{row}:{column}{row + 1}")
        row += 2
    book.save(path)
    return path
