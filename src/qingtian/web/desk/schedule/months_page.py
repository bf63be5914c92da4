"""The months of the schedule (整改月调度): areas with what is filled in, owed and late; opening a month."""

from __future__ import annotations

import secrets
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from qingtian.apps.installation.kind import DEMONSTRATION, kind
from qingtian.apps.places.models import Area
from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.schedules.models import Schedule
from qingtian.apps.schedules.queries import by_area, months_seen, rows_seen
from qingtian.errors import QingtianError
from qingtian.language import Text
from qingtian.procedures import load_procedures
from qingtian.procedures.decide import FieldsRefused
from qingtian.web.access import PAGES
from qingtian.web.design.fields import FieldView
from qingtian.web.desk.seat import DeskRequest, officer

NAV = "desk:supervision"
SHOWN = 24


def state_of(held: Schedule) -> Text:
    """The state of a month in words."""
    matter = held.proceeding
    return load_procedures().edition(matter.procedure, matter.edition).states[matter.state].title


@officer
@require_safe
def schedules(request: DeskRequest) -> HttpResponse:
    """Every month one may open, the latest first; of each the areas whose rows one sees."""
    months = [
        {"month": one, "state": state_of(one), "areas": by_area(rows_seen(request.actor, one))}
        for one in months_seen(request.actor)[:SHOWN]
    ]
    context = {"months": months, "may_open": may_open(request), "nav_current": NAV}
    return render(request, "desk/schedule/months.html", context)


def may_open(request: DeskRequest) -> bool:
    """Whether this post opens, chases, merges and sends."""
    return bool(request.actor.roles & PAGES["desk:new_schedule"].roles)


@officer
@require_http_methods(["GET", "HEAD", "POST"])
def new_schedule(request: DeskRequest) -> HttpResponse:
    """GET the form with this month filled in, POST to open it."""
    if not may_open(request):
        return render(request, "desk/schedule/not_yours.html", {"nav_current": NAV}, status=403)
    month = request.POST.get("month", f"{request.as_of:%Y-%m}")[:20]
    faults: dict[str, Any] = {}
    refused: QingtianError | None = None
    if request.method == "POST":
        subject = f"{month} 整改调度"
        try:
            opened = open_proceeding(
                "monthly_schedule",
                by=request.actor,
                on=request.as_of,
                now=request.now,
                title=subject,
                fields={"subject": subject, "month": month, "area": request.actor.area or _city()},
                once=request.POST.get("once", "")[:64] or None,
                generated=kind() == DEMONSTRATION,
            )
        except FieldsRefused as wrong:
            faults = dict(wrong.faults)
        except QingtianError as wrong:
            refused = wrong
        else:
            return redirect("desk:schedule", opened.number)
    act = load_procedures().on("monthly_schedule", request.as_of).transitions_from("start")[0]
    declared = act.field("month")
    assert declared is not None
    field = FieldView("month", declared.title, "text", declared.hint or "", month, faults.get("month", ""))
    context = {
        "field": field,
        "refused": refused,
        "consequence": act.consequence,
        "once": secrets.token_urlsafe(18),
        "nav_current": NAV,
    }
    return render(request, "desk/schedule/new.html", context, status=422 if faults or refused else 200)


def _city() -> str:
    """The area of the whole city, for an office whose organ names none."""
    return Area.objects.filter(parent=None).order_by("pk").values_list("code", flat=True).first() or ""
