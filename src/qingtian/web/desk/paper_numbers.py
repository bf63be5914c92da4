"""Import of document numbers (导入文号): send the export, match its columns, see what it would do, enter them."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from qingtian.apps.accounts.kinds import Kind
from qingtian.apps.accounts.logbook import note
from qingtian.errors import QingtianError, UnusableInput
from qingtian.language import Text
from qingtian.ledgers.models import LedgerImport
from qingtian.ledgers.paper_numbers import CODE, COLUMNS, NumbersReport, import_numbers
from qingtian.tables import Mapping, Table, guess, read_table, write_rejects
from qingtian.web.design.fields import Choice, FieldView
from qingtian.web.desk.ledger_files import Sheet, keep_sheet, kept_sheet, rejects_of
from qingtian.web.desk.ledgers import GONE, NO_FILE, NOT_THERE, SHOWN
from qingtian.web.desk.seat import DeskRequest, doer, officer
from qingtian.web.templatetags.words import say

ROLE = "clerk"
NOT_YOURS = Text("文号由经办人登记。", "Numbers are entered by clerks.")
REJECTS = Text("文号第 {pk} 次导入拒收的行", "rejected rows of import {pk} of document numbers")
RECENT = 10


def _clerk(request: DeskRequest) -> None:
    if ROLE not in request.actor.roles:
        raise PermissionDenied(NOT_YOURS.zh)


def _by(request: DeskRequest) -> str:
    """Who imports, from which post: their own imports are theirs alone to read."""
    return f"{request.person.name_zh} {request.actor.post}"[:160]


@officer
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: DeskRequest) -> HttpResponse:
    """What the export must hold, the last imports; POST sends one."""
    _clerk(request)
    if request.method != "POST":
        return _upload_page(request)
    file = request.FILES.get("sheet")
    if file is None:
        return _upload_page(request, NO_FILE)
    try:
        sheet = keep_sheet(file, kind=CODE, person=request.person.pk)
    except QingtianError as refused:
        return _upload_page(request, _said(refused))
    return redirect("desk:paper_numbers_map", sheet.token)


def _said(refused: QingtianError) -> Text:
    remedy = refused.remedy or Text("", "")
    return Text(refused.message.zh + remedy.zh, f"{refused.message.en} {remedy.en}".strip())


def _upload_page(request: DeskRequest, wrong: Text | None = None) -> HttpResponse:
    context = {
        "columns": COLUMNS,
        "field": FieldView(
            "sheet", Text("公文系统的导出", "Export of the document system"), "file", error=wrong or "",
            accept=".xlsx,.csv,.gz",
        ),
        "errors": [("id_sheet", wrong)] if wrong else [],
        "imports": LedgerImport.objects.filter(kind=CODE, by=_by(request))[:RECENT],
    }  # fmt: skip
    return render(request, "desk/paper_numbers.html", context, status=422 if wrong else 200)


@officer
@require_http_methods(["GET", "HEAD", "POST"])
def map_(request: DeskRequest, token: str) -> HttpResponse:
    """Which heading is which column; POST shows what would happen (``preview``) or does it (``import``)."""
    _clerk(request)
    sheet = kept_sheet(token, kind=CODE, person=request.person.pk)
    if sheet is None:
        messages.error(request, say(GONE))
        return redirect("desk:paper_numbers")
    try:
        table = read_table(sheet.path, COLUMNS)
    except QingtianError as refused:
        sheet.remove()
        return _upload_page(request, _said(refused))
    if request.method != "POST":
        return _mapping_page(request, sheet, table, _suggested(request, table))
    mapping = {column.name: heading for column in COLUMNS if (heading := request.POST.get(f"m_{column.name}", ""))}
    importing = request.POST.get("do") == "import"
    try:
        done = _run(request, sheet, mapping, rehearsal=not importing)
    except UnusableInput as refused:
        return _mapping_page(request, sheet, table, mapping, refused=refused)
    if not importing:
        return _mapping_page(request, sheet, table, mapping, report=done)
    assert done.record is not None
    write_rejects(rejects_of(done.record.pk), done.table, done.rejects)
    sheet.remove()
    return redirect("desk:paper_numbers_report", done.record.pk)


def _suggested(request: DeskRequest, table: Table) -> Mapping:
    """What was chosen the last time, where this sheet has the same headings; else guessed from the headings."""
    last = LedgerImport.objects.filter(kind=CODE, by=_by(request)).first()
    if last is not None and last.mapping and set(last.mapping.values()) <= set(table.headings):
        return {**guess(COLUMNS, table.headings), **last.mapping}
    return guess(COLUMNS, table.headings)


def _run(request: DeskRequest, sheet: Sheet, mapping: Mapping, *, rehearsal: bool) -> NumbersReport:
    return import_numbers(
        sheet.path,
        actor=request.actor,
        by=_by(request),
        on=request.as_of,
        now=request.now,
        mapping=mapping,
        rehearsal=rehearsal,
        file_name=sheet.name,
    )


def _mapping_page(
    request: DeskRequest,
    sheet: Sheet,
    table: Table,
    mapping: Mapping,
    *,
    report: NumbersReport | None = None,
    refused: QingtianError | None = None,
) -> HttpResponse:
    headings = [NOT_THERE, *(Choice(heading, heading) for heading in table.headings)]
    sentences = [fault.sentence for reject in report.rejects for fault in reject.faults] if report else []
    context = {
        "sheet": sheet,
        "table": table,
        "rows": len(table.rows),
        "fields": [
            FieldView(
                f"m_{column.name}",
                column.title,
                "select",
                hint=column.note or "",
                value=mapping.get(column.name, ""),
                choices=headings,
                required=column.required,
                width="medium",
            )
            for column in COLUMNS
        ],
        "report": report,
        "done": report.done[:SHOWN] if report else [],
        "sentences": sentences[:SHOWN],
        "rejected": len(report.rejects) if report else 0,
        "refused": refused,
    }
    return render(request, "desk/paper_numbers_map.html", context, status=422 if refused else 200)


def _own(request: DeskRequest, pk: int) -> LedgerImport:
    _clerk(request)
    return get_object_or_404(LedgerImport, pk=pk, kind=CODE, by=_by(request))


@officer
@require_safe
def report(request: DeskRequest, pk: int) -> HttpResponse:
    """What became of an import, with its rejects to take away."""
    done = _own(request, pk)
    return render(request, "desk/paper_numbers_report.html", {"done": done, "kept": rejects_of(done.pk).exists()})


@officer
@require_safe
def rejects(request: DeskRequest, pk: int) -> FileResponse:
    """The rejected rows as CSV: the same columns, the reason added."""
    path = rejects_of(_own(request, pk).pk)
    if not path.exists():
        raise Http404
    note(Kind.EXPORTED, at=request.now, by=doer(request), what=REJECTS.format(pk=pk))
    return FileResponse(path.open("rb"), as_attachment=True, filename=f"numbers-{pk}.csv", content_type="text/csv")
