"""Propose a command to the field: the declared first act, with the devices under the officer's organ beside it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from qingtian.apps.monitors.models import DataLogger
from qingtian.apps.people.models import Organ
from qingtian.apps.proceedings.policy import may_see
from qingtian.hj212.requests import REQUESTS
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
    """GET the form (``?f_logger=`` fills it), POST to propose. A password that was typed is never shown again."""
    opening = Opening.of(request, PROCEDURE)
    draft = opening.sent() if request.method == "POST" else opening.fresh(opening.asked())
    asked = REQUESTS.get(str(draft.values.get("command")))
    title = f"{asked.zh}：{str(draft.values.get('logger', '')).strip()}"[:200] if asked else ""
    opened = opening.perform(draft, title=title)
    if opened is None:
        draft.values.pop("new_password", None)
        return opening.page(
            "desk/monitoring/commands/new.html", draft, loggers=_under(request.actor.organ), nav_current=NAV
        )
    return (
        redirect("desk:proceeding", opened.number)
        if may_see(request.actor, opened)
        else redirect("desk:field_commands")
    )


def _under(organ: str | None) -> list[DataLogger]:
    """Devices in use whose supervision lies with this organ or one below it."""
    own = Organ.objects.filter(code=organ).first()
    if own is None:
        return []
    found = DataLogger.objects.filter(active=True, organ__path__startswith=own.path).select_related("outlet")
    return list(found.order_by("mn")[:OFFERED])
