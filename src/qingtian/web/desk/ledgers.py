"""Import of ledgers (台账导入): choose a kind, send a sheet, match its columns, see what it would do, import."""

from __future__ import annotations

import tempfile
from functools import wraps
from pathlib import Path

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from qingtian.apps.accounts.kinds import Kind as Kinds
from qingtian.apps.accounts.logbook import note
from qingtian.errors import QingtianError
from qingtian.language import Text
from qingtian.ledgers.importing import Report, import_ledger, table_of
from qingtian.ledgers.kinds import KINDS, Kind
from qingtian.ledgers.kinds.base import ADMINISTRATORS
from qingtian.ledgers.models import LedgerImport
from qingtian.ledgers.templates import write_template
from qingtian.tables import Mapping, Table, guess, write_rejects
from qingtian.web.design.fields import Choice, FieldView
from qingtian.web.desk.ledger_files import Sheet, keep_sheet, kept_sheet, rejects_of
from qingtian.web.desk.ledger_sample import sample_of
from qingtian.web.desk.seat import DeskRequest, View, doer, officer
from qingtian.web.templatetags.words import say

NOT_THERE = Choice("", Text("— 表里没有 —", "— not in the sheet —"))
GONE = Text("这个文件已经不在了，请再传一次。", "That file is no longer here; send it again.")
NO_FILE = Text("选一个 Excel 或 CSV 文件。", "Choose an Excel or CSV file.")
IMPORTED = Text(
    "导入{kind}：新建 {created}，更新 {changed}，拒收 {rejected}",
    "imported {kind}: {created} created, {changed} changed, {rejected} rejected",
)
REJECTS = Text("台账第 {pk} 次导入拒收的行", "rejected rows of ledger import {pk}")
REJECTS_GONE = Text("删掉台账第 {pk} 次导入拒收的行", "deleted the rejected rows of ledger import {pk}")
DELETED = Text("拒收的行已删掉。", "The rejected rows were deleted.")
#: sentences of a report on one page; the file of rejects has them all
SHOWN = 50
LEDGERS = "desk:ledgers"
IMPORTS_SHOWN = 20
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def administrator(view: View) -> View:
    """For administrators, and of one kind for the roles it names: a ledger writes what everybody else works with."""

    @officer
    @wraps(view)
    def allowed(request: DeskRequest, *args: object, **more: object) -> HttpResponse:
        roles = _importers(more.get("kind"), more.get("pk"), _by(request))
        if not roles & request.actor.roles:
            return render(request, "desk/ledgers_not_yours.html", status=403)
        return view(request, *args, **more)

    return allowed


def _importers(kind: object, pk: object, by: str) -> frozenset[str]:
    """Who may come to this kind; to an import already made only an administrator and whoever made it."""
    if kind in KINDS:
        return KINDS[str(kind)].roles
    done = LedgerImport.objects.filter(pk=pk, by=by).first() if pk else None
    return KINDS[done.kind].roles if done and done.kind in KINDS else ADMINISTRATORS


def _by(request: DeskRequest) -> str:
    return f"{request.person.name_zh} {request.post}"[:160]


def _kind(code: str) -> Kind:
    if code not in KINDS:
        raise Http404
    return KINDS[code]


@administrator
@require_safe
def ledgers(request: DeskRequest) -> HttpResponse:
    """Every kind in the order an office fills them, when it was last imported, and the last imports."""
    last: dict[str, LedgerImport] = {}
    for one in LedgerImport.objects.order_by("pk"):
        last[one.kind] = one
    context = {
        "kinds": [(kind, last.get(kind.code)) for kind in KINDS.values()],
        "imports": [(one, KINDS[one.kind]) for one in LedgerImport.objects.all()[:IMPORTS_SHOWN] if one.kind in KINDS],
    }
    return render(request, "desk/ledgers.html", context)


@administrator
@require_http_methods(["GET", "POST"])
def upload(request: DeskRequest, kind: str) -> HttpResponse:
    """What the sheet holds, an empty one to take away; POST sends one."""
    chosen, wrong = _kind(kind), None
    if request.method == "POST":
        file = request.FILES.get("sheet")
        try:
            if file is None:
                wrong = NO_FILE
            else:
                sheet = keep_sheet(file, kind=kind, person=request.person.pk)
                return redirect("desk:ledger_map", kind, sheet.token)
        except QingtianError as refused:
            wrong = refused.message
    context = {
        "kind": chosen,
        "after": [KINDS[code] for code in chosen.after],
        "field": FieldView("sheet", Text("文件", "File"), "file", error=wrong or "", accept=".xlsx,.docx,.csv,.gz"),
        "errors": [("id_sheet", wrong)] if wrong else [],
    }
    return render(request, "desk/ledger_upload.html", context, status=422 if wrong else 200)


@administrator
@require_safe
def template(request: DeskRequest, kind: str) -> HttpResponse:
    """The empty sheet."""
    chosen = _kind(kind)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{kind}.xlsx"
        write_template(chosen, path)
        content = path.read_bytes()
    headers = {"Content-Disposition": f'attachment; filename="{kind}.xlsx"'}
    return HttpResponse(content, content_type=XLSX, headers=headers)


