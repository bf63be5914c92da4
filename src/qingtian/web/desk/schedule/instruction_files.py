"""The ledger of leaders' instructions taken away as Excel, in the usual columns; always logged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.http import HttpResponse

from qingtian.apps.accounts.kinds import Kind
from qingtian.apps.accounts.logbook import note
from qingtian.apps.catalogue.actions.note_use import note_use
from qingtian.apps.schedules.models import Instruction
from qingtian.language import Text
from qingtian.tables.writing import xlsx_bytes
from qingtian.web.desk.air.exports import XLSX
from qingtian.web.desk.seat import DeskRequest, doer
from qingtian.web.templatetags.words import say

TAKEN = Text("批示督办台账：{rows} 条", "ledger of instructions: {rows} lines")
PURPOSE = Text("批示督办", "following up instructions")
HEADS = (
    Text("序号", "No."),
    Text("批示时间", "Day"),
    Text("批示领导职务", "Leader’s post"),
    Text("文件", "Paper"),
    Text("批示内容", "Instruction"),
    Text("承办单位", "Organ charged"),
    Text("办理时限", "Reply due"),
    Text("办理情况", "What was done"),
    Text("状态", "State"),
)


def ledger(
    request: DeskRequest, rows: Sequence[Instruction], names: Mapping[str, str], states: Mapping[str, Text]
) -> HttpResponse:
    """A line an instruction, the latest first; only those the actor takes part in."""
    note(Kind.EXPORTED, at=request.now, by=doer(request), what=TAKEN.format(rows=len(rows)))
    note_use(
        "leader_instruction",
        by=request.actor,
        rows=len(rows),
        way="ledger xlsx",
        purpose=say(PURPOSE),
        now=request.now,
    )
    lines = [
        [
            number,
            one.instructed_on,
            say(Text(f"{one.leader_post.organ.name_zh}{one.leader_post.title_zh}", one.leader_post.title_en)),
            " ".join(part for part in (one.document, one.document_number) if part),
            one.text,
            names.get(one.handler, one.handler),
            one.due,
            one.reply,
            say(states[one.proceeding.state]),
        ]
        for number, one in enumerate(rows, 1)
    ]
    response = HttpResponse(
        xlsx_bytes(
            "ledger.xlsx", [say(head) for head in HEADS], lines, title=say(Text("批示督办台账", "Instructions"))
        ),
        content_type=XLSX,
    )
    response["Content-Disposition"] = f'attachment; filename="instructions-{request.as_of}.xlsx"'
    return response
