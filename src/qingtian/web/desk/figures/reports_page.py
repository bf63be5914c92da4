"""Drafts of weekly, monthly and annual reports and the 12345 table: made, frozen, taken away."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from qingtian.apps.accounts.kinds import Kind as Logged
from qingtian.apps.accounts.logbook import note
from qingtian.apps.catalogue.actions.note_use import note_use
from qingtian.apps.installation.kind import DEMONSTRATION, kind
from qingtian.apps.petition_figures.actions.count import catch_up
from qingtian.apps.petition_figures.models import PetitionReport
from qingtian.apps.petition_figures.reports import KINDS, draft
from qingtian.errors import QingtianError
from qingtian.language import Text
from qingtian.standards.periods import period
from qingtian.web.design.fields import Choice as Option
from qingtian.web.design.fields import FieldView
from qingtian.web.design.period_words import period_words
from qingtian.web.desk.seat import DeskRequest, doer, officer
from qingtian.web.petition_papers.files import FORMATS, file_name, file_of
from qingtian.web.templatetags.words import page_language, say

REPORTERS = frozenset({"petition_officer", "inspection_officer", "organ_head", "clerk", "chief"})
SHOWN = 60
MADE = Text("已起草 {title} {period}，数字已冻结。", "{title} {period} drafted; its figures are frozen.")
TAKEN = Text("{title} {period}", "{title} {period}")
PURPOSE = Text("信访报告", "report about petitions")
HINT = Text(
    "周报写 2026-W45，月报和考核表写 2026-10，年报写 2026。", "Weekly 2026-W45, monthly and 12345 2026-10, annual 2026."
)


@officer
@require_http_methods(["GET", "HEAD", "POST"])
def reports(request: DeskRequest) -> HttpResponse:
    """GET the drafts made so far; POST ``kind`` and ``period`` to make another."""
    if not request.actor.roles & REPORTERS:
        return render(request, "desk/figures/not_yours.html", status=403)
    sent = request.POST if request.method == "POST" else request.GET
    error: Text | str = ""
    if request.method == "POST":
        try:
            return _made(request)
        except QingtianError as refused:
            error = refused.message
    held = PetitionReport.objects.order_by("-pk")[:SHOWN]
    rows = [(one, KINDS[one.kind].title, period_words(period(one.period))) for one in held]
    context: dict[str, Any] = {
        "fields": _fields(sent.get("kind", "monthly"), sent.get("period", f"{request.as_of:%Y-%m}"), error),
        "rows": rows,
        "formats": list(FORMATS),
        "nav_current": "desk:petitions",
    }
    return render(request, "desk/figures/reports.html", context, status=422 if error else 200)


def _made(request: DeskRequest) -> HttpResponse:
    wanted = request.POST.get("kind", "")
    kind_id = wanted if wanted in KINDS else "monthly"
    catch_up()
    generated = kind() == DEMONSTRATION
    by = request.actor.post or ""
    made = draft(
        kind_id, request.POST.get("period", ""), as_of=request.as_of, now=request.now, by=by, generated=generated
    )
    made.save()
    messages.success(request, say(MADE.format(title=KINDS[kind_id].title, period=made.period)))
    return redirect("desk:petition_reports")


def _fields(kind_id: str, written: str, error: Text | str) -> list[FieldView]:
    kinds = [Option(one.id, one.title) for one in KINDS.values()]
    return [
        FieldView("kind", Text("种类", "Kind"), "select", value=kind_id, choices=kinds),
        FieldView("period", Text("时段", "Period"), value=written[:24], width="short", hint=HINT, error=error),
    ]


@officer
@require_safe
def report_file(request: DeskRequest, pk: int, suffix: str) -> HttpResponse:
    """One file of a draft, written from its frozen figures; always logged."""
    if not request.actor.roles & REPORTERS:
        return render(request, "desk/figures/not_yours.html", status=403)
    report = get_object_or_404(PetitionReport, pk=pk)
    if suffix not in FORMATS:
        raise Http404
    content = file_of(report, suffix, page_language())
    title = TAKEN.format(title=KINDS[report.kind].title, period=report.period)
    note(Logged.EXPORTED, at=request.now, by=doer(request), what=title)
    way, why = f"petition report {suffix}", say(PURPOSE)
    note_use("petition_figures", by=request.actor, rows=1, way=way, purpose=why, now=request.now)
    response = HttpResponse(content, content_type=FORMATS[suffix].media_type)
    response["Content-Disposition"] = f'attachment; filename="{file_name(report, suffix)}"'
    return response
