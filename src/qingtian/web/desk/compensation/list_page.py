"""Claims (索赔案件): how far each is, what was assessed, what is owed and what came in. A report, never a ranking."""

from __future__ import annotations

from decimal import Decimal

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.compensation.queries import PROCEDURE, paid_by_claim, seen_by
from qingtian.apps.proceedings.models import Proceeding
from qingtian.enforcement.compensation_ledger import ledger_of, sum_or_zero
from qingtian.language import Text
from qingtian.procedures import load_procedures
from qingtian.web.access import PAGES
from qingtian.web.desk.compensation.seats import admitted
from qingtian.web.desk.figures.words import organ_names
from qingtian.web.desk.seat import DeskRequest, officer

SHOWN = 200


@officer
@require_safe
@admitted("desk:compensation_claims")
def claims(request: DeskRequest) -> HttpResponse:
    """Open claims by their earliest clock; ``?ended=1`` the ended ones, the latest first."""
    ended = bool(request.GET.get("ended"))
    held = seen_by(request.actor).filter(ended_on__isnull=not ended)
    rows = list((held if ended else held.order_by("next_due", "pk"))[:SHOWN])
    paid, names = paid_by_claim(rows), organ_names([_bureau(one) for one in rows])
    context = {
        "rows": [_row(one, paid.get(one.pk, Decimal("0.00")), names, request) for one in rows],
        "ended": ended,
        "may_open": bool(request.actor.roles & PAGES["desk:new_compensation"].roles),
        "nav_current": "desk:enforcement",
    }
    return render(request, "desk/compensation/claims.html", context)


def _bureau(claim: Proceeding) -> str:
    return str(((claim.projection.get("relations", {}).get("bureau") or {}).get("chain") or [""])[-1])


def _row(claim: Proceeding, paid: Decimal, names: dict[str, str], request: DeskRequest) -> dict[str, object]:
    facts = claim.projection["facts"]
    ledger = ledger_of(facts, [paid], fallback_demanded=bool(claim.projection["done"].get("claim_fallback")))
    overdue = claim.ended_on is None and claim.next_due is not None and claim.next_due < request.as_of
    return {
        "claim": claim,
        "state": state_of(claim),
        "bureau": names.get(_bureau(claim), ""),
        "total": f"{sum_or_zero(str(facts['total'])):,.2f}" if facts.get("total") else "",
        "owed": f"{ledger.owed:,.2f}" if facts.get("payable") else "",
        "paid": f"{ledger.paid:,.2f}" if facts.get("payable") else "",
        "overdue": overdue,
    }


def state_of(claim: Proceeding) -> Text:
    """The state in the words of the claim's own edition."""
    return load_procedures().edition(PROCEDURE, claim.edition).states[claim.state].title
