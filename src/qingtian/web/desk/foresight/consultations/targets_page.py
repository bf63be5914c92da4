"""Targets of the year (年度目标): by place and item, each with the document that set it; the latest row holds."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from qingtian.apps.air.places import regions
from qingtian.apps.air_consultations.actions.enter_target import enter_target
from qingtian.apps.air_consultations.models import YearTarget
from qingtian.apps.air_consultations.pack.state import plain
from qingtian.errors import QingtianError
from qingtian.language import Text
from qingtian.web.access import PAGES
from qingtian.web.desk.foresight.consultations.list_page import NAV
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.web.templatetags.words import say

ITEMS = {
    "PM10": Text("PM10 年均值，µg/m³", "Mean of PM10, µg/m³"),
    "PM2_5": Text("PM2.5 年均值，µg/m³", "Mean of PM2.5, µg/m³"),
    "AQI": Text("优良天数比例，%", "Share of good days, %"),
}
FIELDS = ("place", "year", "item", "value", "basis")
ENTERED = Text("目标已录入，以后做的资料用它。", "The target is entered; packs made from now on use it.")


@officer
@require_http_methods(["GET", "HEAD", "POST"])
def targets(request: DeskRequest) -> HttpResponse:
    """GET the targets with the form, POST one more; 403 for a post that may not enter any."""
    may_enter = bool(PAGES["desk:air_targets"].acting & request.actor.roles)
    sent = {name: request.POST.get(name, "") for name in FIELDS}
    refused = None
    if request.method == "POST":
        if not may_enter:
            return render(request, "desk/foresight/consultations/not_yours.html", {"nav_current": NAV}, status=403)
        try:
            enter_target(**sent, by=request.actor, on=request.as_of)
        except QingtianError as error:
            refused = error
        else:
            messages.success(request, say(ENTERED))
            return redirect("desk:air_targets")
    places = regions()
    context = {
        "rows": _rows({place.code: place.name for place in places}),
        "places": places,
        "items": ITEMS,
        "sent": sent if refused else {"year": str(request.as_of.year)},
        "refused": refused,
        "may_enter": may_enter,
        "nav_current": NAV,
    }
    return render(request, "desk/foresight/consultations/targets.html", context, status=422 if refused else 200)


def _rows(names: dict[str, Text]) -> list[tuple[YearTarget, Text, Text, str]]:
    """The latest of each place, year and item, the latest year first."""
    held: dict[tuple[str, int, str], YearTarget] = {}
    for row in YearTarget.objects.order_by("-year", "place", "item", "pk"):
        held[row.place, row.year, row.item] = row
    return [
        (row, names.get(row.place, Text(row.place, row.place)), ITEMS[row.item], plain(row.value))
        for row in held.values()
    ]
