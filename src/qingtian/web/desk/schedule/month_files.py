"""A month taken away as Excel or Word in the wanted columns; every taking is logged."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpResponse

from qingtian.apps.accounts.kinds import Kind
from qingtian.apps.accounts.logbook import note
from qingtian.apps.air.publications.composing import Document
from qingtian.apps.air.publications.composing.document import Part
from qingtian.apps.air.publications.writing import as_docx
from qingtian.apps.catalogue.actions.note_use import note_use
from qingtian.apps.schedules.column_sets import ColumnSet
from qingtian.apps.schedules.models import Schedule, ScheduleRow
from qingtian.apps.schedules.upward import cells
from qingtian.language import Text
from qingtian.tables.writing import xlsx_bytes
from qingtian.typeset import Column, Table
from qingtian.web.air_papers.files import fonts
from qingtian.web.desk.air.exports import XLSX
from qingtian.web.desk.opinion_page import WORD
from qingtian.web.desk.seat import DeskRequest, doer
from qingtian.web.templatetags.words import say

TAKEN = Text("整改调度 {number}（{columns}）：{rows} 行", "monthly schedule {number} ({columns}): {rows} rows")
PURPOSE = Text("整改调度报送", "sending up the monthly schedule")
#: how wide the columns of a Word table are, beside each other; long words need room
WIDTHS = {"serial": 2, "number": 4, "area": 3, "percent": 2, "pace": 3, "deadline": 4, "actual": 8, "goal": 6}


def taken(request: DeskRequest, held: Schedule, rows: Sequence[ScheduleRow], wanted: ColumnSet) -> HttpResponse:
    """The table of the rows one sees; the headings are those of the other office, in its language."""
    lines = cells(rows, wanted)
    number, form = held.proceeding.number, request.GET["format"]
    what = TAKEN.format(number=number, columns=wanted.title, rows=len(lines))
    note(Kind.EXPORTED, at=request.now, by=doer(request), what=what)
    note_use(
        "monthly_schedule",
        by=request.actor,
        rows=len(lines),
        way=f"{wanted.id} {form}",
        purpose=say(PURPOSE),
        now=request.now,
    )
    response = _word(request, held, lines, wanted) if form == "docx" else _excel(held, lines, wanted)
    response["Content-Disposition"] = f'attachment; filename="{number}-{wanted.id}.{form}"'
    return response


def _excel(held: Schedule, lines: Sequence[Sequence[str | int]], wanted: ColumnSet) -> HttpResponse:
    heads = [column.heading for column in wanted.columns]
    return HttpResponse(xlsx_bytes("schedule.xlsx", heads, lines, title=f"{held.month:%Y-%m}"), content_type=XLSX)


def _word(
    request: DeskRequest, held: Schedule, lines: Sequence[Sequence[str | int]], wanted: ColumnSet
) -> HttpResponse:
    columns = [Column(column.heading, WIDTHS.get(column.of, 5)) for column in wanted.columns]
    organ = request.actor.organ_name
    document = Document(
        title=f"{wanted.title.zh}\n（{held.month.year} 年 {held.month.month} 月）",
        parts=[Part("", [], Table(columns, [[str(cell) for cell in line] for line in lines]))],
        notes=[],
        language="zh",
        organ=organ.zh if organ else "",
        day=str(request.as_of),
        generated=held.proceeding.generated,
        draft=held.merged_on is None,
    )
    return HttpResponse(as_docx(document, fonts()), content_type=WORD)
