"""The daily table of an inspection: by batch, for officers, in their scope; Word and Excel."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.accounts.kinds import Kind
from qingtian.apps.accounts.logbook import note
from qingtian.apps.catalogue.actions.note_use import note_use
from qingtian.apps.installation.kind import DEMONSTRATION, kind
from qingtian.apps.petition_figures.batch import HEADS, Batch
from qingtian.apps.petition_figures.batch import batch as table
from qingtian.errors import QingtianError
from qingtian.language import Text
from qingtian.web.design.fields import FieldView
from qingtian.web.desk.seat import DeskRequest, doer, officer
from qingtian.web.petition_papers.batch_files import batch_docx, batch_xlsx
from qingtian.web.petition_papers.files import FORMATS
from qingtian.web.templatetags.words import page_language, say

OFFICERS = frozenset({"petition_officer", "inspection_officer"})
TAKEN = Text("督察一览表第 {n} 批：{rows} 件", "table of the inspection, batch {n}: {rows} reports")
PURPOSE = Text("督察期间边督边改", "rectification during an inspection")
UNREADABLE = Text("看不懂这个日期，写成 2026-10-31。", "This is no date; write 2026-10-31.")


@officer
@require_safe
def batch(request: DeskRequest) -> HttpResponse:
    """``?first=&day=&format=docx|xlsx``; without days, the batch of today as the first."""
    if not request.actor.roles & OFFICERS:
        return render(request, "desk/figures/not_yours.html", status=403)
    faults: dict[str, Text] = {}
    day = _day(request, "day", request.as_of, faults)
    first = _day(request, "first", day, faults)
    found: Batch | None = None
    try:
        found = table(first, day, page_language(), actor=request.actor)
    except QingtianError as refused:
        faults["day"] = refused.message
    wanted = request.GET.get("format", "")
    if found is not None and wanted in ("docx", "xlsx"):
        return _taken(request, found, wanted)
    context: dict[str, Any] = {
        "fields": [
            FieldView("first", Text("督察从哪天起", "First day of the inspection"), "date", value=first.isoformat(),
                      width="date", error=faults.get("first", "")),
            FieldView("day", Text("哪一天收到的", "Received on"), "date", value=day.isoformat(), width="date",
                      error=faults.get("day", "")),
        ],
        "batch": found,
        "heads": HEADS,
        "query": f"first={first}&day={day}",
        "nav_current": "desk:petitions",
    }  # fmt: skip
    return render(request, "desk/figures/batch.html", context)


def _day(request: DeskRequest, name: str, otherwise: date, faults: dict[str, Text]) -> date:
    written = request.GET.get(name, "")
    try:
        return date.fromisoformat(written) if written else otherwise
    except ValueError:
        faults[name] = UNREADABLE
        return otherwise


def _taken(request: DeskRequest, found: Batch, suffix: str) -> HttpResponse:
    rows, language = len(found.rows), page_language()
    note(Kind.EXPORTED, at=request.now, by=doer(request), what=TAKEN.format(n=found.number, rows=rows))
    way, why = f"inspection batch {suffix}", say(PURPOSE)
    note_use("petition", by=request.actor, rows=rows, way=way, purpose=why, now=request.now)
    generated = kind() == DEMONSTRATION
    content = batch_xlsx(found, language) if suffix == "xlsx" else batch_docx(found, language, generated=generated)
    response = HttpResponse(content, content_type=FORMATS[suffix].media_type)
    response["Content-Disposition"] = f'attachment; filename="batch-{found.day}.{suffix}"'
    return response
