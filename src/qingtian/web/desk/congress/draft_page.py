"""Draft the annual report (起草年度报告): preview the year's data, freeze them, take the paper away."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from qingtian.apps.accounts.kinds import Kind as Logged
from qingtian.apps.accounts.logbook import note
from qingtian.apps.catalogue.actions.note_use import note_use
from qingtian.apps.oversight.annual import compose, draft
from qingtian.apps.oversight.models import AnnualDraft, OversightItem
from qingtian.apps.petition_figures.actions.count import catch_up
from qingtian.apps.proceedings.actions.perform import perform
from qingtian.apps.proceedings.queries import possible
from qingtian.errors import QingtianError
from qingtian.language import Text
from qingtian.web.air_papers.files import fonts
from qingtian.web.air_papers.page import notes_of, shown_parts
from qingtian.web.design.fields import FieldView
from qingtian.web.desk.seat import DeskRequest, doer, matter, officer
from qingtian.web.petition_papers.files import FORMATS
from qingtian.web.templatetags.words import page_language, say

TAKEAWAY = ("pdf", "docx")
FROZEN = Text("数字已冻结：{sm3}…", "The figures are frozen: {sm3}…")
TITLE = Text("环境状况年度报告 {number}", "Annual environmental report {number}")
PURPOSE = Text("向人大报告", "report to the congress")
TARGET = Text("优良天数比例目标（%，可不填）", "Target for the share of good days (%, optional)")
BASIS = Text("目标是哪份文件定的", "Document that set the target")


def _item(request: DeskRequest, number: str) -> OversightItem:
    """The report of that number in this actor's scope, or 404."""
    found = matter(request, number)
    return get_object_or_404(
        OversightItem.objects.select_related("proceeding", "area", "government"),
        proceeding=found,
        proceeding__procedure="annual_report",
    )


@officer
@require_http_methods(["GET", "HEAD", "POST"])
def oversight_draft(request: DeskRequest, number: str) -> HttpResponse:
    """GET what the report would say today and the drafts made; POST freezes the figures by the declared act."""
    item = _item(request, number)
    offered = {one.transition.act: one for one in possible(item.proceeding, request.actor, request.as_of)}
    mine = "freeze_draft" in offered and offered["freeze_draft"].for_actor
    sent = request.POST if request.method == "POST" else request.GET
    target, basis = sent.get("target", "")[:20], sent.get("target_basis", "")[:200]
    error: Text | str = ""
    if request.method == "POST" and not mine:
        return render(request, "desk/congress/not_yours.html", status=403)
    if request.method == "POST":
        catch_up()
    try:
        made = draft(
            item,
            as_of=request.as_of,
            now=request.now,
            by=request.actor.post or "",
            target=target,
            target_basis=basis,
        )
        if request.method == "POST":
            return _freeze(request, item, made)
    except QingtianError as refused:
        error = refused.message
        made = draft(item, as_of=request.as_of, now=request.now)
    document = compose(made, page_language())
    context: dict[str, Any] = {
        "item": item,
        "number": number,
        "document": document,
        "parts": shown_parts(document, fonts()),
        "notes": notes_of(document),
        "drafts": list(item.proceeding.annual_drafts.order_by("-pk")[:20]),
        "formats": TAKEAWAY,
        "mine": mine,
        "fields": [
            FieldView("target", TARGET, value=target, width="short", error=error),
            FieldView("target_basis", BASIS, value=basis),
        ],
        "nav_current": "desk:supervision",
    }
    return render(request, "desk/congress/draft.html", context, status=422 if error else 200)


def _freeze(request: DeskRequest, item: OversightItem, made: AnnualDraft) -> HttpResponse:
    """The row and the act that names its digest stand together or not at all."""
    with transaction.atomic():
        made.save()
        perform(
            item.proceeding,
            "freeze_draft",
            by=request.actor,
            on=request.as_of,
            now=request.now,
            fields={"digest": made.sm3},
            expected_seq=item.proceeding.seq,
        )
    messages.success(request, say(FROZEN.format(sm3=made.sm3[:16])))
    return redirect("desk:oversight_draft", item.proceeding.number)


@officer
@require_safe
def oversight_draft_file(request: DeskRequest, number: str, pk: int, suffix: str) -> HttpResponse:
    """One file of a frozen draft, written from its figures alone; always logged."""
    item = _item(request, number)
    made = get_object_or_404(AnnualDraft.objects.select_related("proceeding"), pk=pk, proceeding=item.proceeding)
    if suffix not in TAKEAWAY:
        raise Http404
    content = FORMATS[suffix].make(compose(made, page_language()))
    note(Logged.EXPORTED, at=request.now, by=doer(request), what=TITLE.format(number=number))
    note_use(
        "annual_report", by=request.actor, rows=1, way=f"annual report {suffix}", purpose=say(PURPOSE), now=request.now
    )
    response = HttpResponse(content, content_type=FORMATS[suffix].media_type)
    response["Content-Disposition"] = f'attachment; filename="annual-report-{item.year}-{made.sm3[:8]}.{suffix}"'
    return response
