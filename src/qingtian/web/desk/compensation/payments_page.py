"""Payments of one claim (赔偿金账): what is owed, by when, what came into the treasury, what is left."""

from __future__ import annotations

from decimal import Decimal

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.compensation.models import Payment
from qingtian.apps.compensation.queries import ledger
from qingtian.apps.proceedings.queries import possible, projection_of
from qingtian.enforcement.compensation_ledger import Ledger, sum_or_zero
from qingtian.language import Text
from qingtian.web.desk.compensation.seats import admitted, claim_of
from qingtian.web.desk.seat import DeskRequest, officer


@officer
@require_safe
@admitted("desk:compensation_payments")
def payments(request: DeskRequest, number: str) -> HttpResponse:
    """Instalments and payments side by side, every sum exact."""
    claim = claim_of(request, number)
    projection = projection_of(claim)
    held = ledger(claim, projection)
    offered = {one.transition.act: one for one in possible(claim, request.actor, request.as_of)}
    context = {
        "claim": claim,
        "known": bool(projection.facts.get("payable")),
        "security": projection.facts.get("security", ""),
        "sums": _sums(str(projection.facts.get("amount", "0")), held, held.overdue_on(request.as_of)),
        "plan": [(one.due, f"{one.amount:,.2f}") for one in held.plan],
        "payments": [(one, f"{one.amount:,.2f}") for one in Payment.objects.filter(proceeding=claim)],
        "may_pay": "pay" in offered and offered["pay"].allowed,
        "nav_current": "desk:enforcement",
    }
    return render(request, "desk/compensation/payments.html", context)


def _sums(amount: str, held: Ledger, overdue: Decimal) -> list[tuple[Text, str]]:
    """Every sum with its name; what there is none of is left out."""
    rows = [
        (Text("赔偿总额", "Compensation in all"), sum_or_zero(amount)),
        (Text("应缴赔偿金", "Payable in money"), held.payable),
        (Text("改缴的修复费用", "Cost of restoration demanded"), held.fallback),
        (Text("已缴", "Paid"), held.paid),
        (Text("还欠", "Still owed"), held.balance),
        (Text("其中到期没缴", "Of it overdue"), overdue),
    ]
    optional = (2, 5)
    return [(title, f"{sum_:,.2f}") for place, (title, sum_) in enumerate(rows) if sum_ or place not in optional]
