"""Candidate crimes of one case: its facts, every limb they reach with article and threshold, and its transfers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.policy import takes_part, visible
from qingtian.apps.transfers.actions.enter_facts import enter_facts
from qingtian.apps.transfers.queries import latest_sheet, transfers_about
from qingtian.apps.transfers.sheet import candidates_of
from qingtian.enforcement.candidate_crime import CandidateCrime, Finding
from qingtian.enforcement.crime_limbs import load_limbs
from qingtian.enforcement.crime_printing import NO_VERDICT, OUTCOME_WORDS, cited_limb, threshold_words
from qingtian.errors import QingtianError
from qingtian.language import Text
from qingtian.law import load_law
from qingtian.procedures import load_procedures
from qingtian.web.desk.enforcement.seats import ENFORCING, only
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.web.desk.transfers.facts_form import FactsForm

#: posts that enter what a case amounts to
ENTERING = frozenset({"handling_officer", "penalty_officer", "legal_officer"})


@dataclass(frozen=True, slots=True)
class Row:
    """One candidate as the table shows it."""

    grade: Text
    title: Text
    found: Text | None
    threshold: Text | None
    outcome: Text
    basis: Text
    asks: tuple[Text, ...]
    doubtful: bool


@officer
@require_http_methods(["GET", "HEAD", "POST"])
@only(ENFORCING)
def candidates(request: DeskRequest, number: str) -> HttpResponse:
    """GET the candidates by the latest facts; POST other facts, another edition. 404 for what is no penalty case."""
    if request.method == "POST" and not request.actor.roles & ENTERING:
        return render(request, "desk/enforcement/not_yours.html", status=403)
    case = visible(request.actor).filter(number=number, procedure="penalty_case").first()
    if case is None:
        raise Http404
    sheet, refused = latest_sheet(case), None
    form = FactsForm.of_sheet(sheet, _act_on(case))
    may_enter = bool(request.actor.roles & ENTERING) and takes_part(request.actor, case) and case.ended_on is None
    if request.method == "POST":
        if not may_enter:
            return render(request, "desk/enforcement/not_yours.html", status=403)
        form = FactsForm(request.POST)
        try:
            if facts := form.facts():
                enter_facts(case, facts, by=request.actor, now=request.now)
                return redirect("desk:candidates", case.number)
        except QingtianError as wrong:
            refused = wrong
    context = {
        "case": case,
        "sheet": sheet,
        "groups": form.fields(),
        "refused": refused,
        "may_enter": may_enter,
        "wrong": bool(form.faults or refused),
        "no_verdict": NO_VERDICT,
        "transfers": _transfers(case),
        "nav_current": "desk:enforcement",
    } | (_reckoned(candidates_of(sheet)) if sheet else {"rows": [], "unknown": None})
    return render(request, "desk/transfers/candidates.html", context, status=422 if context["wrong"] else 200)


def _act_on(case: Proceeding) -> date | None:
    told = case.projection.get("facts", {}).get("act_on")
    return date.fromisoformat(told) if told else None


def _reckoned(reckoned: CandidateCrime) -> dict[str, object]:
    unknown = [one.limb.title for one in reckoned.findings if one.outcome == "not_known"]
    return {"rows": [_row(one) for one in reckoned.candidates], "unknown": unknown}


def _row(finding: Finding) -> Row:
    return Row(
        grade=load_limbs().grades[finding.limb.grade],
        title=finding.limb.title,
        found=finding.found,
        threshold=threshold_words(finding),
        outcome=OUTCOME_WORDS[finding.outcome],
        basis=cited_limb(finding.limb, load_law()),
        asks=finding.asks,
        doubtful=finding.outcome == "doubtful",
    )


def _transfers(case: Proceeding) -> list[tuple[Proceeding, Text, Text]]:
    found = []
    for matter in transfers_about(case):
        procedure = load_procedures().edition(matter.procedure, matter.edition)
        found.append((matter, procedure.title, procedure.states[matter.state].title))
    return found
