"""Payments of one claim (赔偿金账): what is owed, by when, what came into the treasury, what is left."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.compensation.models import Payment
from qingtian.apps.compensation.queries import ledger
from qingtian.apps.proceedings.queries import possible, projection_of
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
    overdue = held.overdue_on(request.as_of)
    context = {
        "claim": claim,
        "known": bool(projection.facts.get("payable")),
        "amount": projection.facts.get("amount", ""),
        "security": projection.facts.get("security", ""),
        "payable": f"{held.payable:,.2f}",
        "fallback": f"{held.fallback:,.2f}" if held.fallback else "",
        "owed": f"{held.owed:,.2f}",
        "paid": f"{held.paid:,.2f}",
        "balance": f"{held.balance:,.2f}",
        "overdue": f"{overdue:,.2f}" if overdue else "",
        "plan": [(one.due, f"{one.amount:,.2f}") for one in held.plan],
        "payments": [(one, f"{one.amount:,.2f}") for one in Payment.objects.filter(proceeding=claim)],
        "may_pay": "pay" in offered and offered["pay"].allowed,
        "nav_current": "desk:enforcement",
    }
    return render(request, "desk/compensation/payments.html", context)
