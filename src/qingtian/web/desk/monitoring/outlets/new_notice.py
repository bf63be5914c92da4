"""Issue a notice (发督办通知): the declared first act; from a proposal it comes with outlet, hours and figures."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from qingtian.apps.monitors.models import Outlet
from qingtian.apps.monitors.policy import KEEPS
from qingtian.apps.monitors.rules import local_day
from qingtian.apps.monitors.sent import SHANGHAI
from qingtian.apps.monitors.story import Series, series_of
from qingtian.apps.proceedings.policy import may_see
from qingtian.procedures.guards.monitors import hour_of
from qingtian.standards.sources.factors import factor_title
from qingtian.standards.sources.hours import STATES
from qingtian.web.desk.enforcement.seats import only
from qingtian.web.desk.monitoring.outlets.words import ANOMALIES, NAV, every_outlet, figure, hour_words, title_of
from qingtian.web.desk.opening import Opening
from qingtian.web.desk.seat import DeskRequest, officer

PROCEDURE = "monitor_notice"
#: more hours than these are told by their number
MOST = 48
DEMANDS = "请说明这一时段的工况、治理设施和监测设备运行情况，异常的原因和已经采取的措施，并附有关记录。"


@officer
@require_http_methods(["GET", "HEAD", "POST"])
@only(KEEPS)
def new_outlet_notice(request: DeskRequest) -> HttpResponse:
    """GET the form (``?outlet=&anomaly=&factor=&from=&to=`` fill it), POST to issue."""
    opening = Opening.of(request, PROCEDURE)
    draft = opening.sent() if request.method == "POST" else opening.fresh(_told(request) | opening.asked())
    opened = opening.perform(draft)
    if opened is None:
        return opening.page("desk/monitoring/outlets/new_notice.html", draft, nav_current=NAV)
    return (
        redirect("desk:proceeding", opened.number)
        if may_see(request.actor, opened)
        else redirect("desk:outlet_notices")
    )


def _told(request: DeskRequest) -> dict[str, Any]:
    """What the records say of the hours asked about, for a person to check."""
    outlet = every_outlet().filter(number=request.GET.get("outlet", "")).first()
    if outlet is None:
        return {}
    kind, factor = request.GET.get("anomaly", ""), request.GET.get("factor", "")[:12]
    told: dict[str, Any] = {
        "party": outlet.party.number,
        "area": outlet.area.code,
        "outlet": outlet.number,
        "factor": factor,
        "from_hour": request.GET.get("from", "")[:16],
        "to_hour": request.GET.get("to", "")[:16],
        "demands": DEMANDS,
    }
    if kind in ANOMALIES:
        told |= {"anomaly": kind, "subject": f"{outlet.name_zh}{title_of(factor).zh}{ANOMALIES[kind].zh}"}
    return told | {"figures": _figures(request, outlet, factor, told)}


def _figures(request: DeskRequest, outlet: Outlet, factor: str, told: dict[str, Any]) -> str:
    """Hour by hour what the records have; as many lines as a notice can hold."""
    begins, ends = hour_of(told["from_hour"]), hour_of(told["to_hour"])
    if begins is None or ends is None or begins >= ends:
        return ""
    first, last = begins.replace(tzinfo=SHANGHAI), ends.replace(tzinfo=SHANGHAI)
    every, _ = series_of(outlet, local_day(first), local_day(last), request.now)
    lines = [line for series in every if factor in ("", series.factor) for line in _lines(series, first, last)]
    more = f"\n…… 共 {len(lines)} 行" if len(lines) > MOST else ""
    return "\n".join(lines[:MOST]) + more


def _lines(series: Series, first: Any, last: Any) -> list[str]:
    limit = f"，限值 {series.limit.figure} {series.limit.unit}" if series.limit else ""
    return [
        f"{hour_words(hour.start)} {factor_title(series.factor).zh}"
        f" {figure(series.factor, hour.judged.value)} {series.unit}{limit}，{STATES[hour.judged.state].zh}"
        for hour in series.hours
        if first <= hour.start < last
    ]
