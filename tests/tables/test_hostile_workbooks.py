"""A workbook made to stop the machine is refused before its cells are laid out."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from qingtian.errors import UnusableInput
from qingtian.tables import Limits, read_table
from tests.tables.sheets import raw_workbook

DOCTYPE = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
CORNER = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="XFD1048576"><v>1</v></c></row>'


def refusal(path: Path, limits: Limits | None = None) -> str:
    with pytest.raises(UnusableInput) as refused:
        read_table(path, limits=limits or Limits())
    return refused.value.code


def test_an_ordinary_workbook_of_this_making_is_read(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>2</v></c></row><row r="9"><c r="XFD9" s="1"/></row>'
    table = read_table(raw_workbook(tmp_path / "t.xlsx", rows, strings="<si><t>编号</t></si>"))
    assert table.headings == ("编号", "2")


def test_one_cell_in_the_last_corner_is_refused(tmp_path: Path) -> None:
    assert refusal(raw_workbook(tmp_path / "t.xlsx", CORNER, strings="<si><t>x</t></si>")) == "tables.too_large"


def test_a_cell_without_a_place_is_counted_on(tmp_path: Path) -> None:
    rows = '<row r="1">' + "<c><v>1</v></c>" * 300 + "</row>"
    assert refusal(raw_workbook(tmp_path / "t.xlsx", rows)) == "tables.too_large"


def test_a_wide_and_high_rectangle_is_refused(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="90000"><c r="GA90000"><v>1</v></c></row>'
    assert refusal(raw_workbook(tmp_path / "t.xlsx", rows)) == "tables.too_large"


def test_one_long_string_shown_a_thousand_times_is_refused(tmp_path: Path) -> None:
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 1001))
    path = raw_workbook(tmp_path / "t.xlsx", cells, strings=f"<si><t>{'长' * 30_000}</t></si>")
    assert refusal(path, Limits(characters=10_000_000)) == "tables.too_large"


def test_a_bomb_is_refused_while_it_unpacks(tmp_path: Path) -> None:
    path = raw_workbook(tmp_path / "t.xlsx", "", more={"xl/styles.xml": b" " * 30_000_000})
    assert path.stat().st_size < 100_000
    assert refusal(path, Limits(unpacked_bytes=10_000_000)) == "tables.too_large"


def test_a_part_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    path = raw_workbook(tmp_path / "t.xlsx", CORNER)
    content = bytearray(path.read_bytes())
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = -1
        while (at := content.find(signature, at + 1)) >= 0:
            content[at + offset : at + offset + 4] = (1).to_bytes(4, "little")
    path.write_bytes(bytes(content))
    assert refusal(path) == "tables.broken_workbook"


@pytest.mark.parametrize("part", ["xl/worksheets/s2.xml", "docProps/app.xml", "xl/_rels/x.rels"])
def test_a_document_type_is_refused_wherever_it_stands(tmp_path: Path, part: str) -> None:
    assert refusal(raw_workbook(tmp_path / "t.xlsx", "", more={part: DOCTYPE})) == "tables.broken_workbook"


def test_a_document_type_in_another_encoding_is_refused(tmp_path: Path) -> None:
    utf16 = '<?xml version="1.0" encoding="UTF-16"?>'.encode("utf-16") + DOCTYPE.decode().encode("utf-16-le")
    assert refusal(raw_workbook(tmp_path / "t.xlsx", "", more={"xl/a.xml": utf16})) == "tables.broken_workbook"


@pytest.mark.parametrize("part", ["xl/vbaProject.bin", "xl/macrosheets/m.xml", "xl/embeddings/o.bin"])
def test_macros_and_embedded_objects_are_refused(tmp_path: Path, part: str) -> None:
    assert refusal(raw_workbook(tmp_path / "t.xlsx", "", more={part: b"x"})) == "tables.macros"


def test_a_zip_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "t.xlsx", "w") as packed:
        packed.writestr("ppt/presentation.xml", "<x/>")
    assert refusal(tmp_path / "t.xlsx") == "tables.not_a_workbook"
