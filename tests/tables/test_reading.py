"""A sheet is read the same whatever file it came in, and a damaged one is refused by name."""

from __future__ import annotations

import gzip
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook

from qingtian.errors import UnusableInput
from qingtian.tables import Limits, Record, Reject, checked, guess, read_mapping, read_table, rows_of, written_mapping
from tests.tables.sheets import COLUMNS

HEAD = "登记号,收件日期,种类,人数,经度,是否公开,反映人姓名,备注"
ROW = "A-1,2026-03-02,废气,3,102.5,是,某某,记"
VALUES = {
    "number": "A-1",
    "day": date(2026, 3, 2),
    "kind": "air",
    "count": 3,
    "degrees": Decimal("102.5"),
    "open": True,
    "name": "某某",
}


def read(path: Path) -> list[Record | Reject]:
    table = read_table(path, COLUMNS)
    return list(rows_of(table, COLUMNS, checked(guess(COLUMNS, table.headings), COLUMNS, table.headings)))


def saved(folder: Path, content: bytes, name: str = "t.csv") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    "content",
    [
        f"{HEAD}\n{ROW}\n".encode(),
        f"\ufeff{HEAD}\r\n{ROW}\r\n".encode(),
        f"{HEAD}\n{ROW}".encode("gb18030"),
        gzip.compress(f"{HEAD}\n{ROW}\n".encode("gb18030")),
        f"{HEAD}\n{ROW}\n".replace(",", "\t").encode(),
        f"{HEAD}\n{ROW}\n".replace(",", ";").encode(),
    ],
    ids=["utf-8", "utf-8 with mark", "gb18030", "gzip", "tabs", "semicolons"],
)
def test_every_kind_of_csv_gives_the_same_record(tmp_path: Path, content: bytes) -> None:
    (row,) = read(saved(tmp_path, content))
    assert isinstance(row, Record)
    assert (row.number, row.values) == (2, VALUES)


