"""The calculators: a page each and a list of them. The form is a GET: an answer is an address to keep or send."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.proceedings.calendars import calendar
from qingtian.errors import QingtianError
from qingtian.language import Text
from qingtian.law.reading import load_law
from qingtian.web.desk.calculators.asked import Asked, WrongField
from qingtian.web.desk.calculators.calculator import Calculator, Reckoning, Room
from qingtian.web.desk.calculators.clocks import COURT_WINDOW, DAILY_PENALTY, LATE_CHARGE, SEIZURE
from qingtian.web.desk.calculators.discretion import DISCRETION
from qingtian.web.desk.calculators.law_choice import LAW_CHOICE
from qingtian.web.desk.seat import DeskRequest, officer

CALCULATORS: Mapping[str, Calculator] = {
    each.name: each for each in (DISCRETION, LAW_CHOICE, DAILY_PENALTY, LATE_CHARGE, COURT_WINDOW, SEIZURE)
}
#: of the form's own button: without it the form is only being chosen
ASKED = "go"
NAV = "desk:enforcement"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why nothing was reckoned: the sentence, what to do, the article."""

    message: Text
    remedy: Text | None
    basis: str
    field: str = ""


@officer
@require_safe
def calculators(request: DeskRequest) -> HttpResponse:
    """The six, a line each."""
    return render(request, "desk/calculators/list.html", {"calculators": CALCULATORS.values(), "nav_current": NAV})


@officer
@require_safe
def calculator(request: DeskRequest, name: str) -> HttpResponse:
    """One calculator: its questions, and once asked the answer with every step. Refused answers are 422."""
    if name not in CALCULATORS:
        raise Http404
    found, asked = CALCULATORS[name], Asked(request.GET)
    room = Room(load_law(), calendar(), request.as_of)
    reckoned, refusal = _reckoned(found, asked, room) if ASKED in request.GET else (None, None)
    fields = found.fields(asked, room)
    if refusal and refusal.field:
        fields = [replace(view, error=refusal.message) if view.name == refusal.field else view for view in fields]
    context = {
        "calculator": found,
        "fields": fields,
        "reckoned": reckoned,
        "refusal": refusal,
        "variants": found.variants(asked, room) if found.variants else (),
        "examples": [(each.title, _query(each.answers)) for each in found.examples],
        "note": found.note(asked, room),
        "nav_current": NAV,
    }
    return render(request, "desk/calculators/calculator.html", context, status=422 if refusal else 200)


def _reckoned(found: Calculator, asked: Asked, room: Room) -> tuple[Reckoning | None, Refusal | None]:
    try:
        return found.reckon(asked, room), None
    except WrongField as wrong:
        error = wrong.error
        return None, Refusal(error.message, error.remedy, error.basis, wrong.name)
    except QingtianError as error:
        return None, Refusal(error.message, error.remedy, error.basis)


def _query(answers: Mapping[str, str | Sequence[str]]) -> str:
    return urlencode({**answers, ASKED: "1"}, doseq=True)
