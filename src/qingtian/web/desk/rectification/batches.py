"""Transferred complaints on the desk: the batches, one batch as its daily table, and the draft of the public one."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from qingtian.apps.accounts.kinds import Kind
from qingtian.apps.accounts.logbook import note
from qingtian.apps.catalogue.actions.note_use import note_use
from qingtian.apps.installation.kind import DEMONSTRATION, kind
from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.policy import visible
from qingtian.apps.rectification.complaints import COLUMNS, seen_batches
from qingtian.apps.rectification.models import ComplaintBatch, TransferredComplaint
from qingtian.errors import QingtianError
from qingtian.language import Text
from qingtian.tables import xlsx_bytes
from qingtian.web.access import PAGES
from qingtian.web.desk.air.exports import XLSX
from qingtian.web.desk.rectification.import_flow import kept_rejects
from qingtian.web.desk.seat import DeskRequest, doer, officer
from qingtian.web.templatetags.words import say

HEADS = tuple(column.title for column in COLUMNS)
TRUTHS: dict[str, Text] = {
    "true": Text("属实", "True"),
    "partly": Text("部分属实", "Partly true"),
    "false": Text("不属实", "Not true"),
    "": Text("正在核实", "Being looked into"),
}
TAKEN = Text("{name}第 {n} 批办理情况：{rows} 件", "{name}, batch {n}: {rows} complaints")
SUBJECT = Text("{name}第 {n} 批交办信访件办理情况", "{name}: complaints transferred, batch {n}")
PURPOSE = Text("督察期间边督边改", "rectification during an inspection")
DRAFTED = Text(
    "已拟公开稿 {number}；走完三审三校、保密审查和核准才公开。",
    "Draft {number} made; it is public only after readings, review and approval.",
)


@officer
@require_safe
def batches(request: DeskRequest) -> HttpResponse:
    """Every batch in sight, the latest first."""
    if not request.actor.roles & PAGES["desk:complaint_batches"].roles:
        return render(request, "desk/rectification/not_yours.html", status=403)
    rows = []
    for one in seen_batches(request.actor):
        held = list(one.complaints.all())
        said = sum(1 for c in held if c.true)
        rows.append({"batch": one, "whole": len(held), "said": said, "true": sum(c.true == "true" for c in held)})
    context = {"rows": rows, "may_import": _may_import(request), "nav_current": "desk:supervision"}
    return render(request, "desk/rectification/batches.html", context)


@officer
@require_http_methods(["GET", "HEAD", "POST"])
def batch(request: DeskRequest, pk: int) -> HttpResponse:
    """One batch; ``?format=xlsx`` takes its table away, POST drafts the text for the public."""
    if not request.actor.roles & PAGES["desk:complaint_batch"].roles:
        return render(request, "desk/rectification/not_yours.html", status=403)
    if request.method == "POST" and not _may_import(request):
        return render(request, "desk/rectification/not_yours.html", status=403)
    found = next((one for one in seen_batches(request.actor) if one.pk == pk), None)
    if found is None:
        raise Http404
    held = list(found.complaints.select_related("petition"))
    if request.GET.get("format") == "xlsx":
        return _taken(request, found, held)
    refused: QingtianError | None = None
    if request.method == "POST":
        try:
            drafted = _drafted(request, found, held)
        except QingtianError as wrong:
            refused = wrong
        else:
            messages.success(request, say(DRAFTED.format(number=drafted)))
            return redirect("desk:proceeding", drafted)
    linked = [one.petition_id for one in held if one.petition_id]
    seen = set(visible(request.actor).filter(pk__in=linked).values_list("pk", flat=True))
    context = {
        "batch": found,
        "heads": HEADS,
        "rows": [{"one": one, "true": TRUTHS[one.true], "seen": one.petition_id in seen} for one in held],
        "may_import": _may_import(request),
        "rejects": kept_rejects(request),
        "refused": refused,
        "nav_current": "desk:supervision",
    }
    return render(request, "desk/rectification/batch.html", context, status=422 if refused else 200)


def _may_import(request: DeskRequest) -> bool:
    return bool(request.actor.roles & PAGES["desk:complaints_import"].roles)


def _line(one: TransferredComplaint) -> list[str]:
    return [one.number, one.text, one.area, one.pollution, one.findings, say(TRUTHS[one.true]), one.handling,
            one.accountability]  # fmt: skip


def _drafted(request: DeskRequest, found: ComplaintBatch, held: list[TransferredComplaint]) -> str:
    """Draft the public table under Publishing, in Chinese, without who was dealt with; three readings follow there."""
    blocks = []
    for one in held:
        told = [
            (HEADS[0].zh, one.number), (HEADS[1].zh, one.text), (HEADS[2].zh, one.area), (HEADS[3].zh, one.pollution),
            (HEADS[4].zh, one.findings), (HEADS[5].zh, TRUTHS[one.true].zh), (HEADS[6].zh, one.handling),
        ]  # fmt: skip
        blocks.append("\n".join(f"{head}：{words}" for head, words in told if words))
    subject = SUBJECT.format(name=found.inspection, n=found.number).zh
    opened = open_proceeding(
        "publication",
        by=request.actor,
        on=request.as_of,
        now=request.now,
        title=subject[:200],
        fields={
            "kind": "notice",
            "subject": subject,
            "text": "\n\n".join(blocks),
            "reviewing": request.actor.organ or "",
            "source": found.feedback.proceeding.number if found.feedback else "",
        },
        once=request.POST.get("once", "")[:64] or None,
        generated=kind() == DEMONSTRATION,
    )
    return str(opened.number)


def _taken(request: DeskRequest, found: ComplaintBatch, held: list[TransferredComplaint]) -> HttpResponse:
    what = TAKEN.format(name=found.inspection, n=found.number, rows=len(held))
    note(Kind.EXPORTED, at=request.now, by=doer(request), what=what)
    way, why = "complaint batch xlsx", say(PURPOSE)
    note_use("inspection_feedback", by=request.actor, rows=len(held), way=way, purpose=why, now=request.now)
    response = HttpResponse(
        xlsx_bytes("batch.xlsx", [say(head) for head in HEADS], [_line(one) for one in held], title=f"{found.number}"),
        content_type=XLSX,
    )
    response["Content-Disposition"] = f'attachment; filename="batch-{found.pk}.xlsx"'
    return response
