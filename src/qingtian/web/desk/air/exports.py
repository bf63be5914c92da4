"""Figures taken away: CSV and Excel with the numbers as they are shown, with their basis; always logged."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from django.http import HttpResponse

from qingtian.apps.accounts.kinds import Kind
from qingtian.apps.accounts.logbook import note
from qingtian.apps.air.figures import Basis
from qingtian.language import Text
from qingtian.tables.columns import Value
from qingtian.tables.writing import BYTE_ORDER_MARK, csv_line, xlsx_bytes
from qingtian.web.desk.seat import DeskRequest, doer

FORMATS = ("csv", "xlsx")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FIGURE = re.compile(r"[+-]?\d{1,3}(?:(?:,\d{3})+|\d*)(?:\.\d+)?", re.ASCII)
TAKEN = Text("空气数字“{title}”：{rows} 行", "figures of the air “{title}”: {rows} rows")


def wanted(request: DeskRequest) -> str:
    """``csv``, ``xlsx``, or empty for the page itself."""
    asked = request.GET.get("format", "")
    return asked if asked in FORMATS else ""


def taken(
    request: DeskRequest, title: Text, heads: Sequence[str], rows: Sequence[Sequence[str]], basis: Basis
) -> HttpResponse:
    """The file that was asked for; the name tells the title and the snapshot."""
    note(Kind.EXPORTED, at=request.now, by=doer(request), what=TAKEN.format(title=title, rows=len(rows)))
    name = f"qingtian-air-{request.resolver_match.url_name.removeprefix('air_')}-{basis.snapshot}"  # type: ignore[union-attr]
    if wanted(request) == "xlsx":
        response = HttpResponse(_workbook(title, heads, rows, basis), content_type=XLSX)
        response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
        return response
    lines = [
        csv_line(heads),
        *(csv_line(map(as_number, row)) for row in rows),
        *(csv_line([f"# {line}"]) for line in basis.lines()),
    ]
    response = HttpResponse(BYTE_ORDER_MARK + "".join(lines), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def _workbook(title: Text, heads: Sequence[str], rows: Sequence[Sequence[str]], basis: Basis) -> bytes:
    figures = [[as_number(cell) for cell in row] for row in rows]
    return xlsx_bytes(
        "figures.xlsx", heads, figures, title=title.zh[:31], notes=[("依据", [[line] for line in basis.lines()])]
    )


def as_number(shown: str) -> Value:
    """A figure as it is shown, as the number it is with all its decimals; what is no number stays text.

    A figure as text could not be added up, a figure computed again would not be the one on the page.
    """
    plain = shown.replace("\N{MINUS SIGN}", "-")
    return Decimal(plain.replace(",", "")) if FIGURE.fullmatch(plain) else shown
