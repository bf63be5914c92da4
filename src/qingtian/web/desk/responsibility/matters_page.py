"""The matters behind a number of duties: the same conditions as the figure, so that the two agree."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.people.duty_lists import duty_named
from qingtian.apps.places.models import Area
from qingtian.apps.responsibility.queries import CLOSED, LINKED, OPEN, UNASKED, UNFOUND, late, matters
from qingtian.language import Text
from qingtian.procedures import load_procedures
from qingtian.web.desk.lists.lists_page import year_asked
from qingtian.web.desk.responsibility.home import NAV
from qingtian.web.desk.seat import DeskRequest, officer

SHOWN = 200
FOUND = {
    "linked": (Text("有职责的", "with a duty"), LINKED),
    "unfound": (Text("没有找到职责的", "no duty found"), UNFOUND),
    "unasked": (Text("还没有认定的", "not asked about yet"), UNASKED),
}
STATES = {"closed": Text("办结", "closed"), "open": Text("在办", "open"), "late": Text("逾期", "overdue")}
#: an area that is none: matters that name no place
NOWHERE = "none"


@officer
@require_safe
def duty_matters(request: DeskRequest) -> HttpResponse:
    """``?duty=``, ``organ=``, ``post=``, ``found=``, ``state=``, ``area=``, ``year=`` and ``month=`` narrow it."""
    condition, said = _asked(request)
    found = matters(request.actor).filter(condition).order_by("-opened_on", "-pk")
    rows = found.select_related("area", "matter_duty__duty__organ", "matter_duty__duty__duty_list")[:SHOWN]
    procedures = load_procedures()
    context = {
        "rows": [
            (one, getattr(one, "matter_duty", None), procedures.edition(one.procedure, one.edition).states[one.state])
            for one in rows
        ],
        "whole": found.count(),
        "shown": SHOWN,
        "said": said,
        "nav_current": NAV,
    }
    return render(request, "desk/responsibility/matters.html", context)


def _asked(request: DeskRequest) -> tuple[Q, list[Text]]:
    """What narrows the list, and the same in words."""
    asked, condition, said = request.GET, Q(), []
    if (kind := FOUND.get(asked.get("found", ""))) is not None:
        said.append(kind[0])
        condition &= kind[1]
    if (state := asked.get("state", "")) in STATES:
        said.append(STATES[state])
        condition &= {"closed": CLOSED, "open": OPEN, "late": late(request.as_of)}[state]
    for name, column in (("organ", "matter_duty__duty__organ__code"), ("post", "matter_duty__duty__post__code")):
        if asked.get(name):
            condition &= Q(**{column: asked[name]})
    if asked.get("duty"):
        duty = duty_named(asked["duty"])
        condition &= Q(matter_duty__duty=duty) if duty else Q(pk__in=[])
        said += [Text(f"{duty.number} {duty.text_zh}", f"{duty.number} {duty.text_en}")] if duty else []
    place, place_said = _place(asked.get("area", ""))
    month, month_said = _month(request)
    return condition & place & month, [*said, *place_said, *month_said]


def _place(code: str) -> tuple[Q, list[Text]]:
    if code == NOWHERE:
        return Q(area__isnull=True), [Text("没有写地方", "no place named")]
    area = Area.objects.filter(code=code).first() if code else None
    if area is None:
        return (Q(pk__in=[]) if code else Q()), []
    return Q(area=area), [Text(area.name_zh, area.name_en)]


def _month(request: DeskRequest) -> tuple[Q, list[Text]]:
    """The year in which the matter was opened, and the month where one is asked for."""
    if "year" not in request.GET:
        return Q(), []
    year, told = year_asked(request), request.GET.get("month", "")
    month = int(told) if told.isascii() and told.isdigit() and len(told) <= 2 and 1 <= int(told) <= 12 else None
    if month is None:
        return Q(opened_on__year=year), [Text(f"{year} 年立件", f"opened in {year}")]
    words = Text(f"{year} 年 {month} 月立件", f"opened in {year}-{month:02d}")
    return Q(opened_on__year=year, opened_on__month=month), [words]
