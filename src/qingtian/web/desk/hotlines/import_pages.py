"""Import of a hotline's export (导入工单): send a sheet, match its columns, see what it would do, take it, undo it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from qingtian.apps.accounts.kinds import Kind
from qingtian.apps.accounts.logbook import note
from qingtian.config.city import city
from qingtian.errors import QingtianError
from qingtian.gateways.hotlines.actions.run_sheet import Doing, Run, run_sheet, suggested
from qingtian.gateways.hotlines.actions.undo_import import undo_import
from qingtian.gateways.hotlines.models import HotlineImport
from qingtian.gateways.hotlines.sheets import COLUMNS
from qingtian.gateways.hotlines.systems import HOTLINES, Hotline
from qingtian.language import Text
from qingtian.tables import Mapping, Table, read_table, write_rejects
from qingtian.web.design.fields import Choice, FieldView
from qingtian.web.desk.ledger_files import Sheet, keep_sheet, kept_sheet
from qingtian.web.desk.ledger_sample import LONGEST, SEALED
from qingtian.web.desk.seat import DeskRequest, doer, officer
from qingtian.web.templatetags.words import say

ROLE = "petition_officer"
NOT_THERE = Choice("", Text("— 表里没有 —", "— not in the sheet —"))
NO_FILE = Text("选一个 Excel 或 CSV 文件。", "Choose an Excel or CSV file.")
GONE = Text("这个文件已经不在了，请再传一次。", "That file is no longer here; send it again.")
WHY = Text("写为什么撤销。", "Say why it is undone.")
UNDONE = Text(
    "撤销了 {n} 件；{left} 件已经有人办过，留着。", "{n} undone; {left} stay, because somebody acted on them."
)
IMPORTED = Text("导入 {system} 工单：新收 {new}，更新 {updated}，拒收 {rejected}",
                "imported orders of {system}: {new} new, {updated} renewed, {rejected} rejected")  # fmt: skip
OUTCOMES = {
    "new": Text("新收", "New"),
    "updated": Text("更新", "Renewed"),
    "same": Text("以前收过，一样", "Known, the same"),
    "late": Text("晚到的旧版本", "Older versions that came late"),
    "left": Text("骚扰、无效等，不收", "Nuisance or invalid, left"),
}
SHOWN = 50


def petition_officers_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For petition officers; others are told whose it is."""

    @officer
    @wraps(view)
    def allowed(request: DeskRequest, *args: object, **more: object) -> HttpResponse:
        if ROLE not in request.actor.roles:
            return render(request, "desk/register_not_yours.html", status=403)
        return view(request, *args, **more)

    return allowed


def _hotline(system: str) -> Hotline:
    if system not in HOTLINES:
        raise Http404
    return HOTLINES[system]


@petition_officers_only
@require_http_methods(["GET", "POST"])
def upload(request: DeskRequest, system: str) -> HttpResponse:
    """Send a sheet; earlier imports stand beside it."""
    hotline, wrong = _hotline(system), None
    if request.method == "POST":
        sent = request.FILES.get("sheet")
        try:
            if sent is not None:
                sheet = keep_sheet(sent, kind=f"hotline-{system}", person=request.person.pk)
                return redirect("desk:hotline_map", system, sheet.token)
            wrong = NO_FILE
        except QingtianError as refused:
            wrong = refused.message
    context = {
        "hotline": hotline,
        "field": FieldView("sheet", Text("文件", "File"), "file", error=wrong or "", accept=".xlsx,.csv,.gz"),
        "errors": [("id_sheet", wrong)] if wrong else [],
        "earlier": HotlineImport.objects.filter(system=system, organ=request.actor.organ or "")[:20],
        "columns": COLUMNS,
    }
    return render(request, "desk/hotlines/upload.html", context, status=422 if wrong else 200)


@petition_officers_only
@require_http_methods(["GET", "POST"])
@sensitive_variables()
def map_(request: DeskRequest, system: str, token: str) -> HttpResponse:
    """Which heading is which; POST shows what would happen (``preview``) or does it (``import``)."""
    hotline, sheet = _hotline(system), kept_sheet(token, kind=f"hotline-{system}", person=request.person.pk)
    if sheet is None:
        messages.error(request, say(GONE))
        return redirect("desk:hotline_upload", system)
    try:
        table = read_table(sheet.path, COLUMNS)
    except QingtianError as refused:
        sheet.remove()
        messages.error(request, say(refused.message))
        return redirect("desk:hotline_upload", system)
    if request.method != "POST":
        return _page(request, hotline, sheet, table, suggested(system, table))
    mapping = {c.name: heading for c in COLUMNS if (heading := request.POST.get(f"m_{c.name}", ""))}
    rehearsal = request.POST.get("do") != "import"
    try:
        run = run_sheet(system, sheet.path, _doing(request), mapping=mapping, rehearsal=rehearsal, name=sheet.name)
    except QingtianError as refused:
        return _page(request, hotline, sheet, table, mapping, refused=refused)
    if rehearsal or run.record is None:
        return _page(request, hotline, sheet, table, mapping, run=run)
    return _imported(request, sheet, run, run.record)


