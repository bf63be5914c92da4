"""Tables of monitoring taken away as Excel: numbers as numbers, what they rest on in a second sheet; always logged."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpResponse

from qingtian.apps.accounts.kinds import Kind
from qingtian.apps.accounts.logbook import note
from qingtian.language import Text
from qingtian.tables.columns import Value
from qingtian.tables.writing import xlsx_bytes
from qingtian.web.desk.seat import DeskRequest, doer
from qingtian.web.templatetags.words import say

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TAKEN = Text("监测表“{title}”：{rows} 行", "table of monitoring “{title}”: {rows} rows")
BASIS = Text("依据", "Basis")


def taken(
    request: DeskRequest,
    name: str,
    title: Text,
    heads: Sequence[Text],
    rows: Sequence[Sequence[Value]],
    notes: Sequence[Text],
) -> HttpResponse:
    """The workbook; ``name`` without its ending. Every line of ``notes`` is a row of the second sheet."""
    note(Kind.EXPORTED, at=request.now, by=doer(request), what=TAKEN.format(title=title, rows=len(rows)))
    told = [(say(BASIS), [[say(line)] for line in notes])]
    content = xlsx_bytes(f"{name}.xlsx", [say(head) for head in heads], rows, title=say(title), notes=told)
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="qingtian-{name}.xlsx"'
    return response