@administrator
@require_http_methods(["GET", "POST"])
@sensitive_variables()
def map_(request: DeskRequest, kind: str, token: str) -> HttpResponse:
    """Which heading is which column; POST shows what would happen (``preview``) or does it (``import``)."""
    chosen, sheet = _kind(kind), kept_sheet(token, kind=kind, person=request.person.pk)
    if sheet is None:
        messages.error(request, say(GONE))
        return redirect("desk:ledger", kind)
    try:
        table = table_of(chosen, sheet.path)
    except QingtianError as refused:
        sheet.remove()
        return _unreadable(request, chosen, refused)
    if request.method != "POST":
        return _mapping_page(request, chosen, sheet, table, _suggested(chosen, table))
    mapping = {
        column.name: heading for column in chosen.columns if (heading := request.POST.get(f"m_{column.name}", ""))
    }
    if request.POST.get("do") == "import":
        return _import(request, chosen, sheet, table, mapping)
    return _rehearse(request, chosen, sheet, table, mapping)


def _unreadable(request: DeskRequest, kind: Kind, refused: QingtianError) -> HttpResponse:
    words = Text(
        f"{refused.message.zh}{refused.remedy.zh if refused.remedy else ''}",
        f"{refused.message.en} {refused.remedy.en if refused.remedy else ''}".strip(),
    )
    context = {
        "kind": kind,
        "after": [KINDS[code] for code in kind.after],
        "field": FieldView("sheet", Text("文件", "File"), "file", error=words, accept=".xlsx,.docx,.csv,.gz"),
        "errors": [("id_sheet", words)],
    }
    return render(request, "desk/ledger_upload.html", context, status=422)


def _suggested(kind: Kind, table: Table) -> Mapping:
    """What was chosen the last time, where this sheet has the same headings; else guessed from the headings."""
    last = LedgerImport.objects.filter(kind=kind.code).first()
    if last is not None and last.mapping and set(last.mapping.values()) <= set(table.headings):
        return {**guess(kind.columns, table.headings), **last.mapping}
    return guess(kind.columns, table.headings)


def _run(request: DeskRequest, kind: Kind, sheet: Sheet, mapping: Mapping, rehearsal: bool) -> Report:
    return import_ledger(
        kind,
        sheet.path,
        by=_by(request),
        now=request.now,
        mapping=mapping,
        rehearsal=rehearsal,
        file_name=sheet.name,
    )


def _rehearse(request: DeskRequest, kind: Kind, sheet: Sheet, table: Table, mapping: Mapping) -> HttpResponse:
    try:
        report = _run(request, kind, sheet, mapping, rehearsal=True)
    except QingtianError as refused:
        return _mapping_page(request, kind, sheet, table, mapping, refused=refused)
    return _mapping_page(request, kind, sheet, table, mapping, report=report)


def _import(request: DeskRequest, kind: Kind, sheet: Sheet, table: Table, mapping: Mapping) -> HttpResponse:
    try:
        report = _run(request, kind, sheet, mapping, rehearsal=False)
    except QingtianError as refused:
        return _mapping_page(request, kind, sheet, table, mapping, refused=refused)
    assert report.record is not None
    counts = {name: report.counts[name] for name in ("created", "changed")}
    words = IMPORTED.format(kind=kind.title, **counts, rejected=report.rejected)
    note(Kinds.ADMINISTERED, at=request.now, by=doer(request), what=words)
    write_rejects(rejects_of(report.record.pk), report.table, report.rejects)
    sheet.remove()
    return redirect("desk:ledger_report", report.record.pk)


def _mapping_page(
    request: DeskRequest,
    kind: Kind,
    sheet: Sheet,
    table: Table,
    mapping: Mapping,
    *,
    report: Report | None = None,
    refused: QingtianError | None = None,
) -> HttpResponse:
    headings = [NOT_THERE, *(Choice(heading, heading) for heading in table.headings)]
    context = {
        "kind": kind,
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
            for column in kind.columns
        ],
        "unused": [heading for heading in table.headings if heading not in mapping.values()],
        "report": report,
        "sentences": _sentences(report),
        "sample": sample_of(report),
        "refused": refused,
    }
    return render(request, "desk/ledger_map.html", context, status=422 if refused else 200)


def _sentences(report: Report | None) -> list[Text]:
    if report is None:
        return []
    return [fault.sentence for reject in report.rejects for fault in reject.faults][:SHOWN]


@administrator
@require_safe
def report(request: DeskRequest, pk: int) -> HttpResponse:
    """What became of an import, with its rejects to take away, and the ledger an office fills next."""
    done = get_object_or_404(LedgerImport, pk=pk)
    order = list(KINDS.values())
    following = [kind for kind in order[order.index(_kind(done.kind)) + 1 :] if kind.home == LEDGERS]
    context = {
        "done": done,
        "kind": _kind(done.kind),
        "next_kind": following[0] if following and _kind(done.kind).home == LEDGERS else None,
        "for_administrators": _kind(done.kind).home == LEDGERS,
        "kept": rejects_of(pk).exists(),
    }
    return render(request, "desk/ledger_report.html", context)


@administrator
@require_safe
def rejects(request: DeskRequest, pk: int) -> FileResponse:
    """The rejected rows as CSV: the same columns, the reason added."""
    path = rejects_of(get_object_or_404(LedgerImport, pk=pk).pk)
    if not path.exists():
        raise Http404
    note(Kinds.EXPORTED, at=request.now, by=doer(request), what=REJECTS.format(pk=pk))
    return FileResponse(path.open("rb"), as_attachment=True, filename=f"rejects-{pk}.csv", content_type="text/csv")


@administrator
@require_POST
def delete_rejects(request: DeskRequest, pk: int) -> HttpResponse:
    """Delete the kept rejects of an import: they may hold who reported."""
    rejects_of(get_object_or_404(LedgerImport, pk=pk).pk).unlink(missing_ok=True)
    note(Kinds.ADMINISTERED, at=request.now, by=doer(request), what=REJECTS_GONE.format(pk=pk))
    messages.success(request, say(DELETED))
    return redirect(reverse("desk:ledger_report", args=[pk]))
