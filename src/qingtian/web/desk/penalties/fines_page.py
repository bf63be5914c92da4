"""Fines and how each stands (罚款缴纳): a list of cases in the order they were opened, never a ranking."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.parties.models import Party
from qingtian.apps.parties.queries import name_for
from qingtian.apps.penalties.fines import CaseAccount, accounts_of
from qingtian.apps.penalties.models import FineEntry
from qingtian.apps.proceedings.policy import visible
from qingtian.enforcement.fine_account import FineAccount
from qingtian.language import Text
from qingtian.web.access import PAGES
from qingtian.web.desk.enforcement.seats import ENFORCING, only
from qingtian.web.desk.penalties.choice import PROCEDURE
from qingtian.web.desk.penalties.fine_words import state_of, sum_words
from qingtian.web.desk.seat import DeskRequest, officer

PAGE = 50
IMPORTERS = frozenset({"penalty_officer", "penalty_reviewer", "administrator"})


@dataclass(frozen=True, slots=True)
class Row:
    """A case with its account."""

    found: CaseAccount
    account: FineAccount
    party: str
    state: Text
    last_day: date

    @property
    def sums(self) -> tuple[str, str, str]:
        """Fine, late charge, what is left in all."""
        return sum_words(self.account.fine), sum_words(self.account.charge), sum_words(self.account.left)


@officer
@require_safe
@only(ENFORCING)
def fines(request: DeskRequest) -> HttpResponse:
    """Cases with a fine served, the latest first; ``?page=``. The account of each is reckoned as of today."""
    due = FineEntry.objects.filter(kind=FineEntry.Kind.DUE)
    seen = visible(request.actor).filter(procedure=PROCEDURE, pk__in=due.values("proceeding"))
    page = Paginator(seen.order_by("-pk"), PAGE).get_page(request.GET.get("page"))
    held = accounts_of(list(page.object_list), request.as_of)
    parties = Party.objects.in_bulk([one.case.party for one in held if one.case.party], field_name="number")
    rows = [
        Row(
            one,
            one.account,
            _name(parties.get(one.case.party), request),
            state_of(one.account, closed=one.case.ended_on is not None),
            _last_day(one.account),
        )
        for one in held
        if one.account is not None
    ]
    context: dict[str, Any] = {
        "rows": rows,
        "page": page,
        "may_import": bool(request.actor.roles & IMPORTERS & PAGES["desk:ledger"].roles),
        "nav_current": "desk:enforcement",
    }
    return render(request, "desk/penalties/fines.html", context)


def _name(party: Party | None, request: DeskRequest) -> str:
    return name_for(party, request.actor) if party else ""


def _last_day(account: FineAccount) -> date:
    """Of the instalments the last; a fine that was revoked keeps the day it had."""
    return account.dues[-1].on if account.dues else account.payment.due
