"""Search by number, receipt, document number, place or words of the subject; always inside one's scope."""

from __future__ import annotations

import re

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from qingtian.apps.petitions.queries import by_receipt
from qingtian.apps.proceedings.models import Paper, Proceeding, UpstreamNumber
from qingtian.apps.proceedings.policy import visible
from qingtian.web.desk.list_rows import rows_of, with_last_act
from qingtian.web.desk.seat import DeskRequest, officer

FOUND_MOST = 50
LONGEST = 80
NUMBER = re.compile(r"[A-Za-z]{1,6}-\d{4}-\d{1,9}")


@officer
@require_safe
def search(request: DeskRequest) -> HttpResponse:
    """A full number goes straight to its matter; anything else gives a list of at most fifty, the newest first."""
    words = " ".join(request.GET.get("q", "").split())[:LONGEST]
    if exact := _exact(request, words):
        return redirect("desk:proceeding", exact)
    found = list(with_last_act(_matching(request, words)).order_by("-pk")[: FOUND_MOST + 1]) if words else []
    context = {
        "search_words": words,
        "rows": rows_of(found[:FOUND_MOST], request.as_of),
        "more": len(found) > FOUND_MOST,
        "most": FOUND_MOST,
    }
    return render(request, "desk/search.html", context)


def _exact(request: DeskRequest, words: str) -> str:
    """The number of the one matter meant, if the actor may see it."""
    seen = visible(request.actor)
    if NUMBER.fullmatch(words):
        return seen.filter(number=words.upper()).values_list("number", flat=True).first() or ""
    petition = by_receipt(words) if words else None
    if petition is None:
        return ""
    return seen.filter(pk=petition.proceeding_id).values_list("number", flat=True).first() or ""


def _matching(request: DeskRequest, words: str) -> QuerySet[Proceeding]:
    """Every word must be found: in the number, the subject, the place, a document number or a number elsewhere."""
    matters = visible(request.actor)
    for word in words.split():
        papers = Paper.objects.filter(proceeding=OuterRef("pk"), number__icontains=word)
        elsewhere = UpstreamNumber.objects.filter(proceeding=OuterRef("pk"), number__icontains=word)
        matters = matters.filter(
            Q(number__icontains=word)
            | Q(title__icontains=word)
            | Q(petition__place__icontains=word)
            | Q(area__name_zh__icontains=word)
            | Q(area__name_en__icontains=word)
            | Exists(papers)
            | Exists(elsewhere)
        )
    return matters
