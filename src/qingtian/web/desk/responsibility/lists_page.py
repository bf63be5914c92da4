"""Duty lists (责任清单): the version in force on a day by unit and post, and what two versions differ in."""

from __future__ import annotations

from datetime import date
from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.people.duty_lists import duties_of, list_in_force, versions
from qingtian.apps.people.models import Duty, DutyList
from qingtian.apps.responsibility.comparing import Line, compared
from qingtian.language import Text
from qingtian.web.design.fields import Choice, FieldView
from qingtian.web.desk.responsibility.home import NAV
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.web.templatetags.words import name, page_language

IN_FORCE_ON = Text("哪天施行的", "In force on")
FROM, TO = Text("从", "From"), Text("到", "To")


def day_asked(request: DeskRequest) -> date:
    """The day of the address; today where it names none."""
    try:
        return date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        return request.as_of


def _version(request: DeskRequest, asked: str, among: list[DutyList]) -> DutyList | None:
    return next((one for one in among if one.version == request.GET.get(asked)), None)


@officer
@require_safe
def duty_lists(request: DeskRequest) -> HttpResponse:
    """``?version=`` chooses one, ``?on=`` the one in force that day; today's where neither is said."""
    known, on = list(versions()), day_asked(request)
    shown = _version(request, "version", known) or list_in_force(on)
    parts = [
        (organ, list(held)) for organ, held in groupby(duties_of(shown) if shown else [], key=lambda duty: duty.organ)
    ]
    context = {
        "versions": known,
        "in_force": list_in_force(request.as_of),
        "shown": shown,
        "parts": parts,
        "on": on,
        "day_field": FieldView("on", IN_FORCE_ON, "date", value=str(on), width="date"),
        "nav_current": NAV,
    }
    return render(request, "desk/responsibility/lists.html", context)


@officer
@require_safe
def duty_lists_compared(request: DeskRequest) -> HttpResponse:
    """``?from=`` and ``?to=``: two versions; the latest two where they are not said."""
    known = list(versions())
    after = _version(request, "to", known) or next(iter(known), None)
    before = _version(request, "from", known) or next((one for one in known[1:] if one != after), None)
    found = None
    if before and after:
        found = compared([_line(duty) for duty in duties_of(before)], [_line(duty) for duty in duties_of(after)])
    choices = [Choice(one.version, f"{one.version} {one.in_force_from:%Y-%m-%d}") for one in known]
    fields = [
        FieldView(asked, title, "select", value=one.version if one else "", choices=choices, width="medium")
        for asked, title, one in (("from", FROM, before), ("to", TO, after))
    ]
    context = {
        "versions": known,
        "fields": fields,
        "before": before,
        "after": after,
        "found": found,
        "nav_current": NAV,
    }
    return render(request, "desk/responsibility/compared.html", context)


def _line(duty: Duty) -> Line:
    """The duty as this reader reads it."""
    words = duty.text_en if page_language() == "en" else duty.text_zh
    return Line(duty.number, name(duty.organ), name(duty.post), words, duty.basis)
