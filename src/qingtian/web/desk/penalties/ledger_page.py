"""The account of one case's fine (罚款台账): what is due, what came in, every day of the late charge, what is left."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from qingtian.apps.penalties.actions.move_money import BY_HAND, Told, enter, reverse
from qingtian.apps.penalties.fines import account_of
from qingtian.apps.penalties.models import FineEntry
from qingtian.apps.penalties.numbers import law
from qingtian.apps.people.models import Post
from qingtian.apps.proceedings.models import Proceeding
from qingtian.enforcement.money import yuan
from qingtian.errors import QingtianError, Refused
from qingtian.language import Text
from qingtian.web.access import PAGES
from qingtian.web.design.fields import Choice, FieldView
from qingtian.web.desk.enforcement.seats import ENFORCING, only
from qingtian.web.desk.penalties.choice import PROCEDURE
from qingtian.web.desk.penalties.fine_words import KINDS, REASONS, rows_of, runs_of, state_of, sum_words, totals
from qingtian.web.desk.seat import DeskRequest, matter, officer
from qingtian.web.templatetags.words import say
from qingtian.web.typed import whole

DONE = Text("已登记第 {number} 行。", "Entered as row {number}.")
NOT_A_DAY = Text("日期写成 2026-03-16 这样。", "Write the day like 2026-03-16.")
NOT_YOURS = Text("由办案机关的办案、审查人员登记。", "Officers of the organ that handles the case enter it.")
#: reasons somebody may choose; the last one is the acts'
CHOSEN = {code: title for code, title in REASONS.items() if code != FineEntry.Reason.VOIDED}


LIKE = Text("写成 50000 或 50000.50", "Like 50000 or 50000.50")
HINTS = {
    "payment": Text("当事人缴款，从国库或者银行凭证抄", "Money that came in, from the voucher"),
    "set_off": Text("同一行为已判处罚金，不再缴的部分", "What a criminal fine for the same act takes the place of"),
    "refund": Text("多缴的退还", "What was paid too much"),
}
KIND_CHOICES = tuple(Choice(kind.value, KINDS[kind.value], HINTS[kind.value]) for kind in BY_HAND)
REVERSE_FIELDS = (
    FieldView("row", Text("第几行", "Row"), "number", width="short"),
    FieldView(
        "reason", Text("原因", "Reason"), "select", choices=tuple(Choice(code, title) for code, title in CHOSEN.items())
    ),
)


@officer
@require_http_methods(["GET", "HEAD", "POST"])
@only(ENFORCING)
def fine_ledger(request: DeskRequest, number: str) -> HttpResponse:
    """GET the account as of today; POST ``do=enter`` adds a row, ``do=reverse`` takes one back."""
    acting = bool(request.actor.roles & PAGES["desk:fine_ledger"].acting)
    if request.method == "POST" and not acting:
        return render(request, "desk/enforcement/not_yours.html", status=403)
    case = matter(request, number)
    if case.procedure != PROCEDURE:
        raise Http404
    mine = acting and _of_the_office(request, case)
    refused: QingtianError | None = None
    if request.method == "POST":
        try:
            row = _do(request, case, mine)
        except QingtianError as wrong:
            refused = wrong
        else:
            messages.success(request, say(DONE.format(number=row.number)))
            return redirect("desk:fine_ledger", case.number)
    context = _shown(request, case) | {"mine": mine, "refused": refused}
    return render(request, "desk/penalties/ledger.html", context, status=422 if refused else 200)


def _of_the_office(request: DeskRequest, case: Proceeding) -> bool:
    """The organ that handles the case, or one above it, enters its money."""
    return request.actor.organ in ((case.projection.get("relations", {}).get("office") or {}).get("chain") or [])


def _do(request: DeskRequest, case: Proceeding, mine: bool) -> FineEntry:
    if not mine:
        raise Refused("fines.not_yours", NOT_YOURS)
    by, today = request.actor.post or "", request.as_of
    if request.POST.get("do") == "reverse":
        return reverse(
            case, whole(request.POST.get("row", ""), otherwise=0), request.POST.get("reason", ""), by=by, today=today
        )
    return enter(case, _told(request.POST), by=by, today=today)


def _told(post: Mapping[str, str]) -> Told:
    kind = post.get("kind", "")
    try:
        on = date.fromisoformat(post.get("on", ""))
    except ValueError:
        raise Refused("fines.day", NOT_A_DAY, where="day") from None
    chosen = FineEntry.Kind(kind) if kind in BY_HAND else FineEntry.Kind.PAYMENT
    return Told(chosen, on, yuan(post.get("amount", "").strip()), post.get("reference", ""))


def _shown(request: DeskRequest, case: Proceeding) -> dict[str, Any]:
    found = account_of(case, request.as_of)
    codes = {one.entered_by for one in found.entries}
    posts = {one.code: Text(one.title_zh, one.title_en) for one in Post.objects.filter(code__in=codes)}
    account = found.account
    return {
        "matter": case,
        "rows": rows_of(found.entries, posts),
        "pending": found.pending,
        "account": account,
        "state": state_of(account, closed=case.ended_on is not None) if account else None,
        "totals": totals(account) if account else [],
        "runs": runs_of(account.days) if account else [],
        "days": [(one, sum_words(one.base), sum_words(one.charge)) for one in account.days] if account else [],
        "basis": [law().cite(one.basis) for one in (account.payment, account.rate)] if account else [],
        "fields": _fields(request),
        "reverse_fields": REVERSE_FIELDS,
        "nav_current": "desk:enforcement",
    }


def _fields(request: DeskRequest) -> list[FieldView]:
    """The form as it was sent, or empty with today's day."""
    sent = request.POST if request.method == "POST" else {}
    return [
        FieldView("kind", Text("登记什么", "What"), "radio", value=sent.get("kind", "payment"), choices=KIND_CHOICES),
        FieldView("on", Text("日期", "Day"), "date", value=sent.get("on", str(request.as_of)), width="date"),
        FieldView("amount", Text("金额（元）", "Sum (yuan)"), value=sent.get("amount", ""), hint=LIKE, width="short"),
        FieldView(
            "reference", Text("凭证号", "Reference"), value=sent.get("reference", ""), width="medium", maxlength=80
        ),
    ]
