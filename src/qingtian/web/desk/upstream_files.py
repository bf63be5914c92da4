"""Files to and from an upstream system: its table filled by us, its own export read back."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any, cast
from urllib.parse import quote

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from qingtian.apps.accounts.kinds import Kind
from qingtian.apps.accounts.logbook import note
from qingtian.apps.catalogue.actions.note_use import note_use
from qingtian.apps.identities.vault import Opener
from qingtian.apps.proceedings.actions.store_file import refuse_marked
from qingtian.errors import QingtianError
from qingtian.gateways.models import UpstreamImport
from qingtian.gateways.upstream.exporting import FORMS, Form, Unsealed, left_out, write_export
from qingtian.gateways.upstream.importing import apply, findings
from qingtian.gateways.upstream.model import Returns
from qingtian.gateways.upstream.owed import owed
from qingtian.gateways.upstream.returned import read_returned
from qingtian.language import Text
from qingtian.tables import LIMITS, write_csv
from qingtian.web.design.fields import Choice, FieldView
from qingtian.web.desk.seat import DeskRequest, doer, officer
from qingtian.web.desk.upstream_page import LISTS, NOT_YOURS, Chosen, may_enter
from qingtian.web.desk.upstream_sheet import known
from qingtian.web.templatetags.words import page_language, say

MEDIA = {"csv": "text/csv; charset=utf-8", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
WHY = Text("写出为什么要带身份和原话。", "Say why identities and own words must be in the file.")
LARGE = Text("文件超过 {most} MB。", "The file is larger than {most} MB.")
NO_FILE = Text("选一个文件。", "Choose a file.")
DEFAULT_PURPOSE = Text("录入{system}", "To be entered: {system}")
SHOWN = 200
OUTCOMES = {
    "new": Text("登记为已录", "noted as entered"),
    "changed": Text("有变化，登记", "changed, noted"),
    "same": Text("一样，不动", "the same, left alone"),
    "rejected": Text("没有收", "not taken"),
}
EXPORTED = Text("{system} 上报表，{rows} 行", "table for {system}, {rows} rows")
EXPORTED_SEALED = Text("{system} 上报表，{rows} 行，带反映人身份", "table for {system}, {rows} rows, with identities")
REJECTS = Text("{system} 第 {pk} 次导入没有收的行", "rows not taken of import {pk}, {system}")


@officer
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def export(request: DeskRequest, system: str) -> HttpResponse:
    """GET asks which list and form; POST hands out the file. The use is noted before the file leaves."""
    declared = known(system)
    source = request.POST if request.method == "POST" else request.GET
    which = source.get("which", "")
    choice = Chosen(declared, which if which in LISTS else "enter", source.get("of") == "mine", 1)
    if request.method != "POST":
        return _export_page(request, choice)
    reason = source.get("reason", "").strip()
    wanted = "sealed" in source
    if wanted and not reason:
        return _export_page(request, choice, fault=WHY, status=422)
    form = cast(Form, source.get("form") if source.get("form") in FORMS else "xlsx")
    unsealed = Unsealed(_opener(request), reason, request.actor, request.now) if wanted else None
    matters = owed(declared, request.actor, choice.which, mine=choice.mine)
    kept = tempfile.TemporaryDirectory(prefix="qingtian-upstream-")
    path = Path(kept.name) / f"file.{form}"
    try:
        rows = write_export(declared, matters, path, form, unsealed=unsealed)
        _noted(request, choice, rows, form, reason)
    except QingtianError as refused:
        kept.cleanup()
        return _export_page(request, choice, refused=refused, status=409)
    response = FileResponse(path.open("rb"), content_type=MEDIA[form])
    kept.cleanup()  # the open file is read to its end; nothing of it stays on the disk
    name = f"{declared.title.zh}-{LISTS[choice.which].zh}-{request.as_of}.{form}"
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return cast(HttpResponse, response)


def _noted(request: DeskRequest, choice: Chosen, rows: int, form: str, reason: str) -> None:
    """One line a data set the file draws on, and one in the log of accounts; every opened seal has its own besides."""
    words = (EXPORTED_SEALED if "sealed" in request.POST else EXPORTED).format(system=choice.system.title, rows=rows)
    note(Kind.EXPORTED, at=request.now, by=doer(request), what=words)
    purpose = reason or say(DEFAULT_PURPOSE.format(system=choice.system.title))
    for procedure in sorted({rule.procedure for rule in choice.system.rules}):
        note_use(
            procedure,
            by=request.actor,
            rows=rows,
            way=f"upstream export {choice.system.id}.{form}",
            purpose=purpose,
            now=request.now,
            identities="sealed" in request.POST,
        )


def _opener(request: DeskRequest) -> Opener:
    actor = request.actor
    return Opener(
        person_id=request.person.pk,
        person=request.person.name_zh,
        post=actor.post_title.zh if actor.post_title else "",
        organ=actor.organ_name.zh if actor.organ_name else "",
    )


def _export_page(
    request: DeskRequest,
    choice: Chosen,
    *,
    fault: Text | None = None,
    refused: QingtianError | None = None,
    status: int = 200,
) -> HttpResponse:
    source = request.POST if request.method == "POST" else request.GET
    context = {
        "system": choice.system,
        "choice": choice,
        "number": owed(choice.system, request.actor, choice.which, mine=choice.mine).count(),
        "which_title": LISTS[choice.which],
        "left_out": [column.head for column in left_out(choice.system)],
        "identities": any(column.identity for column in choice.system.columns),
        "refused": refused,
        "errors": [("id_reason", fault)] if fault else [],
        "form": FieldView(
            "form",
            Text("文件", "File"),
            "radio",
            value=source.get("form", "xlsx"),
            choices=[Choice("xlsx", "XLSX"), Choice("csv", Text("CSV（件数多时）", "CSV (for long lists)"))],
        ),
        "sealed": FieldView(
            "sealed",
            Text("带反映人身份和原话", "With the reporter's identity and own words"),
            "checkbox",
            value="sealed" in source,
            hint=Text(
                "逐件打开密封，逐件记日志，反映人看得到。", "Each seal is opened and logged; the reporter sees it."
            ),
            required=False,
        ),
        "reason": FieldView(
            "reason",
            Text("理由", "Reason"),
            "textarea",
            value=source.get("reason", ""),
            error=fault or "",
            hint=Text("带身份时必填。", "Required with identities."),
            required=False,
            rows=2,
        ),
    }
    return render(request, "desk/upstream_export.html", context, status=status)


@officer
@require_http_methods(["GET", "HEAD", "POST"])
def import_(request: DeskRequest, system: str) -> HttpResponse:
    """GET asks for their export; POST reads it and shows what would change. Nothing is noted yet."""
    if not may_enter(request):
        raise PermissionDenied(NOT_YOURS.zh)
    declared = known(system)
    if request.method != "POST":
        return _import_page(request, system)
    sent = request.FILES.get("file")
    if sent is None:
        return _import_page(request, system, fault=NO_FILE)
    if (sent.size or 0) > LIMITS.file_bytes:
        return _import_page(request, system, fault=LARGE.format(most=LIMITS.file_bytes // 1024 // 1024))
    with tempfile.TemporaryDirectory(prefix="qingtian-upstream-") as folder:
        path = Path(folder) / f"{Path(sent.name or 'file').name[-100:] or 'file'}"
        content = sent.read()
        try:
            refuse_marked(path.name, content)
            path.write_bytes(content)
            read = read_returned(declared, path)
        except QingtianError as refused:
            return _import_page(request, system, fault=refused.message, remedy=refused.remedy)
    kept = UpstreamImport.objects.create(
        system=declared.id,
        file_name=path.name[:200],
        organ=request.actor.organ or "",
        post=request.actor.post or "",
        read_by=request.person.name_zh,
        read_at=request.now,
        rows=read.rows,
        report=[entry | {"read": True} for entry in read.rejects],
    )
    return redirect("desk:upstream_import", system=declared.id, pk=kept.pk)


def _import_page(
    request: DeskRequest, system: str, *, fault: Text | None = None, remedy: Text | None = None
) -> HttpResponse:
    declared = known(system)
    context = {
        "system": declared,
        "heads": _heads(declared.returns),
        "remedy": remedy,
        "errors": [("id_file", fault)] if fault else [],
        "file": FieldView(
            "file", Text("那边导出的文件", "Their export"), "file", accept=".csv,.xlsx,.gz", error=fault or ""
        ),
        "earlier": UpstreamImport.objects.filter(system=declared.id, organ=request.actor.organ).defer("rows")[:10],
    }
    return render(request, "desk/upstream_import.html", context, status=422 if fault else 200)


def _heads(returns: Returns | None) -> list[str]:
    """The heads that are read, in the order they are asked after; none where their export is not read."""
    return [*returns.number, *returns.ours, *returns.receipt, *returns.state] if returns else []


def _kept(request: DeskRequest, system: str, pk: int) -> UpstreamImport:
    """An import of the actor's own organ; another organ's does not exist."""
    return get_object_or_404(UpstreamImport, pk=pk, system=known(system).id, organ=request.actor.organ)


@officer
@require_safe
def imported(request: DeskRequest, system: str, pk: int) -> HttpResponse:
    """What the rows would change, before it is noted; afterwards what became of each."""
    kept, declared = _kept(request, system, pk), known(system)
    if kept.applied_at:
        rows = list(kept.report)
    else:
        rows = [*kept.report, *(_previewed(f) for f in findings(declared, kept.rows, request.actor))]
        rows.sort(key=lambda entry: entry["row"])
    counted = {name: sum(entry["outcome"] == name for entry in rows) for name in OUTCOMES}
    context = {
        "system": declared,
        "kept": kept,
        "counted": [(OUTCOMES[name], number, name) for name, number in counted.items()],
        "rows": [(entry, OUTCOMES[entry["outcome"]]) for entry in rows[:SHOWN]],
        "more": max(0, len(rows) - SHOWN),
        "to_note": counted["new"] + counted["changed"],
        "rejected": counted["rejected"],
        "may_enter": may_enter(request),
    }
    return render(request, "desk/upstream_imported.html", context)


def _previewed(found: Any) -> dict[str, Any]:
    entry = {"row": found.row, "outcome": found.outcome, "number": found.number, "difference": found.difference}
    if found.matter is not None:
        entry |= {"matter": found.matter.number, "state": found.state}
        entry["before"] = found.before.number if found.before else ""
    if found.why is not None:
        entry["why"] = found.why.as_dict()
    return entry


@officer
@require_POST
def apply_import(request: DeskRequest, system: str, pk: int) -> HttpResponse:
    """Note what was previewed; pressed twice, the second press finds everything the same."""
    kept, declared = _kept(request, system, pk), known(system)
    if not may_enter(request):
        raise PermissionDenied(NOT_YOURS.zh)
    if kept.applied_at is None:
        apply(kept, declared, request.actor, on=request.as_of, now=request.now)
    return redirect("desk:upstream_import", system=declared.id, pk=kept.pk)


@officer
@require_safe
def rejects(request: DeskRequest, system: str, pk: int) -> HttpResponse:
    """The rows that were not taken, with the reason, as CSV: to be corrected and read again."""
    kept, declared = _kept(request, system, pk), known(system)
    if kept.applied_at is None or declared.returns is None:
        raise Http404
    note(Kind.EXPORTED, at=request.now, by=doer(request), what=REJECTS.format(pk=pk, system=declared.title))
    given = {row["row"]: row for row in kept.rows}
    heads = [declared.returns.number[0], *declared.returns.ours[:1], *declared.returns.receipt[:1], "原因 / Reason"]
    names = ["number", *(["ours"] if declared.returns.ours else []), *(["receipt"] if declared.returns.receipt else [])]
    language = page_language()
    rows = [
        [*(given.get(entry["row"], {}).get(name, "") for name in names), entry["why"][language]]
        for entry in kept.report
        if entry["outcome"] == "rejected"
    ]
    with tempfile.TemporaryDirectory(prefix="qingtian-upstream-") as folder:
        path = Path(folder) / "rejects.csv"
        write_csv(path, heads, rows, private=True)
        content = path.read_bytes()
    response = HttpResponse(content, content_type=MEDIA["csv"])
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(f'{declared.id}-rejects-{kept.pk}.csv')}"
    return response
