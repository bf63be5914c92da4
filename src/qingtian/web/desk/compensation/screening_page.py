"""Screening (线索筛查): serious penalty cases that nobody registered a clue of damage about."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from qingtian.apps.compensation.queries import SERIOUS_FINE, ToScreen, unscreened
from qingtian.language import Text
from qingtian.web.access import PAGES
from qingtian.web.desk.compensation.seats import admitted, law
from qingtian.web.desk.seat import DeskRequest, officer

SHOWN = 200


@officer
@require_safe
@admitted("desk:compensation_screening")
def screening(request: DeskRequest) -> HttpResponse:
    """Each case with every reason to screen it; its clue is then claimed, or refused on a coded ground."""
    waiting = unscreened(request.actor, request.as_of, law())
    figure = law().figure(SERIOUS_FINE, on=request.as_of)
    context = {
        "rows": [_row(one) for one in waiting[:SHOWN]],
        "count": len(waiting),
        "fine_from": f"{figure.value:,}",
        "may_open": bool(request.actor.roles & PAGES["desk:new_compensation"].roles),
        "nav_current": "desk:enforcement",
    }
    return render(request, "desk/compensation/screening.html", context)


def _row(one: ToScreen) -> dict[str, object]:
    case, facts = one.case, one.case.projection["facts"]
    told = {"f_source": "penalty", "f_about": case.number, "f_subject": case.title, "f_party": case.party}
    area = (facts.get("area") or {}).get("code", "")
    reasons = Text("、".join(reason.zh for reason in one.reasons), "; ".join(reason.en for reason in one.reasons))
    return {
        "case": case,
        "reasons": reasons,
        "decided_on": facts.get("decided_on", ""),
        "open": f"{reverse('desk:new_compensation')}?{urlencode({**told, 'f_area': area})}",
    }
