"""One plan (靶向检查计划): its units, chosen or drawn, with reasons, the way to each visit, and what was found."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from qingtian.apps.parties.models import Party
from qingtian.apps.proceedings.models import Link, Proceeding
from qingtian.apps.proceedings.policy import visible
from qingtian.apps.targeting.choosing import random_share
from qingtian.apps.targeting.models import PlannedVisit
from qingtian.apps.targeting.queries import plans, units_of
from qingtian.language import Text
from qingtian.procedures import load_procedures
from qingtian.targeting.visits import Rate
from qingtian.web.desk.enforcement.seats import only
from qingtian.web.desk.inspections.new_page import ENTERS
from qingtian.web.desk.inspections.words import state_words
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.web.desk.targeting.words import (
    NAV,
    READERS,
    RESULTS,
    Estimate,
    estimate,
    in_short,
    rate_words,
    reasons,
    units_named,
)


@dataclass(frozen=True, slots=True)
class Row:
    """One unit of the plan. ``new_visit``: the form that enters its visit; ``penalty``: the case it led to, if any."""

    planned: PlannedVisit
    unit: Party | None
    estimate: Estimate
    why: Text
    result: Text
    state: Text | None
    new_visit: str
    penalty: str


@officer
@require_safe
@only(READERS)
def visit_plan(request: DeskRequest, number: str) -> HttpResponse:
    """404 where the officer may not see it; acts are on its matter."""
    matter = plans(request.actor).filter(number=number).first()
    if matter is None:
        raise Http404
    rows = units_of(matter)
    procedure = load_procedures().edition(matter.procedure, matter.edition)
    targeted, random = (
        Rate(matter.targeted_done, matter.targeted_found),
        Rate(matter.random_done, matter.random_found),
    )
    context = {
        "matter": matter,
        "facts": matter.projection["facts"],
        "state": procedure.states[matter.state].title,
        "rows": _rows(request, matter, rows),
        "random_units": sum(row.random for row in rows),
        "share": random_share(request.as_of),
        "targeted": rate_words(targeted),
        "random": rate_words(random),
        "nav_current": NAV,
    }
    return render(request, "desk/targeting/plan.html", context)


def _rows(request: DeskRequest, matter: Proceeding, rows: list[PlannedVisit]) -> list[Row]:
    units, why = units_named(row.party for row in rows), reasons(request, rows)
    penalties = _penalties(request, [row.visit_id for row in rows if row.visit_id])
    may = bool(ENTERS & request.actor.roles) and matter.state in ("approved", "running")
    return [
        Row(
            planned=row,
            unit=units.get(row.party),
            estimate=estimate(row),
            why=in_short(why[row.pk]),
            result=RESULTS[row.result],
            state=state_words(row.visit) if row.visit else None,
            new_visit=_new_visit(matter, row) if may and row.state == "waiting" else "",
            penalty=penalties.get(row.visit_id or 0, ""),
        )
        for row in rows
    ]


def _new_visit(matter: Proceeding, row: PlannedVisit) -> str:
    """The form of a daily visit by the plan: the draw of a plan draws units alone, so it is no double random draw."""
    told = {
        "party": row.party,
        "f_about": matter.number,
        "f_kind": "daily",
        "f_ground": "plan",
        "f_subject": matter.title,
    }
    return f"{reverse('desk:new_visit')}?{urlencode(told)}"


def _penalties(request: DeskRequest, visits: list[int]) -> dict[int, str]:
    """By visit, the penalty case it gave rise to, where this officer may see it."""
    seen = visible(request.actor).filter(procedure="penalty_case").values("pk")
    links = Link.objects.filter(source__in=visits, target__in=seen, kind=Link.Kind.GAVE_RISE_TO, undone_by=None)
    return dict(links.values_list("source", "target__number"))
