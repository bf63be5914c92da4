"""One set of hostile cells through every writer of the product: a spreadsheet program computes none of them."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from openpyxl import load_workbook

from qingtian.standards.air.conversion import convert, rejects_beside
from qingtian.standards.air.feed import national_feed
from qingtian.tables import CsvRows, csv_line, write_csv, write_xlsx
from qingtian.web.desk.audit_sheet import sheet_of

HOSTILE = [
    "=1+1",
    "+SUM(A1)",
    "-2+3",
    "@SUM(1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "  =1",
    "＝1",
    "＋1",
    "－1",
    "＠x",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://x","y")',
    "'=1+1",
    "\u00a0=1",
    "\v=1",
    "\ufeff=1",
]


def by_file(cells: list[str], folder: Path) -> list[str]:
    write_csv(folder / "t.csv", ["h", *cells[1:]], [cells])
    return list(csv.reader(io.StringIO((folder / "t.csv").read_text("utf-8-sig"), newline="")))[1]


def by_line(cells: list[str], folder: Path) -> list[str]:
    return next(csv.reader(io.StringIO(csv_line(cells), newline="")))


def by_rows(cells: list[str], folder: Path) -> list[str]:
    out = io.StringIO(newline="")
    CsvRows(out, "\n").write(cells)
    return next(csv.reader(io.StringIO(out.getvalue(), newline="")))


def by_log(cells: list[str], folder: Path) -> list[str]:
    return list(csv.reader(io.StringIO(sheet_of(["h"], [cells]).decode("utf-8-sig"), newline="")))[1]


@pytest.mark.parametrize("write", [by_file, by_line, by_rows, by_log])
def test_no_cell_of_a_csv_begins_like_a_formula(write, tmp_path: Path) -> None:
    for given, written in zip(HOSTILE, write(HOSTILE, tmp_path), strict=True):
        begins = written.lstrip("\ufeff \t\r\n\v\u00a0")[:1]
        assert begins == "'", (given, written)


def test_headings_are_cells_too(tmp_path: Path) -> None:
    write_csv(tmp_path / "t.csv", ["=1+1"], [])
    assert (tmp_path / "t.csv").read_text("utf-8-sig").startswith("'=")
    assert sheet_of(["=1+1"], []).decode("utf-8-sig").startswith("'=")


def test_every_cell_of_a_workbook_is_text_and_none_a_formula(tmp_path: Path) -> None:
    write_xlsx(tmp_path / "t.xlsx", HOSTILE, [HOSTILE], notes=[("=1", [HOSTILE])])
    book = load_workbook(tmp_path / "t.xlsx")
    cells = [cell for sheet in book for row in sheet for cell in row if cell.value is not None]
    assert len(cells) == 3 * len(HOSTILE)
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.quotePrefix for cell in cells)


def test_a_station_of_the_national_feed_that_is_named_like_a_formula_stays_a_name(tmp_path: Path) -> None:
    feed, source, out = national_feed(), tmp_path / "feed.csv", tmp_path / "aqi.csv"
    values = ",1" * len(feed.items)
    heads = ",".join([feed.station, feed.time, *feed.items.values()])
    source.write_text(f"{heads}\n=1+1,2026-11-23 09:00:00{values}\n=2+2,bad{values}\n")
    convert(source, out)
    assert out.read_text().splitlines()[1].startswith("'=1+1")
    assert list(csv.reader(rejects_beside(out).open()))[1][-1].startswith("'=2+2")
