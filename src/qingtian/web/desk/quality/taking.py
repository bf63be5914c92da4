"""A sample taken away: result by unit, files with their findings, and what it takes to draw again; always logged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.http import HttpResponse

from qingtian.apps.accounts.kinds import Kind
from qingtian.apps.accounts.logbook import note
from qingtian.apps.catalogue.actions.note_use import note_use
from qingtian.apps.quality.models import Sample, SampledFile
from qingtian.apps.quality.queries import PARTS, finding_titles, results
from qingtian.language import Text
from qingtian.tables.writing import xlsx_bytes
from qingtian.web.desk.air.exports import XLSX
from qingtian.web.desk.seat import DeskRequest, doer
from qingtian.web.templatetags.words import say

TAKEN = Text("案卷评查 {number}：{rows} 卷", "review of files {number}: {rows} files")
PURPOSE = Text("办案质量通报", "report on the quality of handling")
UNITS = (Text("承办单位", "Unit"), Text("抽", "Drawn"), Text("已评查", "Reviewed"), Text("没有问题", "Clean"))
FILES = (Text("案卷", "File"), Text("承办单位", "Unit"), Text("已评查", "Reviewed"), Text("问题", "Findings"))
YES, NO = Text("是", "yes"), Text("否", "no")


def taken(request: DeskRequest, held: Sample, files: Sequence[SampledFile], names: Mapping[str, str]) -> HttpResponse:
    """The workbook of one sample."""
    number = held.proceeding.number
    note(Kind.EXPORTED, at=request.now, by=doer(request), what=TAKEN.format(number=number, rows=len(files)))
    way, why = "review of files xlsx", say(PURPOSE)
    note_use("file_review", by=request.actor, rows=len(files), way=way, purpose=why, now=request.now)
    heads = [say(head) for head in (*UNITS, *(title for title, _ in PARTS.values()))]
    rows = [
        [names.get(r.unit, r.unit), r.drawn, r.reviewed, r.clean, *(r.parts[part] for part in PARTS)]
        for r in results(files)
    ]
    notes = [(say(Text("案卷", "Files")), _files(files, names)), (say(Text("抽样", "Draw")), _proof(held))]
    response = HttpResponse(
        xlsx_bytes("sample.xlsx", heads, rows, title=say(Text("各单位", "Units")), notes=notes), content_type=XLSX
    )
    response["Content-Disposition"] = f'attachment; filename="{number}.xlsx"'
    return response


def _files(files: Sequence[SampledFile], names: Mapping[str, str]) -> list[list[str]]:
    titles = finding_titles()
    lines = [[say(head) for head in FILES]]
    for one in files:
        said = "; ".join(say(titles[code]) for code in one.findings if code in titles)
        reviewed = say(YES if one.reviewed else NO)
        lines.append([one.petition.number, names.get(one.unit, one.unit), reviewed, said])
    return lines


def _proof(held: Sample) -> list[list[str]]:
    """What somebody needs to draw again."""
    return [
        ["seed", held.seed],
        ["per_unit", str(held.per_unit)],
        ["first_day", str(held.first_day)],
        ["last_day", str(held.last_day)],
        ["population", str(held.population)],
        ["SM3", held.digest],
    ]
