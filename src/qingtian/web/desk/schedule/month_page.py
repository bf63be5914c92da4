"""One month: the rows of one's sight by area, a form for each row one has to fill in, who owes, what was urged."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from qingtian.apps.proceedings.queries import procedure_of, projection_of
from qingtian.apps.schedules.actions.fill_row import fill_row
from qingtian.apps.schedules.column_sets import column_sets
from qingtian.apps.schedules.models import Schedule, ScheduleRow
from qingtian.apps.schedules.owing import owing_rows
from qingtian.apps.schedules.queries import by_area, months_seen, rows_seen
from qingtian.apps.schedules.upward import progress
from qingtian.errors import QingtianError
from qingtian.language import Text
from qingtian.procedures.decide import FieldsRefused
from qingtian.procedures.who import Actor, admitted
from qingtian.web.desk.figures.words import organ_names
from qingtian.web.desk.schedule.month_files import taken
from qingtian.web.desk.schedule.months_page import NAV, may_open, state_of
from qingtian.web.desk.schedule.row_form import FIELDS, RowForm, row_form, sent
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.web.templatetags.words import say

SAVED = Text("已填 {number}。", "{number} is filled in.")


def month_of(request: DeskRequest, number: str) -> Schedule:
    """The month of that number, where the actor has a row in it or sees it whole; else 404."""
    found = months_seen(request.actor).filter(proceeding__number=number).first()
    if found is None:
        raise Http404
    return found


def of_the_office(actor: Actor, held: Schedule) -> bool:
    """Whether the actor's organ merges this month."""
    return "inspection_officer" in actor.roles and actor.organ == projection_of(held.proceeding).organ("office")


def may_fill(actor: Actor, row: ScheduleRow) -> bool:
    """Whether the row waits to be filled in, and the declaration lets this actor."""
    if not row.owing or row.case.state != "rectifying":
        return False
    transition = procedure_of(row.case).find("progress", row.case.state)
    chain = tuple(row.area.chain) if row.area else ()
    return transition is not None and admitted(transition, actor, projection_of(row.case).relations, chain)


@officer
@require_safe
def schedule(request: DeskRequest, number: str) -> HttpResponse:
    """The page; ``?format=xlsx`` or ``docx`` with ``columns`` takes the table away."""
    held = month_of(request, number)
    if request.GET.get("format") in ("xlsx", "docx"):
        wanted = column_sets().get(request.GET.get("columns", ""))
        if wanted is None:
            raise Http404
        return taken(request, held, list(rows_seen(request.actor, held)), wanted)
    return month_view(request, held)


@officer
@require_http_methods(["POST"])
def schedule_row(request: DeskRequest, number: str, pk: int) -> HttpResponse:
    """Fill in one row; what was typed stays where it is refused, and the next row to fill in comes first after it."""
    held = month_of(request, number)
    row = get_object_or_404(rows_seen(request.actor, held), pk=pk)
    values = sent(row, request.POST)
    once = request.POST.get("once", "")[:64] or None
    try:
        fill_row(row, values, by=request.actor, on=request.as_of, now=request.now, once=once)
    except FieldsRefused as wrong:
        return month_view(request, held, row_form(row, values, wrong.faults), status=422)
    except QingtianError as wrong:
        return month_view(request, held, row_form(row, values, {}, wrong), status=422)
    messages.success(request, say(SAVED.format(number=row.case.number)))
    waiting = [one for one in rows_seen(request.actor, held) if may_fill(request.actor, one)]
    anchor = f"#row-{waiting[0].pk}" if waiting else ""
    return redirect(reverse("desk:schedule", args=[number]) + anchor)


def month_view(
    request: DeskRequest,
    held: Schedule,
    refused_row: RowForm | None = None,
    *,
    refused: QingtianError | None = None,
    asks_reason: bool = False,
    typed: Mapping[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of a month, with what was refused where it was typed."""
    rows = list(rows_seen(request.actor, held))
    before = _said_before(held)
    standing = held.merged_on is None and held.standing
    forms = [
        refused_row
        if refused_row and refused_row.row.pk == row.pk
        else row_form(row, {"planned": before.get(row.case_id, "")}, {})
        for row in rows
        if standing and may_fill(request.actor, row)
    ]
    office = of_the_office(request.actor, held)
    owing = owing_rows(held) if office and standing else {}
    units = {row.unit or row.county for row in rows} | {row.county for row in rows} | {request.actor.organ or ""}
    urgings = [one for one in held.urgings.all() if office or one.unit in units]
    names = organ_names([*owing, *units, *(one.unit for one in urgings)])
    context = {
        "held": held,
        "matter": held.proceeding,
        "state": state_of(held),
        "standing": standing,
        "areas": [(counts, _lines(rows, counts.area)) for counts in by_area(rows)],
        "forms": forms,
        "labels": FIELDS,
        "office": office,
        "may_open": may_open(request),
        "owing": [(unit, names.get(unit, unit), lines) for unit, lines in owing.items()],
        "urgings": [(one, names.get(one.unit, one.unit)) for one in urgings],
        "over": request.as_of > held.fill_by,
        "column_sets": list(column_sets().values()),
        "refused": refused,
        "asks_reason": asks_reason,
        "typed": typed or {},
        "once": secrets.token_urlsafe(18),
        "nav_current": NAV,
    }
    return render(request, "desk/schedule/month.html", context, status=status)


def _said_before(held: Schedule) -> dict[int, str]:
    """What each case said last month it would do next: that is what was planned for this one."""
    earlier = ScheduleRow.objects.filter(schedule__standing=True, schedule__month__lt=held.month)
    earlier = earlier.filter(schedule__area=held.area_id, case__schedule_rows__schedule=held).exclude(next_step="")
    return dict(earlier.order_by("schedule__month").values_list("case_id", "next_step"))


def _lines(rows: list[ScheduleRow], area: Any) -> list[tuple[ScheduleRow, str]]:
    return [(row, progress(row)) for row in rows if row.area_id == (area.pk if area else None)]
