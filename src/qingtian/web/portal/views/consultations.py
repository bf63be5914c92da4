"""Public consultations (公开征求意见): what is asked now, what was asked before and what became of it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.language import Text
from qingtian.web.design.figures import day
from qingtian.web.public.consultations import consultation_shown, consultations_shown

WHERE_IT_STANDS = {
    "closed": Text("已截止，正在逐条研究", "Closed; every comment is being studied"),
    "answered": Text("已逐条答复", "Every comment answered"),
    "withdrawn": Text("已撤回", "Withdrawn"),
}
UNTIL = Text("正在征求意见，{day} 截止，当天也收", "Open until {day}, that day included")
ENDED = Text("{day} 已截止，正在整理", "Closed on {day}; comments are being sorted")


def standing_of(shown: Any, request: HttpRequest) -> Text:
    """Where it stands, in one sentence."""
    closes = shown.get("closes")
    words = Text(day(closes, "zh", request.as_of), day(closes, "en", request.as_of)) if closes else Text("—", "—")
    if shown.get("open"):
        return UNTIL.format(day=words)
    return WHERE_IT_STANDS.get(shown.get("state", ""), ENDED.format(day=words))


@require_safe
def consultations(request: HttpRequest) -> HttpResponse:
    """Open ones first."""
    rows = [(one, standing_of(one, request)) for one in consultations_shown(request.as_of)]
    return render(request, "portal/consultations.html", {"rows": rows})


def context_of(request: HttpRequest, number: str) -> dict[str, Any]:
    """What the page of one needs; 404 for what was never announced."""
    found = consultation_shown(number, request.as_of)
    if not found:
        raise Http404
    shown, notice, *result = found
    return {
        "shown": shown,
        "standing": standing_of(shown, request),
        "left": (shown["closes"] - request.as_of).days if shown.get("open") else None,
        "notice": notice,
        "result": result[0] if result else None,
    }
