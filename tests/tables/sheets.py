"""Sheets made for the tests: by hand, and as a hostile hand would make them."""

from __future__ import annotations

import zipfile
from pathlib import Path

from qingtian.language import Text
from qingtian.tables import Choice, Column

COLUMNS = (
    Column("number", Text("编号", "Number"), "code", required=True, aliases=("登记号",)),
    Column("day", Text("收件日期", "Day received"), "date", required=True),
    Column("kind", Text("种类", "Kind"), "choice", choices=(Choice("air", Text("大气", "Air"), ("废气",)),)),
    Column("count", Text("人数", "People"), "whole"),
    Column("degrees", Text("经度", "Longitude"), "decimal"),
    Column("open", Text("是否公开", "Open"), "yes_no"),
    Column("name", Text("反映人姓名", "Reporter"), longest=20, private=True),
)

TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'spreadsheetml.sheet.main+xml"/></Types>'
)
BOOK = (
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats'
    '.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/s.xml"/>'
    '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" '
    'Target="sharedStrings.xml"/></Relationships>'
)
ROOT = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="xl/workbook.xml"/></Relationships>'
)
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def raw_workbook(path: Path, rows: str, *, strings: str = "", more: dict[str, bytes] | None = None) -> Path:
    """A workbook whose sheet holds ``rows`` as written."""
    parts = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": ROOT,
        "xl/workbook.xml": BOOK,
        "xl/_rels/workbook.xml.rels": RELATIONS,
        "xl/worksheets/s.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{strings}</sst>',
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in {**parts, **(more or {})}.items():
            packed.writestr(name, content)
    return path
