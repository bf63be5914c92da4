"""Orders of the hotlines (热线工单): the hotline's clock beside the statute's, the earlier first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.proceedings.models import Clock, Proceeding
from qingtian.apps.proceedings.policy import visible
from qingtian.gateways.hotlines.clocks import Days, days_of
from qingtian.gateways.hotlines.codes import unmapped
from qingtian.gateways.hotlines.models import HotlineOrder, Outgoing
from qingtian.gateways.hotlines.systems import HOTLINES, Hotline, hotline_of, sources_within
from qingtian.language import Text
from qingtian.web.desk.seat import DeskRequest, officer

PER_PAGE = 30
OWN_CLOCK = "petitions.hotline_order"
WHICH = {
    "open": Text("在办", "Open"),
    "unsigned": Text("待签收", "To be signed for"),
    "sent_back": Text("发回重办", "Sent back"),
    "withdrawn": Text("热线撤单", "Withdrawn by the hotline"),
    "all": Text("全部", "All"),
}


@dataclass(frozen=True, slots=True)
class OrderRow:
    """An order as the list shows it. ``own`` is the hotline's last day, ``law`` the statute's next one."""

    order: HotlineOrder
    hotline: Hotline
    matter: Proceeding
    own: date | None
    law: date | None
    days: Days
    late: bool


def in_sight(request: DeskRequest) -> QuerySet[HotlineOrder]:
    """Orders whose matter this actor sees."""
    return HotlineOrder.objects.filter(proceeding__in=visible(request.actor).values("pk"), undone_at=None)


@officer
@require_safe
def orders(request: DeskRequest) -> HttpResponse:
    """The list; ``which`` and ``system`` narrow it."""
    which = request.GET.get("which", "open")
    which = which if which in WHICH else "open"
    system = request.GET.get("system", "")
    found = in_sight(request).select_related("proceeding__area").filter(_wanted(which))
    if system in HOTLINES:
        found = found.filter(sources_within([system], "system"))
    found = found.order_by("proceeding__next_due", "pk") if which != "all" else found.order_by("-pk")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": rows(list(page.object_list), request.as_of),
        "which": which,
        "tabs": [(code, title, in_sight(request).filter(_wanted(code)).count()) for code, title in WHICH.items()],
        "hotlines": HOTLINES.values(),
        "system": system,
        "unmapped": unmapped(),
        "queued": Outgoing.objects.filter(state=Outgoing.State.QUEUED).count(),
        "refused": Outgoing.objects.filter(state=Outgoing.State.REFUSED).count(),
        "may_import": "petition_officer" in request.actor.roles,
    }
    return render(request, "desk/hotlines/orders.html", context)


def _wanted(which: str) -> Q:
    if which == "all":
        return Q()
    open_ = Q(proceeding__ended_on=None)
    if which == "unsigned":
        return open_ & Q(signed_at=None)
    if which == "withdrawn":
        return open_ & Q(withdrawn_at__isnull=False)
    return open_ & Q(redone__gt=0) if which == "sent_back" else open_


def rows(found: list[HotlineOrder], on: date) -> list[OrderRow]:
    """The rows of a page; the clocks are read once for all of them."""
    running = Clock.objects.filter(proceeding__in=[order.proceeding_id for order in found], status="running")
    clocks: dict[int, dict[str, Any]] = {}
    for clock in running:
        clocks.setdefault(clock.proceeding_id, {})[clock.key] = clock.due
    made = []
    for order in found:
        mine = clocks.get(order.proceeding_id, {})
        law = min((due for key, due in mine.items() if key != OWN_CLOCK), default=None)
        own = mine.get(OWN_CLOCK)
        late = any(due is not None and due < on for due in (own, law))
        made.append(OrderRow(order, hotline_of(order.system), order.proceeding, own, law, days_of(order), late))
    return made
