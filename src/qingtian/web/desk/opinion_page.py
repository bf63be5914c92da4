"""Public opinion (网络舆情): the list, an item linked to a matter as evidence, the brief (舆情专报) as page or Word."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from qingtian.apps.accounts.kinds import Kind
from qingtian.apps.accounts.logbook import note
from qingtian.apps.catalogue.actions.note_use import note_use
from qingtian.apps.installation.kind import DEMONSTRATION, kind
from qingtian.apps.opinion.actions.link import link
from qingtian.apps.opinion.models import OpinionItem
from qingtian.apps.opinion.policy import may_read
from qingtian.apps.opinion.queries import brief, items
from qingtian.apps.opinion.settings import opinion_rules
from qingtian.errors import Refused
from qingtian.language import Text
from qingtian.procedures import load_procedures
from qingtian.web.desk.seat import DeskRequest, doer, officer
from qingtian.web.petition_papers.opinion_brief import brief_docx
from qingtian.web.templatetags.words import page_language, say

DAYS, LONGEST = 7, 92
A_PAGE = 50
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LINKED = Text("已关联 {number}。", "Linked to {number}.")
TAKEN = Text("舆情专报 {since}—{until}", "brief of public opinion {since} to {until}")
PURPOSE = Text("舆情专报", "brief of public opinion")


def kind_words() -> dict[str, Text]:
    """The words of the kinds, as petitions declare them."""
    declared = load_procedures().editions("petition")[-1].find("register", "received")
    field = declared.field("kinds") if declared else None
    return dict(field.choices) if field else {}


@officer
@require_safe
def opinion(request: DeskRequest) -> HttpResponse:
    """``?all=1`` shows what does not look environmental too."""
    if not may_read(request.actor):
        return _not_yours(request)
    everything = request.GET.get("all") == "1"
    page = Paginator(items(request.actor, environmental=not everything), A_PAGE).get_page(request.GET.get("page"))
    words = kind_words()
    rows = [(item, [words[one] for one in item.kinds if one in words]) for item in page]
    context = {
        "page": page,
        "rows": rows,
        "everything": everything,
        "keep_days": opinion_rules().keep_days,
        "nav_current": "desk:petitions",
    }
    return render(request, "desk/opinion.html", context)


@officer
@require_POST
def link_item(request: DeskRequest, pk: int) -> HttpResponse:
    """Make an item evidence for the matter whose number was typed."""
    if not may_read(request.actor):
        return _not_yours(request)
    try:
        made = link(get_object_or_404(OpinionItem, pk=pk), request.POST.get("number", ""), request.actor, request.now)
    except Refused as refused:
        messages.error(request, say(refused.message))
    else:
        messages.success(request, say(LINKED.format(number=made.matter.number)))
    return redirect("desk:opinion")


@officer
@require_safe
def brief_page(request: DeskRequest) -> HttpResponse:
    """``?since=&until=`` (the last seven days by default); ``?format=docx`` takes the draft away, logged."""
    if not may_read(request.actor):
        return _not_yours(request)
    since, until = _days(request)
    made = brief(since, until, request.actor)
    if request.GET.get("format") == "docx":
        words = TAKEN.format(since=since, until=until)
        note(Kind.EXPORTED, at=request.now, by=doer(request), what=words)
        note_use("opinion", by=request.actor, rows=made.environmental, way="opinion brief docx", purpose=say(PURPOSE),
                 now=request.now)  # fmt: skip
        generated = kind() == DEMONSTRATION
        content = brief_docx(made, kind_words(), page_language(), on=request.as_of, generated=generated)
        response = HttpResponse(content, content_type=WORD)
        response["Content-Disposition"] = f'attachment; filename="opinion-{since}-{until}.docx"'
        return response
    words_of = kind_words()
    context: dict[str, Any] = {
        "brief": made,
        "kinds": [(words_of.get(code, Text(code, code)), n) for code, n in made.kinds],
        "nav_current": "desk:petitions",
    }
    return render(request, "desk/opinion_brief.html", context)


def _days(request: DeskRequest) -> tuple[date, date]:
    until = _day(request.GET.get("until", "")) or request.as_of
    since = _day(request.GET.get("since", "")) or until - timedelta(days=DAYS - 1)
    return max(min(since, until), until - timedelta(days=LONGEST)), until


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def _not_yours(request: DeskRequest) -> HttpResponse:
    return render(request, "desk/opinion_not_yours.html", status=403)