def test_a_workbook_gives_the_same_record(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(HEAD.split(","))
    book.active.append(["A-1", date(2026, 3, 2), "大气", 3.0, 102.5, True, "某某", None])
    book.save(tmp_path / "t.xlsx")
    (row,) = read(tmp_path / "t.xlsx")
    assert isinstance(row, Record)
    assert row.values == VALUES


def test_the_headings_are_found_below_a_title_and_rows_keep_their_own_numbers(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["某县信访台账"])
    book.active.append(["单位：某局", "", "日期：2026年"])
    book.active.append(["*编号（必填）", "收件 日期"])
    book.active.append([])
    book.active.append(["B-1", "2026年3月2日"])
    book.save(tmp_path / "t.xlsx")
    table = read_table(tmp_path / "t.xlsx", COLUMNS)
    assert table.heading_row == 3
    (row,) = read(tmp_path / "t.xlsx")
    assert (row.number, row.cells[0]) == (5, "B-1")


def test_a_line_end_inside_quotes_stays_in_its_cell_and_rows_are_counted_as_rows(tmp_path: Path) -> None:
    first, second = read(saved(tmp_path, '编号,收件日期,反映人姓名\nA,2026-03-02,"一\n二"\nB,2026-03-03,\n'.encode()))
    assert first.cells[2] == "一\n二"
    assert second.number == 3


@pytest.mark.parametrize(
    ("cells", "column", "words"),
    [
        (",2026-03-02,,,,,", "编号", "必填"),
        ("A 1,2026-03-02,,,,,", "编号", "空格"),
        ("5.30102E+17,2026-03-02,,,,,", "编号", "科学计数"),
        ("A,2026-02-30,,,,,", "收件日期", "2026-02-30"),
        ("A,99083,,,,,", "收件日期", "99083"),
        ("A,2026-03-02,噪声,,,,", "种类", "可填：大气"),
        ("A,2026-03-02,,三,,,", "人数", "整数"),
        ("A,2026-03-02,,,1e5,,", "经度", "数字"),
        ("A,2026-03-02,,,,也许,", "是否公开", "也许"),
        ("A,2026-03-02,,,,,\x01", "反映人姓名", "控制字符"),
    ],
)
def test_a_fault_names_row_and_column_in_both_languages(tmp_path: Path, cells: str, column: str, words: str) -> None:
    (row,) = read(saved(tmp_path, f"编号,收件日期,种类,人数,经度,是否公开,反映人姓名\n{cells}\n".encode()))
    assert isinstance(row, Reject)
    (fault,) = row.faults
    assert fault.sentence.zh.startswith(f"第 2 行“{column}”：")
    assert words in fault.sentence.zh
    assert fault.sentence.en.startswith("Row 2, “")


def test_a_fault_of_a_private_cell_never_repeats_it(tmp_path: Path) -> None:
    (row,) = read(saved(tmp_path, f"编号,收件日期,反映人姓名\nA,2026-03-02,{'密' * 21}\n".encode()))
    assert isinstance(row, Reject)
    assert "密" not in str([fault.sentence.as_dict() for fault in row.faults])


def test_a_row_longer_than_its_headings_is_rejected_and_stops_no_other(tmp_path: Path) -> None:
    first, second = read(saved(tmp_path, "编号,收件日期\nA,2026-03-02,,x\nB,2026-03-02\n".encode()))
    assert isinstance(first, Reject)
    assert isinstance(second, Record)


def test_a_mapping_is_kept_read_back_and_checked(tmp_path: Path) -> None:
    mapping = {"number": "登记号", "day": "收件日期"}
    kept = saved(tmp_path, written_mapping(mapping).encode(), "m.yaml")
    assert read_mapping(kept) == mapping
    headings = HEAD.split(",")
    for wrong, code in [
        ({"number": "登记号"}, "tables.missing_column"),
        ({**mapping, "kind": "没有"}, "tables.no_heading"),
        ({**mapping, "nothing": "种类"}, "tables.unknown_column"),
        ({**mapping, "name": "登记号"}, "tables.heading_twice"),
    ]:
        with pytest.raises(UnusableInput) as refused:
            checked(wrong, COLUMNS, headings)
        assert refused.value.code == code
    with pytest.raises(UnusableInput):
        read_mapping(saved(tmp_path, b"- 1", "n.yaml"))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "tables.empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "tables.old_excel"),
        (b"PK\x03\x04nothing more", "tables.broken_workbook"),
        ('编号\n"A\n'.encode(), "tables.broken_csv"),
        (b"\x00\xff\xfe\xff\xff", "tables.encoding"),
        (gzip.compress(b"a" * 4_000_000), "tables.too_large"),
        (b"a\n" * 101, "tables.too_large"),
        (b"," * 60, "tables.too_large"),
    ],
)
def test_a_file_that_is_no_sheet_is_refused_by_code(tmp_path: Path, content: bytes, code: str) -> None:
    with pytest.raises(UnusableInput) as refused:
        read_table(saved(tmp_path, content), limits=Limits(rows=100, columns=50, unpacked_bytes=1_000_000))
    assert refused.value.code == code


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnusableInput) as refused:
        read_table(tmp_path / "none.csv")
    assert refused.value.code == "tables.unreadable_file"


@pytest.mark.parametrize(
    "written", ["2026-03-02", "2026.3.2", "2026/3/2", "2026年3月2日", "20260302", "46083", "2026-03-02 00:00:00"]
)
def test_a_day_is_read_however_an_office_wrote_it(tmp_path: Path, written: str) -> None:
    (row,) = read(saved(tmp_path, f"{HEAD}\nA,{written},,,,,\n".encode()))
    assert isinstance(row, Record)
    assert row.values["day"] == date(2026, 3, 2)


def test_a_cell_merged_over_rows_speaks_for_each_of_them_and_for_no_empty_row(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["台账"], ["编号", "属地", "备注"], ["1", "望溪区", "甲"], ["2", None, "乙"], [], ["3", None, "丙"]):
        sheet.append(row)
    for merged in ("A1:C1", "B3:B7"):
        sheet.merge_cells(merged)
    book.save(tmp_path / "t.xlsx")
    table = read_table(tmp_path / "t.xlsx", COLUMNS)
    assert [row.cells for row in table.rows] == [("1", "望溪区", "甲"), ("2", "望溪区", "乙"), ("3", "望溪区", "丙")]


def test_merged_cells_without_end_are_refused(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for number in range(30):
        sheet.append([number, number])
    for letter in "CDEFGH":
        sheet.merge_cells(f"{letter}1:{letter}30")
    book.save(tmp_path / "t.xlsx")
    with pytest.raises(UnusableInput) as refused:
        read_table(tmp_path / "t.xlsx", limits=Limits(cells=100))
    assert refused.value.code == "tables.too_large"
