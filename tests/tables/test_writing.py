"""What is written is read back the same, and nothing in it runs."""

from __future__ import annotations

import csv
import stat
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from qingtian.errors import UnusableInput
from qingtian.tables import (
    Reject,
    guess,
    read_table,
    rows_of,
    safe,
    unsafe,
    write_csv,
    write_rejects,
    write_xlsx,
)
from qingtian.tables.rejects import REASON
from tests.tables.sheets import COLUMNS

DANGEROUS = [
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "＝1",
    "＋1x",
    "－a",
    "＠x",
    "  =1",
    "'=1",
]
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30).map(str.strip)
TABLES = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.mark.parametrize("text", DANGEROUS)
def test_what_would_run_gets_an_apostrophe(text: str) -> None:
    assert safe(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-3.5", "+86", "云屏", "a=1", "", "O'Brien", "'tis"])
def test_what_does_not_run_stays_as_it_is(text: str) -> None:
    assert safe(text) == text


@given(st.one_of(st.text(), st.text(alphabet="'=+-@\t\r ＝1")))
def test_unsafe_undoes_safe_for_every_text(text: str) -> None:
    assert unsafe(safe(text)) == text


@given(st.text(alphabet="'=+-@\t\r\n ＝＋－＠1a", min_size=1))
def test_no_safe_text_begins_like_a_formula(text: str) -> None:
    written = safe(text).lstrip()
    number = written[1:].replace(".", "").isdigit()
    assert number or not written.startswith(tuple("=+-@＝＋－＠"))


@TABLES
@given(rows=st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=6))
@pytest.mark.parametrize("write", [write_csv, write_xlsx])
def test_text_is_read_back_the_same(tmp_path: Path, rows: list[tuple[str, str]], write: object) -> None:
    path = tmp_path / "t"
    write(path, ["编号", "反映人姓名"], rows)  # type: ignore[operator]
    found = [(*row.cells, "", "")[:2] for row in read_table(path).rows]
    assert found == [row for row in rows if any(row)]


@TABLES
@given(
    day=st.dates(date(1000, 1, 1)),
    count=st.integers(-(10**15) + 1, 10**15 - 1),
    degrees=st.decimals(-180, 180, places=6),
    open_=st.booleans(),
)
@pytest.mark.parametrize("write", [write_csv, write_xlsx])
def test_values_are_read_back_the_same(
    tmp_path: Path, day: date, count: int, degrees: Decimal, open_: bool, write: object
) -> None:
    path = tmp_path / "t"
    write(path, [c.title.zh for c in COLUMNS], [["000123456789012345", day, "大气", count, degrees, open_, "=姓"]])  # type: ignore[operator]
    table = read_table(path, COLUMNS)
    (row,) = rows_of(table, COLUMNS, guess(COLUMNS, table.headings))
    assert not isinstance(row, Reject)
    assert row.values == {
        "number": "000123456789012345",
        "day": day,
        "kind": "air",
        "count": count,
        "degrees": degrees,
        "open": open_,
        "name": "=姓",
    }


def test_a_workbook_holds_no_formula_and_marks_text_as_text(tmp_path: Path) -> None:
    write_xlsx(tmp_path / "t.xlsx", ["=HEAD()"], [[text] for text in DANGEROUS], notes=[("说明", [["=1+1"]])])
    for sheet in load_workbook(tmp_path / "t.xlsx"):
        for (cell,) in sheet.iter_rows():
            assert (cell.data_type, cell.number_format, cell.quotePrefix) == ("s", "@", True)
    with zipfile.ZipFile(tmp_path / "t.xlsx") as packed:
        assert not [name for name in packed.namelist() if b"<f>" in packed.read(name)]


def test_a_csv_opens_in_excel_as_utf_8_and_holds_no_formula(tmp_path: Path) -> None:
    write_csv(tmp_path / "t.csv", ["=HEAD()"], [[text] for text in DANGEROUS])
    content = (tmp_path / "t.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(content.decode("utf-8-sig").splitlines(keepends=True)))
    assert all(row[0].startswith("'") for row in rows if row)


def test_a_cell_no_workbook_can_hold_is_refused_and_nothing_is_left(tmp_path: Path) -> None:
    with pytest.raises(UnusableInput) as refused:
        write_xlsx(tmp_path / "t.xlsx", ["a"], [["x" * 40_000]])
    assert refused.value.code == "tables.cell_too_long"
    assert list(tmp_path.iterdir()) == []


def test_rejects_are_kept_for_their_owner_corrected_and_read_again(tmp_path: Path) -> None:
    source = tmp_path / "s.csv"
    source.write_text("编号,收件日期,别的\nA,2026-02-30,=1\nB,2026-03-02,\n", encoding="utf-8")
    table = read_table(source, COLUMNS)
    rejects = [r for r in rows_of(table, COLUMNS, guess(COLUMNS, table.headings)) if isinstance(r, Reject)]
    kept = tmp_path / "s.rejects.csv"
    write_rejects(kept, table, rejects)
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert "'=1" in kept.read_text(encoding="utf-8-sig")
    kept.write_text(kept.read_text(encoding="utf-8-sig").replace("2026-02-30,", "2026-03-01,"), encoding="utf-8")
    again = read_table(kept, COLUMNS)
    assert again.headings[-1] == REASON
    (row,) = rows_of(again, COLUMNS, guess(COLUMNS, again.headings))
    assert not isinstance(row, Reject)
    assert row.values["day"] == date(2026, 3, 1)
    write_rejects(kept, table, [])
    assert not kept.exists()
