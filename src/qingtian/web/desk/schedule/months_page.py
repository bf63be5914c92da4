"""The months of the schedule (整改月调度): areas with what is filled in, owed and late; opening a month."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from qingtian.apps.places.models import Area
from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.schedules.models import Schedule
from qingtian.apps.schedules.queries import by_area, months_seen, rows_seen
from qingtian.language import Text
from qingtian.procedures import load_procedures
from qingtian.procedures.who import Actor
from qingtian.web.access import PAGES
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.web.desk.short_form import ShortForm

NAV = "desk:supervision"
SHOWN = 24
#: of what was typed as a month so much may stand in a title
MONTH = 20


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
    first = {"month": f"{request.as_of:%Y-%m}"}
    form = ShortForm(request, "monthly_schedule", first, "desk/schedule/new.html", "desk:schedule", NAV)
    return form.answer(_open)


def _open(*, by: Actor, month: str, **given: Any) -> Proceeding:
    """The month by name, for the officer's own area."""
    subject = f"{month[:MONTH]} 整改调度"
    fields = {"subject": subject, "month": month, "area": by.area or _city()}
    return open_proceeding("monthly_schedule", by=by, title=subject, fields=fields, **given)


def _city() -> str:
    """The area of the whole city, for an office whose organ names none."""
    return Area.objects.filter(parent=None).order_by("pk").values_list("code", flat=True).first() or ""
