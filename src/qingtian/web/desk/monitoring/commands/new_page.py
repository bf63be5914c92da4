"""Propose a command to the field: the declared first act, with the devices under the officer's organ beside it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from qingtian.apps.monitors.models import DataLogger
from qingtian.apps.people.models import Organ
from qingtian.apps.proceedings.policy import may_see
from qingtian.hj212.requests import PARAMETERS, REQUESTS, Request
from qingtian.language import Text
from qingtian.web.desk.act_fields import FormField, form_fields
from qingtian.web.desk.act_page import Draft
from qingtian.web.desk.enforcement.seats import only
from qingtian.web.desk.monitoring.commands.words import NAV, PROCEDURE, PROPOSING
from qingtian.web.desk.opening import Opening
from qingtian.web.desk.seat import DeskRequest, officer

#: devices offered beside the form; more are found on their own page
OFFERED = 20


@sensitive_post_parameters("f_new_password")
@officer
@require_http_methods(["GET", "HEAD", "POST"])
@only(PROPOSING)
def new_command(request: DeskRequest) -> HttpResponse:
    """GET the list of commands, then the form of one (``?f_command=``, ``?f_logger=``); POST to propose it. A password
    that was typed is never shown again."""
    opening = Opening.of(request, PROCEDURE)
    draft = opening.sent() if request.method == "POST" else opening.fresh(opening.asked())
    asked = REQUESTS.get(str(draft.values.get("command")))
    if asked is None and request.method != "POST":
        return _choose(request, str(draft.values.get("logger", "")))
    title = f"{asked.zh}：{str(draft.values.get('logger', '')).strip()}"[:200] if asked else ""
    opened = opening.perform(draft, title=title)
    if opened is None:
        draft.values.pop("new_password", None)
        more = (
            {"asked": asked, "command": draft.values["command"], "fields": _fields(opening, draft, asked)}
            if asked
            else {}
        )
        loggers = _under(request.actor.organ)
        return opening.page("desk/monitoring/commands/new.html", draft, loggers=loggers, nav_current=NAV, **more)
    seen = may_see(request.actor, opened)
    return redirect("desk:proceeding", opened.number) if seen else redirect("desk:field_commands")


def _choose(request: DeskRequest, logger: str) -> HttpResponse:
    """Which command: settings apart from what only reads."""
    groups = [
        (
            Text("只读取", "Only reads"),
            [(key, one) for key, one in REQUESTS.items() if one.reads],
        ),
        (
            Text("改变设置，或者让设备动作", "Changes a setting, or makes the device act"),
            [(key, one) for key, one in REQUESTS.items() if not one.reads],
        ),
    ]
    context = {"groups": groups, "logger": logger, "nav_current": NAV}
    return render(request, "desk/monitoring/commands/choose.html", context)


def _fields(opening: Opening, draft: Draft, asked: Request) -> list[FormField]:
    """Only what this command carries; what it needs is marked so."""
    carried = {*asked.needs, *asked.optional}
    kept = [
        declared.model_copy(update={"required": declared.required or declared.name in asked.needs})
        for declared in opening.transition.fields
        if declared.name not in PARAMETERS or declared.name in carried
    ]
    narrowed = opening.transition.model_copy(update={"fields": kept})
    return form_fields(narrowed, opening.setting, draft.values, draft.faults, {}, without=frozenset({"command"}))


def _under(organ: str | None) -> list[DataLogger]:
    """Devices in use whose supervision lies with this organ or one below it."""
    own = Organ.objects.filter(code=organ).first()
    if own is None:
        return []
    found = DataLogger.objects.filter(active=True, organ__path__startswith=own.path).select_related("outlet")
    return list(found.order_by("mn")[:OFFERED])
