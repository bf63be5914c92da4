"""Formula injection: whatever writes a sheet anywhere in the product does it through ``qingtian.tables``."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import qingtian

ROOT = Path(qingtian.__file__).parent
ROOM = ROOT / "tables"
#: names by which a library writes sheets; reading with them is another thing
WRITERS = {"writer", "DictWriter", "Workbook", "to_csv", "to_excel", "write_csv", "write_excel", "save_as", "xlwt"}
LIBRARIES = ("csv", "openpyxl", "xlsxwriter", "xlwt", "pandas", "polars", "pyexcelerate", "tablib", "pyarrow", "duckdb")
#: writes as another system writes, faults and all, for our own reader; nobody is handed it as a sheet
IMITATIONS = {"demo/feeds/writing.py": ["csv.writer"]}
#: between two steps of a program, or codes and figures alone: the canonical bytes a digest is of
FOR_PROGRAMS = {
    "apps/air/publications/figures.py": ["csv.writer"],
    "demo/sky/months.py": ["csv.writer"],
    "gateways/weather/air_files.py": ["csv.writer"],
    "measurements/importers/openaq.py": ["csv.writer"],
    "measurements/importers/parse.py": ["csv.writer"],
    "measurements/importers/wide.py": ["csv.writer"],
    "measurements/lake/staging.py": ["csv.writer"],
}
#: by hand: a name of a sheet's form in an answer that no writer of the room has filled
ANSWERED = {
    "apps/schedules/actions/merge_table.py": "lines of tables.csv_line",
    "web/air_papers/files.py": "the canonical figures, codes and numbers; a file of tables.write_xlsx",
    "web/desk/air/dust_page.py": "a file that tables.write_xlsx left",
    "web/desk/air/exports.py": "lines of tables.csv_line, bytes of tables.xlsx_bytes",
    "web/desk/air/feed_page.py": "lines of tables.csv_line",
    "web/desk/audit_page.py": "bytes of audit_sheet.sheet_of, lines of tables.csv_line",
    "web/desk/capability_page.py": "a file that tables.write_xlsx left",
    "web/desk/monitoring/outlets/rates_page.py": "bytes of tables.xlsx_bytes",
    "web/desk/enforcement/overview_page.py": "bytes of tables.xlsx_bytes",
    "web/desk/figures/taking.py": "lines of tables.csv_line, bytes of tables.xlsx_bytes",
    "web/desk/ledgers.py": "a file that tables.write_rejects or write_xlsx left",
    "web/desk/list_page.py": "lines of tables.csv_line",
    "web/desk/monitoring/taking.py": "bytes of tables.xlsx_bytes",
    "web/desk/paper_numbers.py": "a file that tables.write_rejects left",
    "web/desk/upstream_files.py": "files of tables.write_csv and gateways.upstream.exporting",
    "web/desk/rectification/importing.py": "a file that tables.write_rejects left",
    "web/desk/rewards/list_page.py": "lines of tables.csv_line",
    "web/desk/water/lists_page.py": "bytes of tables.xlsx_bytes",
    "web/portal/taking_away.py": "lines of tables.csv_line, bytes of tables.xlsx_bytes",
    "web/portal/views/air_record.py": "lines of tables.csv_line",
}


def sources() -> Iterator[tuple[str, ast.Module, str]]:
    for path in sorted(ROOT.rglob("*.py")):
        if ROOM not in path.parents:
            text = path.read_text(encoding="utf-8")
            yield str(path.relative_to(ROOT)), ast.parse(text), text


def own_writers(tree: ast.Module) -> Iterator[str]:
    """Every use of a library that writes sheets: ``csv.writer``, ``from csv import writer``, ``frame.to_csv``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in WRITERS:
            whose = node.value.id if isinstance(node.value, ast.Name) else ""
            # ``writer`` is a word of many things, of csv alone it is a sheet's
            if node.attr != "writer" or whose == "csv":
                yield f"{node.lineno}: {whose}.{node.attr}"
        elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in LIBRARIES:
            yield from (f"{node.lineno}: {each.name}" for each in node.names if each.name in WRITERS)


def sheets_by_hand(text: str) -> bool:
    """Whether the file gives an answer, or a file, the form of a sheet."""
    return "text/csv" in text or "spreadsheetml.sheet" in text


def test_no_file_outside_the_room_writes_a_sheet_itself() -> None:
    found = {name: uses for name, tree, _ in sources() if (uses := list(own_writers(tree)))}
    expected = IMITATIONS | FOR_PROGRAMS
    known = {name: [use.split(": ")[1] for use in uses] for name, uses in found.items() if name in expected}
    assert {name: uses for name, uses in found.items() if name not in expected} == {}
    assert known == expected


def test_every_answer_in_the_form_of_a_sheet_is_known_and_filled_by_the_room() -> None:
    found = {name for name, _, text in sources() if sheets_by_hand(text)}
    # what an upload is allowed to be is no answer
    found -= {"web/desk/uploads.py"}
    assert found == set(ANSWERED)


@pytest.mark.parametrize(
    "bypass",
    [
        "import csv\ncsv.writer(out).writerow(row)",
        "from csv import DictWriter\nDictWriter(out, heads)",
        "import openpyxl\nbook = openpyxl.Workbook()",
        "from openpyxl import Workbook",
        "from openpyxl.workbook import Workbook",
        "frame.to_csv(path)",
        "relation.write_csv(path)",
    ],
)
def test_a_new_writer_that_passes_by_would_be_found(bypass: str) -> None:
    assert list(own_writers(ast.parse(bypass)))


def test_reading_and_the_room_s_own_names_are_let_through() -> None:
    allowed = "import csv\nfrom qingtian.tables import write_csv\nwrite_csv(path, heads, csv.reader(lines))"
    assert not list(own_writers(ast.parse(allowed)))
