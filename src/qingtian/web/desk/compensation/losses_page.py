"""The sheet of losses (损失清单) of one claim: read by head, and entered by head through the declared act."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from qingtian.apps.proceedings.actions.perform import perform
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.queries import possible
from qingtian.enforcement.losses import HEADS, Loss, read_sheet, total
from qingtian.errors import QingtianError
from qingtian.language import Text
from qingtian.web.desk.compensation.seats import admitted, claim_of
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.web.templatetags.words import say
from qingtian.web.typed import whole

ACT = "enter_losses"
COLUMNS = ("amount", "method", "evidence", "by")
LONGEST = 300
KEPT = Text("损失清单已记入，合计 {total} 元。", "The sheet is recorded; it adds up to {total} yuan.")


@dataclass(frozen=True, slots=True)
class Row:
    """One head as it stands or as it was typed."""

    code: str
    title: Text
    amount: str = ""
    method: str = ""
    evidence: str = ""
    by: str = ""


@officer
@require_http_methods(["GET", "HEAD", "POST"])
@admitted("desk:compensation_losses")
def losses(request: DeskRequest, number: str) -> HttpResponse:
    """GET the sheet with its exact sum; POST a new one, which takes the place of the one before."""
    claim = claim_of(request, number)
    offered = {one.transition.act: one for one in possible(claim, request.actor, request.as_of)}
    mine = ACT in offered and offered[ACT].allowed
    sheet = read_sheet(claim.projection["facts"]["losses"]) if claim.projection["facts"].get("losses") else ()
    refused: QingtianError | None = None
    rows = _rows(sheet)
    if request.method == "POST":
        if not mine:
            return render(request, "desk/compensation/not_yours.html", status=403)
        rows = _typed(request.POST)
        try:
            entered = read_sheet(_lines(rows))
            _enter(request, claim, _lines(rows), f"{total(entered):.2f}")
        except QingtianError as wrong:
            refused = wrong
        else:
            messages.success(request, say(KEPT.format(total=f"{total(entered):,.2f}")))
            return redirect("desk:compensation_losses", number)
    context = {
        "claim": claim,
        "sheet": [(one, f"{one.amount:,.2f}") for one in sheet],
        "total": f"{total(sheet):,.2f}" if sheet else "",
        "rows": rows,
        "mine": mine,
        "refused": refused,
        "expected": claim.seq,
        "once": secrets.token_urlsafe(18),
        "nav_current": "desk:enforcement",
    }
    return render(request, "desk/compensation/losses.html", context, status=422 if refused else 200)


def _rows(sheet: tuple[Loss, ...]) -> list[Row]:
    known = {one.head: one for one in sheet}
    return [
        Row(code, title, f"{one.amount:.2f}", one.method, one.evidence, one.appraised_by)
        if (one := known.get(code))
        else Row(code, title)
        for code, title in HEADS.items()
    ]


def _typed(post: Mapping[str, str]) -> list[Row]:
    """What was typed, a row a head; a bar in a cell would read as the next column."""
    cells = {
        code: [
            " ".join(post.get(f"{code}_{column}", "")[:LONGEST].replace("｜", "/").replace("|", "/").split())
            for column in COLUMNS
        ]
        for code in HEADS
    }
    return [Row(code, title, *cells[code]) for code, title in HEADS.items()]


def _lines(rows: list[Row]) -> str:
    """The sheet in lines; a head with nothing typed is not claimed, one half typed is refused where it is read."""
    filled = [row for row in rows if any((row.amount, row.method, row.evidence, row.by))]
    return "\n".join("｜".join((row.title.zh, row.amount, row.method, row.evidence, row.by)) for row in filled)


def _enter(request: DeskRequest, claim: Proceeding, lines: str, sum_: str) -> None:
    perform(
        claim,
        ACT,
        by=request.actor,
        on=request.as_of,
        now=request.now,
        fields={"losses": lines, "total": sum_},
        expected_seq=whole(request.POST.get("expected_seq", ""), otherwise=-1),
        once=request.POST.get("once", "")[:64] or None,
    )
