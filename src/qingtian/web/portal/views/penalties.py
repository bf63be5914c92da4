"""Published penalty decisions and measures, for everybody: to search, to take away, to subscribe to."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from qingtian.apps.publishing.gate import Shown
from qingtian.language import Text
from qingtian.web.design.fields import Choice, FieldView
from qingtian.web.portal.settled import ON_A_PAGE
from qingtian.web.portal.taking_away import Column, FeedEntry, feed, field, taken_away
from qingtian.web.portal.views.notices import KINDS as NOTICES
from qingtian.web.public.publications import all_decisions_shown, decisions_shown
from qingtian.web.templatetags.words import say

TITLE = Text("行政处罚和措施决定", "Penalty decisions and measures")
KINDS = {kind: NOTICES[kind] for kind in ("penalty_decision", "measure_notice")}
LONGEST = 60
COLUMNS: tuple[Column, ...] = (
    field("number", Text("编号", "Number")),
    Column("kind", Text("种类", "Kind"), lambda shown: KINDS.get(shown["kind"])),
    field("title", Text("标题", "Title")),
    field("on", Text("公开日期", "Published on")),
    field("office", Text("单位", "Organ")),
    field("text", Text("全文", "Full text")),
    field("withdrawn", Text("撤下的理由", "Why it was taken down")),
)


def _asked(request: HttpRequest) -> tuple[str, str]:
    kind = request.GET.get("kind", "")
    return request.GET.get("q", "")[:LONGEST], kind if kind in KINDS else ""


@require_safe
def penalties(request: HttpRequest) -> HttpResponse:
    """The latest first; ``?q=`` and ``?kind=`` narrow them."""
    words, kind = _asked(request)
    shown = decisions_shown(words, kind, request.GET.get("page"), ON_A_PAGE, request.as_of)
    choices = (Choice("", Text("不限", "Any")), *(Choice(code, title) for code, title in KINDS.items()))
    fields = [
        FieldView("q", Text("名称、文号、内容", "Name, number or words"), "text", value=words, required=False),
        FieldView("kind", Text("种类", "Kind"), "select", value=kind, choices=choices, required=False),
    ]
    context = {
        "rows": [(row, KINDS[row["kind"]]) for row in shown.rows],
        "page": shown.page,
        "fields": fields,
        "narrowed": bool(words or kind),
        "query": request.GET.urlencode(),
    }
    return render(request, "portal/penalties.html", context)


@require_safe
def penalties_file(request: HttpRequest, kind: str) -> HttpResponse:
    """The decisions as CSV, XLSX or JSON, narrowed as the page was."""
    return taken_away(kind, "penalties", COLUMNS, all_decisions_shown(*_asked(request), request.as_of), request.as_of)


@require_safe
def penalties_feed(request: HttpRequest) -> HttpResponse:
    """The latest decisions; one taken down says so."""
    rows = all_decisions_shown(*_asked(request), request.as_of)
    return feed(request, TITLE, reverse("portal:penalties"), [_entry(row) for row in rows])


def _entry(row: Shown) -> FeedEntry:
    gone = row.get("withdrawn")
    said = Text("已撤下：{why}", "Taken down: {why}").format(why=gone) if gone else KINDS[row["kind"]]
    return FeedEntry(reverse("portal:notice", args=[row["number"]]), row["title"], row["on"], str(say(said)))
