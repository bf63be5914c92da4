"""For the head of the office that keeps the register: how long clues have been open (在登时间), and who has looked."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.clues.actions.look import look, looks
from qingtian.apps.clues.chain import Entry
from qingtian.apps.clues.policy import may_see_ageing
from qingtian.apps.clues.steps import OPEN, STATES
from qingtian.language import Text
from qingtian.web.design.shapes import Words
from qingtian.web.desk.clues.seats import only
from qingtian.web.desk.seat import DeskRequest

LOOKS_SHOWN = 50
PLACES = {"list": Text("登记簿", "The register"), "ageing": Text("在登时间", "Ages")}


@only(may_see_ageing)
@require_safe
def ageing(request: DeskRequest) -> HttpResponse:
    """For the head of the office: how many stand where and for how long, and who looked; not whom they concern."""
    found = [clue for clue in look(request.actor, now=request.now, at="ageing") if clue.is_open]
    rows = [
        (STATES[state], len(held), max(held), sum(held) // len(held))
        for state in OPEN
        if (held := [(request.as_of - clue.waits_since()).days for clue in found if clue.state == state])
    ]
    oldest = sorted(((clue.number, clue.days_open(request.as_of), STATES[clue.state]) for clue in found), key=_oldest)
    looked = [(datetime.fromisoformat(one.recorded_at), one.content["by"], _place(one)) for one in looks(LOOKS_SHOWN)]
    context = {
        "rows": rows,
        "oldest": oldest,
        "looked": looked,
        "most": LOOKS_SHOWN,
        "open": len(found),
        "nav_current": "desk:supervision",
    }
    return render(request, "desk/clues/ageing.html", context)


def _place(looked: Entry) -> Words:
    """What was looked at: the list, the ages, or one clue by its number."""
    at = str(looked.content["at"])
    return PLACES.get(at, at)


def _oldest(row: tuple[str, int, Text]) -> tuple[int, str]:
    return -row[1], row[0]
