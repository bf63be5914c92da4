"""One indicator taken away as a workbook: the figures as shown, and the definition on a sheet of its own; logged."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from qingtian.apps.accounts.kinds import Kind
from qingtian.apps.accounts.logbook import note
from qingtian.apps.catalogue.actions.note_use import note_use
from qingtian.apps.indicators.tables import Cell, Row
from qingtian.language import Text
from qingtian.tables.writing import xlsx_bytes
from qingtian.web.desk.air.exports import XLSX
from qingtian.web.desk.indicators.pages import UNSETTLED, WHOLE, asked_table, names_of
from qingtian.web.desk.seat import DeskRequest, doer, officer
from qingtian.web.templatetags.words import say

TAKEN = Text("指标 {code}：{rows} 行", "indicator {code}: {rows} rows")
PURPOSE = Text("指标", "indicator")
HEADS = {"area": Text("地方", "Area"), "unit": Text("单位", "Unit")}
KEPT_BACK = Text("不足数，不显示", "kept back")
DEFINITION = Text("定义", "Definition")
WHAT = (
    ("title", Text("指标", "Indicator")),
    ("of", Text("怎么数", "Counted")),
    ("leaves_out", Text("不数什么", "Not counted")),
    ("resists", Text("为什么做不了手脚", "Why it cannot be gamed")),
)


@officer
@require_safe
def indicator_export(request: DeskRequest, code: str) -> HttpResponse:
    """The workbook: a row an area or unit, for every month what was counted and how many of it."""
    found = asked_table(request, code)
    names = names_of(found)
    note(Kind.EXPORTED, at=request.now, by=doer(request), what=TAKEN.format(code=code, rows=len(found.rows)))
    note_use(
        "indicators", by=request.actor, rows=len(found.rows), way="indicator xlsx", purpose=say(PURPOSE),
        now=request.now,
    )  # fmt: skip
    heads = [say(HEADS[found.by]), *(f"{month:%Y-%m}" for month in found.months), say(WHOLE)]
    rows = [_row(names.get(row.of, say(UNSETTLED)), row) for row in found.rows]
    rows.append(_row(say(WHOLE), found.totals))
    told = [[say(label), say(getattr(found.indicator, name))] for name, label in WHAT]
    content = xlsx_bytes("indicator.xlsx", heads, rows, title=code, notes=[(say(DEFINITION), told)])
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{code}-{request.as_of}.xlsx"'
    return response


def _row(name: str, row: Row) -> list[str]:
    return [name, *(_words(cell) for cell in (*row.cells, row.total))]


def _words(cell: Cell) -> str:
    if cell.share is None:
        return say(KEPT_BACK)
    return f"{cell.share.part}/{cell.share.whole}" if cell.share.whole else "—"
