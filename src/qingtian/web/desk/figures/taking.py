"""Figures taken away: one long CSV or a workbook with a sheet a table, with definitions; always logged."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpResponse

from qingtian.apps.accounts.kinds import Kind
from qingtian.apps.accounts.logbook import note
from qingtian.apps.catalogue.actions.note_use import note_use
from qingtian.apps.petition_figures.definitions import definitions
from qingtian.language import Text
from qingtian.law.model import CERTAINTIES
from qingtian.tables.writing import BYTE_ORDER_MARK, csv_line, xlsx_bytes
from qingtian.web.desk.air.exports import XLSX, as_number
from qingtian.web.desk.figures.tables import FigureTable
from qingtian.web.desk.seat import DeskRequest, doer
from qingtian.web.templatetags.words import say

FORMATS = ("csv", "xlsx")
DATA_SET = "petition_figures"
TAKEN = Text("信访数字 {period}：{rows} 行", "figures of petitions {period}: {rows} rows")
PURPOSE = Text("工作统计", "statistics of the office")
NOTES = Text("口径", "Definitions")


def wanted(request: DeskRequest) -> str:
    """``csv``, ``xlsx``, or empty for the page itself."""
    asked = request.GET.get("format", "")
    return asked if asked in FORMATS else ""


def taken(request: DeskRequest, period: str, tables: Sequence[FigureTable]) -> HttpResponse:
    """The file that was asked for."""
    rows = sum(len(table.rows) for table in tables)
    note(Kind.EXPORTED, at=request.now, by=doer(request), what=TAKEN.format(period=period, rows=rows))
    way = f"petition figures {wanted(request)}"
    note_use(DATA_SET, by=request.actor, rows=rows, way=way, purpose=say(PURPOSE), now=request.now)
    name = f"qingtian-petitions-{period.replace('..', '-to-')}"
    if wanted(request) == "xlsx":
        response = HttpResponse(_workbook(tables), content_type=XLSX)
        response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
        return response
    response = HttpResponse(BYTE_ORDER_MARK + "".join(_lines(tables)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def _lines(tables: Sequence[FigureTable]) -> list[str]:
    """Long form: table, row, column, figure."""
    found = [
        csv_line(
            [say(Text("表", "table")), say(Text("行", "row")), say(Text("栏", "column")), say(Text("数", "figure"))]
        )
    ]
    for table in tables:
        for label, cells in table.rows:
            for head, cell in zip(table.heads[1:], cells, strict=True):
                found.append(csv_line([say(table.title), say(label), say(head), as_number(cell.text)]))
    found += [csv_line([f"# {line}"]) for line in _definitions()]
    return found


def _workbook(tables: Sequence[FigureTable]) -> bytes:
    first, *others = tables
    notes = [(say(table.title), _sheet(table)) for table in others]
    notes.append((say(NOTES), [[line] for line in _definitions()]))
    rows = [[say(label), *(as_number(cell.text) for cell in cells)] for label, cells in first.rows]
    return xlsx_bytes("figures.xlsx", [say(head) for head in first.heads], rows, title=say(first.title), notes=notes)


def _sheet(table: FigureTable) -> list[list[str]]:
    return [
        [say(head) for head in table.heads],
        *([say(label), *(as_number(cell.text) for cell in cells)] for label, cells in table.rows),  # type: ignore[list-item]
    ]


def _definitions() -> list[str]:
    return [f"{say(one.title)}: {say(one.of)} ({say(CERTAINTIES[one.certainty])})" for one in definitions().values()]