def _doing(request: DeskRequest) -> Doing:
    by = f"{request.person.name_zh} {request.post}"
    return Doing(by, request.actor.organ or "", city().receiver, city().prefix, request.as_of, request.now)


def _imported(request: DeskRequest, sheet: Sheet, run: Run, record: HotlineImport) -> HttpResponse:
    counts = {name: run.counts[name] for name in ("new", "updated")}
    words = IMPORTED.format(system=record.system, **counts, rejected=record.rejected)
    note(Kind.ADMINISTERED, at=request.now, by=doer(request), what=words)
    write_rejects(rejects_of(record.pk), run.table, run.rejects)
    sheet.remove()
    return redirect("desk:hotline_import", record.pk)


def rejects_of(import_: int) -> Path:
    """Where the rejects of an import are kept: swept after a week with those of ledgers."""
    folder = Path(settings.DATA) / "ledgers"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder / f"rejects-hotline-{import_}.csv"


def _page(request: DeskRequest, hotline: Hotline, sheet: Sheet, table: Table, mapping: Mapping, *,
          run: Run | None = None, refused: QingtianError | None = None) -> HttpResponse:  # fmt: skip
    headings = [NOT_THERE, *(Choice(heading, heading) for heading in table.headings)]
    fields = [
        FieldView(f"m_{c.name}", c.title, "select", value=mapping.get(c.name, ""), choices=headings,
                  required=c.required, width="medium")
        for c in COLUMNS
    ]  # fmt: skip
    context = {
        "hotline": hotline,
        "sheet": sheet,
        "table": table,
        "rows": len(table.rows),
        "found": [field for field in fields if field.value],
        "others": [field for field in fields if not field.value],
        "unused": [heading for heading in table.headings if heading not in mapping.values()],
        "run": run,
        "counts": _counts(run.counts) if run else [],
        "sentences": [fault.sentence for reject in run.rejects for fault in reject.faults][:SHOWN] if run else [],
        "titles": [c.title for c in COLUMNS if c.name in mapping],
        "sample": _sample(run, mapping) if run else [],
        "refused": refused,
    }
    return render(request, "desk/hotlines/map.html", context, status=422 if refused else 200)


def _counts(counts: dict[str, int]) -> list[tuple[Text, int]]:
    return [(title, counts.get(name, 0)) for name, title in OUTCOMES.items() if counts.get(name, 0)]


def _sample(run: Run, mapping: Mapping) -> list[tuple[int, list[Text]]]:
    """The first rows as they were read; a private cell only says that it holds something."""
    columns = [c for c in COLUMNS if c.name in mapping]
    found = []
    for record in run.sample:
        cells = []
        for column in columns:
            value = record.values[column.name]
            words = "—" if value is None else str(value)[:LONGEST]
            cells.append(SEALED if column.private and value is not None else Text(words, words))
        found.append((record.number, cells))
    return found


@petition_officers_only
@require_http_methods(["GET", "POST"])
def report(request: DeskRequest, pk: int) -> HttpResponse:
    """What an import did; POST undoes what nobody has touched since."""
    found = get_object_or_404(HotlineImport, pk=pk, organ=request.actor.organ or "")
    wrong = None
    if request.method == "POST" and found.undone_at is None:
        why = " ".join(request.POST.get("why", "").split())[:300]
        if why:
            done = undo_import(found, by=request.actor, on=request.as_of, now=request.now, why=why)
            messages.success(request, say(UNDONE.format(n=done.undone, left=len(done.staying))))
            return redirect("desk:hotline_import", pk)
        wrong = WHY
    context = {
        "done": found,
        "hotline": HOTLINES[found.system],
        "counts": _counts(found.counts),
        "kept": rejects_of(pk).exists(),
        "why": FieldView("why", Text("为什么撤销", "Why it is undone"), error=wrong or "", maxlength=300),
    }
    return render(request, "desk/hotlines/import.html", context, status=422 if wrong else 200)


@petition_officers_only
@require_safe
def rejects(request: DeskRequest, pk: int) -> HttpResponse:
    """The rows that were not taken, with the reason; they may hold who reported, so the taking is logged."""
    found = get_object_or_404(HotlineImport, pk=pk, organ=request.actor.organ or "")
    path = rejects_of(found.pk)
    if not path.exists():
        raise Http404
    what = Text(f"热线第 {pk} 次导入拒收的行", f"rejected rows of hotline import {pk}")
    note(Kind.EXPORTED, at=request.now, by=doer(request), what=what)
    return FileResponse(path.open("rb"), as_attachment=True, filename=f"rejects-{pk}.csv")  # type: ignore[return-value]
