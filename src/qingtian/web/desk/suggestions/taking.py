"""The answers taken away in the form the congress and the CPPCC ask for (答复情况表); nobody's name, always logged."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse

from qingtian.apps.accounts.kinds import Kind
from qingtian.apps.accounts.logbook import note
from qingtian.apps.catalogue.actions.note_use import note_use
from qingtian.apps.proceedings.queries import procedure_of
from qingtian.apps.suggestions.models import Suggestion
from qingtian.apps.suggestions.queries import answered_on, names_of
from qingtian.language import Text
from qingtian.tables.writing import xlsx_bytes
from qingtian.web.desk.air.exports import XLSX
from qingtian.web.desk.fact_words import choice, joined
from qingtian.web.desk.figures.words import organ_names
from qingtian.web.desk.seat import DeskRequest, doer
from qingtian.web.desk.suggestions.words import ONE
from qingtian.web.templatetags.words import say

TAKEN = Text("建议提案答复情况表：{rows} 行", "answers to suggestions and proposals: {rows} rows")
PURPOSE = Text("向交办机关报答复情况", "report of the answers to the assigning organ")
HEAD = (
    Text("届次", "Session"),
    Text("编号", "Number"),
    Text("类型", "Kind"),
    Text("标题", "Title"),
    Text("主办单位", "Lead unit"),
    Text("会办单位", "Co-handling units"),
    Text("交办日期", "Assigned on"),
    Text("状态", "State"),
    Text("答复日期", "Answered on"),
    Text("答复文号", "Number of the letter"),
    Text("办理结果", "Class"),
    Text("公开属性", "Publicity"),
    Text("面商方式", "Form of the talk"),
    Text("反馈", "Feedback"),
    Text("是否重办", "Handled again"),
)
#: act, field and fact of the columns whose words are declared
CHOSEN = (
    ("draft_answer", "class", "class"),
    ("draft_answer", "publicity", "publicity"),
    ("talk", "form", "talk_form"),
    ("feedback", "satisfaction", "satisfaction"),
)
YES, NO = Text("是", "yes"), Text("否", "no")


def taken(request: DeskRequest, items: Sequence[Suggestion]) -> HttpResponse:
    """The workbook, one row an item; what is not there yet is an empty cell."""
    note(Kind.EXPORTED, at=request.now, by=doer(request), what=TAKEN.format(rows=len(items)))
    for kind in sorted({item.kind for item in items}):
        rows, why = sum(item.kind == kind for item in items), say(PURPOSE)
        note_use(kind, by=request.actor, rows=rows, way="answers xlsx", purpose=why, now=request.now)
    names = organ_names([item.lead for item in items])
    lines = [_line(item, names.get(item.lead, item.lead)) for item in items]
    response = HttpResponse(
        xlsx_bytes("answers.xlsx", [say(head) for head in HEAD], lines, title=say(Text("答复情况", "Answers"))),
        content_type=XLSX,
    )
    response["Content-Disposition"] = f'attachment; filename="qingtian-answers-{request.as_of}.xlsx"'
    return response


def _line(item: Suggestion, lead: str) -> list[str]:
    matter, projection = item.proceeding, item.proceeding.projection
    facts, procedure, answered = projection["facts"], procedure_of(matter), answered_on(item)
    units = names_of(reference["chain"][-1] for reference in facts.get("co_handlers") or [])
    return [
        str(facts.get("session") or item.session),
        item.number,
        say(ONE[Suggestion.Kind(item.kind)]),
        matter.title,
        lead,
        say(joined([Text.of(name) for name in units])) if units else "",
        _day(matter.opened_on),
        say(procedure.states[matter.state].title),
        _day(answered),
        str(facts.get("document_number") or ""),
        *(say(choice(procedure, act, field, facts[name])) if facts.get(name) else "" for act, field, name in CHOSEN),
        _again(item) if answered else "",
    ]


#: states of a second handling that has no second answer yet
REDONE = ("redoing", "redrafted", "resigned")


def _again(item: Suggestion) -> str:
    answers = item.proceeding.projection["done"].get("answer") or []
    return say(YES if len(answers) > 1 or item.proceeding.state in REDONE else NO)


def _day(day: Any) -> str:
    return day.isoformat() if day else ""
