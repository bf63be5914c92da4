"""Draws of look-backs: the list, a new draw, and of each its tickets, who looks, what was found."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from qingtian.apps.cases.actions.draw_look_backs import commit_draw
from qingtian.apps.cases.look_back_drawing import drawn_cases, of_lines, reasons_of_lines
from qingtian.apps.cases.models import DrawnCase
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.policy import visible
from qingtian.apps.proceedings.queries import procedure_of, projection_of
from qingtian.language import Text
from qingtian.procedures import Projection
from qingtian.web.desk.figures.words import organ_names
from qingtian.web.desk.seat import DeskRequest, matter, officer
from qingtian.web.desk.short_form import ShortForm

PROCEDURE, ROLE, NAV = "look_back_draw", "inspection_officer", "desk:supervision"
RESULTS = {
    "": Text("还没有看", "not looked at yet"),
    "no": Text("没有反弹", "has not come back"),
    "yes": Text("反弹，重新整改", "came back, reopened"),
}
WAYS = {"random": Text("随机", "at random"), "risk": Text("按风险", "by risk")}
SHOWN = 100


@officer
@require_safe
def look_backs(request: DeskRequest) -> HttpResponse:
    """Every draw in one's sight, the latest first, with what the units were found to have kept."""
    draws = (
        visible(request.actor)
        .filter(procedure=PROCEDURE)
        .annotate(
            drawn=Count("drawn_cases"),
            looked=Count("drawn_cases", filter=~Q(drawn_cases__result="")),
            back=Count("drawn_cases", filter=Q(drawn_cases__result="yes")),
        )
        .order_by("-pk")[:SHOWN]
    )
    rows = [(draw, procedure_of(draw).states[draw.state].title) for draw in draws]
    context = {"rows": rows, "may_draw": ROLE in request.actor.roles, "nav_current": NAV}
    return render(request, "desk/cases/look_backs.html", context)


@officer
@require_http_methods(["GET", "HEAD", "POST"])
def new_look_back(request: DeskRequest) -> HttpResponse:
    """GET the form, POST to fix the list; the seed comes on a later day, by the draw's own act."""
    if ROLE not in request.actor.roles:
        return render(request, "desk/cases/not_yours.html", status=403)
    first = _first(request.as_of)
    form = ShortForm(request, PROCEDURE, first, "desk/cases/new_look_back.html", "desk:look_back", NAV)
    return form.answer(commit_draw)


@officer
@require_safe
def look_back(request: DeskRequest, number: str) -> HttpResponse:
    """One draw with all it takes to repeat it."""
    found = matter(request, number)
    if found.procedure != PROCEDURE:
        raise Http404
    projection = projection_of(found)
    facts = projection.facts
    rows = list(DrawnCase.objects.filter(draw=found).select_related("case").order_by("by", "ticket"))
    units = of_lines(facts.get("candidates", ""))
    names = organ_names([*units.values(), *(row.looker for row in rows)])
    seen = set(visible(request.actor).filter(pk__in=[row.case_id for row in rows]).values_list("pk", flat=True))
    context = {
        "matter": found,
        "facts": facts,
        "state": procedure_of(found).states[found.state].title,
        "rows": [
            {
                "drawn": row,
                "unit": names.get(row.unit, row.unit),
                "way": WAYS[row.by],
                "looker": names.get(row.looker, row.looker),
                "result": RESULTS[row.result],
                "seen": row.case_id in seen,
                "assignable": row.case_id in seen and row.looked_by is None and ROLE in request.actor.roles,
            }
            for row in rows
        ],
        "candidates": [(number, names.get(unit, unit)) for number, unit in units.items()],
        "at_risk": reasons_of_lines(facts.get("at_risk", "")).items(),
        "holds": drawn_again(projection, rows),
        "nav_current": NAV,
    }
    return render(request, "desk/cases/look_back.html", context)


def drawn_again(projection: Projection, rows: list[DrawnCase]) -> bool | None:
    """Whether list and seed of the record give these cases; None while nothing is drawn."""
    facts = projection.facts
    if "seed" not in facts:
        return None
    again = drawn_cases(
        of_lines(facts["candidates"]),
        reasons_of_lines(facts.get("at_risk", "")),
        str(facts["seed"]),
        random_share=facts["random_share"],
        risk_share=facts["risk_share"],
    )
    return {(one.number, one.by, one.ticket) for one in again} == {(r.case.number, r.by, r.ticket) for r in rows}


def _first(today: date) -> dict[str, str]:
    """The year before this quarter: whatever was closed in it may be drawn."""
    start = date(today.year, today.month - (today.month - 1) % 3, 1)
    last = start - timedelta(days=1)
    quarter = (today.month - 1) // 3 + 1
    return {
        "subject": f"{today.year}年第{quarter}季度回头看",
        "first_day": str(date(last.year - 1, last.month, last.day) + timedelta(days=1)),
        "last_day": str(last),
        "seed_source": "",
    }


def draws_of(case: Proceeding) -> list[DrawnCase]:
    """The draws a case came out of, the latest first."""
    return list(DrawnCase.objects.filter(case=case).select_related("draw").order_by("-pk"))
